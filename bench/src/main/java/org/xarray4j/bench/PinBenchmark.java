package org.xarray4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a read-side critical section cost, with one reference read in it?
 *
 * <p>FENCE is the floor of whatever must be announced; STAMPED announces nothing, and its read may have to be repeated. The
 * score is the time of one section as its thread sees it; the number of threads is JMH's {@code -t}.
 */
public class PinBenchmark extends TimedBenchmark {
    @Param
    Section.Kind structure;

    private Section section;

    @Setup
    public void make() {
        section = structure.make();
    }

    @Benchmark
    public Object section() {
        return section.read();
    }
}
