package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/** An index that was freed is not handed out again while a reader that could hold it is pinned. Guarantee X. */
class RestingIndicesTest {
    private static final Limit THREE = new Limit(1, 3);

    private final XArray<String> array = XArray.<String>builder()
            .name("subject")
            .flags(Flag.ALLOC1)
            .reuseIdsAfterGracePeriod()
            .build();

    private interface Free {
        void apply(XArrayEditor<String> editor, long index);
    }

    /** Every way in which one index is freed that holds a value. */
    private static Map<String, Free> frees() {
        Map<String, Free> frees = new LinkedHashMap<>();
        frees.put("erase", (e, i) -> assertThat(e.erase(i)).isTrue());
        frees.put("remove", (e, i) -> assertThat(e.remove(i)).isNotNull());
        frees.put("eraseRange", (e, i) -> e.eraseRange(i, i));
        frees.put("clear", (e, i) -> e.clear());
        frees.put(
                "compareAndSet",
                (e, i) -> assertThat(e.compareAndSet(i, e.get(i), null)).isTrue());
        frees.put(
                "compareAndExchange",
                (e, i) -> assertThat(e.compareAndExchange(i, e.get(i), null)).isNotNull());
        frees.put("compute", (e, i) -> assertThat(e.compute(i, (at, v) -> null)).isNull());
        frees.put("unreserve", (e, i) -> {
            assertThat(e.vacate(i)).isNotNull();
            assertThat(e.unreserve(i)).isTrue();
        });
        frees.put(
                "cursor erase",
                (e, i) -> assertThat(e.cursor().moveTo(i).erase()).isTrue());
        frees.put(
                "cursor remove",
                (e, i) -> assertThat(e.cursor().moveTo(i).remove()).isNotNull());
        frees.put(
                "cursor erase of a block",
                (e, i) -> assertThat(e.cursor().moveTo(i, 1).erase()).isTrue());
        return frees;
    }

    @TestFactory
    Stream<DynamicTest> free_viewOpen_indexComesOnlyAfterIt() {
        return frees().entrySet().stream()
                .map(free -> DynamicTest.dynamicTest(free.getKey(), () -> {
                    XArray<String> own = XArray.<String>builder()
                            .flags(Flag.ALLOC1)
                            .reuseIdsAfterGracePeriod()
                            .build();
                    long index = own.alloc("first", THREE);
                    ReadView<String> view = own.read();
                    free.getValue().apply(own, index);
                    assertThat(own.contains(index)).isFalse();
                    assertThat(own.isReserved(index)).isFalse();
                    assertThat(own.findFree(1, 3)).hasValue(index);
                    assertThat(own.alloc("second", THREE)).isEqualTo(2);
                    assertThat(own.alloc("third", THREE)).isEqualTo(3);
                    assertThat(own.tryAlloc("fourth", THREE)).isEmpty();
                    assertThat(own.tryReserve(THREE)).isNull();
                    assertThat(own.reserveCyclic(THREE, 2).full()).isTrue();
                    assertThat(view.get(index)).isEqualTo("first");
                    view.close();
                    assertThat(own.tryAlloc("fourth", THREE)).hasValue(index);
                }));
    }

    @TestFactory
    Stream<DynamicTest> free_inTransaction_restsFromTheCommitOn() {
        return frees().entrySet().stream()
                .map(free -> DynamicTest.dynamicTest(free.getKey(), () -> {
                    XArray<String> own = XArray.<String>builder()
                            .flags(Flag.ALLOC1)
                            .reuseIdsAfterGracePeriod()
                            .build();
                    long index = own.alloc("first", THREE);
                    Transaction<String> change = own.begin();
                    free.getValue().apply(change, index);
                    // A reader that comes now still finds it.
                    ReadView<String> view = own.read();
                    assertThat(view.get(index)).isEqualTo("first");
                    assertThat(change.alloc("second", THREE)).isEqualTo(2);
                    change.commit();
                    assertThat(own.alloc("third", THREE)).isEqualTo(3);
                    assertThat(own.tryAlloc("fourth", THREE)).isEmpty();
                    view.close();
                    assertThat(own.tryAlloc("fourth", THREE)).hasValue(index);
                }));
    }

    @Test
    void free_nobodyPinned_indexComesAtOnce() {
        array.alloc("a", THREE);
        array.alloc("b", THREE);
        array.erase(1);
        assertThat(array.alloc("c", THREE)).isEqualTo(1);
        array.eraseRange(1, 2);
        assertThat(array.alloc("d", THREE)).isEqualTo(1);
        assertThat(array.alloc("e", THREE)).isEqualTo(2);
    }

    @Test
    void free_viewOpenedAfterwards_doesNotHoldTheIndexBack() {
        array.alloc("a", THREE);
        array.erase(1);
        try (ReadView<String> later = array.read()) {
            assertThat(later.get(1)).isNull();
            assertThat(array.alloc("b", THREE)).isEqualTo(1);
        }
    }

    @Test
    void free_secondGeneration_waitsForItsOwnViewsOnly() {
        for (int i = 1; i <= 3; i++) {
            assertThat(array.alloc("v" + i, THREE)).isEqualTo(i);
        }
        ReadView<String> first = array.read();
        array.erase(1);
        assertThat(array.tryAlloc("x", THREE)).isEmpty(); // 1 waits now, and 2 is of the next
        ReadView<String> second = array.read();
        array.erase(2);
        first.close();
        assertThat(array.tryAlloc("x", THREE)).hasValue(1);
        assertThat(array.tryAlloc("x", THREE)).isEmpty();
        ReadView<String> third = array.read();
        second.close();
        assertThat(array.tryAlloc("x", THREE)).hasValue(2);
        third.close();
    }

    @Test
    void reservation_closedUnfilled_rests() {
        Reservation<String> reserved = array.reserve(THREE);
        try (ReadView<String> view = array.read()) {
            assertThat(view.isReserved(1)).isTrue();
            reserved.close();
            assertThat(array.alloc("a", THREE)).isEqualTo(2);
        }
        assertThat(array.alloc("b", THREE)).isEqualTo(1);
    }

    @Test
    void restingIndex_named_isTheCallersAtOnce() {
        for (int i = 1; i <= 3; i++) {
            array.alloc("v" + i, THREE);
        }
        try (ReadView<String> view = array.read()) {
            assertThat(view.size()).isEqualTo(3);
            array.clear();
            array.set(1, "set");
            assertThat(array.insert(2, "inserted")).isTrue();
            assertThat(array.reserveAt(3)).isNotNull();
            array.eraseRange(1, 3);
            array.setRange(1, 3, "range");
            assertThat(array.get(2)).isEqualTo("range");
            array.erase(3); // and with it 2, which is of the same entry
            assertThat(array.tryAlloc("x", THREE)).isEmpty();
        }
        assertThat(array.tryAlloc("x", THREE)).hasValue(2);
    }

    @Test
    void eraseRange_millionsOfMillions_restAndComeBackAsOne() {
        long last = (1L << 40) + 12_345;
        array.setRange(1, last, "wide");
        NodeAccount account = NodeAccount.unlimited();
        XArray<String> counted = XArray.<String>builder()
                .flags(Flag.ALLOC1)
                .account(account)
                .reuseIdsAfterGracePeriod()
                .build();
        counted.setRange(1, last, "wide");
        long used = account.used();
        try (ReadView<String> view = counted.read()) {
            counted.eraseRange(1, last);
            assertThat(view.get(last)).isEqualTo("wide");
            assertThat(counted.alloc("next")).isEqualTo(last + 1);
            // Hardly more than it took when it was in use.
            assertThat(account.used()).isLessThan(4 * used);
            counted.eraseRange(0, -1L);
            assertThat(counted.alloc("next")).isEqualTo(last + 2);
        }
        assertThat(counted.alloc("first")).isEqualTo(1);
        counted.trim();
        assertThat(account.used()).isEqualTo(counted.publishedRoot().nodes() * 352);
        counted.close();
        assertThat(account.used()).isZero();
    }

    @Test
    void eraseRange_gapsWithin_neverUsedIndicesDoNotRest() {
        array.set(10, "a");
        array.set(11, "b");
        array.setRange(64, 191, "c");
        array.reserveAt(500);
        array.set(1L << 50, "far");
        try (ReadView<String> view = array.read()) {
            array.clear();
            assertThat(view.get(150)).isEqualTo("c");
            List<Long> given = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                given.add(array.alloc("x", new Limit(5, 300)));
            }
            assertThat(given).containsExactly(5L, 6L, 7L, 8L, 9L, 12L, 13L, 14L, 15L);
            assertThat(array.alloc("x", new Limit(64, 1000))).isEqualTo(192);
            assertThat(array.alloc("x", new Limit(499, 1000))).isEqualTo(499);
            assertThat(array.alloc("x", new Limit(499, 1000))).isEqualTo(501);
            assertThat(array.alloc("x", new Limit(1L << 50, -1L))).isEqualTo((1L << 50) + 1);
        }
    }

    @Test
    void erase_partOfAnEntry_onlyThatPartRests() {
        array.setRange(64, 127, "c");
        try (ReadView<String> view = array.read()) {
            array.eraseRange(70, 71);
            assertThat(view.get(70)).isEqualTo("c");
            assertThat(array.alloc("x", new Limit(64, 200))).isEqualTo(128);
            array.erase(100); // the piece of 96 to 127
            assertThat(array.alloc("x", new Limit(64, 200))).isEqualTo(129);
        }
        Limit limit = new Limit(64, 200);
        assertThat(array.alloc("x", limit)).isEqualTo(70);
        assertThat(array.alloc("x", limit)).isEqualTo(71);
        assertThat(array.alloc("x", limit)).isEqualTo(96);
    }

    @Test
    void transaction_rolledBack_whatItHadAllocatedIsFreeAndWhatItHadFreedIsNot() {
        assertThat(array.alloc("a", THREE)).isEqualTo(1);
        try (Transaction<String> change = array.begin()) {
            change.erase(1);
            assertThat(change.alloc("b", THREE)).isEqualTo(2);
            assertThat(change.alloc("c", THREE)).isEqualTo(3);
            assertThat(change.tryAlloc("d", THREE)).isEmpty();
        }
        assertThat(array.get(1)).isEqualTo("a");
        try (ReadView<String> view = array.read()) {
            assertThat(view.size()).isEqualTo(1);
            assertThat(array.alloc("e", THREE)).isEqualTo(2);
            assertThat(array.alloc("f", THREE)).isEqualTo(3);
        }
    }

    @Test
    void transactions_thatFreeBeforeTheyAllocate_useIndicesAgain() {
        for (int i = 1; i <= 3; i++) {
            array.alloc("v" + i, THREE);
        }
        for (int round = 0; round < 10; round++) {
            long index = 1L + round % 3;
            try (Transaction<String> change = array.begin()) {
                change.erase(index);
                if (round > 0) {
                    assertThat(change.alloc("x", THREE)).isEqualTo(1 + (round - 1) % 3);
                }
                change.commit();
            }
        }
    }

    @Test
    void session_itsOwnFrees_restUntilItIsClosed() {
        array.alloc("a", THREE);
        try (LockedXArray<String> session = array.lock()) {
            session.erase(1);
            assertThat(session.alloc("b", THREE)).isEqualTo(2);
        }
        assertThat(array.alloc("c", THREE)).isEqualTo(1);
    }

    @Test
    void cyclic_viewOpen_passesWhatRestsBy() {
        CyclicCursor<String> cursor = array.cyclic(THREE);
        cursor.alloc("a");
        ReadView<String> view = array.read();
        array.erase(1);
        assertThat(cursor.alloc("b")).isEqualTo(2);
        Reservation<String> reserved = cursor.tryReserve();
        assertThat(reserved).isNotNull();
        assertThat(reserved.index()).isEqualTo(3);
        assertThat(cursor.tryAlloc("d").full()).isTrue();
        assertThatExceptionOfType(NoFreeIndexException.class).isThrownBy(() -> cursor.alloc("d"));
        assertThat(array.allocCyclic("d", THREE, 3).full()).isTrue();
        view.close();
        assertThat(cursor.tryAlloc("d").index()).isEqualTo(1);
    }

    @Test
    void givenDomain_anyPinInIt_holdsIndicesBack() {
        EpochDomain domain = EpochDomain.create("readers");
        XArray<String> shared = XArray.<String>builder()
                .flags(Flag.TRACK_FREE)
                .domain(domain)
                .reuseIdsAfterGracePeriod()
                .build();
        shared.alloc("a", THREE);
        Pin pin = domain.pin();
        shared.erase(1);
        assertThat(shared.alloc("b", THREE)).isEqualTo(2);
        pin.close();
        assertThat(shared.alloc("c", THREE)).isEqualTo(1);
        domain.close();
        shared.erase(1);
        assertThat(shared.alloc("d", THREE)).isEqualTo(1);
    }

    @Test
    void ownDomain_isThere_andRefusesAWaitForOneself() {
        EpochDomain domain = array.domain();
        assertThat(domain.mayWait()).isTrue();
        try (LockedXArray<String> session = array.lock()) {
            assertThat(session.isEmpty()).isTrue();
            assertThat(domain.mayWait()).isFalse();
        }
    }

    @Test
    void builder_nothingIsAllocated_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        XArray.<String>builder().reuseIdsAfterGracePeriod().build())
                .withMessageContaining("give TRACK_FREE, ALLOC or ALLOC1");
    }

    @Test
    void close_somethingRests_isForgotten() {
        array.alloc("a");
        ReadView<String> view = array.read();
        array.erase(1);
        array.close();
        assertThatIllegalStateException().isThrownBy(() -> array.alloc("b"));
        array.trim();
        view.close();
    }

    /** Of both generations there are more than a list has, so that they take nodes. */
    @Test
    void close_bothGenerationsRest_theirNodesAreRefunded() {
        NodeAccount account = NodeAccount.unlimited();
        XArray<String> own = XArray.<String>builder()
                .flags(Flag.ALLOC1)
                .account(account)
                .reuseIdsAfterGracePeriod()
                .build();
        for (int i = 0; i < 400; i++) {
            own.alloc("value");
        }
        ReadView<String> view = own.read();
        for (int first = 1; first <= 2; first++) {
            for (long index = first; index <= 400; index += 8) {
                own.erase(index);
            }
            assertThat(own.tryAlloc("x", new Limit(1, 1))).isEmpty(); // what was freed grows old
        }
        own.close();
        assertThat(account.used()).isZero();
        assertThat(view.size()).isEqualTo(400);
        view.close();
    }

    /** Also what was made for indices that were to rest, until there was no memory for more. */
    @Test
    void close_outOfMemoryAtEachAllocationBefore_everythingIsRefunded() {
        int failures = 0;
        for (boolean done = false; !done; ) {
            NodeAccount account = NodeAccount.unlimited();
            int[] left = {Integer.MAX_VALUE};
            XArray<String> own = XArray.<String>builder()
                    .flags(Flag.ALLOC1)
                    .account(account)
                    .probe(() -> {
                        if (left[0]-- == 0) {
                            throw new OutOfMemoryError("planted");
                        }
                    })
                    .reuseIdsAfterGracePeriod()
                    .build();
            own.setRange(1, 1L << 41, "range");
            ReadView<String> view = own.read();
            for (long i = 0; i < 8; i++) { // so that what rests is a tree from the next one on
                own.eraseRange(2 + (i << 36), (i << 36) + (1L << 35));
            }
            left[0] = failures;
            try {
                own.erase(1);
                done = true;
            } catch (OutOfMemoryError planted) {
                failures++;
            }
            left[0] = Integer.MAX_VALUE;
            own.close();
            assertThat(account.used()).as("after %d allocations", failures).isZero();
            assertThat(view.get(1)).isEqualTo("range");
            view.close();
        }
        assertThat(failures).isGreaterThan(8);
    }

    @Test
    void releaser_valuesAndIndices_restTogether() {
        List<String> released = new ArrayList<>();
        XArray<String> own = XArray.<String>builder()
                .flags(Flag.ALLOC1)
                .releaser(value -> {
                    synchronized (released) {
                        released.add(value);
                    }
                })
                .reuseIdsAfterGracePeriod()
                .build();
        own.alloc("a", THREE);
        ReadView<String> view = own.read();
        own.erase(1);
        assertThat(own.alloc("b", THREE)).isEqualTo(2);
        assertThat(view.get(1)).isEqualTo("a");
        view.close();
        Internals.settle(own);
        assertThat(own.alloc("c", THREE)).isEqualTo(1);
        own.close();
        synchronized (released) {
            assertThat(released).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    /** Whatever allocation of a write fails: nothing has changed, and no index is lost or given out too early. */
    @TestFactory
    Stream<DynamicTest> free_outOfMemoryAtEachAllocation_changesNothing() {
        Map<String, Free> frees = frees();
        frees.put("eraseRange of much", (e, i) -> e.eraseRange(1, 1L << 41));
        return frees.entrySet().stream()
                .map(free -> DynamicTest.dynamicTest(
                        free.getKey(),
                        () -> assertThat(failures(free.getValue())).isPositive()));
    }

    private static int failures(Free free) {
        Limit limit = new Limit(1, 70);
        int[] left = {Integer.MAX_VALUE};
        XArray<String> own = XArray.<String>builder()
                .flags(Flag.ALLOC1)
                .reuseNodes(false)
                .probe(() -> {
                    if (left[0]-- == 0) {
                        throw new OutOfMemoryError("planted");
                    }
                })
                .reuseIdsAfterGracePeriod()
                .build();
        own.setRange(2, 69, "range");
        own.set(1L << 40, "far");
        own.set(70, "last");
        assertThat(own.alloc("one", limit)).isEqualTo(1);
        ReadView<String> view = own.read();
        for (long i = 0; i < 8; i++) { // so that what rests is a tree from the next one on
            own.set(1000 + 2 * i, "x");
            own.erase(1000 + 2 * i);
        }
        int failures = 0;
        while (true) {
            left[0] = failures;
            boolean done = false;
            try {
                free.apply(own, 1);
                done = true;
            } catch (OutOfMemoryError planted) {
                failures++;
            } finally {
                left[0] = Integer.MAX_VALUE;
            }
            Internals.validate(own);
            if (done) {
                break;
            }
            assertThat(own.contains(2)).isTrue();
            assertThat(own.get(70)).isEqualTo("last");
            assertThat(own.contains(1) || own.isReserved(1)).isTrue();
            if (!own.contains(1)) {
                own.set(1, "one"); // half of the two writes that this free is
            }
            assertThat(own.tryAlloc("x", limit)).isEmpty();
        }
        assertThat(own.contains(1)).isFalse();
        assertThat(own.tryAlloc("x", limit)).isEmpty();
        view.close();
        assertThat(own.tryAlloc("x", limit)).hasValue(1);
        return failures;
    }

    /** As for ids: readers follow a link to an index, and from that to its value, again and again in the same view's time. */
    @Test
    void readers_underOneView_meetNoStranger() {
        Limit universe = new Limit(1, 8);
        XArray<Integer> named = XArray.<Integer>builder()
                .flags(Flag.ALLOC1)
                .reuseIdsAfterGracePeriod()
                .build();
        long[] last = {named.alloc(0, universe)};
        Race.run(
                round -> {
                    var index = named.tryAlloc(round, universe);
                    if (index.isEmpty()) {
                        Thread.onSpinWait();
                        return;
                    }
                    named.erase(last[0]);
                    last[0] = index.getAsLong();
                },
                random -> {
                    try (ReadView<Integer> view = named.read()) {
                        Entry<Integer> found = view.first(Filter.PRESENT);
                        assertThat(found).isNotNull();
                        for (int i = 0; i < 200; i++) {
                            // The array itself, not the view: what the index names now.
                            Integer now = named.get(found.index());
                            if (now != null && !now.equals(found.value())) {
                                throw new AssertionError("index " + found.index() + " named "
                                        + found.value() + " and now names " + now);
                            }
                        }
                    }
                });
        assertThat(named.size()).isEqualTo(1);
    }
}
