package org.xarray4j.internal.lock;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** A lock that keeps others out, but is freed by a release store: nothing orders a later read after it. */
final class ReleaseOnlyLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    private final transient AtomicReference<Thread> holder = new AtomicReference<>();

    @Override
    public void lock() {
        while (!holder.compareAndSet(null, Thread.currentThread())) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void unlock() {
        holder.setRelease(null);
    }

    @Override
    public boolean isHeldByCurrentThread() {
        return holder.getPlain() == Thread.currentThread();
    }
}
