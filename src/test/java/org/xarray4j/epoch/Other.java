package org.xarray4j.epoch;

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
final class Other<V> {
    private static final long SECONDS = 60;

    final Thread thread;
    private final FutureTask<V> task;

    private Other(Callable<V> call) {
        task = new FutureTask<>(call);
        thread = new Thread(task, "other");
        thread.setDaemon(true);
    }

    static <V> Other<V> start(Callable<V> call) {
        Other<V> other = new Other<>(call);
        other.thread.start();
        return other;
    }

    /** Makes a call on another thread, waits until that thread has ended, and returns what the call returned. */
    static <V> V call(Callable<V> call) {
        Other<V> other = start(call);
        V result = other.join();
        try {
            other.thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return result;
    }

    static void run(Runnable action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    boolean isDone() {
        return task.isDone();
    }

    V join() {
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
    Other<V> awaitWaiting() {
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
}
