package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node: a bare {@code Object[65]}, 64 slots and its {@link Meta}.
 *
 * <p>An interior slot holds null, a child (an {@code Object[]}), a {@link Wide}, a {@link Skip} or a {@link Bucket}; a leaf
 * slot holds null or a value of the user's, which may be an {@code Object[]} as well. So a walk goes by the tree's known
 * height and never asks of what stands in a leaf what it is: that keeps a user's array from being taken for a node, and
 * spares {@code get} the cache miss on the value's header.
 *
 * <p>Rejected: a node class with an array in it, which costs one more dependent load at each level.
 */
final class Node {
    static final int SLOTS = 64;

    /** What one node takes: the array of 65 compressed references and the metadata. */
    static final long BYTES = 280 + 72;

    /**
     * The top of every empty tree. It is nobody's: birth 0 is less than that of any version, so whoever writes copies it
     * first.
     */
    static final Object[] EMPTY = blank();

    private Node() {}

    static Object[] blank() {
        Object[] node = new Object[SLOTS + 1];
        node[SLOTS] = new Meta();
        return node;
    }

    static Meta meta(Object[] node) {
        return (Meta) node[SLOTS];
    }

    /** What a walk takes for the metadata of a node that it cannot see yet. */
    private static final Meta UNSEEN = new Meta();

    /**
     * Returns the metadata as a walk may meet it that has yet to validate: a node that was made just now, and that it comes
     * to by a node in use again, may show nothing yet. Java promises the order of dependent loads for final fields only.
     */
    static Meta metaRacy(Object[] node) {
        return node[SLOTS] instanceof Meta meta ? meta : UNSEEN;
    }

    /** Returns the bitmap of all slots of a node: at the top level indices have only four bits left. */
    static long allSlots(int level) {
        return level == Index.MAX_HEIGHT - 1 ? 0xFFFFL : -1L;
    }

    /** Makes a node the copy of another, whatever is in it. */
    static void copy(Object[] from, Object[] to, long birth) {
        System.arraycopy(from, 0, to, 0, SLOTS);
        Meta meta = meta(to);
        meta.copyFrom(meta(from));
        meta.birth = birth;
    }

    /** Makes a node blank again, so that it keeps nothing alive. */
    static void scrub(Object[] node) {
        Arrays.fill(node, 0, SLOTS, null);
        meta(node).scrub();
    }

    /** Puts an element, or a reservation, into blank slots, as one entry. */
    static void fill(Object[] node, int head, int run, @Nullable Object element) {
        Meta meta = meta(node);
        long mask = Meta.mask(head, run);
        if (element != null) {
            Arrays.fill(node, head, head + run, element);
            meta.present |= mask;
        }
        meta.full |= mask;
        meta.tail |= mask & ~(1L << head);
    }

    /** Hangs a child, or a skip or a bucket that takes one slot, into a slot of a node of some level. */
    static void link(Object[] node, int level, int slot, Object element) {
        Meta meta = meta(node);
        node[slot] = element;
        meta.present |= 1L << slot;
        summarize(meta, slot, element, level);
    }

    /** Hangs a bucket into the slots that it stands for. */
    static void link(Object[] node, int level, int head, int run, Bucket bucket) {
        Meta meta = meta(node);
        long mask = Meta.mask(head, run);
        Arrays.fill(node, head, head + run, bucket);
        meta.present |= mask;
        meta.tail |= mask & ~(1L << head);
        summarize(meta, head, bucket, level);
    }

    /**
     * Brings what a node of some level says of the child, the skip or the bucket in a slot up to date; returns whether
     * anything changed. Where a skip stands, some index is free; a bucket says itself whether one is.
     */
    static boolean summarize(Meta parent, int slot, Object element, int level) {
        long bit = 1L << slot;
        if (element instanceof Object[] child) {
            Meta below = meta(child);
            long full = below.full == allSlots(level - 1) ? parent.full | bit : parent.full & ~bit;
            boolean changed = full != parent.full;
            parent.full = full;
            changed |= summarizeMarks(parent, bit, below);
            return changed;
        }
        if (element instanceof Skip skip) {
            boolean changed = (parent.full & bit) != 0;
            parent.full &= ~bit;
            changed |= summarizeMarks(parent, bit, meta(skip.node()));
            return changed;
        }
        Bucket bucket = (Bucket) element;
        long mask = Meta.mask(slot, parent.run(slot));
        long full = bucket.isFull() ? parent.full | mask : parent.full & ~mask;
        boolean changed = full != parent.full;
        parent.full = full;
        for (int mark = 0; mark < 3; mark++) {
            changed |= parent.summarizeMark(mark, bit, bucket.mark(mark) != 0);
        }
        return changed;
    }

    private static boolean summarizeMarks(Meta parent, long bit, Meta below) {
        boolean changed = false;
        for (int mark = 0; mark < 3; mark++) {
            changed |= parent.summarizeMark(mark, bit, below.mark(mark) != 0);
        }
        return changed;
    }
}
