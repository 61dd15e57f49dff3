package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xarray4j.Asked;

/**
 * Ranges, blocks and splits in a tree without an array around it, against a sorted map of entries: what is where, as which
 * entries, with which marks. A write that fails half-way has changed nothing, what is charged is what is there, and each
 * store is released once.
 */
class RangeTreeTest {
    private static final long SEED = Asked.seed(System.nanoTime());

    private static final int STEPS = 60;
    private static final int HOLD_EVERY = 8;

    /** Where ranges lie, and of how many bits their lengths are at most. */
    private enum Spread {
        /** In some leaves below one node. */
        DENSE(10) {
            @Override
            long index(Random random) {
                return random.nextInt(6000);
            }
        },

        /** Close together and far away, as a table of addresses has them. */
        TABLE(9) {
            @Override
            long index(Random random) {
                return (1L << 40) + random.nextInt(1 << 14);
            }
        },

        /** Some together, far from the others. */
        CLUSTERED(26) {
            @Override
            long index(Random random) {
                return (random.nextInt(9) - 4L) * 0x0765_4321_0000_0000L + random.nextInt(1 << 12);
            }
        },

        /** At both ends, of any length. */
        WHOLE(64) {
            @Override
            long index(Random random) {
                long index = random.nextLong() >>> random.nextInt(64);
                return random.nextBoolean() ? index : ~index;
            }
        };

        final int bits;

        Spread(int bits) {
            this.bits = bits;
        }

        abstract long index(Random random);
    }

    /** What an entry has; a reservation has no value. */
    private record Held(int order, Object value, int marks) {}

    /** A call of the writer, and what it makes of the model. Both answer. */
    private record Edit(String name, Supplier<Object> write, Supplier<Object> model) {}

    /** An allocation or a charge that was made to fail. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Random random = new Random(SEED);

    /** How many allocations and charges there may be before some fail, and how many of them. */
    private int granted = Integer.MAX_VALUE;

    private int refused;
    private long charged;

    private TreeWriter writer;
    private boolean releasing;
    private Root published = Root.empty();
    private TreeMap<Long, Held> model = new TreeMap<>(Long::compareUnsigned);

    /** A version that somebody has kept, and what was in it. */
    private Root held = published;

    private TreeMap<Long, Held> heldModel = new TreeMap<>(Long::compareUnsigned);

    /** Whom the values belong to that were stored, in arrays with a releaser. */
    private Set<Object> given = new HashSet<>();

    private Set<Object> handedOut = new HashSet<>();
    private final List<Object> released = new ArrayList<>();
    private int values;

    private void fail() {
        if (granted > 0) {
            granted--;
        } else if (refused > 0) {
            refused--;
            throw new Refusal();
        }
    }

    /** Everything is used again at once, but for what is held. */
    private final class Gate implements ReuseGate {
        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public long seal() {
            return 0;
        }

        @Override
        public boolean mayReuse(long cookie) {
            return true;
        }

        @Override
        public long lastSnapshotVersion() {
            return held.version;
        }

        @Override
        public void announceReuse() {}

        @Override
        public void beforeOverwrite() {}
    }

    @ParameterizedTest
    @CsvSource({
        "DENSE, false, false",
        "DENSE, true, true",
        "TABLE, false, true",
        "TABLE, true, false",
        "CLUSTERED, false, true",
        "CLUSTERED, true, false",
        "WHOLE, false, false",
        "WHOLE, true, true"
    })
    void tree_randomRanges_saysWhatASortedMapSays(
            Spread spread, boolean releasingValues, boolean reusing) {
        create(releasingValues, reusing);
        List<String> version = new ArrayList<>();
        try {
            for (int step = 1; step <= STEPS; step++) {
                version.clear();
                write(spread, version);
                if (step % HOLD_EVERY == 0) {
                    check(held, heldModel);
                    held = published;
                    heldModel = new TreeMap<>(model);
                }
            }
            begin();
            writer.clear();
            model.clear();
            publish();
            assertThat(published.isEmpty()).isTrue();
            writer.trim();
            assertThat(charged).as("charged for an empty tree").isZero();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "repeat with -Dtest=RangeTreeTest -Dxarray4j.seed=" + SEED + ": " + version
                            + ": " + e,
                    e);
        }
    }

    private void create(boolean releasingValues, boolean reusing) {
        releasing = releasingValues;
        Charge charge = new Charge() {
            @Override
            public void charge(long bytes) {
                fail();
                charged += bytes;
            }

            @Override
            public void refund(long bytes) {
                charged -= bytes;
            }
        };
        ReuseGate gate = reusing ? new Gate() : ReuseGate.NEVER;
        writer = new TreeWriter(charge, this::fail, gate, releasing, false, null);
    }

    private void begin() {
        writer.begin(published);
    }

    private void publish() {
        Root next = writer.seal();
        published = next == null ? published : next;
        Discards discards = writer.takeDiscards();
        writer.finish();
        if (discards != null) {
            assertThat(releasing).isTrue();
            discards.release(released::add);
        }
        if (releasing) {
            Set<Object> gone = new HashSet<>(given);
            gone.removeAll(handedOut);
            model.values().forEach(entry -> gone.remove(entry.value()));
            assertThat(released).as("released").containsExactlyInAnyOrderElementsOf(gone);
        }
    }

    /** Writes a version of some edits, any of which may fail on its way, and publishes it or does not. */
    private void write(Spread spread, List<String> version) {
        TreeMap<Long, Held> modelBefore = new TreeMap<>(model);
        Set<Object> givenBefore = new HashSet<>(given);
        Set<Object> handedOutBefore = new HashSet<>(handedOut);
        begin();
        boolean failed = false;
        for (int edits = random.nextInt(3) == 0 ? 4 : 1; edits > 0 && !failed; edits--) {
            Edit edit = next(spread);
            version.add(edit.name);
            failed = !tryEdit(edit);
            check(writer.root(), model);
        }
        if (failed || random.nextInt(8) == 0) {
            writer.drop();
            model = modelBefore;
            given = givenBefore;
            handedOut = handedOutBefore;
        } else {
            publish();
        }
        // Of the values in a version that is held some are released here.
        writer.validate(published, releasing ? new Root[0] : new Root[] {held});
        if (random.nextInt(10) == 0) {
            writer.trim();
            assertThat(writer.draft.pool.total()).isZero();
        }
        assertThat(charged)
                .as("charged")
                .isEqualTo((published.nodes + writer.draft.pool.total()) * Node.BYTES);
    }

    /** Does an edit; returns false if it failed and was given up. */
    private boolean tryEdit(Edit edit) {
        if (random.nextInt(3) == 0) {
            granted = random.nextInt(random.nextInt(4) == 0 ? 60 : 12);
            refused = 1 + random.nextInt(2);
        }
        long editsBefore = writer.edits();
        Object answer;
        try {
            answer = edit.write.get();
        } catch (Refusal refusal) {
            granted = Integer.MAX_VALUE;
            refused = 0;
            assertThat(writer.isTorn()).isFalse();
            check(writer.root(), model);
            if (random.nextBoolean()) {
                return false;
            }
            answer = edit.write.get();
        }
        granted = Integer.MAX_VALUE;
        refused = 0;
        assertThat(writer.isTorn()).isFalse();
        Map<Long, Held> before = new TreeMap<>(model);
        assertThat(answer).as(edit.name).isEqualTo(edit.model.get());
        if (!model.equals(before)) {
            assertThat(writer.edits()).as(edit.name).isNotEqualTo(editsBefore);
        }
        return true;
    }

    /** It was one entry, whose value did without a count; what is left on both sides is two pieces of one store. */
    @Test
    void range_cutInTheMiddleWithinABucket_isReleasedWithItsLastPiece() {
        create(true, false);
        edit(() ->
                writer.store((1L << 40) + 99, "in a bucket, which has the range as well", false));
        for (boolean leftFirst : new boolean[] {true, false}) {
            released.clear();
            given.clear();
            edit(() -> writer.setRange(1L << 40, (1L << 40) + 15, "range"));
            edit(() -> writer.eraseRange((1L << 40) + 7, (1L << 40) + 8));
            assertThat(Walk.get(published, 1L << 40)).isEqualTo("range");
            assertThat(released).isEmpty();
            edit(() -> {
                long half = (1L << 40) + (leftFirst ? 0 : 8);
                writer.eraseRange(half, half + 7);
            });
            assertThat(released).isEmpty();
            edit(() -> {
                long half = (1L << 40) + (leftFirst ? 8 : 0);
                writer.eraseRange(half, half + 7);
            });
            assertThat(released).containsExactly("range");
        }
    }

    private void edit(Runnable writes) {
        writer.begin(published);
        writes.run();
        published = writer.seal();
        Discards discards = writer.takeDiscards();
        writer.finish();
        if (discards != null) {
            discards.release(released::add);
        }
        writer.validate(published);
    }

    // ---------------------------------------------------------------- the model

    private static void check(Root root, Map<Long, Held> expected) {
        TreeMap<Long, Held> there = new TreeMap<>(Long::compareUnsigned);
        gather(root.top, root.height - 1, 0, there);
        if (!there.equals(expected)) {
            expected.forEach((first, entry) -> {
                if (!entry.equals(there.remove(first))) {
                    Assertions.fail(Long.toHexString(first) + " is not " + entry);
                }
            });
            Assertions.fail("too much: " + there);
        }
        assertThat(root.size)
                .isEqualTo(expected.values().stream()
                        .filter(entry -> entry.value != null)
                        .count());
    }

    private static void gather(Object[] node, int level, long first, Map<Long, Held> into) {
        Meta meta = Node.meta(node);
        for (long heads = meta.used() & ~meta.tail; heads != 0; heads &= heads - 1) {
            int slot = Long.numberOfTrailingZeros(heads);
            long at = first | (long) slot << Index.shift(level);
            Object element = node[slot];
            if (level > 0 && element instanceof Object[] child) {
                gather(child, level - 1, at, into);
            } else if (level > 0 && element instanceof Skip skip) {
                gather(skip.node(), skip.level, skip.first, into);
            } else if (level > 0 && element instanceof Bucket bucket) {
                for (int i = 0; i < bucket.size(); i++) {
                    into.put(
                            bucket.first(i),
                            new Held(bucket.order(i), bucket.value(i), bucket.marks(i)));
                }
            } else {
                int order = Index.shift(level) + Integer.numberOfTrailingZeros(meta.run(slot));
                Object value = level > 0 && element instanceof Wide wide ? wide.value : element;
                into.put(at, new Held(order, value, RangeEdit.marks(meta, 1L << slot)));
            }
        }
    }

    /** Returns where the entry begins that covers an index, or null. */
    private Long covering(long index) {
        Map.Entry<Long, Held> entry = model.floorEntry(index);
        return entry != null
                        && Long.compareUnsigned(
                                        index,
                                        Index.blockLast(entry.getKey(), entry.getValue().order))
                                <= 0
                ? entry.getKey()
                : null;
    }

    private Held at(long index) {
        Long first = covering(index);
        return first == null ? null : model.get(first);
    }

    /** Puts a range as the fewest aligned blocks, each with the marks of what it covers; there is none of it yet. */
    private void putBlocks(long first, long last, Object value, Map<Long, Held> covered) {
        for (long at = first; ; ) {
            int order = Index.blockOrder(at, last);
            long from = at;
            long to = Index.blockLast(at, order);
            int marks = 0;
            for (Map.Entry<Long, Held> each : covered.entrySet()) {
                long end = Index.blockLast(each.getKey(), each.getValue().order);
                if (Long.compareUnsigned(each.getKey(), to) <= 0
                        && Long.compareUnsigned(end, from) >= 0) {
                    marks |= each.getValue().marks;
                }
            }
            model.put(from, new Held(order, value, marks));
            if (to == last) {
                return;
            }
            at = to + 1;
        }
    }

    /** Takes a range out, and cuts what reaches across its ends; returns what overlapped it. */
    private Map<Long, Held> cut(long first, long last) {
        TreeMap<Long, Held> covered = new TreeMap<>(Long::compareUnsigned);
        for (Long from = model.floorKey(last); from != null; from = model.floorKey(last)) {
            Held entry = model.get(from);
            long to = Index.blockLast(from, entry.order);
            if (Long.compareUnsigned(to, first) < 0) {
                break;
            }
            model.remove(from);
            covered.put(from, entry);
            if (Long.compareUnsigned(to, last) > 0) {
                putBlocks(last + 1, to, entry.value, Map.of(from, entry));
            }
            if (Long.compareUnsigned(from, first) < 0) {
                putBlocks(from, first - 1, entry.value, Map.of(from, entry));
            }
        }
        return covered;
    }

    private Object setModel(long first, long last, Object value) {
        putBlocks(first, last, value, cut(first, last));
        given.add(value);
        return true;
    }

    /** Replaces the value at an index and leaves the rest of the entry as it is, or puts a new entry; returns the old. */
    private Object storeModel(long index, Object value) {
        Long first = covering(index);
        Held before = first == null ? new Held(0, null, 0) : model.get(first);
        model.put(
                first == null ? Long.valueOf(index) : first,
                new Held(before.order, value, before.marks));
        if (value != null) {
            given.add(value);
        }
        return before.value;
    }

    private Object removeModel(long index) {
        Long first = covering(index);
        return first == null ? null : model.remove(first).value;
    }

    private Object handOut(Object value) {
        if (value != null) {
            handedOut.add(value);
        }
        return value;
    }

    // ---------------------------------------------------------------- edits

    /** Returns an index anywhere, or at or beside the end of an entry. */
    private long index(Spread spread) {
        if (!model.isEmpty() && random.nextInt(3) > 0) {
            Long first = model.floorKey(spread.index(random));
            first = first == null ? model.firstKey() : first;
            long end = Index.blockLast(first, model.get(first).order);
            return (random.nextBoolean() ? first : end) + random.nextInt(3) - 1;
        }
        return spread.index(random);
    }

    private long[] range(Spread spread) {
        long first = index(spread);
        int bits = random.nextInt(spread.bits + 1);
        long length = bits == 0 ? 0 : random.nextLong() >>> (64 - bits);
        if (random.nextInt(3) == 0) {
            // A block.
            length = bits == 64 ? -1L : (1L << bits) - 1;
            first &= ~length;
        }
        long last = first + length;
        return new long[] {first, Long.compareUnsigned(last, first) < 0 ? -1L : last};
    }

    private Edit next(Spread spread) {
        long[] range = range(spread);
        long first = range[0];
        long last = range[1];
        String value = "v" + values++;
        String at = Arrays.toString(range);
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> {
                return setRange(first, last, value);
            }
            case 5 -> {
                return setAgain(first);
            }
            case 6, 7, 8 -> {
                return new Edit(
                        "erase " + at,
                        () -> {
                            writer.eraseRange(first, last);
                            return true;
                        },
                        () -> {
                            cut(first, last);
                            return true;
                        });
            }
            case 9, 10 -> {
                return block(first, Index.blockOrder(first, last), value);
            }
            case 11 -> {
                return split(first);
            }
            case 12, 13 -> {
                return splitOff(first);
            }
            default -> {
                return point(first, value);
            }
        }
    }

    private Edit setRange(long first, long last, Object value) {
        return new Edit(
                "set " + first + " to " + last,
                () -> {
                    writer.setRange(first, last, value);
                    return true;
                },
                () -> setModel(first, last, value));
    }

    /** Stores a value over all that is left of it, and what is between. */
    private Edit setAgain(long index) {
        Held entry = at(index);
        boolean isOurs = entry != null && entry.value != null && !handedOut.contains(entry.value);
        Object value = isOurs ? entry.value : "v" + values++;
        long first = index;
        long last = index;
        for (Map.Entry<Long, Held> each : model.entrySet()) {
            if (Objects.equals(each.getValue().value, value)) {
                long end = Index.blockLast(each.getKey(), each.getValue().order);
                first = Long.compareUnsigned(each.getKey(), first) < 0 ? each.getKey() : first;
                last = Long.compareUnsigned(end, last) > 0 ? end : last;
            }
        }
        return setRange(first, last, value);
    }

    private Edit block(long first, int order, Object value) {
        Held entry = at(first);
        long last = Index.blockLast(first, order);
        boolean larger = order > (entry == null ? 0 : entry.order);
        if (random.nextInt(3) > 0) {
            return new Edit(
                    "store block " + first + ", order " + order,
                    () -> writer.storeBlock(first, order, value),
                    () -> {
                        if (larger) {
                            setModel(first, last, value);
                        } else {
                            storeModel(first, value);
                        }
                        return true;
                    });
        }
        return new Edit(
                "erase block " + first + ", order " + order,
                () -> writer.eraseBlock(first, order),
                () -> {
                    if (larger) {
                        return !cut(first, last).isEmpty();
                    }
                    boolean used = entry != null;
                    removeModel(first);
                    return used;
                });
    }

    private Edit split(long index) {
        Long first = covering(index);
        int whole = first == null ? 0 : model.get(first).order;
        int order = Math.max(0, whole - random.nextInt(8));
        return new Edit(
                "split " + index + " into order " + order, () -> writer.split(index, order), () -> {
                    if (whole == order) {
                        return false;
                    }
                    Held entry = model.get(first);
                    for (long i = 0; i < 1L << (whole - order); i++) {
                        model.put(first + (i << order), new Held(order, entry.value, entry.marks));
                    }
                    return true;
                });
    }

    private Edit splitOff(long index) {
        Long first = covering(index);
        int whole = first == null ? 0 : model.get(first).order;
        int order = random.nextInt(whole + 1);
        long block = index & -1L << order;
        return new Edit(
                "split off " + block + ", order " + order,
                () -> writer.splitOff(block, order),
                () -> {
                    if (whole == order) {
                        return false;
                    }
                    Held entry = model.get(first);
                    long last = Index.blockLast(block, order);
                    putBlocks(block, last, entry.value, cut(block, last));
                    return true;
                });
    }

    /** Returns an edit at one index. */
    private Edit point(long index, Object value) {
        Held entry = at(index);
        boolean used = entry != null;
        Object there = used ? entry.value : null;
        boolean out = random.nextBoolean();
        int mark = random.nextInt(3);
        String name = " " + index + ", now " + entry;
        switch (random.nextInt(9)) {
            case 0 -> {
                return new Edit(
                        "store" + name,
                        () -> writer.store(index, value, out),
                        () -> out ? handOut(storeModel(index, value)) : storeModel(index, value));
            }
            case 1 -> {
                return new Edit(
                        "remove" + name,
                        () -> writer.remove(index, out),
                        () -> out ? handOut(removeModel(index)) : removeModel(index));
            }
            case 2 -> {
                return new Edit("vacate" + name, () -> writer.vacate(index), () -> {
                    handOut(there);
                    storeModel(index, null);
                    return there;
                });
            }
            case 3 -> {
                return new Edit("insert" + name, () -> writer.insert(index, value), () -> {
                    if (!used) {
                        storeModel(index, value);
                    }
                    return !used;
                });
            }
            case 4 -> {
                return new Edit("unreserve" + name, () -> writer.unreserve(index), () -> {
                    if (used && there == null) {
                        removeModel(index);
                    }
                    return used && there == null;
                });
            }
            case 5 -> {
                return new Edit("clear marks" + name, () -> writer.clearMarks(index), () -> {
                    if (used) {
                        model.put(covering(index), new Held(entry.order, there, 0));
                    }
                    return used && entry.marks != 0;
                });
            }
            default -> {
                boolean on = random.nextInt(4) > 0;
                return new Edit("mark" + name, () -> writer.mark(index, mark, on), () -> {
                    if (!used) {
                        return false;
                    }
                    int marks = on ? entry.marks | 1 << mark : entry.marks & ~(1 << mark);
                    model.put(covering(index), new Held(entry.order, there, marks));
                    return marks != entry.marks;
                });
            }
        }
    }
}
