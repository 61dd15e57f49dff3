package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nodes are charged before a write changes anything, and refunded when the array lets go of them. */
class AccountTest {
    private static XArray<String> charged(NodeAccount account) {
        return XArray.<String>builder()
                .flags(Flag.ALLOC)
                .name("subject")
                .account(account)
                .build();
    }

    @Test
    void used_arrayGrowsAndIsClosed_followsItsNodes() {
        NodeAccount account = NodeAccount.unlimited();
        XArray<String> array = charged(account);
        array.set(1, "small");
        long small = account.used();
        assertThat(small).isPositive();
        array.set(-1L, "a top and a bucket");
        long tall = account.used();
        assertThat(tall).isEqualTo(small + 2 * 352);
        for (long index = 0; index < 5000; index++) {
            array.set(index, "many");
        }
        assertThat(account.used()).isGreaterThan(tall + 5000 / 64 * 64);
        assertThat(account.limit()).isEqualTo(Long.MAX_VALUE);
        array.close();
        assertThat(account.used()).isZero();
    }

    @Test
    void used_overwritingForever_doesNotGrow() {
        NodeAccount account = NodeAccount.unlimited();
        XArray<String> array = charged(account);
        for (long index = 0; index < 1000; index++) {
            array.set(index * 100, "value");
        }
        array.set(0, "once more");
        long used = account.used();
        for (int round = 0; round < 20; round++) {
            for (long index = 0; index < 1000; index++) {
                array.set(index * 100, "round " + round);
            }
        }
        assertThat(account.used()).isLessThanOrEqualTo(2 * used);
        array.clear();
        array.set(5, "new");
        assertThat(account.used()).isLessThan(used);
    }

    /** Nodes that waited to be used again are the collector's when a snapshot may have them: they are charged no more. */
    @Test
    void used_snapshotsTakenAllTheTime_isGivenBack() {
        NodeAccount account = NodeAccount.unlimited();
        XArray<String> array = charged(account);
        for (long index = 0; index < 1000; index++) {
            array.set(index, "value");
        }
        for (int round = 0; round < 300; round++) {
            array.set(round % 1000, "round " + round);
            if (round % 7 == 0) {
                assertThat(array.snapshot().get(round)).isEqualTo("round " + round);
            }
        }
        array.trim();
        assertThat(account.used()).isEqualTo(array.publishedRoot().nodes() * 352);
    }

    @Test
    void used_rolledBackTransactions_doNotAddUp() {
        NodeAccount account = NodeAccount.unlimited();
        XArray<String> array = charged(account);
        long most = 0;
        for (int round = 0; round < 100; round++) {
            try (Transaction<String> transaction = array.begin()) {
                for (long index = 0; index < 100; index++) {
                    transaction.set(index << 20, "dropped");
                }
            }
            most = round == 0 ? account.used() : most;
        }
        assertThat(account.used()).isLessThanOrEqualTo(most);
        array.close();
        assertThat(account.used()).isZero();
    }

    /** What a transaction makes and drops again is no more than what as many single writes do. */
    @Test
    void limit_transactionThatReplacesItsOwnNodes_isNotReachedByThem() {
        NodeAccount account = NodeAccount.limited(1 << 20);
        XArray<String> array = charged(account);
        SplittableRandom random = new SplittableRandom(7);
        try (Transaction<String> transaction = array.begin()) {
            for (int i = 0; i < 10_000; i++) {
                transaction.setRange(1L << 20, (1L << 20) + 99, "nodes, all of which go");
                transaction.clear();
            }
            for (int i = 0; i < 10_000; i++) {
                transaction.set(random.nextLong(), "far from all others");
            }
            for (int i = 0; i < 10_000; i++) {
                transaction.set(5L << 40, "comes");
                transaction.erase(5L << 40);
                transaction.setRange(7L << 50, (7L << 50) + 999, "nodes");
                transaction.setRange(8L << 50, 8L << 50, "elsewhere");
                transaction.eraseRange(7L << 50, 8L << 50);
            }
            transaction.commit();
        }
        array.trim();
        assertThat(account.used()).isEqualTo(array.publishedRoot().nodes() * 352);
        array.close();
        assertThat(account.used()).isZero();
    }

    @Test
    void account_twoArrays_isShared() {
        NodeAccount account = NodeAccount.unlimited();
        XArray<String> one = charged(account);
        XArray<String> two = charged(account);
        one.set(1, "one");
        long ofOne = account.used();
        two.set(1, "two");
        assertThat(account.used()).isGreaterThan(ofOne);
        two.close();
        assertThat(account.used()).isEqualTo(ofOne);
        one.close();
        assertThat(account.used()).isZero();
        assertThat(account).hasToString("0 bytes");
    }

    @Test
    void account_arrayWithoutOne_isNotCharged() {
        NodeAccount account = NodeAccount.unlimited();
        charged(account);
        XArray.<String>create(Flag.ACCOUNT).set(-1L, "charged elsewhere");
        assertThat(account.used()).isZero();
    }

    private static Map<String, Consumer<XArrayEditor<String>>> growing() {
        long far = 1L << 62;
        Map<String, Consumer<XArrayEditor<String>>> calls = new LinkedHashMap<>();
        calls.put("set", editor -> editor.set(far, "refused"));
        calls.put("getAndSet", editor -> editor.getAndSet(far, "refused"));
        calls.put("insert", editor -> editor.insert(far, "refused"));
        calls.put("compareAndSet", editor -> editor.compareAndSet(far, null, "refused"));
        calls.put("compareAndExchange", editor -> editor.compareAndExchange(far, null, "refused"));
        calls.put("computeIfAbsent", editor -> editor.computeIfAbsent(far, index -> "refused"));
        calls.put("compute", editor -> editor.compute(far, (index, old) -> "refused"));
        calls.put("setRange", editor -> editor.setRange(0, far + 5, "refused"));
        calls.put("vacate", editor -> editor.vacate(far));
        calls.put("reserveAt", editor -> editor.reserveAt(far));
        calls.put("tryReserve", editor -> editor.tryReserve(new Limit(far, far)));
        calls.put("alloc", editor -> editor.alloc("refused", new Limit(far, far)));
        calls.put("allocCyclic", editor -> editor.allocCyclic("refused", Limit.ALL, far));
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> limit_exceeded_refusesAndChangesNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Way way : Way.values()) {
            growing()
                    .forEach((name, call) ->
                            tests.add(dynamicTest(name + " by " + way, () -> refused(way, call))));
        }
        return tests.stream();
    }

    private static void refused(Way way, Consumer<XArrayEditor<String>> call) {
        // Enough for what is there and for changing it, too little for a new top and what hangs
        // there.
        NodeAccount account = NodeAccount.limited(2 * 352);
        XArray<String> array = charged(account);
        array.set(1, "old");
        List<String> before = Dump.of(array);
        way.write(array, editor -> {
            assertThatExceptionOfType(AccountExceededException.class)
                    .isThrownBy(() -> call.accept(editor))
                    .withMessageContaining(Long.toString(account.limit()));
            assertThat(Dump.of(editor)).isEqualTo(before);
            editor.set(1, "fits");
            editor.setMark(1, Mark.MARK_0);
        });
        assertThat(account.used()).isLessThanOrEqualTo(account.limit());
        assertThat(array.get(1)).isEqualTo("fits");
        assertThat(array.contains(1L << 62)).isFalse();
        assertThat(array.size()).isEqualTo(1);
        Internals.validate(array);
    }

    @Test
    void limit_exceededAndRoomMadeAgain_goesOn() {
        NodeAccount account = NodeAccount.limited(40_000);
        XArray<String> array = charged(account);
        long stored = 0;
        try {
            while (true) {
                array.set(stored << 12, "value");
                stored++;
            }
        } catch (AccountExceededException e) {
            assertThat(array.size()).isEqualTo(stored);
        }
        assertThat(stored).isBetween(1000L, 4000L);
        array.clear();
        for (long index = 0; index < stored; index++) {
            array.set(index << 12, "again");
        }
        assertThat(array.size()).isEqualTo(stored);
        assertThat(account.toString()).contains(" of 40000 bytes");
    }

    /** The account by itself. */
    @Test
    void charge_toTheLastByteAndBeyond_saysHowMuchWasThereAndWanted() {
        NodeAccount account = NodeAccount.limited(1000);
        account.charge(704);
        account.charge(296);
        assertThat(account).hasToString("1000 of 1000 bytes");
        assertThatExceptionOfType(AccountExceededException.class)
                .isThrownBy(() -> account.charge(1))
                .withMessageContaining("is at 1000 of 1000 bytes; 1 more");
        account.refund(296);
        assertThatExceptionOfType(AccountExceededException.class)
                .isThrownBy(() -> account.charge(352))
                .withMessageContaining("is at 704 of 1000 bytes; 352 more");
        assertThat(account.used()).isEqualTo(704);
        NodeAccount empty = NodeAccount.limited(0);
        empty.charge(0);
        assertThatExceptionOfType(AccountExceededException.class).isThrownBy(() -> empty.charge(1));
    }

    @Test
    void limit_erasing_isNeverRefused() {
        NodeAccount account = NodeAccount.limited(40_000);
        XArray<String> array = charged(account);
        long stored = 0;
        try {
            while (true) {
                array.set(stored << 12, "value");
                stored++;
            }
        } catch (AccountExceededException e) {
            assertThat(stored).isPositive();
        }
        array.clear();
        assertThat(array.isEmpty()).isTrue();
    }
}
