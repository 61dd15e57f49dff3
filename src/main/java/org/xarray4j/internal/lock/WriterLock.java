package org.xarray4j.internal.lock;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ReentrantLock} that refuses re-entry at once and can say who holds it.
 *
 * <p>Re-entry is refused since the holder would edit beneath its own feet: a guard's value could be released while the
 * guard still shows it. Releasing is a volatile write, so that a write to one array is ordered before a read of another
 * by the same thread. Nothing here is {@code synchronized}: a virtual thread that waits or holds does not pin its
 * carrier.
 *
 * <p>Lock nesting: an array's lock is the only one that the library takes; users who hold the locks of several arrays
 * choose an order themselves.
 *
 * <p>Rejected: a lock of our own. {@code ReentrantLock} is correct, timed, interruptible and seen by thread dumps.
 */
public final class WriterLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final String name;

    /** What holds the lock, as a refusal names it; null for a single running operation. Guarded by: the lock. */
    private @Nullable Object holder;

    /**
     * Creates a free lock.
     *
     * @param name what it belongs to, for messages
     */
    public WriterLock(String name) {
        this.name = name;
    }

    /** Takes the lock for one operation. */
    public void lock() {
        checkNotHeldHere();
        lock.lock();
    }

    /** Takes the lock, unless interrupted before or while waiting. */
    public void lockInterruptibly() throws InterruptedException {
        checkNotHeldHere();
        lock.lockInterruptibly();
    }

    /** Takes the lock if it is free. */
    public boolean tryLock() {
        checkNotHeldHere();
        return lock.tryLock();
    }

    /** Takes the lock if it becomes free in time. */
    public boolean tryLock(long nanos) throws InterruptedException {
        checkNotHeldHere();
        return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
    }

    /** Names what will hold the lock beyond one operation. */
    public void heldBy(Object session) {
        holder = session;
    }

    /** Frees the lock. */
    public void unlock() {
        holder = null;
        lock.unlock();
    }

    /** Returns whether this thread holds the lock. */
    public boolean isHeldHere() {
        return lock.isHeldByCurrentThread();
    }

    /** Returns what this thread holds the lock by, or null when that is a single operation or nothing. */
    public @Nullable Object holderHere() {
        return isHeldHere() ? holder : null;
    }

    /** Refuses a thread that holds the lock. */
    public void checkNotHeldHere() {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException(name + ": the lock is already held here, by "
                    + (holder == null
                            ? "a running operation, whose function must not write the array"
                            : holder)
                    + ": use it, or close it first");
        }
    }
}
