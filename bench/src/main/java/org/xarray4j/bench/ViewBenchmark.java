package org.xarray4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;
import org.xarray4j.ReadView;
import org.xarray4j.XArray;

/**
 * What does one read of a present key cost, in random order, under a view that is opened once for many?
 *
 * <p>As {@link GetBenchmark}, where the structure VIEW opens one for each read. The score is one read, with its share of the
 * opening and the closing.
 */
public class ViewBenchmark extends TimedBenchmark {
    /** How many reads there are under one view; as many or more stand in each order of queries. */
    private static final int BATCH = 4096;

    @Param({"DENSE", "RUNS64", "RANDOM"})
    Distribution distribution;

    @Param({"1024", "65536", "1048576"})
    int size;

    private XArray<Payload> array;
    private long[] queries;
    private int next;

    @Setup
    public void fill() {
        long[] keys = distribution.keys(size);
        Payload[] values = Payload.forKeys(keys);
        array = XArray.create();
        Structure.fillAtOnce(array, keys, values);
        queries = Queries.of(keys, Queries.countFor(size));
        System.gc();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void hit(Blackhole blackhole) {
        long[] order = queries;
        int end = next + BATCH;
        try (ReadView<Payload> view = array.read()) {
            for (int i = next; i < end; i++) {
                blackhole.consume(view.get(order[i]));
            }
        }
        next = end == order.length ? 0 : end;
    }
}
