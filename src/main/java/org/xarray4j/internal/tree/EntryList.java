package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A few entries in ascending order, on their way from one place of the tree to another: first index, order, marks, and
 * whatever a {@link Bucket} has as their element.
 *
 * <p>Guarded by: the writer lock. It is kept for the next edit, so whoever has filled it clears it.
 */
final class EntryList {
    /** As many as are in a bucket, and one more, for which there is no room. */
    private static final int MOST = Bucket.MOST + 1;

    private final long[] firsts = new long[MOST];
    private final byte[] orders = new byte[MOST];
    private final byte[] marks = new byte[MOST];
    private final @Nullable Object[] elements = new @Nullable Object[MOST];
    private final boolean releasing;
    private int size;

    /** Whether any element may be a {@link CountedWide}. */
    private boolean counted;

    EntryList(boolean releasing) {
        this.releasing = releasing;
    }

    int size() {
        return size;
    }

    long first(int at) {
        return firsts[at];
    }

    int order(int at) {
        return orders[at];
    }

    int marks(int at) {
        return marks[at];
    }

    Object element(int at) {
        Object element = elements[at];
        if (element == null) {
            throw new IndexOutOfBoundsException(at);
        }
        return element;
    }

    boolean isCounted() {
        return counted;
    }

    /** Adds an entry after the others. */
    void add(long first, int order, int entryMarks, Object element) {
        firsts[size] = first;
        orders[size] = (byte) order;
        marks[size] = (byte) entryMarks;
        elements[size++] = element;
        counted |= releasing && element instanceof CountedWide;
    }

    /** Adds some entries of a bucket after the others. */
    void add(Bucket bucket, int from, int to) {
        for (int at = from; at < to; at++) {
            firsts[size] = bucket.first(at);
            orders[size] = (byte) bucket.order(at);
            marks[size] = (byte) bucket.marks(at);
            elements[size++] = bucket.element(at);
        }
        counted |= bucket.isCounted();
    }

    /** Adds a range of indices as the fewest aligned blocks; returns false when there is no room for all. */
    boolean tryAddBlocks(long from, long to, int entryMarks, Object element) {
        long at = from;
        while (size < MOST) {
            int order = Index.blockOrder(at, to);
            add(at, order, entryMarks, element);
            long end = Index.blockLast(at, order);
            if (end == to) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    void clear() {
        Arrays.fill(elements, 0, size, null);
        size = 0;
        counted = false;
    }

    /** Returns whether so many of some entries lie in one leaf that they should have it, and no bucket of some order. */
    boolean isDense(int order, int from, int to) {
        if (Bucket.mayStay(order, firsts[from], firsts[to - 1], to - from)) {
            return false;
        }
        for (int at = from + Bucket.DENSE - 1; at < to; at++) {
            if (Index.slotFirst(firsts[at], 1)
                    == Index.slotFirst(firsts[at - Bucket.DENSE + 1], 1)) {
                return true;
            }
        }
        return false;
    }
}
