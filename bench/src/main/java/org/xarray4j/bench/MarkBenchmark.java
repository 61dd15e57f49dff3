package org.xarray4j.bench;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.xarray4j.Mark;
import org.xarray4j.XArray;

/**
 * What does it cost to set an entry's mark and to clear it again, in random order?
 *
 * <p>The score is the pair, each of the two a write with a published version of its own. No other entry bears the mark, so
 * that each call also tells the nodes above whether anything below is marked. There are no rivals: maps have no marks.
 */
public class MarkBenchmark extends TimedBenchmark {
    private static final int BATCH = 1024;

    @Param({"65536", "1048576"})
    int size;

    private XArray<Payload> array;
    private long[] order;
    private int next;

    @Setup
    public void fill() {
        long[] keys = Distribution.DENSE.keys(size);
        Payload[] values = Payload.forKeys(keys);
        array = XArray.create();
        Structure.fillAtOnce(array, keys, values);
        order = Queries.shuffled(keys, new SplittableRandom(1));
        System.gc();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void setAndClear() {
        int end = next + BATCH;
        for (int i = next; i < end; i++) {
            array.setMark(order[i], Mark.MARK_0);
            array.clearMark(order[i], Mark.MARK_0);
        }
        next = end == order.length ? 0 : end;
    }
}
