package org.xarray4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to look up an address in a real table of ranges, while nobody writes?
 *
 * <p>All structures are asked for the same addresses: each range is as likely as any other, and within it each address. All
 * are covered. They do not depend on each other, so this is throughput, not latency.
 */
public class AddressBenchmark extends TimedBenchmark {
    private static final int BATCH = 1024;

    /** So many that neither the predictor knows them by heart nor the cache holds what they touch. */
    private static final int QUERIES = 1 << 20;

    @Param({"XARRAY", "SKIP_LIST"})
    RangeStructure structure;

    @Param
    Addresses distribution;

    private RangeTable table;
    private long[] queries;

    @Setup
    public void fill() {
        Addresses.Ranges ranges = distribution.ranges();
        table = filled(structure, ranges);
        queries = ranges.queries(QUERIES);
        System.gc();
    }

    /** Returns a table with a value of its own for each range. */
    static RangeTable filled(RangeStructure structure, Addresses.Ranges ranges) {
        RangeTable.Assigned[] values = new RangeTable.Assigned[ranges.firsts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = new RangeTable.Assigned(ranges.firsts[i], ranges.lasts[i]);
        }
        RangeTable table = structure.create();
        table.fill(values);
        return table;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void lookup(Position position, Blackhole blackhole) {
        RangeTable asked = table;
        long[] keys = queries;
        int from = position.next;
        int end = from + BATCH;
        for (int i = from; i < end; i++) {
            blackhole.consume(asked.get(keys[i]));
        }
        position.next = end == keys.length ? 0 : end;
    }
}
