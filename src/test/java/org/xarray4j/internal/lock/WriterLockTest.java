package org.xarray4j.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xarray4j.OtherThread;

/** Who holds the lock, and by what, as the thread that holds it and another one are told. Guarantee F. */
class WriterLockTest {
    private final WriterLock lock = new WriterLock("things");

    private void assertHeldHereBy(@Nullable Object holder) {
        assertThat(lock.isHeldHere()).isTrue();
        assertThat(lock.holderHere()).isEqualTo(holder);
        assertThat(OtherThread.<Boolean>call(lock::isHeldHere)).isFalse();
        assertThat(OtherThread.call(lock::holderHere)).isNull();
        assertThat(OtherThread.<Boolean>call(lock::tryLock)).isFalse();
        assertThat(OtherThread.<Boolean>call(() -> lock.tryLock(0))).isFalse();
        for (ThrowingCallable take : List.<ThrowingCallable>of(
                lock::lock, lock::lockInterruptibly, lock::tryLock, () -> lock.tryLock(0))) {
            assertThatIllegalStateException()
                    .isThrownBy(take)
                    .withMessageContaining("things")
                    .withMessageContaining(holder == null ? "a running operation" : "by " + holder);
        }
    }

    private void assertFree() {
        assertThat(lock.isHeldHere()).isFalse();
        assertThat(lock.holderHere()).isNull();
        OtherThread.run(() -> {
            assertThat(lock.tryLock()).isTrue();
            assertThat(lock.holderHere()).isNull();
            lock.unlock();
        });
    }

    @Test
    void lock_takenInEachWay_isHeldHereAndNowhereElse() throws InterruptedException {
        assertFree();
        lock.lock();
        assertHeldHereBy(null);
        lock.unlock();
        assertFree();
        lock.lockInterruptibly();
        assertHeldHereBy(null);
        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
        assertHeldHereBy(null);
        lock.unlock();
        assertThat(lock.tryLock(0)).isTrue();
        assertHeldHereBy(null);
        lock.unlock();
        assertFree();
    }

    @Test
    void holder_named_isKnownHereUntilTheLockIsFree() {
        lock.lock();
        lock.heldBy("a session");
        assertHeldHereBy("a session");
        lock.unlock();
        assertFree();
        lock.lock();
        assertHeldHereBy(null);
        lock.unlock();
    }
}
