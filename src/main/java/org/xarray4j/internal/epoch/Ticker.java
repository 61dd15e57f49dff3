package org.xarray4j.internal.epoch;

import java.util.concurrent.locks.LockSupport;

/** The time, and waiting for it to pass: a test has a ticker of its own, on which hours pass at once. */
public interface Ticker {
    /** The machine's. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }
    };

    /** Returns the time, in nanoseconds from no particular moment. */
    long nanoTime();

    /** Waits so long, or less: until unparked, interrupted, or for no reason. */
    void park(long nanos);
}
