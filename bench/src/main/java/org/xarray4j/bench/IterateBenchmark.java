package org.xarray4j.bench;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jctools.maps.NonBlockingHashMapLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;
import org.xarray4j.Cursor;
import org.xarray4j.Filter;
import org.xarray4j.XArray;

/**
 * What does it cost to visit all entries, at once or step by step, and to find the few that bear a mark?
 *
 * <p>The score is one whole visit: divide by the size. One entry in 4096 is marked; a structure without marks looks for
 * them by visiting all entries and asking the value.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IterateBenchmark extends TimedBenchmark {
    private static final int MARKED_EVERY = 4096;

    /** A structure in the role of a collection. */
    interface Collection {
        void fill(long[] keys, Payload[] values);

        void forEach(Blackhole blackhole);

        void forEachMarked(Blackhole blackhole);

        /** Visits all step by step: by a cursor, or else an iterator. */
        void step(Blackhole blackhole);
    }

    /** The structures that take part. */
    public enum Visited {
        XARRAY,
        /** An array that is asked for all entries where it could be asked for the marked ones. */
        FILTERED,
        NBHML,
        CHM,
        SKIP_LIST,
        /** Agrona's map, under its read lock from the first entry to the last. */
        AGRONA,
        /** fastutil's map, under its read lock from the first entry to the last. */
        FASTUTIL,
        TRIE_MAP,
        INT_MAP,
        /** The floor; it takes dense keys only. */
        ARRAY;

        Collection create(int size) {
            return switch (this) {
                case XARRAY -> new XArrayCollection();
                case FILTERED -> new FilteredCollection();
                case NBHML -> new NonBlockingCollection();
                case CHM -> new HashCollection();
                case SKIP_LIST -> new SkipListCollection();
                case AGRONA -> new TableCollection(new AgronaTable());
                case FASTUTIL -> new TableCollection(new FastutilTable());
                case TRIE_MAP -> new TableCollection(new TrieMapTable());
                case INT_MAP -> new TableCollection(new IntMapTable());
                case ARRAY -> new TableCollection(new ArrayTable(size));
            };
        }
    }

    @Param({
        "XARRAY",
        "FILTERED",
        "NBHML",
        "CHM",
        "SKIP_LIST",
        "AGRONA",
        "FASTUTIL",
        "TRIE_MAP",
        "INT_MAP"
    })
    Visited structure;

    @Param({"DENSE", "RUNS64"})
    Distribution distribution;

    @Param({"1024", "65536", "1048576"})
    int size;

    private Collection collection;

    @Setup
    public void fill() {
        long[] keys = distribution.keys(size);
        collection = structure.create(size);
        collection.fill(keys, Payload.forKeys(keys, MARKED_EVERY));
        System.gc();
    }

    @Benchmark
    public void forEach(Blackhole blackhole) {
        collection.forEach(blackhole);
    }

    @Benchmark
    public void marked(Blackhole blackhole) {
        collection.forEachMarked(blackhole);
    }

    @Benchmark
    public void cursor(Blackhole blackhole) {
        collection.step(blackhole);
    }

    private static void stepThrough(Iterator<Payload> values, Blackhole blackhole) {
        while (values.hasNext()) {
            blackhole.consume(values.next());
        }
    }

    private static class XArrayCollection implements Collection {
        final XArray<Payload> array = XArray.create();

        @Override
        public void fill(long[] keys, Payload[] values) {
            Structure.fillAndMark(array, keys, values);
        }

        @Override
        public void forEach(Blackhole blackhole) {
            array.forEach((index, value) -> blackhole.consume(value));
        }

        @Override
        public void forEachMarked(Blackhole blackhole) {
            array.forEach(
                    0, XArray.MAX_INDEX, Filter.MARK_0, (index, value) -> blackhole.consume(value));
        }

        @Override
        public void step(Blackhole blackhole) {
            Cursor<Payload> cursor = array.cursor();
            for (Payload value = cursor.find(XArray.MAX_INDEX);
                    value != null;
                    value = cursor.find(XArray.MAX_INDEX)) {
                blackhole.consume(value);
            }
        }
    }

    private static final class FilteredCollection extends XArrayCollection {
        @Override
        public void forEachMarked(Blackhole blackhole) {
            array.forEach((index, value) -> {
                if (value.marked) {
                    blackhole.consume(value);
                }
            });
        }
    }

    /** It has no {@code forEach} of its own: all that it is asked for, its iterator finds. */
    private static final class NonBlockingCollection implements Collection {
        private final NonBlockingHashMapLong<Payload> map = new NonBlockingHashMapLong<>();

        @Override
        public void fill(long[] keys, Payload[] values) {
            for (int i = 0; i < keys.length; i++) {
                map.put(keys[i], values[i]);
            }
        }

        @Override
        public void forEach(Blackhole blackhole) {
            for (Payload value : map.values()) {
                blackhole.consume(value);
            }
        }

        @Override
        public void forEachMarked(Blackhole blackhole) {
            for (Payload value : map.values()) {
                if (value.marked) {
                    blackhole.consume(value);
                }
            }
        }

        @Override
        public void step(Blackhole blackhole) {
            stepThrough(map.values().iterator(), blackhole);
        }
    }

    private static final class HashCollection implements Collection {
        private final ConcurrentHashMap<Long, Payload> map = new ConcurrentHashMap<>();

        @Override
        public void fill(long[] keys, Payload[] values) {
            for (int i = 0; i < keys.length; i++) {
                map.put(keys[i], values[i]);
            }
        }

        @Override
        public void forEach(Blackhole blackhole) {
            map.forEach((key, value) -> blackhole.consume(value));
        }

        @Override
        public void forEachMarked(Blackhole blackhole) {
            map.forEach((key, value) -> {
                if (value.marked) {
                    blackhole.consume(value);
                }
            });
        }

        @Override
        public void step(Blackhole blackhole) {
            stepThrough(map.values().iterator(), blackhole);
        }
    }

    private static final class SkipListCollection implements Collection {
        private final ConcurrentSkipListMap<Long, Payload> map =
                new ConcurrentSkipListMap<>(Long::compareUnsigned);

        @Override
        public void fill(long[] keys, Payload[] values) {
            for (int i = 0; i < keys.length; i++) {
                map.put(keys[i], values[i]);
            }
        }

        @Override
        public void forEach(Blackhole blackhole) {
            map.forEach((key, value) -> blackhole.consume(value));
        }

        @Override
        public void forEachMarked(Blackhole blackhole) {
            map.forEach((key, value) -> {
                if (value.marked) {
                    blackhole.consume(value);
                }
            });
        }

        @Override
        public void step(Blackhole blackhole) {
            stepThrough(map.values().iterator(), blackhole);
        }
    }

    private static final class TableCollection implements Collection {
        private final VisitableTable table;

        TableCollection(VisitableTable table) {
            this.table = table;
        }

        @Override
        public void fill(long[] keys, Payload[] values) {
            table.fill(keys, values);
        }

        @Override
        public void forEach(Blackhole blackhole) {
            table.forEach(blackhole::consume);
        }

        @Override
        public void forEachMarked(Blackhole blackhole) {
            table.forEach(value -> {
                if (value.marked) {
                    blackhole.consume(value);
                }
            });
        }

        @Override
        public void step(Blackhole blackhole) {
            table.step(blackhole::consume);
        }
    }
}
