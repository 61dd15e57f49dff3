package org.xarray4j.bench;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;

/**
 * What does it cost to overwrite an entry that is there, alone and together with its neighbours?
 *
 * <p>Keys are met in random order, each once before any is met again, and every write stores another object than the one
 * that is there. Other keys than dense ones are run by name, {@code -p distribution=RANDOM}. With {@code -prof gc} the
 * line {@code gc.alloc.rate.norm} is the garbage of one overwrite.
 */
public class OverwriteBenchmark extends TimedBenchmark {
    private static final int BATCH = 1024;

    /** How many entries one transaction overwrites. */
    private static final int NEIGHBOURS = 64;

    @Param({"1024", "65536", "1048576"})
    int size;

    private final Payload even = new Payload(0, false);
    private final Payload odd = new Payload(1, false);

    /** The position in the order of keys or blocks, and what is written in this pass over it. */
    private int next;

    private Payload value = even;

    @State(Scope.Benchmark)
    public static class Filled {
        @Param({"XARRAY", "NBHML", "CHM"})
        Structure structure;

        @Param("DENSE")
        Distribution distribution;

        Table table;
        long[] order;

        @Setup
        public void fill(OverwriteBenchmark benchmark) {
            long[] keys = distribution.keys(benchmark.size);
            table = structure.create(benchmark.size);
            table.fill(keys, Payload.forKeys(keys));
            order = Queries.shuffled(keys, new SplittableRandom(1));
            System.gc();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void single(Filled filled) {
        Table table = filled.table;
        long[] order = filled.order;
        Payload written = value;
        int end = next + BATCH;
        for (int i = next; i < end; i++) {
            table.put(order[i], written);
        }
        advance(end, order.length);
    }

    @State(Scope.Benchmark)
    public static class Blocks {
        /** How far the neighbours' first key is from a multiple of 64. */
        @Param({"0", "17"})
        int offset;

        XArray<Payload> array;
        long[] order;

        @Setup
        public void fill(OverwriteBenchmark benchmark) {
            array = XArray.create();
            int filled = benchmark.size + offset;
            Structure.fillAtOnce(
                    array, Distribution.DENSE.keys(filled), Payload.copies(benchmark.odd, filled));
            order = Queries.shuffled(
                    Distribution.DENSE.keys(benchmark.size / NEIGHBOURS), new SplittableRandom(1));
            System.gc();
        }
    }

    @Benchmark
    @OperationsPerInvocation(NEIGHBOURS)
    public void transaction(Blocks blocks) {
        Payload written = value;
        long first = blocks.order[next] * NEIGHBOURS + blocks.offset;
        try (Transaction<Payload> transaction = blocks.array.begin()) {
            for (int i = 0; i < NEIGHBOURS; i++) {
                transaction.set(first + i, written);
            }
            transaction.commit();
        }
        advance(next + 1, blocks.order.length);
    }

    @State(Scope.Benchmark)
    public static class Wide {
        XArray<Payload> array;
        long[] order;

        @Setup
        public void fill(OverwriteBenchmark benchmark) {
            array = XArray.create();
            long[] keys = Distribution.DENSE.keys(benchmark.size);
            for (long key : keys) {
                array.setRange(key * NEIGHBOURS, key * NEIGHBOURS + NEIGHBOURS - 1, benchmark.odd);
            }
            order = Queries.shuffled(keys, new SplittableRandom(1));
            System.gc();
        }
    }

    /** Overwrites whole entries of 64 indices each. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void wide(Wide wide) {
        Payload written = value;
        int end = next + BATCH;
        for (int i = next; i < end; i++) {
            wide.array.set(wide.order[i] * NEIGHBOURS + 7, written);
        }
        advance(end, wide.order.length);
    }

    private void advance(int end, int length) {
        if (end == length) {
            next = 0;
            value = value == even ? odd : even;
        } else {
            next = end;
        }
    }
}
