package org.xarray4j.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does it cost to take all entries out, one after the other, in the order of their keys?
 *
 * <p>The score is one whole erasure: divide by the size. Before each, and while the clock stands, the structure is filled
 * again, so that from the second on it has the room that it needs; an erasure takes a millisecond or more, beside which
 * stopping the clock is nothing.
 */
public class EraseBenchmark extends TimedBenchmark {
    @Param({"XARRAY", "NBHML", "CHM"})
    Structure structure;

    @Param("DENSE")
    Distribution distribution;

    @Param({"65536", "1048576"})
    int size;

    private long[] keys;
    private Payload[] values;
    private Table table;

    @Setup
    public void prepare() {
        keys = distribution.keys(size);
        values = Payload.forKeys(keys);
        table = structure.create(size);
        System.gc();
    }

    /** Fills the structure that the erasure before this one has emptied. */
    @Setup(Level.Invocation)
    public void fill() {
        table.fill(keys, values);
    }

    @Benchmark
    public Object sequential() {
        Table erased = table;
        for (long key : keys) {
            erased.erase(key);
        }
        return erased;
    }
}
