package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A session holds the lock over many writes, each of which is published at once. Guarantee F. */
class LockSessionTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void session_write_isSeenByOthersAtOnce() {
        XArray<String> array = XArray.create();
        try (LockedXArray<String> session = array.lock()) {
            session.set(1, "one");
            assertThat(array.get(1)).isEqualTo("one");
            assertThat(OtherThread.call(() -> array.get(1))).isEqualTo("one");
            Snapshot<String> snapshot = array.snapshot();
            session.set(1, "two");
            assertThat(snapshot.get(1)).isEqualTo("one");
            assertThat(session.get(1)).isEqualTo("two");
        }
    }

    @Test
    void session_open_otherWriterWaitsForClose() {
        XArray<String> array = XArray.create();
        OtherThread<Boolean> writer;
        try (LockedXArray<String> session = array.lock()) {
            writer = OtherThread.start(() -> array.insert(1, "other")).awaitWaiting();
            session.set(1, "session");
        }
        assertThat(writer.join()).isFalse();
        assertThat(array.get(1)).isEqualTo("session");
    }

    @Test
    void session_writesTogether_areOneVersionOrNone() {
        XArray<String> array = XArray.create();
        array.set(1, "before");
        try (LockedXArray<String> session = array.lock()) {
            long version = array.publishedRoot().version();
            session.together(() -> {
                session.set(1, "mine");
                session.set(2, "mine too");
                assertThat(session.get(1)).isEqualTo("mine");
                assertThat(session.size()).isEqualTo(2);
                assertThat(array.get(1)).isEqualTo("before");
            });
            assertThat(array.get(2)).isEqualTo("mine too");
            assertThat(array.publishedRoot().version()).isEqualTo(version + 1);
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> session.together(() -> {
                        session.erase(1);
                        throw new ArithmeticException();
                    }));
            assertThat(session.get(1)).isEqualTo("mine");
            session.set(3, "after");
            assertThat(array.get(3)).isEqualTo("after");
        }
        Internals.validate(array);
    }

    @Test
    void session_failedWrite_leavesEarlierOnes() {
        XArray<String> array = XArray.create();
        try (LockedXArray<String> session = array.lock()) {
            session.set(1, "kept");
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> session.compute(1, (index, old) -> {
                        throw new ArithmeticException();
                    }));
            session.set(2, "after");
        }
        assertThat(array.get(1)).isEqualTo("kept");
        assertThat(array.get(2)).isEqualTo("after");
        Internals.validate(array);
    }

    @Test
    void session_itsIterator_seesItsWrites() {
        XArray<String> array = XArray.create();
        array.set(1, "one");
        try (LockedXArray<String> session = array.lock()) {
            session.set(5, "five");
            session.erase(1);
            assertThat(session).containsExactly(new Entry<>(5, 5, 0, "five"));
            assertThat(session.toString()).contains(array.name());
        }
    }

    @Test
    void lock_heldElsewhere_waits() {
        XArray<String> array = XArray.create();
        LockedXArray<String> held = array.lock();
        OtherThread<Boolean> other = OtherThread.start(() -> {
                    try (LockedXArray<String> session = array.lock()) {
                        return session.contains(1);
                    }
                })
                .awaitWaiting();
        held.set(1, "written before");
        held.close();
        assertThat(other.join()).isTrue();
    }

    @Test
    void tryLock_lockIsFree_isSession() {
        XArray<String> array = XArray.create();
        try (LockedXArray<String> session = array.tryLock()) {
            session.set(1, "one");
        }
        assertThat(array.get(1)).isEqualTo("one");
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @Test
    void tryLock_heldElsewhere_isNullAtOnce() throws InterruptedException {
        XArray<String> array = XArray.create();
        try (LockedXArray<String> session = array.lock()) {
            session.set(1, "one");
            assertThat(OtherThread.canLock(array)).isFalse();
            assertThat(OtherThread.call(() -> array.tryLock(Duration.ZERO))).isNull();
            assertThat(OtherThread.call(() -> array.tryLock(Duration.ofDays(-1))))
                    .isNull();
            assertThat(OtherThread.call(() -> array.tryLock(Duration.ofSeconds(Long.MIN_VALUE))))
                    .isNull();
        }
        array.tryLock(LONG).close();
    }

    @Test
    void tryLockInTime_neverFree_isNullWhenTheTimeIsOver() {
        XArray<String> array = XArray.create();
        Duration timeout = Duration.ofMillis(20);
        try (LockedXArray<String> session = array.lock()) {
            long waited = OtherThread.call(() -> {
                long start = System.nanoTime();
                assertThat(array.tryLock(timeout)).isNull();
                return System.nanoTime() - start;
            });
            assertThat(waited).isGreaterThanOrEqualTo(timeout.toNanos());
            assertThat(session.isEmpty()).isTrue();
        }
    }

    @Test
    void tryLockInTime_freedInTime_isSession() {
        XArray<String> array = XArray.create();
        for (Duration timeout : new Duration[] {LONG, Duration.ofSeconds(Long.MAX_VALUE)}) {
            OtherThread<Boolean> other;
            try (LockedXArray<String> session = array.lock()) {
                other = OtherThread.start(() -> {
                            try (LockedXArray<String> taken = array.tryLock(timeout)) {
                                return taken != null;
                            }
                        })
                        .awaitWaiting();
                assertThat(session.isEmpty()).isTrue();
            }
            assertThat(other.join()).isTrue();
        }
    }

    @Test
    void lockInterruptibly_interruptedWhileWaiting_throwsAndHoldsNothing() {
        XArray<String> array = XArray.create();
        try (LockedXArray<String> session = array.lock()) {
            OtherThread<Boolean> waiting = OtherThread.start(
                            () -> interrupted(array::lockInterruptibly))
                    .awaitWaiting();
            OtherThread<Boolean> timed = OtherThread.start(
                            () -> interrupted(() -> array.tryLock(LONG)))
                    .awaitWaiting();
            waiting.interrupt();
            timed.interrupt();
            assertThat(waiting.join()).isTrue();
            assertThat(timed.join()).isTrue();
            session.set(1, "still held");
        }
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @Test
    void lockInterruptibly_interruptedBefore_throwsAndHoldsNothing() {
        XArray<String> array = XArray.create();
        boolean both = OtherThread.call(() -> {
            Thread.currentThread().interrupt();
            boolean first = interrupted(array::lockInterruptibly);
            Thread.currentThread().interrupt();
            return first && interrupted(() -> array.tryLock(LONG));
        });
        assertThat(both).isTrue();
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @Test
    void lockInterruptibly_lockIsFree_isSession() throws InterruptedException {
        XArray<String> array = XArray.create();
        try (LockedXArray<String> session = array.lockInterruptibly()) {
            session.set(1, "one");
        }
        assertThat(array.get(1)).isEqualTo("one");
    }

    @Test
    void lock_interruptedThread_takesItAndStaysInterrupted() {
        XArray<String> array = XArray.create();
        boolean stillInterrupted = OtherThread.call(() -> {
            Thread.currentThread().interrupt();
            array.set(1, "one");
            array.lock().close();
            array.begin().close();
            return Thread.currentThread().isInterrupted();
        });
        assertThat(stillInterrupted).isTrue();
        assertThat(array.get(1)).isEqualTo("one");
    }

    @Test
    void sessions_oneAfterTheOther_eachIsAlone() {
        XArray<Integer> array = XArray.create();
        array.set(1, 0);
        int threads = 4;
        int rounds = 500;
        CountDownLatch start = new CountDownLatch(1);
        OtherThread<?>[] others = new OtherThread<?>[threads];
        for (int i = 0; i < threads; i++) {
            others[i] = OtherThread.start(() -> {
                start.await();
                for (int round = 0; round < rounds; round++) {
                    try (LockedXArray<Integer> session = array.lock()) {
                        session.set(1, session.get(1) + 1);
                    }
                }
                return true;
            });
        }
        start.countDown();
        for (OtherThread<?> other : others) {
            other.join();
        }
        assertThat(array.get(1)).isEqualTo(threads * rounds);
    }

    private interface Waiting {
        AutoCloseable call() throws InterruptedException;
    }

    private static boolean interrupted(Waiting call) throws Exception {
        try (AutoCloseable session = call.call()) {
            return session == null;
        } catch (InterruptedException e) {
            return !Thread.currentThread().isInterrupted();
        }
    }
}
