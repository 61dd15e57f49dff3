package org.xarray4j.internal.chunk;

import org.jspecify.annotations.Nullable;

/**
 * A leaf taken apart, to store one integer at some of its slots or to erase them. Entries take aligned runs of 1 to 64 slots;
 * one of 64 fills the leaf, which then is packed as a {@linkplain LongLeaf#isWide wide} one.
 *
 * <p>A range is stored as the tree stores it: what reaches across its ends is cut there, into the fewest aligned runs; then
 * each of the fewest aligned runs of the range takes the place of what it covers, and bears the marks of all of it.
 */
public final class LeafEdit {
    final long[] marks = new long[LongLeaf.MARKS];
    final long[] values = new long[LongLeaf.SLOTS];
    long present;
    long tail;

    /** Begins with what is stored, or with nothing. A wide entry bears the marks given, as bits. */
    public LeafEdit(long @Nullable [] stored, int wideMarks) {
        if (stored == null) {
            return;
        }
        if (LongLeaf.isWide(stored)) {
            put(0, LongLeaf.SLOTS, stored[0], wideMarks);
        } else {
            LongLeaf.load(stored, this);
        }
    }

    /** Stores an integer at slots {@code first} to {@code last}. */
    public void set(int first, int last, long value) {
        cutBefore(first);
        cutBefore(last + 1);
        int at = first;
        while (at <= last) {
            int run = longestRun(at, last + 1);
            put(at, run, value, marksOf(LongLeaf.mask(at, run)));
            at += run;
        }
    }

    /** Erases slots {@code first} to {@code last}. */
    public void erase(int first, int last) {
        cutBefore(first);
        cutBefore(last + 1);
        clear(LongLeaf.mask(first, last - first + 1));
    }

    /** Returns what is to be stored: a leaf, a wide integer, or null for nothing. */
    public long @Nullable [] pack() {
        if (present == 0) {
            return null;
        }
        return tail == -2L ? LongLeaf.wide(values[0]) : LongLeaf.pack(this);
    }

    /** Returns the marks that any entry bears, as bits. */
    public int marks() {
        return marksOf(-1L);
    }

    private void cutBefore(int slot) {
        if (slot == LongLeaf.SLOTS || (tail >>> slot & 1) == 0) {
            return;
        }
        int head = LongLeaf.head(tail, slot);
        int end = head + LongLeaf.run(tail, head);
        int borne = marksOf(1L << head);
        long value = values[head];
        for (int at = head; at < end; ) {
            int run = longestRun(at, at < slot ? slot : end);
            put(at, run, value, borne);
            at += run;
        }
    }

    /** Returns the longest aligned run from a slot that ends at or before another. */
    private static int longestRun(int from, int end) {
        return Math.min(
                Integer.lowestOneBit(from | LongLeaf.SLOTS), Integer.highestOneBit(end - from));
    }

    private void put(int head, int run, long value, int borne) {
        long mask = LongLeaf.mask(head, run);
        clear(mask);
        present |= mask;
        tail |= mask & ~(1L << head);
        values[head] = value;
        for (int mark = 0; mark < marks.length; mark++) {
            marks[mark] |= (long) (borne >>> mark & 1) << head;
        }
    }

    private void clear(long mask) {
        present &= ~mask;
        tail &= ~mask;
        for (int mark = 0; mark < marks.length; mark++) {
            marks[mark] &= ~mask;
        }
    }

    private int marksOf(long mask) {
        int borne = 0;
        for (int mark = 0; mark < marks.length; mark++) {
            borne |= (marks[mark] & mask) != 0 ? 1 << mark : 0;
        }
        return borne;
    }
}
