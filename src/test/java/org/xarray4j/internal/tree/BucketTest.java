package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket by itself: each edit makes another that says what a sorted map says, and leaves the one before as it was. */
class BucketTest {
    private static final long SEED = Long.getLong("xarray4j.seed", System.nanoTime());

    private static final int ORDER = 63;

    /** What an entry has. */
    private record Held(Object value, int marks) {}

    private static final class Pair {
        private final TreeMap<Long, Held> model = new TreeMap<>();
        private Bucket bucket;

        Pair(long first) {
            Held held = new Held("first", 0);
            model.put(first, held);
            bucket = Bucket.of(ORDER, first, held.value());
        }

        void insert(long key, Object value) {
            if (bucket.size() < Bucket.MOST && !model.containsKey(key)) {
                bucket = bucket.inserted(~bucket.find(key), key, value);
                model.put(key, new Held(value, 0));
            }
        }

        void replace(long key, Object value) {
            bucket = bucket.replaced(bucket.find(key), value);
            model.computeIfPresent(key, (index, held) -> new Held(value, held.marks()));
        }

        void remove(long key) {
            if (bucket.size() > 1) {
                bucket = bucket.removed(bucket.find(key));
                model.remove(key);
            }
        }

        void mark(long key, int mark, boolean on) {
            bucket = bucket.marked(bucket.find(key), mark, on);
            int bit = 1 << mark;
            model.computeIfPresent(
                    key,
                    (index, held) ->
                            new Held(held.value(), on ? held.marks() | bit : held.marks() & ~bit));
        }

        void copy() {
            long[] keys = keys();
            Object[] values = model.values().stream().map(Held::value).toArray();
            byte[] marks = new byte[keys.length + 2];
            for (int at = 0; at < keys.length; at++) {
                marks[at + 1] = (byte) model.get(keys[at]).marks();
            }
            // What stands beside the part that is copied is none of its.
            marks[0] = 7;
            marks[keys.length + 1] = 7;
            long[] wider = new long[keys.length + 2];
            Object[] widerValues = new Object[keys.length + 2];
            System.arraycopy(keys, 0, wider, 1, keys.length);
            System.arraycopy(values, 0, widerValues, 1, keys.length);
            bucket = Bucket.of(ORDER, wider, widerValues, marks, 1, keys.length + 1);
        }

        long[] keys() {
            return model.keySet().stream().mapToLong(Long::longValue).toArray();
        }

        void check() {
            checkIs(bucket, model);
        }
    }

    private static void checkIs(Bucket bucket, NavigableMap<Long, Held> model) {
        assertThat(bucket.order).isEqualTo(ORDER);
        assertThat(bucket.size()).isEqualTo(model.size());
        long[] marks = new long[3];
        int at = 0;
        for (Map.Entry<Long, Held> each : model.entrySet()) {
            assertThat(bucket.key(at)).isEqualTo(each.getKey());
            assertThat(bucket.value(at)).isSameAs(each.getValue().value());
            assertThat(bucket.marks(at)).isEqualTo(each.getValue().marks());
            for (int mark = 0; mark < 3; mark++) {
                marks[mark] |= (each.getValue().marks() >>> mark & 1L) << at;
            }
            at++;
        }
        for (int mark = 0; mark < 3; mark++) {
            assertThat(bucket.mark(mark)).isEqualTo(marks[mark]);
            assertThat(bucket.candidates(mark)).isEqualTo(marks[mark]);
        }
        long all = model.size() == 64 ? -1L : (1L << model.size()) - 1;
        assertThat(bucket.candidates(Finder.PRESENT)).isEqualTo(all);
        assertThat(bucket.candidates(Finder.USED)).isEqualTo(all);
        for (Long key : model.keySet()) {
            checkAround(bucket, model, key);
        }
    }

    /** Checks searches at an entry and beside it. */
    private static void checkAround(Bucket bucket, NavigableMap<Long, Held> model, long key) {
        for (long index = Math.max(0, key - 1);
                index <= key + 1 && index < Long.MAX_VALUE;
                index++) {
            checkSearch(bucket, model, index);
        }
        // Far off: what agrees in all low bits, and in all but one high one.
        for (int bit = 2; bit < ORDER; bit += 3) {
            checkSearch(bucket, model, key ^ 1L << bit);
        }
        long last = key;
        while (model.containsKey(last + 1)) {
            last++;
        }
        assertThat(bucket.lastOfRun(key)).isEqualTo(last);
        long first = key;
        while (model.containsKey(first - 1)) {
            first--;
        }
        assertThat(bucket.firstOfRun(key)).isEqualTo(first);
    }

    private static void checkSearch(Bucket bucket, NavigableMap<Long, Held> model, long index) {
        Held held = model.get(index);
        int before = model.headMap(index).size();
        // Called so often that the words are only put together when they are needed.
        boolean right = bucket.find(index) == (held != null ? before : ~before)
                && bucket.get(index) == (held == null ? null : held.value())
                && bucket.contains(index) == (held != null)
                && bucket.ceiling(index) == before;
        if (!right) {
            Assertions.fail("index " + index + " of " + model + ": find " + bucket.find(index)
                    + ", get " + bucket.get(index) + ", ceiling " + bucket.ceiling(index));
        }
    }

    /** Returns how indices may lie: side by side, in clusters, evenly, one far off. */
    private static List<long[]> spreads(Random random) {
        List<long[]> spreads = new ArrayList<>();
        spreads.add(IntStream.range(0, 90).mapToLong(i -> 1000 + i).toArray());
        spreads.add(IntStream.range(0, 90)
                .mapToLong(i -> (long) (i / 9) << 20 | i % 9)
                .toArray());
        spreads.add(random.longs(90, 0, Long.MAX_VALUE).toArray());
        spreads.add(random.longs(90, 0, 1 << 12).toArray());
        spreads.add(random.longs(90, 0, 1L << 40).toArray());
        long[] far = IntStream.range(0, 90).mapToLong(i -> 4L * i).toArray();
        far[17] = 1L << 62;
        spreads.add(far);
        return spreads;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void edits_random_sayWhatASortedMapSays(int kind) {
        Random random = new Random(SEED + kind);
        long[] spread = spreads(random).get(kind);
        Pair pair = new Pair(spread[random.nextInt(spread.length)]);
        try {
            for (int step = 0; step < 130; step++) {
                Bucket before = pair.bucket;
                TreeMap<Long, Held> then = new TreeMap<>(pair.model);
                edit(pair, spread, random, step);
                if (step % 8 == 0 || pair.bucket.size() < 10) {
                    pair.check();
                    checkIs(before, then);
                }
            }
        } catch (AssertionError e) {
            throw new AssertionError(
                    "repeat with -Dtest=BucketTest -Dxarray4j.seed=" + SEED + ": " + e.getMessage(),
                    e);
        }
    }

    private static void edit(Pair pair, long[] spread, Random random, int step) {
        long[] keys = pair.keys();
        long key = keys[random.nextInt(keys.length)];
        int dice = random.nextInt(8);
        if (dice < (step < 90 ? 5 : 1)) {
            pair.insert(spread[random.nextInt(spread.length)], "value " + step);
        } else if (dice == 5) {
            pair.replace(key, "other " + step);
        } else if (dice == 6) {
            pair.mark(key, random.nextInt(3), random.nextInt(4) != 0);
        } else if (dice == 7) {
            pair.copy();
        } else {
            pair.remove(key);
        }
    }

    @Test
    void find_fullBucketSpreadEvenly_findsEachAndNoneBeside() {
        Pair pair = new Pair(0);
        for (int i = 1; i < Bucket.MOST; i++) {
            pair.insert(1000L * i, "value " + i);
        }
        pair.check();
        for (int i = 0; i < Bucket.MOST; i++) {
            pair.mark(1000L * i, i % 3, true);
        }
        pair.copy();
        pair.check();
        pair.remove(63_000);
        pair.check();
    }

    @Test
    void units_ofEachSize_areItsBytesInNodesRoundedUp() {
        int[] units = IntStream.rangeClosed(1, Bucket.MOST).map(Bucket::units).toArray();
        int[] expected = new int[Bucket.MOST];
        Arrays.fill(expected, 0, 19, 1);
        Arrays.fill(expected, 19, 46, 2);
        Arrays.fill(expected, 46, Bucket.MOST, 3);
        assertThat(units).isEqualTo(expected);
        assertThat(Bucket.of(5, 1, "one").units()).isEqualTo(1);
    }
}
