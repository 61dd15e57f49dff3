package org.xarray4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does one read cost that finds nothing since its key is past the last one, in random order, while nobody writes?
 *
 * <p>Keys are dense, 0 to n-1; those that are asked for are n to 2n-1. The reads of a batch do not depend on each other.
 */
@Fork(jvmArgsAppend = {"-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch"})
public class MissBenchmark extends TimedBenchmark {
    @Param({"XARRAY", "NBHML", "CHM", "SKIP_LIST"})
    Structure structure;

    @Param({"1024", "65536", "1048576"})
    int size;

    private Lookups lookups;

    @Setup
    public void fill() {
        lookups = Lookups.pastTheEnd(structure, size);
    }

    @Benchmark
    @OperationsPerInvocation(Lookups.BATCH)
    public void pastTheEnd(Position position, Blackhole blackhole) {
        position.next = lookups.read(position.next, blackhole);
    }
}
