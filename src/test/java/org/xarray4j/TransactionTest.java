package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A transaction shows its writes to nobody before the commit, and all of them after it. Guarantee E. */
class TransactionTest {
    @TestFactory
    Stream<DynamicTest> everyWrite_uncommitted_isSeenInsideOnly() {
        return Calls.writes().entrySet().stream()
                .map(call -> dynamicTest(call.getKey(), () -> {
                    XArray<String> array = Calls.array();
                    List<String> before = Dump.of(array);
                    try (Transaction<String> transaction = array.begin()) {
                        call.getValue().accept(transaction);
                        List<String> inside = Dump.of(transaction);
                        assertThat(inside).isNotEqualTo(before);
                        assertThat(Dump.of(array)).isEqualTo(before);
                        assertThat(OtherThread.call(() -> Dump.of(array))).isEqualTo(before);
                        assertThat(Dump.of(array.snapshot())).isEqualTo(before);
                        transaction.commit();
                        assertThat(Dump.of(array)).isEqualTo(inside);
                    }
                    assertThat(OtherThread.canLock(array)).isTrue();
                    Internals.validate(array);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyWrite_rolledBack_leavesNoTrace() {
        return Calls.writes().entrySet().stream()
                .map(call -> dynamicTest(call.getKey(), () -> {
                    XArray<String> array = Calls.array();
                    List<String> before = Dump.of(array);
                    try (Transaction<String> transaction = array.begin()) {
                        call.getValue().accept(transaction);
                    }
                    assertThat(Dump.of(array)).isEqualTo(before);
                    assertThat(OtherThread.canLock(array)).isTrue();
                    Internals.validate(array);
                    call.getValue().accept(array);
                    assertThat(Dump.of(array)).isNotEqualTo(before);
                    Internals.validate(array);
                }));
    }

    @Test
    void commit_nothingWritten_freesTheLock() {
        XArray<String> array = Calls.array();
        Transaction<String> transaction = array.begin();
        transaction.commit();
        assertThat(transaction.rolledBack()).isEmpty();
        assertThat(OtherThread.canLock(array)).isTrue();
        assertThat(Dump.of(array)).isEqualTo(Dump.of(Calls.array()));
    }

    @Test
    void commit_laterWrites_areTheArrays() {
        XArray<String> array = XArray.create();
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(1, "committed");
            transaction.commit();
            array.set(2, "after the commit");
        }
        assertThat(array.get(1)).isEqualTo("committed");
        assertThat(array.get(2)).isEqualTo("after the commit");
    }

    @Test
    void begin_afterRollback_startsFromWhatIsPublished() {
        XArray<String> array = XArray.create();
        array.set(1, "published");
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(1, "dropped");
            transaction.set(1L << 50, "dropped too");
        }
        try (Transaction<String> transaction = array.begin()) {
            assertThat(transaction.get(1)).isEqualTo("published");
            assertThat(transaction.size()).isEqualTo(1);
            transaction.set(2, "added");
            transaction.commit();
        }
        assertThat(array.stream().map(Entry::value)).containsExactly("published", "added");
        Internals.validate(array);
    }

    /** The leaf that was written last is at hand for the next write; not when another edit came between. */
    @Test
    void set_anotherEditBetween_isNotLostInALeafOfBefore() {
        XArray<String> array = XArray.create();
        array.set(5, "published");
        try (Transaction<String> transaction = array.begin()) {
            for (int i = 0; i < 4; i++) {
                transaction.set(i, "before");
            }
            transaction.clear();
            transaction.set(1, "one");
            assertThat(transaction.get(1)).isEqualTo("one");
            for (int i = 0; i < 4; i++) {
                transaction.set(i, "again");
            }
            transaction.eraseRange(0, 1L << 20);
            transaction.set(2, "two");
            transaction.set(1L << 58, "far");
            transaction.commit();
        }
        assertThat(Dump.of(array).toString()).contains("two", "far").doesNotContain("again");
        assertThat(array.get(2)).isEqualTo("two");
        assertThat(array.size()).isEqualTo(2);
        Internals.validate(array);
    }

    @Test
    void set_farAwayWithTheSameLowBits_isNotTakenForTheLeafWrittenLast() {
        XArray<String> array = XArray.create();
        try (Transaction<String> transaction = array.begin()) {
            for (int i = 0; i < 4; i++) {
                transaction.set(i, "near");
            }
            for (int shift = 6; shift < 64; shift++) {
                transaction.set(1, "near " + shift);
                transaction.set(1L << shift, "far");
                assertThat(transaction.get(0)).isEqualTo("near");
                assertThat(transaction.get(1L << shift)).isEqualTo("far");
            }
            assertThat(transaction.size()).isEqualTo(4 + 58);
        }
    }

    @Test
    void getAndSet_whatIsThere_returnsItEachTime() {
        XArray<String> array = XArray.create();
        try (Transaction<String> transaction = array.begin()) {
            assertThat(transaction.getAndSet(1, "a")).isNull();
            assertThat(transaction.getAndSet(1, "b")).isEqualTo("a");
            for (int i = 0; i < 3; i++) {
                assertThat(transaction.getAndSet(1, "b")).isEqualTo("b");
            }
        }
    }

    @Test
    void begin_heldElsewhere_waitsAndSeesWhatWasWritten() {
        XArray<String> array = XArray.create();
        OtherThread<String> other;
        try (Transaction<String> transaction = array.begin()) {
            other = OtherThread.start(() -> {
                        try (Transaction<String> waiting = array.begin()) {
                            return waiting.get(1);
                        }
                    })
                    .awaitWaiting();
            transaction.set(1, "committed first");
            transaction.commit();
        }
        assertThat(other.join()).isEqualTo("committed first");
    }

    @Test
    void snapshot_withinTransaction_isWhatOthersSee() {
        XArray<String> array = XArray.create();
        array.set(1, "published");
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(1, "draft");
            Snapshot<String> snapshot = array.snapshot();
            transaction.commit();
            assertThat(snapshot.get(1)).isEqualTo("published");
        }
    }

    @Test
    void iterator_writesMeanwhile_advancesAndSeesThem() {
        XArray<String> array = XArray.create();
        array.set(1, "one");
        array.set(9, "nine");
        try (Transaction<String> transaction = array.begin()) {
            StringBuilder seen = new StringBuilder();
            for (Entry<String> entry : transaction) {
                seen.append(entry.index()).append(' ');
                transaction.set(entry.index() + 64, "ahead");
                if (entry.index() > 200) {
                    break;
                }
            }
            assertThat(seen.toString()).startsWith("1 9 ").contains("73 ");
        }
        assertThat(array.size()).isEqualTo(2);
    }

    @Test
    void spliterator_open_promisesNoMoreThanItKeeps() {
        XArray<String> array = XArray.create();
        try (Transaction<String> transaction = array.begin()) {
            for (int i = 0; i < 100; i++) {
                transaction.set(i, "value");
            }
            Spliterator<Entry<String>> entries = transaction.spliterator();
            assertThat(entries.hasCharacteristics(Spliterator.CONCURRENT)).isTrue();
            assertThat(entries.hasCharacteristics(Spliterator.IMMUTABLE)).isFalse();
            assertThat(entries.trySplit()).isNull();
        }
    }

    @Test
    void forEach_actionWritesAheadUpToTheGreatestIndex_meetsItAndEnds() {
        XArray<String> array = XArray.create();
        array.set(1, "one");
        List<Long> met = new ArrayList<>();
        try (Transaction<String> transaction = array.begin()) {
            transaction.forEach((index, value) -> {
                met.add(index);
                transaction.set(index == 1 ? 5 : -1L, "ahead");
            });
        }
        assertThat(met).containsExactly(1L, 5L, -1L);
        assertThat(array.size()).isOne();
    }

    @Test
    void failedWrite_withinTransaction_leavesTheOthersToCommit() {
        XArray<String> array = XArray.create();
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(1, "before");
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> transaction.compute(1, (index, old) -> {
                        throw new ArithmeticException();
                    }));
            transaction.set(2, "after");
            transaction.commit();
        }
        assertThat(array.stream().map(Entry::value)).containsExactly("before", "after");
    }

    @Test
    void cyclicWrap_rolledBack_isForgotten() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        try (Transaction<String> transaction = array.begin()) {
            assertThat(transaction.allocCyclic("last", Limit.ALL, -1L))
                    .isEqualTo(new CyclicResult(-1L, 0, false, false));
            assertThat(transaction.allocCyclic("first", Limit.ALL, 0))
                    .isEqualTo(new CyclicResult(0, 1, true, false));
        }
        assertThat(array.allocCyclic("last", Limit.ALL, -1L))
                .isEqualTo(new CyclicResult(-1L, 0, false, false));
        try (Transaction<String> transaction = array.begin()) {
            assertThat(transaction.allocCyclic("first", Limit.ALL, 0).wrapped()).isTrue();
        }
        assertThat(array.allocCyclic("first", Limit.ALL, 0).wrapped()).isTrue();
        assertThat(array.allocCyclic("second", Limit.ALL, 1).wrapped()).isFalse();
    }

    // ---------------------------------------------------------------- what a rollback gives back

    @Test
    void rolledBack_stillOpen_refused() {
        Transaction<String> transaction = Calls.array().begin();
        assertThatIllegalStateException()
                .isThrownBy(transaction::rolledBack)
                .withMessageContaining("Transaction[subject]")
                .withMessageContaining("open");
    }

    @Test
    void rolledBack_everyKindOfStore_isGivenBackOnce() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.set(3, "old");
        Reservation<String> reservation = array.reserveAt(5);
        Transaction<String> transaction = array.begin();
        transaction.set(1, "set");
        transaction.getAndSet(2, "getAndSet");
        transaction.compareAndSet(3, "old", "compareAndSet");
        transaction.compareAndExchange(4, null, "compareAndExchange");
        reservation.store(transaction, "reservation");
        transaction.insert(6, "insert");
        transaction.computeIfAbsent(7, index -> "computeIfAbsent");
        transaction.compute(7, (index, old) -> "compute");
        transaction.setRange(8, 99, "setRange");
        transaction.alloc("alloc");
        transaction.tryAlloc("tryAlloc", Limit.ALL);
        transaction.allocCyclic("allocCyclic", Limit.ALL, 1000);
        transaction.close();
        assertThat(transaction.rolledBack())
                .containsExactly(
                        "set",
                        "getAndSet",
                        "compareAndSet",
                        "compareAndExchange",
                        "reservation",
                        "insert",
                        "computeIfAbsent",
                        "compute",
                        "setRange",
                        "alloc",
                        "tryAlloc",
                        "allocCyclic");
        assertThat(reservation.isOpen()).isTrue();
        assertThat(array).containsExactly(new Entry<>(3, 3, 0, "old"));
    }

    @Test
    void rolledBack_refusedWrites_giveNothing() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.set(1, "old");
        Transaction<String> transaction = array.begin();
        transaction.insert(1, "refused");
        transaction.compareAndSet(1, null, "refused");
        transaction.compareAndExchange(1, "other", "refused");
        transaction.computeIfAbsent(1, index -> "not called");
        transaction.compute(1, (index, old) -> old);
        transaction.tryAlloc("refused", new Limit(1, 1));
        transaction.allocCyclic("refused", new Limit(1, 1), 1);
        transaction.set(1, "old");
        transaction.close();
        assertThat(transaction.rolledBack()).isEmpty();
    }

    @Test
    void rolledBack_valueHandedOut_isNotGivenBackAgain() {
        XArray<String> array = XArray.create();
        array.set(1, "base");
        Transaction<String> transaction = array.begin();
        transaction.set(2, "removed");
        assertThat(transaction.remove(2)).isEqualTo("removed");
        transaction.set(3, "vacated");
        assertThat(transaction.vacate(3)).isEqualTo("vacated");
        transaction.set(4, "replaced");
        assertThat(transaction.getAndSet(4, "replacing")).isEqualTo("replaced");
        transaction.set(5, "exchanged");
        transaction.compareAndExchange(5, "exchanged", null);
        assertThat(transaction.remove(1)).isEqualTo("base");
        transaction.close();
        assertThat(transaction.rolledBack()).containsExactly("replacing");
        assertThat(array.get(1)).isEqualTo("base");
    }

    /** The caller has it already as often as it was handed out. */
    @Test
    void rolledBack_valueStoredOnceMoreThanHandedOut_isGivenBackOnce() {
        XArray<String> array = XArray.create();
        Transaction<String> transaction = array.begin();
        transaction.set(1, "kept");
        for (int i = 0; i < 3; i++) {
            transaction.set(2, "kept");
            assertThat(transaction.remove(2)).isEqualTo("kept");
        }
        transaction.close();
        assertThat(transaction.rolledBack()).containsExactly("kept");
    }

    @Test
    void rolledBack_valueMovedByTheTransaction_staysInTheArrayOnly() {
        XArray<String> array = XArray.create();
        array.set(1, "moved");
        Transaction<String> transaction = array.begin();
        transaction.set(2, transaction.remove(1));
        transaction.close();
        assertThat(transaction.rolledBack()).isEmpty();
        assertThat(array.get(1)).isEqualTo("moved");
    }

    @Test
    void rolledBack_valueDiscardedWithin_isGivenBack() {
        XArray<String> array = XArray.create();
        Transaction<String> transaction = array.begin();
        transaction.set(1, "first");
        transaction.set(1, "second");
        transaction.set(2, "twice");
        transaction.set(3, "twice");
        transaction.clear();
        transaction.close();
        assertThat(transaction.rolledBack()).containsExactly("first", "second", "twice", "twice");
    }

    @Test
    void rolledBack_afterCommit_isEmpty() {
        XArray<String> array = XArray.create();
        Transaction<String> transaction = array.begin();
        transaction.set(1, "committed");
        transaction.commit();
        transaction.close();
        assertThat(transaction.rolledBack()).isEmpty();
        assertThat(OtherThread.call(transaction::rolledBack)).isEmpty();
    }
}
