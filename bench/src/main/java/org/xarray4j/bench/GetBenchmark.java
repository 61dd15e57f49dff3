package org.xarray4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does one read of a present key cost, in random order, while nobody writes?
 *
 * <p>The reads of a batch do not depend on each other, so the processor overlaps their cache misses: this is throughput,
 * not latency. ARRAY (dense keys only) and GUARDED are run by name, {@code -p structure=ARRAY}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(1)
public class GetBenchmark {
    @Param({"XARRAY", "NBHML", "CHM", "SKIP_LIST"})
    Structure structure;

    @Param
    Distribution distribution;

    @Param({"1024", "65536", "1048576"})
    int size;

    /** How many reads there are before they repeat; 0 for as many as suit the size. */
    @Param("0")
    int queries;

    private Lookups lookups;

    @Setup
    public void fill() {
        lookups = Lookups.of(structure, distribution, size, queries);
    }

    @State(Scope.Thread)
    public static class Position {
        int next;
    }

    @Benchmark
    @OperationsPerInvocation(Lookups.BATCH)
    public void hit(Position position, Blackhole blackhole) {
        position.next = lookups.read(position.next, blackhole);
    }
}
