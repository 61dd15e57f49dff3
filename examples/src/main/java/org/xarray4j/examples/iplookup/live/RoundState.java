package org.xarray4j.examples.iplookup.live;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.LongAdder;

/** What the threads of a round share: when it begins and ends, and what they have done so far. */
final class RoundState {
    private final CyclicBarrier start;
    private final LongAdder lookups = new LongAdder();
    private final LongAdder updates = new LongAdder();
    private final ErrorLog errors;
    private volatile boolean over;

    /**
     * Makes the state of a round.
     *
     * @param threads how many wait for each other before it begins
     */
    RoundState(int threads, ErrorLog errors) {
        start = new CyclicBarrier(threads);
        this.errors = errors;
    }

    /** Waits until every thread of the round is ready. */
    void awaitStart() throws InterruptedException {
        try {
            start.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException("the round was called off before it began", e);
        }
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    void addLookups(int count) {
        lookups.add(count);
    }

    void addUpdate() {
        updates.increment();
    }

    long lookups() {
        return lookups.sum();
    }

    long updates() {
        return updates.sum();
    }

    ErrorLog errors() {
        return errors;
    }
}
