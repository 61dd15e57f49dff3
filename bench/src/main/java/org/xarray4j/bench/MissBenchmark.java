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
 * What does one read cost that finds nothing since its key is past the last one, in random order, while nobody writes?
 *
 * <p>Keys are dense, 0 to n-1; those that are asked for are n to 2n-1. The reads of a batch do not depend on each other.
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
public class MissBenchmark {
    @Param({"XARRAY", "NBHML", "CHM", "SKIP_LIST"})
    Structure structure;

    @Param({"1024", "65536", "1048576"})
    int size;

    private Lookups lookups;

    @Setup
    public void fill() {
        lookups = Lookups.pastTheEnd(structure, size);
    }

    @State(Scope.Thread)
    public static class Position {
        int next;
    }

    @Benchmark
    @OperationsPerInvocation(Lookups.BATCH)
    public void pastTheEnd(Position position, Blackhole blackhole) {
        position.next = lookups.read(position.next, blackhole);
    }
}
