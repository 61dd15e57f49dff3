package org.xarray4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does one read of a present key cost, in random order, while nobody writes?
 *
 * <p>The reads of a batch do not depend on each other, so the processor overlaps their cache misses: this is throughput,
 * not latency. ARRAY (dense keys only) and GUARDED are run by name, {@code -p structure=ARRAY}, and so are nodes
 * that lie among other objects, {@code -p layout=SPREAD}.
 */
@Fork(jvmArgsAppend = {"-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch"})
public class GetBenchmark extends TimedBenchmark {
    @Param({"XARRAY", "NBHML", "CHM", "SKIP_LIST"})
    Structure structure;

    @Param
    Distribution distribution;

    @Param({"1024", "65536", "1048576"})
    int size;

    /** How many reads there are before they repeat; 0 for as many as suit the size. */
    @Param("0")
    int queries;

    @Param("COMPACT")
    Layout layout;

    private Lookups lookups;

    @Setup
    public void fill() {
        lookups = Lookups.of(structure, distribution, size, queries, layout);
    }

    @Benchmark
    @OperationsPerInvocation(Lookups.BATCH)
    public void hit(Position position, Blackhole blackhole) {
        position.next = lookups.read(position.next, blackhole);
    }
}
