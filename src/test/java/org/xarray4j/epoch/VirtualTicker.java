package org.xarray4j.epoch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.xarray4j.internal.epoch.Ticker;

/** A time that passes when a test says so, or when somebody waits for it. */
final class VirtualTicker implements Ticker {
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - 5); // overflows soon, as time may
    private final AtomicLong parked = new AtomicLong();

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public void park(long nanos) {
        parked.addAndGet(nanos);
        now.addAndGet(nanos);
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** Returns for how long anybody has waited. */
    Duration parked() {
        return Duration.ofNanos(parked.get());
    }
}
