package org.xarray4j.bench;

import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.xarray4j.XArray;

/**
 * What does it cost to give a whole range of keys one value, and to erase it again?
 *
 * <p>The score is one {@code setRange} and one {@code eraseRange} of the same range, at a random place among others that
 * stay. The ranges do not begin at a multiple of their width: XARRAY cuts each into several entries.
 */
public class RangeBenchmark extends TimedBenchmark {
    /** How many ranges stay. */
    private static final int STAYING = 1024;

    /** A structure in the role of a map from ranges. */
    interface Ranges {
        void set(long first, long last, Payload value);

        void erase(long first, long last);
    }

    /** The structures that take part. */
    public enum Ranged {
        XARRAY {
            @Override
            Ranges create() {
                return new XArrayRanges();
            }
        },
        /** A {@code ConcurrentSkipListMap} from each range's first key; it overwrites no part of a range. */
        SKIP_LIST {
            @Override
            Ranges create() {
                return new SkipListRanges();
            }
        },
        /** A {@code ConcurrentHashMap} with an entry for each key. */
        CHM {
            @Override
            Ranges create() {
                return new HashRanges();
            }
        };

        abstract Ranges create();
    }

    @Param
    Ranged structure;

    @Param({"64", "4096"})
    int width;

    private final Payload value = new Payload(0, false);
    private Ranges ranges;
    private long[] firsts;
    private int next;

    @Setup
    public void fill() {
        ranges = structure.create();
        long[] places = new long[STAYING];
        for (int i = 0; i < STAYING; i++) {
            // Of each four widths the first one stays set, less a part of it; the third comes and
            // goes.
            long first = 4L * width * i + 17;
            ranges.set(first, first + width - 1, value);
            places[i] = first + 2L * width;
        }
        firsts = Queries.shuffled(places, new SplittableRandom(1));
        System.gc();
    }

    @Benchmark
    public void setAndErase() {
        long first = firsts[next];
        long last = first + width - 1;
        next = (next + 1) % STAYING;
        ranges.set(first, last, value);
        ranges.erase(first, last);
    }

    private static final class XArrayRanges implements Ranges {
        private final XArray<Payload> array = XArray.create();

        @Override
        public void set(long first, long last, Payload value) {
            array.setRange(first, last, value);
        }

        @Override
        public void erase(long first, long last) {
            array.eraseRange(first, last);
        }
    }

    private static final class SkipListRanges implements Ranges {
        private record Range(long last, Payload value) {}

        private final ConcurrentSkipListMap<Long, Range> map =
                new ConcurrentSkipListMap<>(Long::compareUnsigned);

        @Override
        public void set(long first, long last, Payload value) {
            map.put(first, new Range(last, value));
        }

        @Override
        public void erase(long first, long last) {
            map.remove(first);
        }
    }

    private static final class HashRanges implements Ranges {
        private final ConcurrentHashMap<Long, Payload> map = new ConcurrentHashMap<>();

        @Override
        public void set(long first, long last, Payload value) {
            for (long key = first; key <= last; key++) {
                map.put(key, value);
            }
        }

        @Override
        public void erase(long first, long last) {
            for (long key = first; key <= last; key++) {
                map.remove(key);
            }
        }
    }
}
