package org.xarray4j.bench;

import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.xarray4j.Flag;
import org.xarray4j.XArray;

/**
 * What does it cost to be given an index with a value stored at it?
 *
 * <p>{@code sequential} fills an empty structure: its score is one whole filling, divide by the size. There SET is the
 * array with the index chosen by the caller, so that the difference is the search. {@code steady} erases a random entry
 * and allocates: its score is the pair. There XARRAY finds the index that was freed; CHM with a counter never uses one
 * again.
 */
public class AllocBenchmark extends TimedBenchmark {
    private static final int BATCH = 1024;

    /** A structure in the role of a giver of indices. */
    interface Allocator {
        long alloc(Payload value);

        void free(long index);
    }

    /** The structures that take part. */
    public enum Giver {
        /** {@code XArray.alloc}: the least free index. */
        XARRAY {
            @Override
            Allocator create() {
                return new XArrayAllocator();
            }
        },
        /** {@code XArray.set} at a counter. */
        SET {
            @Override
            Allocator create() {
                return new CountingAllocator();
            }
        },
        /** {@code ConcurrentHashMap.put} at an atomic counter. */
        CHM {
            @Override
            Allocator create() {
                return new HashAllocator();
            }
        };

        abstract Allocator create();
    }

    @Param
    Giver structure;

    @Param({"65536", "1048576"})
    int size;

    private final Payload value = new Payload(0, false);

    @Benchmark
    public Object sequential() {
        Allocator allocator = structure.create();
        for (int i = 0; i < size; i++) {
            allocator.alloc(value);
        }
        return allocator;
    }

    @State(Scope.Benchmark)
    public static class Filled {
        Allocator allocator;
        long[] indices;
        int next;

        @Setup
        public void fill(AllocBenchmark benchmark) {
            allocator = benchmark.structure.create();
            long[] given = new long[benchmark.size];
            for (int i = 0; i < given.length; i++) {
                given[i] = allocator.alloc(benchmark.value);
            }
            indices = Queries.shuffled(given, new SplittableRandom(1));
            System.gc();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void steady(Filled filled) {
        Allocator allocator = filled.allocator;
        long[] indices = filled.indices;
        int end = filled.next + BATCH;
        for (int i = filled.next; i < end; i++) {
            allocator.free(indices[i]);
            indices[i] = allocator.alloc(value);
        }
        filled.next = end == indices.length ? 0 : end;
    }

    private static final class XArrayAllocator implements Allocator {
        private final XArray<Payload> array = XArray.create(Flag.ALLOC);

        @Override
        public long alloc(Payload value) {
            return array.alloc(value);
        }

        @Override
        public void free(long index) {
            array.erase(index);
        }
    }

    private static final class CountingAllocator implements Allocator {
        private final XArray<Payload> array = XArray.create(Flag.ALLOC);
        private long next;

        @Override
        public long alloc(Payload value) {
            array.set(next, value);
            return next++;
        }

        @Override
        public void free(long index) {
            array.erase(index);
        }
    }

    private static final class HashAllocator implements Allocator {
        private final ConcurrentHashMap<Long, Payload> map = new ConcurrentHashMap<>();
        private final AtomicLong next = new AtomicLong();

        @Override
        public long alloc(Payload value) {
            long index = next.getAndIncrement();
            map.put(index, value);
            return index;
        }

        @Override
        public void free(long index) {
            map.remove(index);
        }
    }
}
