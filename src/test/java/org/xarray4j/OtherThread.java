package org.xarray4j;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call on a thread of its own, which ends in time or fails the test.
 *
 * @param <V> what the call returns
 */
public final class OtherThread<V> {
    private static final long SECONDS = 60;

    private final FutureTask<V> task;
    private final Thread thread;

    private OtherThread(Callable<V> call) {
        this.task = new FutureTask<>(call);
        this.thread = new Thread(task, "other");
        thread.setDaemon(true);
    }

    /** Starts a call. */
    public static <V> OtherThread<V> start(Callable<V> call) {
        OtherThread<V> other = new OtherThread<>(call);
        other.thread.start();
        return other;
    }

    /** Makes a call on another thread, waits until that thread has ended, and returns what the call returned. */
    public static <V> V call(Callable<V> call) {
        OtherThread<V> other = start(call);
        V result = other.join();
        try {
            other.thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return result;
    }

    /** Runs something on another thread, to the end. */
    public static void run(Runnable action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    /** Returns whether another thread could take the lock now. */
    public static boolean canLock(XArray<?> array) {
        return call(() -> {
            try (LockedXArray<?> session = array.tryLock()) {
                return session != null;
            }
        });
    }

    public boolean isDone() {
        return task.isDone();
    }

    public Thread thread() {
        return thread;
    }

    /** Waits for the end of the call and returns what it returned; what it threw is thrown here. */
    public V join() {
        try {
            return task.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the other thread did not end", e);
        }
    }

    /** Waits until the thread waits. */
    public OtherThread<V> awaitWaiting() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            if (task.isDone() || System.nanoTime() - end > 0) {
                throw new AssertionError("the other thread does not wait");
            }
            Thread.onSpinWait();
        }
        return this;
    }

    /** Interrupts the thread. */
    public void interrupt() {
        thread.interrupt();
    }
}
