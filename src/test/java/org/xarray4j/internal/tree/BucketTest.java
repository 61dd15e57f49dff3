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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.Asked;

/** A bucket by itself: each edit makes another that says what a sorted map says, and leaves the one before as it was. */
class BucketTest {
    private static final long SEED = Asked.seed(System.nanoTime());

    private static final int ORDER = 63;

    /** What an entry has. */
    private record Held(Object value, int order, int marks) {
        boolean reaches(long first, long index) {
            return (first ^ index) >>> order == 0;
        }

        long last(long first) {
            return first | ((1L << order) - 1);
        }
    }

    private static final class Pair {
        private final NavigableMap<Long, Held> model = new TreeMap<>();
        private Bucket bucket;

        Pair(long first) {
            Held held = new Held("first", 0, 0);
            model.put(first, held);
            bucket = Bucket.of(ORDER, first, held.value());
        }

        void insert(long key, Object value) {
            if (bucket.size() < Bucket.MOST && covering(model, key) == null) {
                bucket = bucket.inserted(~bucket.find(key), key, value);
                model.put(key, new Held(value, 0, 0));
            }
        }

        void replace(long key, Object value) {
            bucket = bucket.replaced(bucket.find(key), value);
            model.computeIfPresent(
                    key, (index, held) -> new Held(value, held.order(), held.marks()));
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
                    (index, held) -> new Held(
                            held.value(),
                            held.order(),
                            on ? held.marks() | bit : held.marks() & ~bit));
        }

        void unmark(long key) {
            bucket = bucket.unmarked(bucket.find(key));
            model.computeIfPresent(key, (index, held) -> new Held(held.value(), held.order(), 0));
        }

        /** Makes the bucket of the model's entries by way of a list. */
        void copy() {
            EntryList list = new EntryList(false);
            // What stands beside the part that is copied is none of its.
            list.add(0, 0, 7, "before");
            model.forEach(
                    (first, held) -> list.add(first, held.order(), held.marks(), held.value()));
            bucket = Bucket.of(ORDER, list, 1, model.size() + 1);
        }

        long[] keys() {
            return model.keySet().stream().mapToLong(Long::longValue).toArray();
        }

        void check() {
            checkIs(bucket, model);
        }
    }

    /** Returns where the entry begins that covers an index, or null. */
    private static Long covering(NavigableMap<Long, Held> model, long index) {
        Map.Entry<Long, Held> entry = model.floorEntry(index);
        return entry != null && entry.getValue().reaches(entry.getKey(), index)
                ? entry.getKey()
                : null;
    }

    private static void checkIs(Bucket bucket, NavigableMap<Long, Held> model) {
        assertThat(bucket.blockOrder()).isEqualTo(ORDER);
        assertThat(bucket.size()).isEqualTo(model.size());
        long[] marks = new long[3];
        int at = 0;
        for (Map.Entry<Long, Held> each : model.entrySet()) {
            assertThat(bucket.first(at)).isEqualTo(each.getKey());
            assertThat(bucket.order(at)).isEqualTo(each.getValue().order());
            assertThat(bucket.last(at)).isEqualTo(each.getValue().last(each.getKey()));
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
            checkAround(bucket, model, model.get(key).last(key));
        }
    }

    /** Checks searches at an entry and beside it. */
    private static void checkAround(Bucket bucket, NavigableMap<Long, Held> model, long key) {
        for (long index : new long[] {key - 1, key, key + 1}) {
            if ((index ^ key) >= 0) {
                checkSearch(bucket, model, index);
            }
        }
        // Far off: what agrees in all low bits, and in all but one high one.
        for (int bit = 2; bit < ORDER; bit += 3) {
            checkSearch(bucket, model, key ^ 1L << bit);
        }
        long last = key;
        for (Long next = covering(model, key); next != null; next = covering(model, last + 1)) {
            last = model.get(next).last(next);
        }
        assertThat(bucket.lastOfRun(key)).isEqualTo(last);
        long first = key;
        for (Long next = covering(model, key); next != null; next = covering(model, first - 1)) {
            first = next;
        }
        assertThat(bucket.firstOfRun(key)).isEqualTo(first);
    }

    private static void checkSearch(Bucket bucket, NavigableMap<Long, Held> model, long index) {
        Long first = covering(model, index);
        Held held = first == null ? null : model.get(first);
        int before = model.headMap(first == null ? index : first).size();
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

    /** Returns how entries of several indices may lie: side by side, far apart, in the upper half of all. */
    private static NavigableMap<Long, Held> blocks(int kind, Random random) {
        NavigableMap<Long, Held> blocks = new TreeMap<>();
        long at = kind == 2 ? Long.MIN_VALUE : 0;
        for (int i = 0; i < 40; i++) {
            int order = random.nextInt(kind == 0 ? 8 : 30);
            at = ((at - 1) | ((1L << order) - 1)) + 1;
            blocks.put(at, new Held("block " + i, order, random.nextInt(8)));
            at += 1L << order;
            at += kind == 0 ? random.nextInt(2) : random.nextLong() >>> (10 + random.nextInt(54));
        }
        return blocks;
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
    @ValueSource(ints = {0, 1, 2})
    void edits_ofEntriesOfSeveralIndices_sayWhatASortedMapSays(int kind) {
        Random random = new Random(SEED + kind);
        Pair pair = new Pair(0);
        pair.model.clear();
        pair.model.putAll(blocks(kind, random));
        long[] spread = pair.model.entrySet().stream()
                .flatMapToLong(
                        e -> LongStream.of(e.getKey() - 1, e.getValue().last(e.getKey()) + 1))
                .filter(index -> (index ^ pair.model.firstKey()) >= 0)
                .toArray();
        pair.copy();
        check(pair, spread, random);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void edits_random_sayWhatASortedMapSays(int kind) {
        Random random = new Random(SEED + kind);
        long[] spread = spreads(random).get(kind);
        check(new Pair(spread[random.nextInt(spread.length)]), spread, random);
    }

    private static void check(Pair pair, long[] spread, Random random) {
        try {
            for (int step = 0; step < 130; step++) {
                Bucket before = pair.bucket;
                NavigableMap<Long, Held> then = new TreeMap<>(pair.model);
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
        int dice = random.nextInt(9);
        if (dice < (step < 90 ? 5 : 1)) {
            pair.insert(spread[random.nextInt(spread.length)], "value " + step);
        } else if (dice == 5) {
            pair.replace(key, "other " + step);
        } else if (dice == 6) {
            pair.mark(key, random.nextInt(3), random.nextInt(4) != 0);
        } else if (dice == 7) {
            pair.copy();
        } else if (dice == 8) {
            pair.unmark(key);
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

    /** Nothing but the entry itself says how many of the low bits do not matter. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void find_oneEntryOfManyIndices_findsEachAndNoneBeside(long first) {
        Pair pair = new Pair(first);
        pair.model.put(first, new Held("block", 20, 5));
        pair.copy();
        pair.check();
    }

    private static void checkRun(Pair pair, boolean run) {
        pair.check();
        long[] cells = (long[]) ValidatorTest.hidden(pair.bucket, "cells");
        assertThat(cells).hasSize(run ? 0 : pair.bucket.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, Long.MIN_VALUE})
    void edits_ofNeighbours_keepTheFirstCellAsLongAsThereIsNoGap(long first) {
        Pair pair = new Pair(first + 1);
        checkRun(pair, true);
        for (long index = first + 2; index < first + 20; index++) {
            pair.insert(index, "value " + index);
            checkRun(pair, true);
        }
        pair.insert(first, "before");
        checkRun(pair, true);
        pair.insert(first + 21, "behind a gap");
        checkRun(pair, false);
        pair.insert(first + 20, "in the gap");
        checkRun(pair, true);
        pair.replace(first + 10, "other");
        pair.mark(first + 11, 1, true);
        checkRun(pair, true);
        pair.remove(first);
        pair.remove(first + 21);
        checkRun(pair, true);
        pair.copy();
        checkRun(pair, true);
        pair.remove(first + 10);
        checkRun(pair, false);
    }

    @Test
    void piece_ofARangeStore_isFoundAsItsValueAfterAnyEdit() {
        CountedWide piece = new CountedWide("piece", 2);
        EntryList list = new EntryList(true);
        list.add(0, 0, 0, "value");
        list.add(10, 1, 0, piece);
        assertThat(Bucket.of(ORDER, list, 0, 1).isCounted()).isFalse();
        Bucket bucket = Bucket.of(ORDER, list, 0, 2);
        for (Bucket each : new Bucket[] {
            bucket,
            bucket.replaced(0, "other"),
            bucket.inserted(1, 5, "more"),
            bucket.removed(0),
            bucket.marked(1, 0, true),
            bucket.unmarked(0)
        }) {
            int at = each.size() - 1;
            assertThat(each.isCounted()).isTrue();
            assertThat(each.element(at)).isSameAs(piece);
            assertThat(each.value(at)).isEqualTo("piece");
            assertThat(each.get(10)).isEqualTo("piece");
            assertThat(each.get(11)).isEqualTo("piece");
        }
    }

    @Test
    void isFull_whenEntriesFillTheBlockAndOnlyThen() {
        EntryList list = new EntryList(false);
        list.add(1 << 20, 19, 0, "half");
        list.add((1 << 20) + (1 << 19), 19, 0, "the other");
        assertThat(Bucket.of(20, list, 0, 2).isFull()).isTrue();
        assertThat(Bucket.of(20, list, 0, 1).isFull()).isFalse();
        assertThat(Bucket.of(21, list, 0, 2).isFull()).isFalse();
        assertThat(Bucket.of(20, list, 0, 2).removed(0).isFull()).isFalse();
    }

    @Test
    void units_ofEachSize_areItsBytesInNodesRoundedUp() {
        int[] units = IntStream.rangeClosed(1, Bucket.MOST).map(Bucket::units).toArray();
        int[] expected = new int[Bucket.MOST];
        Arrays.fill(expected, 0, 16, 1);
        Arrays.fill(expected, 16, 46, 2);
        Arrays.fill(expected, 46, Bucket.MOST, 3);
        assertThat(units).isEqualTo(expected);
        assertThat(Bucket.of(5, 1, "one").units()).isEqualTo(1);
    }
}
