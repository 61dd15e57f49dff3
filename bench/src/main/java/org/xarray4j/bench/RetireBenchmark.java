package org.xarray4j.bench;

import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;
import org.xarray4j.epoch.EpochDomain;

/**
 * What does it cost to retire an object and have it released, by the domain's own thread, while nobody is pinned?
 *
 * <p>A thousand are retired, and then a barrier waits for the last: the score is the time for one object, the way through the
 * queue and back included. It takes two processors.
 */
public class RetireBenchmark extends TimedBenchmark {
    private static final int BATCH = 1000;

    private final EpochDomain domain = EpochDomain.create("bench");
    private final LongAdder released = new LongAdder();

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void retireAndRelease() throws InterruptedException {
        for (int i = 0; i < BATCH; i++) {
            domain.retire(released, LongAdder::increment);
        }
        domain.barrier();
    }

    @TearDown
    public void close() {
        domain.close();
    }
}
