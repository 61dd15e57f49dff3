package org.xarray4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does one read cost each of several threads that read at the same time, lock-free and through a guard?
 *
 * <p>The score is the time of one read as its thread sees it: a structure whose readers do not disturb each other keeps
 * the score that it has with one thread. The number of threads is JMH's {@code -t}; {@code bench/run --benchmarks
 * scaling} goes from one to as many as there are processors.
 */
@Threads(Threads.MAX)
public class ReadScalingBenchmark extends TimedBenchmark {
    @Param({"XARRAY", "GUARDED", "NBHML", "CHM"})
    Structure structure;

    @Param("DENSE")
    Distribution distribution;

    @Param({"65536", "1048576"})
    int size;

    private Lookups lookups;

    @Setup
    public void fill() {
        lookups = Lookups.of(structure, distribution, size, 0, Layout.COMPACT);
    }

    @Benchmark
    @OperationsPerInvocation(Lookups.BATCH)
    public void hit(Position position, Blackhole blackhole) {
        position.next = lookups.read(position.next, blackhole);
    }
}
