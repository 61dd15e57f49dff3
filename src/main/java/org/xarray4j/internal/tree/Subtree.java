package org.xarray4j.internal.tree;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What takes the place of a bucket: lesser buckets, leaves and the nodes above them, made while the edit is prepared.
 *
 * <p>The slots of the bucket are halved until a half is few enough for a bucket, with no sixteen of one leaf among them; a
 * single slot that is not gets a node, as deep as its entries agree. So buckets are half full at least, but for what lies
 * beside something dense, and one of the next level serves several slots.
 *
 * <p>It is made in the slots of a node of its own, from which the edit moves it.
 *
 * <p>Guarded by: the writer lock.
 */
final class Subtree {
    private static final long[] NO_KEYS = {};
    private static final Object[] NO_VALUES = {};
    private static final byte[] NO_MARKS = {};

    private final Draft draft;
    private Object @Nullable [] made;

    private long[] keys = NO_KEYS;
    private Object[] values = NO_VALUES;
    private byte[] marks = NO_MARKS;

    /** Whether no bucket may cover {@link #apart}. */
    private boolean around;

    private long apart;

    /** As how many nodes counts what was made. */
    private long built;

    Subtree(Draft draft) {
        this.draft = draft;
    }

    /** Makes what takes the place of the located bucket when there is one entry more. */
    void prepare(Bucket bucket, int at, long index, Object value) {
        draft.probe.beforeAllocation();
        byte[] all = new byte[bucket.size() + 1];
        for (int i = 0; i < bucket.size(); i++) {
            all[i < at ? i : i + 1] = (byte) bucket.marks(i);
        }
        around = false;
        prepare(bucket.insertedKeys(at, index), bucket.insertedValues(at, value), all);
    }

    /** Makes what takes the place of the located bucket so that none covers an index any more. */
    void prepareAround(Bucket bucket, long index) {
        draft.probe.beforeAllocation();
        byte[] all = new byte[bucket.size()];
        long[] allKeys = new long[bucket.size()];
        Object[] allValues = new Object[bucket.size()];
        for (int i = 0; i < bucket.size(); i++) {
            all[i] = (byte) bucket.marks(i);
            allKeys[i] = bucket.key(i);
            allValues[i] = bucket.value(i);
        }
        around = true;
        apart = index;
        prepare(allKeys, allValues, all);
    }

    private void prepare(long[] allKeys, Object[] allValues, byte[] allMarks) {
        Object[] scratch = made;
        if (scratch == null) {
            draft.probe.beforeAllocation();
            scratch = Node.blank();
            made = scratch;
        }
        keys = allKeys;
        values = allValues;
        marks = allMarks;
        built = 0;
        int head = draft.head();
        try {
            fill(scratch, draft.level(), head, draft.meta().run(head), 0, keys.length);
            draft.pool.afterMaking();
        } catch (Throwable t) {
            draft.pool.refund(built);
            Node.scrub(scratch);
            throw t;
        } finally {
            keys = NO_KEYS;
            values = NO_VALUES;
            marks = NO_MARKS;
        }
    }

    /** Moves what was made to blank slots of a node, and into the version. */
    void moveTo(Object[] node, long mask) {
        Object[] from = Objects.requireNonNull(made, "nothing was made");
        Meta meta = Node.meta(from);
        Meta to = Node.meta(node);
        for (long slots = mask & meta.present; slots != 0; slots &= slots - 1) {
            int slot = Long.numberOfTrailingZeros(slots);
            node[slot] = from[slot];
        }
        to.present |= meta.present;
        to.full |= meta.full;
        to.tail |= meta.tail;
        for (int mark = 0; mark < 3; mark++) {
            to.setMark(mark, to.mark(mark) | meta.mark(mark));
        }
        Node.scrub(from);
        draft.adopt(built);
    }

    /** Fills some slots of a node with some of the entries, all of which belong there. */
    private void fill(Object[] node, int level, int head, int run, int from, int to) {
        if (from == to) {
            return;
        }
        int order = Index.shift(level) + Integer.numberOfTrailingZeros(run);
        boolean apartHere = around && (apart ^ keys[from]) >>> order == 0;
        if (!apartHere && to - from <= Bucket.MOST && !isDense(from, to)) {
            Draft.link(node, level, head, run, bucket(order, from, to));
        } else if (run > 1) {
            int middle = from;
            while (middle < to && Index.slot(keys[middle], level) < head + run / 2) {
                middle++;
            }
            fill(node, level, head, run / 2, from, middle);
            fill(node, level, head + run / 2, run / 2, middle, to);
        } else {
            long low = apartHere ? Math.min(apart, keys[from]) : keys[from];
            long high = apartHere ? Math.max(apart, keys[to - 1]) : keys[to - 1];
            Draft.link(node, level, head, child(level, low, high, from, to));
        }
    }

    /** Makes the node where some indices part, or their leaf, and the skip that leads to it. */
    private Object child(int level, long low, long high, int from, int to) {
        int bottom = low == high
                ? 0
                : Index.levelOf(Long.SIZE - 1 - Long.numberOfLeadingZeros(low ^ high));
        Object[] node = draft.pool.make(draft.version());
        built++;
        if (bottom > 0) {
            fill(node, bottom, 0, Node.SLOTS, from, to);
        } else {
            leaf(node, from, to);
        }
        if (bottom == level - 1) {
            return node;
        }
        draft.probe.beforeAllocation();
        Skip skip = new Skip(bottom, low, draft.version());
        skip.leadTo(node);
        return skip;
    }

    private void leaf(Object[] node, int from, int to) {
        Meta meta = Node.meta(node);
        for (int at = from; at < to; at++) {
            int slot = Index.slot(keys[at], 0);
            node[slot] = values[at];
            meta.present |= 1L << slot;
            RangeEdit.addMarks(meta, slot, marks[at]);
        }
        meta.full = meta.present;
    }

    private Bucket bucket(int order, int from, int to) {
        int units = Bucket.units(to - from);
        draft.pool.charge(units);
        built += units;
        draft.probe.beforeAllocation();
        return Bucket.of(order, keys, values, marks, from, to);
    }

    private boolean isDense(int from, int to) {
        for (int at = from + Bucket.DENSE - 1; at < to; at++) {
            if (Index.slotFirst(keys[at], 1) == Index.slotFirst(keys[at - Bucket.DENSE + 1], 1)) {
                return true;
            }
        }
        return false;
    }
}
