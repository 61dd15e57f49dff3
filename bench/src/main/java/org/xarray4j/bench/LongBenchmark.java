package org.xarray4j.bench;

import java.util.concurrent.ConcurrentHashMap;
import org.jctools.maps.NonBlockingHashMapLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jol.info.GraphStats;
import org.xarray4j.LongTransaction;
import org.xarray4j.LongXArray;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;

/**
 * What does an integer as a value cost: to read and add it up, and to overwrite it, at random present keys; and to add
 * all of them up?
 *
 * <p>A reader of boxes loads one more cache line; a writer of boxes allocates. {@code main} prints bytes for each entry,
 * values counted, since that is the difference.
 */
@Fork(jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class LongBenchmark extends TimedBenchmark {
    private static final int BATCH = 1024;

    /** A structure in the role of a map from integers to integers. */
    interface Longs {
        long get(long key);

        void put(long key, long value);

        /** Adds all up in one pass. */
        long total();

        default void fill(long[] keys) {
            for (long key : keys) {
                put(key, value(key));
            }
        }
    }

    /** Large enough that no box of it is shared. */
    static long value(long key) {
        return key + (1L << 40);
    }

    /** The structures that take part. */
    public enum Kind {
        /** {@code LongXArray}. */
        LONGS {
            @Override
            Longs create() {
                return new Unboxed();
            }
        },
        /** {@code XArray<Long>}. */
        XARRAY {
            @Override
            Longs create() {
                return new Boxed();
            }
        },
        /** {@code NonBlockingHashMapLong<Long>}. */
        NBHML {
            @Override
            Longs create() {
                return new NonBlocking();
            }
        },
        /** {@code ConcurrentHashMap<Long, Long>}. */
        CHM {
            @Override
            Longs create() {
                return new Hash();
            }
        };

        abstract Longs create();
    }

    @Param
    Kind structure;

    @Param({"DENSE", "RUNS64"})
    Distribution distribution;

    @Param({"1024", "65536", "1048576"})
    int size;

    private Longs longs;
    private long[] queries;
    private int next;

    /** A value that was not stored before. */
    private long stamp;

    @Setup
    public void fill() {
        longs = structure.create();
        long[] keys = distribution.keys(size);
        longs.fill(keys);
        queries = Queries.of(keys, Queries.countFor(size));
        System.gc();
    }

    private int batch() {
        int begin = next;
        next = begin + BATCH == queries.length ? 0 : begin + BATCH;
        return begin;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long sum() {
        int begin = batch();
        long sum = 0;
        for (int i = begin; i < begin + BATCH; i++) {
            sum += longs.get(queries[i]);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void overwrite() {
        int begin = batch();
        for (int i = begin; i < begin + BATCH; i++) {
            longs.put(queries[i], value(stamp++));
        }
    }

    /** One pass over all; the score is the whole. */
    @Benchmark
    public long forEach() {
        return longs.total();
    }

    /** A sum that an action of any kind can add to. */
    private static final class Sum {
        long is;
    }

    /**
     * Prints bytes for each entry, by JOL.
     *
     * @param args none
     */
    public static void main(String[] args) {
        int size = 1 << 16;
        System.out.printf("%-18s", "");
        for (Kind kind : Kind.values()) {
            System.out.printf("%12s", kind);
        }
        System.out.println();
        for (Distribution distribution : Distribution.values()) {
            System.out.printf("%-18s", distribution);
            for (Kind kind : Kind.values()) {
                Longs longs = kind.create();
                longs.fill(distribution.keys(size));
                System.out.printf(
                        "%12.1f", (double) GraphStats.parseInstance(longs).totalSize() / size);
            }
            System.out.println();
        }
    }

    private static final class Unboxed implements Longs {
        private final LongXArray array = LongXArray.create();

        @Override
        public long get(long key) {
            return array.getOrDefault(key, 0);
        }

        @Override
        public void put(long key, long value) {
            array.set(key, value);
        }

        @Override
        public long total() {
            Sum sum = new Sum();
            array.forEach((key, value) -> sum.is += value);
            return sum.is;
        }

        @Override
        public void fill(long[] keys) {
            try (LongTransaction transaction = array.begin()) {
                for (long key : keys) {
                    transaction.set(key, value(key));
                }
                transaction.commit();
            }
        }
    }

    private static final class Boxed implements Longs {
        private final XArray<Long> array = XArray.create();

        @Override
        public long get(long key) {
            Long value = array.get(key);
            return value == null ? 0 : value;
        }

        @Override
        public void put(long key, long value) {
            array.set(key, value);
        }

        @Override
        public long total() {
            Sum sum = new Sum();
            array.forEach((key, value) -> sum.is += value);
            return sum.is;
        }

        @Override
        public void fill(long[] keys) {
            try (Transaction<Long> transaction = array.begin()) {
                for (long key : keys) {
                    transaction.set(key, value(key));
                }
                transaction.commit();
            }
        }
    }

    private static final class NonBlocking implements Longs {
        private final NonBlockingHashMapLong<Long> map = new NonBlockingHashMapLong<>();

        @Override
        public long get(long key) {
            Long value = map.get(key);
            return value == null ? 0 : value;
        }

        @Override
        public void put(long key, long value) {
            map.put(key, Long.valueOf(value));
        }

        @Override
        public long total() {
            Sum sum = new Sum();
            for (Long value : map.values()) {
                sum.is += value;
            }
            return sum.is;
        }
    }

    private static final class Hash implements Longs {
        private final ConcurrentHashMap<Long, Long> map = new ConcurrentHashMap<>();

        @Override
        public long get(long key) {
            Long value = map.get(key);
            return value == null ? 0 : value;
        }

        @Override
        public void put(long key, long value) {
            map.put(key, value);
        }

        @Override
        public long total() {
            Sum sum = new Sum();
            map.forEach((key, value) -> sum.is += value);
            return sum.is;
        }
    }
}
