package org.xarray4j.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * What does a grace period cost whoever waits for it, beside so many pinned readers?
 *
 * <p>{@code readers} pins are open, all by one thread, so that what is measured is the work and not when readers are scheduled:
 * whoever waits, waits for the slowest reader besides, and for up to 1 ms and then ever longer until he looks again.
 */
public class GraceBenchmark extends TimedBenchmark {
    @Param({"1", "2", "8", "64"})
    int readers;

    private final EpochDomain domain = EpochDomain.create("bench");
    private final List<Pin> pins = new ArrayList<>();

    @Setup
    public void pin() {
        for (int i = 0; i < readers; i++) {
            pins.add(domain.pin());
        }
    }

    /** All readers close and pin anew: a whole grace period. */
    @Benchmark
    public boolean grace() {
        long cookie = domain.start();
        for (int i = 0; i < readers; i++) {
            pins.get(i).close();
            pins.set(i, domain.pin());
        }
        return domain.elapsed(cookie);
    }

    /** Nobody closes: a look that ends at the first pin that is in the way. */
    @Benchmark
    public boolean inTheWay() {
        return domain.elapsed(domain.start());
    }

    @TearDown
    public void close() {
        pins.forEach(Pin::close);
    }
}
