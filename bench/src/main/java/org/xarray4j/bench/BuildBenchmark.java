package org.xarray4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does it cost to build a structure from nothing, keys ascending where they are neighbours?
 *
 * <p>The score is one whole build: divide by the size. XARRAY is built in one transaction by {@code bulk}, and with one
 * published version for each entry by {@code single}. For the others both are the same loop, but {@code bulk} tells them
 * how many entries there will be, as who loads in bulk knows, and those that can make room for them do; {@code single}
 * does not, and they grow. Other keys than dense ones are run by name, {@code -p distribution=RANDOM}.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class BuildBenchmark extends TimedBenchmark {
    @Param({"XARRAY", "NBHML", "CHM"})
    Structure structure;

    @Param("DENSE")
    Distribution distribution;

    @Param({"1024", "65536", "1048576"})
    int size;

    private long[] keys;
    private Payload[] values;

    @Setup
    public void prepare() {
        keys = distribution.keys(size);
        values = Payload.forKeys(keys);
        System.gc();
    }

    @Benchmark
    public Object bulk() {
        Table table = structure.createFor(size);
        table.fill(keys, values);
        return table;
    }

    @Benchmark
    public Object single() {
        Table table = structure.create(size);
        for (int i = 0; i < keys.length; i++) {
            table.put(keys[i], values[i]);
        }
        return table;
    }
}
