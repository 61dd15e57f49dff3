package org.xarray4j.bench;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;
import org.xarray4j.Filter;
import org.xarray4j.XArray;

/**
 * What does it cost to find the next entry from a random key on, the next that is marked, and all of a range?
 *
 * <p>{@code next} asks from a random key that has an entry, but for the key after it. {@code range} visits the entries from
 * there to 1023 keys further: its score is one visit, of up to 1024 entries. {@code marked} finds the next of the marked
 * ones, which are one in 4096; SKIP_LIST looks at all between. A hash table has no order to search in, so none takes part.
 */
public class SearchBenchmark extends TimedBenchmark {
    private static final int MARKED_EVERY = 4096;
    private static final int WIDTH = 1024;

    /** A structure in the role of something ordered. */
    interface Ordered {
        void fill(long[] keys, Payload[] values);

        Object next(long after);

        Object nextMarked(long from);

        void visit(long first, long last, Blackhole blackhole);
    }

    /** The structures that take part. */
    public enum Searched {
        XARRAY {
            @Override
            Ordered create() {
                return new OrderedXArray();
            }
        },
        SKIP_LIST {
            @Override
            Ordered create() {
                return new OrderedSkipList();
            }
        };

        abstract Ordered create();
    }

    @Param
    Searched structure;

    @Param({"DENSE", "RUNS64"})
    Distribution distribution;

    @Param({"65536", "1048576"})
    int size;

    private Ordered ordered;
    private long[] order;
    private int next;

    @Setup
    public void fill() {
        long[] keys = distribution.keys(size);
        ordered = structure.create();
        ordered.fill(keys, Payload.forKeys(keys, MARKED_EVERY));
        order = Queries.shuffled(keys, new SplittableRandom(1));
        System.gc();
    }

    private long random() {
        long key = order[next];
        next = next + 1 == order.length ? 0 : next + 1;
        return key;
    }

    @Benchmark
    public Object next() {
        return ordered.next(random());
    }

    @Benchmark
    public Object marked() {
        return ordered.nextMarked(random());
    }

    @Benchmark
    public void range(Blackhole blackhole) {
        long first = random();
        ordered.visit(first, first + WIDTH - 1, blackhole);
    }

    private static final class OrderedXArray implements Ordered {
        private final XArray<Payload> array = XArray.create();

        @Override
        public void fill(long[] keys, Payload[] values) {
            Structure.fillAndMark(array, keys, values);
        }

        @Override
        public Object next(long after) {
            return array.findAfter(after, XArray.MAX_INDEX, Filter.PRESENT);
        }

        @Override
        public Object nextMarked(long from) {
            return array.find(from, XArray.MAX_INDEX, Filter.MARK_0);
        }

        @Override
        public void visit(long first, long last, Blackhole blackhole) {
            array.forEach(first, last, Filter.PRESENT, (index, value) -> blackhole.consume(value));
        }
    }

    private static final class OrderedSkipList implements Ordered {
        private final ConcurrentSkipListMap<Long, Payload> map =
                new ConcurrentSkipListMap<>(Long::compareUnsigned);

        @Override
        public void fill(long[] keys, Payload[] values) {
            for (int i = 0; i < keys.length; i++) {
                map.put(keys[i], values[i]);
            }
        }

        @Override
        public Object next(long after) {
            return map.higherEntry(after);
        }

        @Override
        public Object nextMarked(long from) {
            for (Map.Entry<Long, Payload> entry : map.tailMap(from, true).entrySet()) {
                if (entry.getValue().marked) {
                    return entry;
                }
            }
            return null;
        }

        @Override
        public void visit(long first, long last, Blackhole blackhole) {
            map.subMap(first, true, last, true).forEach((key, value) -> blackhole.consume(value));
        }
    }
}
