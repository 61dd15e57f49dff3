package org.xarray4j.bench;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jol.info.GraphStats;
import org.xarray4j.Flag;
import org.xarray4j.IdAllocator;
import org.xarray4j.XArray;
import org.xarray4j.epoch.EpochDomain;

/**
 * What does it cost to be given an id without a value, the least that is free, and to give it back?
 *
 * <p>{@code sequential} hands out ids 0 to n-1: its score is the whole, divide by the size. {@code steady} frees a random id
 * of them and allocates: its score is the pair. {@code exists} asks for a random one. {@code main} prints bits for each id.
 */
public class IdBenchmark extends TimedBenchmark {
    private static final int BATCH = 1024;

    /** A structure in the role of a giver of ids. */
    interface Ids {
        long alloc();

        void free(long id);

        boolean exists(long id);
    }

    /** The structures that take part. */
    public enum Giver {
        /** {@code IdAllocator}. */
        IDS {
            @Override
            Ids create() {
                return new AllocatorIds(IdAllocator.create());
            }
        },
        /** {@code IdAllocator} with grace periods, while nobody is pinned. */
        IDS_GRACE {
            @Override
            Ids create() {
                return new AllocatorIds(IdAllocator.builder()
                        .reuseIdsAfterGracePeriod(EpochDomain.create("readers"))
                        .build());
            }
        },
        /** {@code XArray.alloc} of one and the same value. */
        XARRAY {
            @Override
            Ids create() {
                return new XArrayIds(XArray.create(Flag.ALLOC));
            }
        },
        /** The same with grace periods, while nobody is pinned. */
        XARRAY_GRACE {
            @Override
            Ids create() {
                return new XArrayIds(XArray.<Payload>builder()
                        .flags(Flag.ALLOC)
                        .reuseIdsAfterGracePeriod()
                        .build());
            }
        },
        /** A {@code BitSet} under a lock, with the least free id remembered. */
        BITSET {
            @Override
            Ids create() {
                return new BitSetIds();
            }
        },
        /** A {@code ConcurrentSkipListSet} of the ids that were given back, and a counter for new ones. */
        SKIP_LIST {
            @Override
            Ids create() {
                return new SkipListIds();
            }
        };

        abstract Ids create();
    }

    @Param
    Giver structure;

    @Param({"1024", "65536", "1048576"})
    int size;

    @Benchmark
    public Object sequential() {
        Ids ids = structure.create();
        for (int i = 0; i < size; i++) {
            ids.alloc();
        }
        return ids;
    }

    @State(Scope.Benchmark)
    public static class Filled {
        Ids ids;
        long[] held;
        int next;

        @Setup
        public void fill(IdBenchmark benchmark) {
            ids = benchmark.structure.create();
            long[] given = new long[benchmark.size];
            for (int i = 0; i < given.length; i++) {
                given[i] = ids.alloc();
            }
            held = Queries.shuffled(given, new SplittableRandom(1));
            System.gc();
        }

        int batch() {
            int begin = next;
            next = begin + BATCH == held.length ? 0 : begin + BATCH;
            return begin;
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void steady(Filled filled) {
        Ids ids = filled.ids;
        long[] held = filled.held;
        int begin = filled.batch();
        for (int i = begin; i < begin + BATCH; i++) {
            ids.free(held[i]);
            held[i] = ids.alloc();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int exists(Filled filled) {
        Ids ids = filled.ids;
        long[] held = filled.held;
        int begin = filled.batch();
        int found = 0;
        for (int i = begin; i < begin + BATCH; i++) {
            found += ids.exists(held[i]) ? 1 : 0;
        }
        return found;
    }

    /**
     * Prints bits for each id, by JOL: dense, and after every second one was freed. While nothing rests, grace periods make no
     * difference.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.printf("%-12s%10s%16s%16s%n", "", "ids", "bits, dense", "bits, halved");
        for (Giver giver : EnumSet.complementOf(EnumSet.of(Giver.IDS_GRACE, Giver.XARRAY_GRACE))) {
            for (int size : new int[] {10, 1 << 10, 1 << 16, 1 << 20}) {
                Ids ids = giver.create();
                for (int i = 0; i < size; i++) {
                    ids.alloc();
                }
                long dense = GraphStats.parseInstance(ids).totalSize();
                for (int i = 0; i < size; i += 2) {
                    ids.free(i);
                }
                long halved = GraphStats.parseInstance(ids).totalSize();
                System.out.printf(
                        "%-12s%10d%16.3f%16.3f%n",
                        giver, size, dense * 8.0 / size, halved * 8.0 / (size / 2.0));
            }
        }
    }

    private static final class AllocatorIds implements Ids {
        private final IdAllocator ids;

        AllocatorIds(IdAllocator ids) {
            this.ids = ids;
        }

        @Override
        public long alloc() {
            return ids.alloc();
        }

        @Override
        public void free(long id) {
            ids.free(id);
        }

        @Override
        public boolean exists(long id) {
            return ids.exists(id);
        }
    }

    private static final class XArrayIds implements Ids {
        private static final Payload VALUE = new Payload(0, false);

        private final XArray<Payload> array;

        XArrayIds(XArray<Payload> array) {
            this.array = array;
        }

        @Override
        public long alloc() {
            return array.alloc(VALUE);
        }

        @Override
        public void free(long id) {
            array.erase(id);
        }

        @Override
        public boolean exists(long id) {
            return array.contains(id);
        }
    }

    private static final class BitSetIds implements Ids {
        private final ReentrantLock lock = new ReentrantLock();
        private final BitSet taken = new BitSet();
        private int least;

        @Override
        public long alloc() {
            lock.lock();
            try {
                int id = taken.nextClearBit(least);
                taken.set(id);
                least = id + 1;
                return id;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void free(long id) {
            lock.lock();
            try {
                taken.clear((int) id);
                least = Math.min(least, (int) id);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean exists(long id) {
            lock.lock();
            try {
                return taken.get((int) id);
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class SkipListIds implements Ids {
        private final ConcurrentSkipListSet<Long> free = new ConcurrentSkipListSet<>();
        private final AtomicLong next = new AtomicLong();

        @Override
        public long alloc() {
            Long freed = free.pollFirst();
            return freed == null ? next.getAndIncrement() : freed;
        }

        @Override
        public void free(long id) {
            free.add(id);
        }

        @Override
        public boolean exists(long id) {
            return id < next.get() && !free.contains(id);
        }
    }
}
