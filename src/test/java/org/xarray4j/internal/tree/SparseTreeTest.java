package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.Asked;

/**
 * Single entries, marks and reservations in a tree without an array around it, against a sorted map: buckets that fill, are
 * cut, become leaves and make way; skips that are led past. What is charged is what is there.
 */
class SparseTreeTest {
    private static final long SEED = Asked.seed(System.nanoTime());

    private static final int STEPS = 400;
    private static final int VALIDATE_EVERY = 4;
    private static final int COMPARE_EVERY = 50;

    /** How the indices lie. */
    private enum Spread {
        /** Anywhere. */
        UNIFORM {
            @Override
            LongStream indices(Random random) {
                return random.longs(300);
            }
        },

        /** Some together, as leaves are worth it, far from the others. */
        CLUSTERED {
            @Override
            LongStream indices(Random random) {
                return LongStream.range(0, 260).map(i -> (i / 26) * 0x3_0000_4321L + i % 26);
            }
        },

        /** More than a bucket takes, below a few slots. */
        NARROW {
            @Override
            LongStream indices(Random random) {
                return LongStream.range(0, 300).map(i -> (1L << 30) + 37 * i);
            }
        },

        /** Dense at the beginning, and some far away. */
        DENSE_AND_FAR {
            @Override
            LongStream indices(Random random) {
                return LongStream.concat(
                        LongStream.range(0, 150), random.longs(100, 1L << 20, 1L << 45));
            }
        };

        abstract LongStream indices(Random random);
    }

    private record Held(Object value, int marks) {}

    private final Random random = new Random(SEED);
    private final TreeMap<Long, Held> model = new TreeMap<>(Long::compareUnsigned);
    private long charged;
    private final Charge charge = new Charge() {
        @Override
        public void charge(long bytes) {
            charged += bytes;
        }

        @Override
        public void refund(long bytes) {
            charged -= bytes;
        }
    };
    /** After how many allocations one fails. */
    private int allocations = Integer.MAX_VALUE;

    private final TreeWriter writer = new TreeWriter(
            charge,
            () -> {
                if (allocations-- == 0) {
                    throw new OutOfMemoryError("planted");
                }
            },
            ReuseGate.NEVER,
            false,
            false,
            null);
    private Root published = Root.empty();

    /** A version that somebody has kept, and what was in it. Nothing of it is used again here. */
    private Root held = published;

    private Map<Long, Held> heldModel = Map.of();

    @ParameterizedTest
    @EnumSource
    void tree_randomEdits_saysWhatASortedMapSays(Spread spread) {
        long[] indices = spread.indices(random).toArray();
        try {
            for (int step = 1; step <= STEPS; step++) {
                write(indices[random.nextInt(indices.length)], step);
                if (step % VALIDATE_EVERY == 0) {
                    writer.validate(published);
                }
                if (step % COMPARE_EVERY == 0) {
                    compare(indices);
                    heldModel.forEach((index, was) -> look(held, index, was));
                    held = published;
                    heldModel = new TreeMap<>(model);
                }
            }
            for (Long index : model.keySet().toArray(new Long[0])) {
                begin();
                remove(index);
                publish();
            }
            compare(indices);
            assertThat(published.isEmpty()).isTrue();
            assertThat(published.height).isEqualTo(1);
            writer.trim();
            assertThat(charged).as("charged for an empty tree").isZero();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "repeat with -Dtest=SparseTreeTest -Dxarray4j.seed=" + SEED + ": " + e, e);
        }
    }

    private void begin() {
        writer.begin(published);
    }

    private void publish() {
        Root next = writer.seal();
        published = next == null ? published : next;
        writer.finish();
    }

    private void write(long index, int step) {
        failed(index, step);
        begin();
        if (random.nextInt(8) == 0) {
            makeWay(index ^ 1L << random.nextInt(64));
        }
        // Some versions have several edits: what is their own they edit in place.
        for (int edits = random.nextInt(4) == 0 ? 6 : 1; edits > 0; edits--) {
            edit(index + (edits == 1 ? 0 : random.nextInt(3)), step);
        }
        if (random.nextInt(8) == 0) {
            makeWay(index ^ 1L << random.nextInt(64));
        }
        publish();
    }

    /** Tries to write with too little memory: nothing has changed, whether it was too little or not. */
    private void failed(long index, int step) {
        if (random.nextInt(3) == 0) {
            TreeMap<Long, Held> before = new TreeMap<>(model);
            begin();
            allocations = random.nextInt(14);
            try {
                edit(index, step);
            } catch (OutOfMemoryError planted) {
                assertThat(writer.isTorn()).isFalse();
                assertThat(model).isEqualTo(before);
            }
            allocations = Integer.MAX_VALUE;
            writer.drop();
            model.clear();
            model.putAll(before);
            if (step % VALIDATE_EVERY == 0) {
                writer.trim();
                assertThat(charged).isEqualTo(published.nodes * Node.BYTES);
            }
        }
    }

    /** Puts what no bucket has where there is nothing, and takes it away. */
    private void makeWay(long index) {
        int order = random.nextInt(random.nextInt(3) == 0 ? 30 : 9);
        long first = index >>> order << order;
        long last = first + (1L << order) - 1;
        Long next = model.ceilingKey(first);
        if (next != null && Long.compareUnsigned(next, last) <= 0) {
            return;
        }
        if (order == 0) {
            Ticket ticket = new Ticket();
            assertThat(writer.reserve(index, ticket)).isTrue();
            assertThat(Walk.isReserved(writer.root(), index)).isTrue();
            assertThat(writer.cancel(index, ticket)).isTrue();
        } else {
            assertThat(writer.storeBlock(first, order, "block")).isTrue();
            assertThat(Walk.get(writer.root(), index)).isEqualTo("block");
            assertThat(Walk.order(writer.root(), index)).isEqualTo(order);
            assertThat(writer.eraseBlock(first, order)).isTrue();
        }
        assertThat(writer.isTorn()).isFalse();
        assertThat(writer.root().size).isEqualTo(model.size());
    }

    private void edit(long index, int step) {
        Held before = model.get(index);
        long edits = writer.edits();
        editAny(index, step, before);
        assertThat(writer.isTorn()).isFalse();
        if (!Objects.equals(before, model.get(index))) {
            assertThat(writer.edits()).isNotEqualTo(edits);
        }
    }

    private void editAny(long index, int step, Held held) {
        int dice = random.nextInt(10);
        if (held == null || dice < 2) {
            Object value = "value " + step;
            assertThat(writer.store(index, value, false)).isSameAs(valueOf(held));
            model.put(index, new Held(value, held == null ? 0 : held.marks()));
        } else if (dice < 6) {
            int mark = random.nextInt(3);
            boolean on = random.nextInt(4) != 0;
            int marks = on ? held.marks() | 1 << mark : held.marks() & ~(1 << mark);
            assertThat(writer.mark(index, mark, on)).isEqualTo(marks != held.marks());
            model.put(index, new Held(held.value(), marks));
        } else if (dice < 9 && random.nextInt(STEPS) < step) {
            remove(index);
        }
    }

    private void remove(long index) {
        assertThat(writer.remove(index, true)).isSameAs(model.remove(index).value());
    }

    private static Object valueOf(Held held) {
        return held == null ? null : held.value();
    }

    private void compare(long[] indices) {
        assertThat(published.size).isEqualTo(model.size());
        for (Map.Entry<Long, Held> each : model.entrySet()) {
            look(each.getKey());
        }
        for (long index : indices) {
            look(index);
            look(index ^ 1L << random.nextInt(64));
        }
    }

    private void look(long index) {
        look(published, index, model.get(index));
    }

    private static void look(Root root, long index, Held held) {
        boolean right = Walk.get(root, index) == valueOf(held)
                && !Walk.isReserved(root, index)
                && Walk.order(root, index) == 0;
        for (int mark = 0; mark < 3; mark++) {
            right &= Walk.isMarked(root, index, mark)
                    == (held != null && (held.marks() >>> mark & 1) != 0);
        }
        if (!right) {
            Assertions.fail("index " + Long.toHexString(index) + ": " + held + ", not "
                    + Walk.get(root, index));
        }
    }

    private static final long FAR = 1L << 40;

    private void store(long... indices) {
        for (long index : indices) {
            begin();
            writer.store(index, "value", false);
            publish();
        }
        writer.validate(published);
    }

    private Object top(long index) {
        return published.top[Index.slot(index, published.height - 1)];
    }

    @Test
    void store_sixteenOfOneLeaf_becomeALeaf() {
        store(5 * FAR);
        store(LongStream.range(0, 14).map(i -> FAR + 4 * i).toArray());
        store(FAR + 64, FAR - 1);
        assertThat(top(FAR))
                .as("fourteen of one leaf, one on each side")
                .isInstanceOf(Bucket.class);
        store(FAR + 63);
        assertThat(top(FAR)).as("fifteen of one leaf").isInstanceOf(Bucket.class);
        store(FAR + 1);
        assertThat(top(FAR)).as("sixteen of one leaf").isNotInstanceOf(Bucket.class);
    }

    /** Returns neighbours, every other one first: the rest fills the gaps. */
    private static long[] neighbours(long first, int many) {
        return LongStream.concat(
                        LongStream.iterate(first, at -> at < first + many, at -> at + 2),
                        LongStream.iterate(first + 1, at -> at < first + many, at -> at + 2))
                .toArray();
    }

    private void checkHasAll(long first, int many) {
        for (long index = first - 1; index <= first + many; index++) {
            boolean within = index >= first && index < first + many;
            assertThat(Walk.get(published, index)).isEqualTo(within ? "value" : null);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 1", "63, 1", "1, 64", "40, 24", "40, 64", "63, 64", "100, 29"})
    void store_neighboursThatBeginWithinALeaf_areOneBucket(int from, int many) {
        store(5 * FAR);
        store(LongStream.range(FAR + from, FAR + from + many).toArray());
        assertThat(((Bucket) top(FAR)).size()).isEqualTo(many);
        checkHasAll(FAR + from, many);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 50, 63})
    void store_neighboursAcrossTwoLeavesWithGapsAtFirst_areOneBucket(int from) {
        store(5 * FAR);
        store(neighbours(FAR + from, 64));
        assertThat(((Bucket) top(FAR)).size()).isEqualTo(64);
        checkHasAll(FAR + from, 64);
    }

    @Test
    void store_moreNeighboursThanALeafHas_becomeLeaves() {
        store(5 * FAR);
        store(LongStream.range(FAR + 40, FAR + 104).toArray());
        assertThat(top(FAR)).isInstanceOf(Bucket.class);
        store(FAR + 104);
        assertThat(top(FAR)).isNotInstanceOf(Bucket.class);
        checkHasAll(FAR + 40, 65);
    }

    @Test
    void store_neighboursAndOneFarFromThem_areTwoBucketsOnceTheyAreTooMany() {
        store(5 * FAR);
        store(LongStream.range(FAR + 40, FAR + 104).toArray());
        store(FAR + (1L << 39));
        Object[] node = (Object[]) top(FAR);
        assertThat(((Bucket) node[16]).size()).isEqualTo(64);
        assertThat(((Bucket) node[24]).size()).isEqualTo(1);
        checkHasAll(FAR + 40, 64);
    }

    private void setRange(long first, long last, Object value) {
        begin();
        writer.setRange(first, last, value);
        publish();
        writer.validate(published);
    }

    /** What is left of a large entry before a hole, or behind it, is more pieces than a bucket has room for. */
    @ParameterizedTest
    @ValueSource(ints = {1, (1 << 30) - 2})
    void setRange_morePiecesThanFitABucket_areAllThere(int hole) {
        store(5 * FAR);
        store(LongStream.range(0, 60).map(i -> FAR + (i << 20)).toArray());
        long first = FAR + (1L << 35);
        long last = first + (1L << 30) - 1;
        setRange(first, last, "block");
        assertThat(((Bucket) top(FAR)).size()).isEqualTo(61);
        setRange(first + hole, first + hole, "hole");
        assertThat(Walk.get(published, first + hole)).isEqualTo("hole");
        for (long index : new long[] {first, first + hole - 1, first + hole + 1, last}) {
            assertThat(Walk.get(published, index)).isEqualTo("block");
        }
        assertThat(Walk.get(published, first - 1)).isNull();
        assertThat(Walk.get(published, last + 1)).isNull();
        for (long i = 0; i < 60; i++) {
            assertThat(Walk.get(published, FAR + (i << 20))).isEqualTo("value");
        }
    }

    @Test
    void store_neighboursThatBeginAsALeafDoes_becomeALeaf() {
        store(5 * FAR);
        store(LongStream.range(FAR + 64, FAR + 79).toArray());
        assertThat(top(FAR)).isInstanceOf(Bucket.class);
        store(FAR + 79);
        assertThat(top(FAR)).isNotInstanceOf(Bucket.class);
    }

    @Test
    void store_neighboursBelowANodeOfLeaves_becomeALeaf() {
        store(5000);
        store(LongStream.range(1, 16).toArray());
        assertThat(top(1)).isInstanceOf(Bucket.class);
        store(16);
        assertThat(top(1)).isNotInstanceOf(Bucket.class);
        store(LongStream.range(4097, 4096 + 16).toArray());
        store(4096 + 16);
        checkHasAll(4097, 16);
    }

    @Test
    void store_sixtyFourThatLieApart_areOneBucketAndOneMoreIsNot() {
        store(LongStream.range(0, 64).map(i -> FAR + (i << 20)).toArray());
        assertThat(((Bucket) top(FAR)).size()).isEqualTo(64);
        store(FAR + (64L << 20));
        assertThat(top(FAR) instanceof Bucket bucket && bucket.size() > 64).isFalse();
    }

    @Test
    void store_oneBesideSixtyFourOfAnotherSlot_leavesThemInOneBucket() {
        store(3 * FAR);
        store(LongStream.range(0, 64).map(i -> FAR + (i << 20)).toArray());
        Object full = top(FAR);
        store(FAR >>> 2);
        assertThat(top(FAR)).isInstanceOf(Bucket.class).isNotSameAs(full);
        assertThat(((Bucket) top(FAR)).size()).isEqualTo(64);
        assertThat(((Bucket) top(FAR >>> 2)).size()).isEqualTo(1);
    }

    @Test
    void store_leafInPlaceOfABucketBelowTheFirstSlot_lowersTheTree() {
        store(5000);
        store(LongStream.range(0, 15).toArray());
        assertThat(top(0)).isInstanceOf(Bucket.class);
        begin();
        writer.remove(5000, false);
        publish();
        writer.validate(published);
        assertThat(top(0)).isInstanceOf(Bucket.class);
        store(20);
        assertThat(published.height).isEqualTo(1);
    }

    @Test
    void clearMarks_inABucket_clearsAllOfThatEntry() {
        store(FAR, FAR + 97);
        begin();
        for (int mark = 0; mark < 3; mark++) {
            writer.mark(FAR, mark, true);
            writer.mark(FAR + 97, mark, true);
        }
        assertThat(writer.clearMarks(FAR)).isTrue();
        assertThat(writer.clearMarks(FAR)).isFalse();
        publish();
        writer.validate(published);
        look(published, FAR, new Held("value", 0));
        look(published, FAR + 97, new Held("value", 7));
    }

    /** A bucket in the top and one in a node below, each full; where one has its slots the other has nothing. */
    @Test
    void store_outOfMemoryWhileABucketIsCut_leavesNothingForTheNext() {
        long below = 16L << 36;
        long top = 40L << 42;
        store(1L << 47);
        store(LongStream.range(0, 10).map(i -> (40L << 36) + i).toArray());
        store(LongStream.range(0, 64).map(i -> below + (i << 31)).toArray());
        store(LongStream.range(0, 64).map(i -> top + (i << 37)).toArray());
        int failures = 0;
        for (boolean failed = true; failed; failures++) {
            begin();
            allocations = failures;
            try {
                writer.store(below + 1, "one more", false);
                failed = false;
            } catch (OutOfMemoryError planted) {
                allocations = Integer.MAX_VALUE;
                writer.store(top + 1, "one more", false);
                writer.validate(published);
                writer.drop();
            }
        }
        allocations = Integer.MAX_VALUE;
        writer.drop();
        assertThat(failures).isGreaterThan(3);
    }
}
