package org.xarray4j.internal.epoch;

import java.util.concurrent.TimeUnit;

/** How long to wait before looking again: 1 ms, and twice as long each time, up to 50 ms. */
final class Backoff {
    static final long LEAST = TimeUnit.MILLISECONDS.toNanos(1);
    static final long MOST = TimeUnit.MILLISECONDS.toNanos(50);

    private long next = LEAST;

    /** Returns how long to wait this time. */
    long next() {
        long now = next;
        next = Math.min(2 * now, MOST);
        return now;
    }

    /** Starts again with the shortest wait. */
    void reset() {
        next = LEAST;
    }
}
