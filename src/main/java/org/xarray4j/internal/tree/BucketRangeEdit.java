package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * Range stores and erasures within one bucket: another bucket takes its place, and no node is made.
 *
 * <p>Whatever does not fit into a bucket is left to {@link RangeEdit}.
 *
 * <p>Guarded by: the writer lock.
 */
final class BucketRangeEdit {
    /** Each of the two ends cuts one entry. */
    private static final int MOST_CUTS = 2;

    private final Draft draft;
    private final BucketEdit buckets;

    BucketRangeEdit(Draft draft, BucketEdit buckets) {
        this.draft = draft;
        this.buckets = buckets;
    }

    /**
     * Stores a value at every index of a range, or erases them where it is null; returns false, and has done nothing, when
     * that is no case for this class. To be called in an open version.
     */
    boolean trySet(long first, long last, @Nullable Object value) {
        draft.locate(first);
        Bucket bucket = draft.isBeyond() ? null : draft.bucket();
        if (bucket == null || (first ^ last) >>> bucket.blockOrder() != 0) {
            return false;
        }
        // The entries that overlap the range, of which the first and the last may be cut.
        int from = bucket.ceiling(first);
        int to = from;
        while (to < bucket.size() && Long.compareUnsigned(bucket.first(to), last) <= 0) {
            to++;
        }
        if (value == null && from == to) {
            return true;
        }
        try {
            return trySet(bucket, from, to, first, last, value);
        } finally {
            draft.entries().clear();
        }
    }

    private boolean trySet(
            Bucket bucket, int from, int to, long first, long last, @Nullable Object value) {
        EntryList list = draft.entries();
        boolean cutsFirst = from < to && Long.compareUnsigned(bucket.first(from), first) < 0;
        boolean cutsLast = from < to && Long.compareUnsigned(bucket.last(to - 1), last) > 0;
        int left = cutsFirst ? blocks(bucket.first(from), first - 1) : 0;
        int right = cutsLast ? blocks(last + 1, bucket.last(to - 1)) : 0;
        boolean both = to - from == 1 && left > 0 && right > 0;
        list.add(bucket, 0, from);
        Object before = null;
        if (left > 0) {
            before = element(bucket, from, both ? left + right : left);
            if (!list.tryAddBlocks(bucket.first(from), first - 1, bucket.marks(from), before)) {
                return false;
            }
        }
        if (value != null && !tryAddValue(bucket, from, to, first, last, value)) {
            return false;
        }
        if (right > 0) {
            Object after = both && before != null ? before : element(bucket, to - 1, right);
            long end = bucket.last(to - 1);
            if (!list.tryAddBlocks(last + 1, end, bucket.marks(to - 1), after)) {
                return false;
            }
        }
        int size = list.size() + bucket.size() - to;
        if (size == 0 || size > Bucket.MOST) {
            return false;
        }
        list.add(bucket, to, bucket.size());
        if (list.isDense(bucket.blockOrder(), 0, size) || list.order(0) == bucket.blockOrder()) {
            return false;
        }
        draft.preparePath(draft.level());
        draft.discarding.prepare(to - from, MOST_CUTS);
        Bucket made = buckets.make(bucket.blockOrder(), list);
        draft.startEdit();
        if (left > 0) {
            count(bucket.element(from), both ? left + right : left);
        }
        if (right > 0 && !both) {
            count(bucket.element(to - 1), right);
        }
        for (int at = left > 0 ? from + 1 : from; at < (right > 0 ? to - 1 : to); at++) {
            draft.discarding.element(bucket.element(at), false, value);
        }
        buckets.put(first, bucket, made);
        draft.addSize((long) size - bucket.size());
        draft.finishEdit();
        return true;
    }

    /** Adds the range itself; each block has the marks of all that it covers. */
    private boolean tryAddValue(
            Bucket bucket, int from, int to, long first, long last, Object value) {
        int blocks = blocks(first, last);
        Object element = value;
        if (draft.discarding.isReleasing() && blocks > 1) {
            draft.probe.beforeAllocation();
            element = new CountedWide(value, blocks);
        }
        long at = first;
        for (int block = 0; block < blocks; block++) {
            long end = Index.blockLast(at, Index.blockOrder(at, last));
            int marks = 0;
            for (int covered = from; covered < to; covered++) {
                if (Long.compareUnsigned(bucket.first(covered), end) <= 0
                        && Long.compareUnsigned(bucket.last(covered), at) >= 0) {
                    marks |= bucket.marks(covered);
                }
            }
            if (!draft.entries().tryAddBlocks(at, end, marks, element)) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    /** Returns into how many aligned blocks a range is cut. */
    private static int blocks(long from, long to) {
        int blocks = 1;
        long end = Index.blockLast(from, Index.blockOrder(from, to));
        for (; end != to; blocks++) {
            end = Index.blockLast(end + 1, Index.blockOrder(end + 1, to));
        }
        return blocks;
    }

    /** Returns what stands for an entry of which some pieces are left. */
    private Object element(Bucket bucket, int at, int pieces) {
        Object element = bucket.element(at);
        if (!draft.discarding.isReleasing() || pieces == 1 || element instanceof CountedWide) {
            return element;
        }
        draft.probe.beforeAllocation();
        return new CountedWide(element, pieces);
    }

    /** Counts what is left of a piece of a range store; what else was cut is counted since it was made. */
    private void count(Object cut, int pieces) {
        draft.discarding.split(cut, pieces - 1);
    }
}
