package org.xarray4j.bench;

import io.lacuna.bifurcan.IntMap;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.xarray4j.XArray;
import tech.pantheon.triemap.MutableTrieMap;
import tech.pantheon.triemap.TrieMap;

/**
 * What does a snapshot cost: to take, and to the write that follows it?
 *
 * <p>{@code take} only takes snapshots; {@code takeAndWrite} overwrites one random entry after each, which is when a
 * structure that copies lazily pays.
 */
public class SnapshotBenchmark extends TimedBenchmark {
    /** A structure in the role of something that can be looked at while it changes. */
    interface Versioned {
        void put(long key, Payload value);

        Object snapshot();
    }

    /** The structures that take part. */
    public enum Taken {
        XARRAY {
            @Override
            Versioned create(int size, Payload value) {
                return new XArrayVersions(size, value);
            }
        },
        /** The concurrent hash trie, a port of Scala's {@code TrieMap}. */
        TRIE_MAP {
            @Override
            Versioned create(int size, Payload value) {
                return new TrieMapVersions(size, value);
            }
        },
        /** Bifurcan's persistent {@code IntMap} behind a volatile field, of which one thread is the writer. */
        INT_MAP {
            @Override
            Versioned create(int size, Payload value) {
                return new IntMapVersions(size, value);
            }
        },
        /** A copy of a {@code ConcurrentHashMap}, which need not be of one moment. */
        CHM_COPY {
            @Override
            Versioned create(int size, Payload value) {
                return new HashCopies(size, value);
            }
        };

        abstract Versioned create(int size, Payload value);
    }

    @Param
    Taken structure;

    @Param({"1024", "65536"})
    int size;

    private final Payload even = new Payload(0, false);
    private final Payload odd = new Payload(1, false);
    private Payload value = even;
    private Versioned versioned;
    private long[] order;
    private int next;

    @Setup
    public void fill() {
        versioned = structure.create(size, odd);
        order = Queries.shuffled(Distribution.DENSE.keys(size), new SplittableRandom(1));
        System.gc();
    }

    @Benchmark
    public Object take() {
        return versioned.snapshot();
    }

    @Benchmark
    public Object takeAndWrite() {
        Object snapshot = versioned.snapshot();
        versioned.put(order[next++], value);
        if (next == order.length) {
            next = 0;
            value = value == even ? odd : even;
        }
        return snapshot;
    }

    private static final class XArrayVersions implements Versioned {
        private final XArray<Payload> array = XArray.create();

        XArrayVersions(int size, Payload value) {
            Structure.fillAtOnce(array, Distribution.DENSE.keys(size), Payload.copies(value, size));
        }

        @Override
        public void put(long key, Payload value) {
            array.set(key, value);
        }

        @Override
        public Object snapshot() {
            return array.snapshot();
        }
    }

    private static final class TrieMapVersions implements Versioned {
        private final MutableTrieMap<Long, Payload> map = TrieMap.create();

        TrieMapVersions(int size, Payload value) {
            for (int i = 0; i < size; i++) {
                map.put((long) i, value);
            }
        }

        @Override
        public void put(long key, Payload value) {
            map.put(key, value);
        }

        @Override
        public Object snapshot() {
            return map.immutableSnapshot();
        }
    }

    private static final class IntMapVersions implements Versioned {
        private volatile IntMap<Payload> map;

        IntMapVersions(int size, Payload value) {
            IntMap<Payload> filled = new IntMap<Payload>().linear();
            for (int i = 0; i < size; i++) {
                filled = filled.put(i, value);
            }
            map = filled.forked();
        }

        @Override
        public void put(long key, Payload value) {
            map = map.put(key, value);
        }

        @Override
        public Object snapshot() {
            return map;
        }
    }

    private static final class HashCopies implements Versioned {
        private final ConcurrentHashMap<Long, Payload> map = new ConcurrentHashMap<>();

        HashCopies(int size, Payload value) {
            for (int i = 0; i < size; i++) {
                map.put((long) i, value);
            }
        }

        @Override
        public void put(long key, Payload value) {
            map.put(key, value);
        }

        @Override
        public Object snapshot() {
            return new HashMap<>(map);
        }
    }
}
