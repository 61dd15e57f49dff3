package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xarray4j.internal.tree.AllocationProbe;

/** Integers without boxes. */
class LongXArrayTest {
    private final LongXArray array = LongXArray.create("subject");

    @AfterEach
    void validate() {
        Internals.validate(array);
    }

    @Test
    void boundaries_allIndicesAndValues_areKept() {
        for (long index : Boundaries.indices()) {
            assertThat(array.insert(index, ~index)).isTrue();
        }
        for (long index : Boundaries.indices()) {
            assertThat(array.get(index)).hasValue(~index);
            assertThat(array.insert(index, 0)).isFalse();
        }
        assertThat(array.size()).isEqualTo(Boundaries.indices().length);
        List<Long> met = new ArrayList<>();
        array.forEach((index, value) -> {
            assertThat(value).isEqualTo(~index);
            met.add(index);
        });
        assertThat(met).containsExactlyElementsOf(Boundaries.stream().boxed().toList());
        assertThat(array.findAfter(-1L, -1L, Filter.PRESENT)).isNull();
        assertThat(array.find(-1L, -1L, Filter.PRESENT)).isEqualTo(new LongEntry(-1L, -1L, 0, 0));
        for (long index : Boundaries.indices()) {
            assertThat(array.remove(index)).hasValue(~index);
            assertThat(array.remove(index)).isEmpty();
            assertThat(array.erase(index)).isFalse();
        }
        assertThat(array.isEmpty()).isTrue();
    }

    @Test
    void values_everyInteger_isOneLikeAnyOther() {
        for (long value : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62}) {
            array.set(5, value);
            assertThat(array.get(5)).hasValue(value);
            assertThat(array.contains(5)).isTrue();
            assertThat(array.getOrDefault(5, 42)).isEqualTo(value);
            assertThat(array.compareAndSet(5, value + 1, 9)).isFalse();
            assertThat(array.compareAndSet(5, value, value ^ 1)).isTrue();
            assertThat(array.getAndSet(5, 7)).hasValue(value ^ 1);
        }
        assertThat(array.compareAndSet(6, 0, 1)).isFalse();
        assertThat(array.contains(6)).isFalse();
        assertThat(array.getOrDefault(6, 42)).isEqualTo(42);
    }

    @Test
    void setRange_upToTheGreatest_isOneEntryForEachBlock() {
        array.setRange(0, -1L, 1);
        assertThat(array.order(1234)).isEqualTo(64);
        assertThat(array.size()).isEqualTo(1);
        assertThat(array.first(Filter.PRESENT)).hasToString("0 in [0, 18446744073709551615]=1");
        array.setMark(-1L, Mark.MARK_1);
        array.eraseRange(100, 100);
        assertThat(array.contains(100)).isFalse();
        assertThat(array.isMarked(99, Mark.MARK_1)).isTrue();
        assertThat(array.isMarked(1L << 63, Mark.MARK_1)).isTrue();
        assertThat(array.size()).isEqualTo(64);
        array.set(0, 2);
        assertThat(array.getOrDefault(63, 0)).isEqualTo(2);
        assertThat(array.getOrDefault(64, 0)).isEqualTo(1);
    }

    @Test
    void setRange_lastBeforeFirst_isRefusedByName() {
        array.set(3, 3);
        Consumer<LongXArrayEditor> refused = editor -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> editor.setRange(-1L, 41, 0))
                    .withMessage("subject: the range's last index 41 is less than its first,"
                            + " 18446744073709551615");
            assertThatIllegalArgumentException().isThrownBy(() -> editor.eraseRange(4, 3));
        };
        refused.accept(array);
        try (LongTransaction change = array.begin()) {
            refused.accept(change);
            change.commit();
        }
        assertThat(array.size()).isOne();
    }

    @Test
    void nulls_areRefused() {
        array.set(1, 1);
        assertThatNullPointerException().isThrownBy(() -> array.setMark(1, null));
        assertThatNullPointerException().isThrownBy(() -> array.clearMark(9, null));
        assertThatNullPointerException().isThrownBy(() -> array.find(0, 9, null));
        assertThatNullPointerException().isThrownBy(() -> array.findBefore(9, 0, null));
        assertThatNullPointerException().isThrownBy(() -> array.last(null));
        assertThatNullPointerException()
                .isThrownBy(() -> array.extract(null, 0, 9, Filter.PRESENT));
        assertThatNullPointerException().isThrownBy(() -> array.extract(new long[0], 0, 9, null));
        assertThatNullPointerException().isThrownBy(() -> array.compute(1, null));
        assertThatNullPointerException().isThrownBy(() -> array.compute(1, (i, v) -> null));
        assertThatNullPointerException().isThrownBy(() -> array.computeIfAbsent(1, null));
        assertThat(array.get(1)).hasValue(1);
        assertThatNullPointerException().isThrownBy(() -> array.forEach((LongLongConsumer) null));
        assertThatNullPointerException().isThrownBy(() -> LongXArray.create(null));
        assertThat(array).hasToString("subject[1 entries]");
        assertThat(array.snapshot()).hasToString("LongSnapshot[1 entries]");
        assertThat(LongXArray.create().name()).startsWith("LongXArray-");
    }

    @Test
    void marks_ofALeaf_areFoundThroughBothLevels() {
        for (long i = 0; i < 100_000; i++) {
            array.set(i, i);
        }
        array.setMark(77_777, Mark.MARK_2);
        assertThat(array.find(0, -1L, Filter.MARK_2))
                .isEqualTo(new LongEntry(77_777, 77_777, 0, 77_777));
        assertThat(array.anyMarked(Mark.MARK_2)).isTrue();
        array.set(77_777, -1);
        assertThat(array.isMarked(77_777, Mark.MARK_2)).isTrue();
        array.erase(77_777);
        assertThat(array.anyMarked(Mark.MARK_2)).isFalse();
        assertThat(array.find(0, -1L, Filter.MARK_2)).isNull();
    }

    @Test
    void transaction_closedWithoutCommit_leavesNothing() {
        array.set(1, 1);
        try (LongTransaction change = array.begin()) {
            change.set(1, 2);
            change.setRange(0, 1000, 3);
            assertThat(change.getOrDefault(1, 0)).isEqualTo(3);
            assertThat(array.getOrDefault(1, 0)).isEqualTo(1);
            assertThatIllegalStateException().isThrownBy(() -> array.set(5, 5));
            assertThat(change).hasToString("LongTransaction[subject]");
        }
        assertThat(array.size()).isEqualTo(1);
        LongTransaction closed = array.begin();
        closed.close();
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> closed.set(1, 2));
        assertThatIllegalStateException().isThrownBy(() -> closed.setRange(1, 2, 2));
        assertThatIllegalStateException().isThrownBy(closed::commit);
    }

    @Test
    void transaction_usedByAnotherThread_isRefusedAndUnharmed() {
        try (LongTransaction change = array.begin()) {
            change.set(1, 1);
            OtherThread.run(() -> {
                assertThatIllegalStateException().isThrownBy(() -> change.setRange(0, 100, 2));
                assertThatIllegalStateException().isThrownBy(() -> change.setMark(1, Mark.MARK_0));
                assertThatIllegalStateException().isThrownBy(change::close);
            });
            change.commit();
        }
        assertThat(array.get(1)).hasValue(1);
        assertThat(array.size()).isOne();
    }

    @Test
    void session_open_keepsOtherWritersOutAndNoReader() throws InterruptedException {
        array.set(1, 1);
        try (LockedLongXArray session = array.lock()) {
            session.setRange(0, 200, 5);
            assertThat(session).hasToString("LockedLongXArray[subject]");
            assertThatIllegalStateException().isThrownBy(() -> array.set(5, 6));
            assertThatIllegalStateException().isThrownBy(() -> array.getLocked(5));
            OtherThread.run(() -> {
                assertThat(array.get(200)).hasValue(5);
                assertThat(array.tryLock()).isNull();
                assertThatIllegalStateException().isThrownBy(() -> session.set(1, 2));
                assertThatIllegalStateException().isThrownBy(() -> session.setRange(1, 9, 2));
                assertThatIllegalStateException().isThrownBy(session::close);
            });
            assertThat(OtherThread.call(() -> {
                        try (LockedLongXArray none = array.tryLock(Duration.ofMillis(1))) {
                            return none == null;
                        }
                    }))
                    .isTrue();
            OtherThread<Long> waiting = OtherThread.start(() -> {
                try (LockedLongXArray next = array.lockInterruptibly()) {
                    return next.getOrDefault(7, 0);
                }
            });
            waiting.awaitWaiting();
            session.set(7, 77);
            session.close();
            assertThat(waiting.join()).isEqualTo(77);
            assertThatIllegalStateException().isThrownBy(() -> session.get(1));
            assertThatIllegalStateException().isThrownBy(() -> session.erase(1));
            assertThatIllegalStateException().isThrownBy(() -> session.setMark(1, Mark.MARK_0));
            session.close();
        }
        try (LockedLongXArray session = array.tryLock()) {
            assertThat(session).isNotNull();
        }
        try (LockedLongXArray session = array.tryLock(Duration.ofSeconds(1))) {
            assertThat(session).isNotNull();
        }
    }

    @Test
    void session_iteratorOpenAtItsClose_isRefused() {
        array.setRange(0, 200, 5);
        Iterator<LongEntry> entries;
        try (LockedLongXArray session = array.lock()) {
            entries = session.iterator();
            assertThat(entries.next().order()).isEqualTo(7);
        }
        assertThat(entries.hasNext()).isTrue();
        assertThatIllegalStateException().isThrownBy(entries::next);
    }

    @Test
    void iterator_entryComesThatBeginsBehindIt_goesOn() {
        array.set(330, 1);
        array.set(7000, 2);
        Iterator<LongEntry> entries = array.iterator();
        array.setRange(0, 4095, 3);
        assertThat(entries.next().index()).isEqualTo(330);
        assertThat(entries.next()).isEqualTo(new LongEntry(384, 0, 12, 3));
        assertThat(entries.next()).isEqualTo(new LongEntry(7000, 7000, 0, 2));
        assertThat(entries.hasNext()).isFalse();
    }

    @Test
    void guard_open_integerStays() {
        array.set(70, 7);
        array.setRange(128, 255, 8);
        assertThat(array.getLocked(71)).isNull();
        assertThat(array.getLocked(1L << 40)).isNull();
        try (LongGuard guard = array.getLocked(70)) {
            assertThat(guard).isNotNull();
            assertThat(guard.index()).isEqualTo(70);
            assertThat(guard.value()).isEqualTo(7);
            assertThat(guard).hasToString("LongGuard[index 70 = 7]");
            OtherThread<Boolean> writer = OtherThread.start(() -> array.erase(70));
            writer.awaitWaiting();
            assertThat(array.contains(70)).isTrue();
            guard.close();
            guard.close();
            assertThat(writer.join()).isTrue();
            assertThatIllegalStateException().isThrownBy(guard::value);
        }
        try (LongGuard guard = array.getLocked(200)) {
            assertThat(guard).isNotNull();
            assertThat(guard.value()).isEqualTo(8);
        }
        array.set(1, 1); // nothing is held any more
    }

    @Test
    void view_writersGoOn_staysAsItWas() {
        array.set(1, 1);
        LongReadView view = array.read();
        for (int i = 0; i < 1000; i++) {
            array.set(i % 100, i);
        }
        array.trim();
        assertThat(view.size()).isOne();
        assertThat(view.getOrDefault(1, 0)).isEqualTo(1);
        assertThat(view.isOpen()).isTrue();
        assertThat(view.toString()).startsWith("LongReadView[subject, version ");
        view.close();
        view.close();
        assertThat(view.isOpen()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> view.get(1));
        assertThatIllegalStateException().isThrownBy(view::iterator);
    }

    @Test
    void compute_functionThrowsOrWrites_nothingChanges() {
        array.set(1, 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> array.compute(1, (index, before) -> {
                    array.set(2, 2);
                    return before;
                }));
        try (LongTransaction change = array.begin()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> change.compute(1, (index, before) -> {
                        change.set(2, 2);
                        return before;
                    }));
            assertThat(change.computeIfAbsent(3, index -> index * 2)).isEqualTo(6);
            change.commit();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> array.computeIfAbsent(2, index -> {
                    throw new IllegalArgumentException("no");
                }));
        assertThat(array.size()).isEqualTo(2);
        assertThat(array.compute(
                        1, (index, before) -> OptionalLong.of(before.orElseThrow() + index)))
                .hasValue(2);
    }

    @Test
    void compareAndSet_manyThreads_countsExactly() {
        int each = 3000;
        List<OtherThread<Boolean>> others = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            int own = t;
            others.add(OtherThread.start(() -> {
                for (int i = 0; i < each; i++) {
                    array.set(8 + own, i);
                    while (true) {
                        long now = array.getOrDefault(0, 0);
                        if (now == 0 ? array.insert(0, 1) : array.compareAndSet(0, now, now + 1)) {
                            break;
                        }
                    }
                    array.setMark(8 + own, Mark.MARK_0);
                    assertThat(array.remove(8 + own)).hasValue(i);
                }
                return true;
            }));
        }
        others.forEach(OtherThread::join);
        assertThat(array.get(0)).hasValue(3L * each);
        assertThat(array.anyMarked(Mark.MARK_0)).isFalse();
        assertThat(array.size()).isOne();
        Internals.validate(array);
    }

    @Test
    void reads_besideRangeWrites_seeThemWhole() {
        long first = 40;
        long last = 700;
        array.setRange(first, last, 0);
        Race.run(
                round -> {
                    array.setRange(first, last, round);
                    array.setMark(first + round % 600, Mark.MARK_1);
                },
                random -> {
                    LongSnapshot snapshot = array.snapshot();
                    long value = snapshot.getOrDefault(first, -1);
                    for (long i = first; i <= last; i += 13) {
                        assertThat(snapshot.getOrDefault(i, -1)).isEqualTo(value);
                    }
                    long[] seen = {0, -1};
                    array.forEach((index, each) -> {
                        if (seen[0]++ > 0 && seen[1] != each) {
                            throw new AssertionError(seen[1] + " and " + each);
                        }
                        seen[1] = each;
                    });
                    assertThat(array.isMarked(first + 1000, Mark.MARK_1)).isFalse();
                    assertThat(array.getOrDefault(last + 1, -1)).isEqualTo(-1);
                });
    }

    @Test
    void readsOfOneIndex_manyCalls_allocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        threads.setThreadAllocatedMemoryEnabled(true);
        for (long i = 0; i < 5000; i += 3) {
            array.set(i, i);
        }
        array.setRange(1L << 20, 1L << 21, 7);
        long fewest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20 && fewest > 0; attempt++) {
            long sum = 0;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (long i = 0; i < 20_000; i++) {
                sum += array.getOrDefault(i * 97, 1) + (array.contains(i) ? 1 : 0);
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(sum).isPositive();
        }
        assertThat(fewest).isZero();
    }

    @Test
    void outOfMemory_atEachAllocation_changesNothing() {
        int[] left = {Integer.MAX_VALUE};
        boolean[] thrown = {false};
        AllocationProbe probe = () -> {
            if (left[0]-- == 0) {
                thrown[0] = true;
                throw new OutOfMemoryError("planted");
            }
        };
        List<Consumer<LongXArrayEditor>> writes = List.of(
                e -> e.set(1L << 40, 1),
                e -> e.setRange(10, 5000, 1),
                e -> e.eraseRange(10, 300),
                e -> e.remove(64),
                e -> e.setMark(500, Mark.MARK_0),
                e -> e.clearMark(64, Mark.MARK_1));
        int failures = 0;
        for (Consumer<LongXArrayEditor> write : writes) {
            for (int within = 0; within < 3; within++) {
                for (int allocation = 0; ; allocation++) {
                    LongXArray subject = LongXArray.create("subject", probe);
                    left[0] = Integer.MAX_VALUE;
                    subject.setRange(0, 1000, 5);
                    subject.eraseRange(70, 80);
                    subject.setMark(64, Mark.MARK_1);
                    List<String> before = all(subject);
                    thrown[0] = false;
                    left[0] = allocation;
                    try {
                        if (within == 1) {
                            failWithin(subject, write);
                        } else if (within == 2) {
                            try (LockedLongXArray session = subject.lock()) {
                                write.accept(session);
                            }
                        } else {
                            write.accept(subject);
                        }
                    } catch (OutOfMemoryError planted) {
                        failures++;
                    }
                    left[0] = Integer.MAX_VALUE;
                    if (!thrown[0]) {
                        break;
                    }
                    assertThat(all(subject)).isEqualTo(before);
                    Internals.validate(subject);
                }
            }
        }
        assertThat(failures).isGreaterThan(10);
    }

    /** Writes in a transaction, and commits what is left of it if it may be. */
    private static void failWithin(LongXArray subject, Consumer<LongXArrayEditor> write) {
        try (LongTransaction change = subject.begin()) {
            try {
                write.accept(change);
            } catch (OutOfMemoryError planted) {
                try {
                    change.commit();
                } catch (IllegalStateException torn) {
                    assertThat(torn).hasMessageContaining("can only be closed");
                }
                throw planted;
            }
        }
    }

    private static List<String> all(LongXArray array) {
        List<String> all = new ArrayList<>();
        for (LongEntry at = array.first(Filter.PRESENT);
                at != null;
                at = array.findAfter(at.index(), -1L, Filter.PRESENT)) {
            all.add(at + " " + array.isMarked(at.index(), Mark.MARK_1));
        }
        return all;
    }
}
