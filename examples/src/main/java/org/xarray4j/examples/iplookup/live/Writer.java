package org.xarray4j.examples.iplookup.live;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** A thread that takes a writer's steps at a steady pace, and times each. */
final class Writer implements Callable<Histogram> {
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final RoundState state;
    private final Runnable step;
    private final double nanosPerStep;

    /**
     * Makes a writer.
     *
     * @param stepsPerSecond its pace, or 0 for as fast as possible
     */
    Writer(RoundState state, Runnable step, double stepsPerSecond) {
        this.state = state;
        this.step = step;
        nanosPerStep = stepsPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / stepsPerSecond;
    }

    /** Returns how long each step took. */
    @Override
    public Histogram call() throws InterruptedException {
        Histogram latency = new Histogram(3);
        state.awaitStart();
        long start = System.nanoTime();
        while (!state.isOver()) {
            long before = System.nanoTime();
            if (before - start < latency.getTotalCount() * nanosPerStep) {
                LockSupport.parkNanos(PAUSE_NANOS);
                continue;
            }
            step.run();
            latency.recordValue(System.nanoTime() - before);
        }
        return latency;
    }
}
