package org.xarray4j.internal.chunk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to 64 integers at neighbouring indices, with their marks: a bare {@code long[]}, never changed once it is stored.
 *
 * <pre>
 * [0] present   slots that hold an integer
 * [1] tail      slots that continue the entry of the slot before; the others are heads
 * [2..4] marks  heads that bear mark 0, 1, 2
 * [5..]         the integers of the heads, without gaps, in ascending order of the slots
 * </pre>
 *
 * <p>An array of one element is something else: the integer of an entry that covers 64 slots and more, which is one entry of
 * the array of leaves too, and whose marks stand there. No leaf is empty; nothing is stored instead.
 *
 * <p>Where the integer of a slot stands is a population count away, so a leaf takes room for what is in it only: 40 bytes and
 * the array's header, and eight for each entry.
 *
 * <p>Rejected: a class with an array in it, which is one more dependent load, and a place for each slot, which makes a lone
 * integer take 570 bytes.
 */
public final class LongLeaf {
    /** How many slots a leaf has. */
    public static final int SLOTS = 64;

    /** The binary logarithm of {@link #SLOTS}. */
    public static final int SHIFT = 6;

    /** The number of the filter that every integer passes; the others are the numbers of the marks. */
    public static final int PRESENT_FILTER = 3;

    static final int MARKS = 3;

    private static final int PRESENT = 0;
    private static final int TAIL = 1;
    private static final int MARK = 2;
    private static final int VALUES = MARK + MARKS;

    private LongLeaf() {}

    // ---------------------------------------------------------------- reading

    /** Returns whether this is the integer of an entry that covers at least 64 slots, and no leaf. */
    public static boolean isWide(long[] leaf) {
        return leaf.length == 1;
    }

    /** Returns the one array that holds the integer of such an entry. */
    public static long[] wide(long value) {
        return new long[] {value};
    }

    /** Returns whether a slot holds an integer. */
    public static boolean has(long[] leaf, int slot) {
        return isWide(leaf) || (leaf[PRESENT] >>> slot & 1) != 0;
    }

    /** Returns the integer of a slot that holds one. */
    public static long get(long[] leaf, int slot) {
        return isWide(leaf) ? leaf[0] : leaf[place(leaf, slot)];
    }

    /** Where the integer stands that an occupied slot holds. */
    private static int place(long[] leaf, int slot) {
        return VALUES - 1 + Long.bitCount(heads(leaf) & (-1L >>> (63 - slot)));
    }

    private static long heads(long[] leaf) {
        return leaf[PRESENT] & ~leaf[TAIL];
    }

    /** Returns how many entries there are; a leaf only. */
    public static int count(long[] leaf) {
        return leaf.length - VALUES;
    }

    /** Returns whether the entry of a slot bears a mark; a leaf only. */
    public static boolean isMarked(long[] leaf, int slot, int mark) {
        return (leaf[MARK + mark] >>> head(leaf, slot) & 1) != 0;
    }

    /** Returns whether any entry bears a mark; a leaf only. */
    public static boolean anyMarked(long[] leaf, int mark) {
        return leaf[MARK + mark] != 0;
    }

    /** Returns the first slot of the entry that takes a slot; a leaf only. */
    public static int head(long[] leaf, int slot) {
        return head(leaf[TAIL], slot);
    }

    static int head(long tail, int slot) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(~tail & (-1L >>> (63 - slot)));
    }

    /** Returns the order of the entry that begins at a head; a leaf only. */
    public static int order(long[] leaf, int head) {
        return Integer.numberOfTrailingZeros(run(leaf[TAIL], head));
    }

    static int run(long tail, int head) {
        return head == 63 ? 1 : 1 + Long.numberOfTrailingZeros(~(tail >>> (head + 1)));
    }

    /** Returns the head of the first entry at or after a slot that passes a filter, or -1; a leaf only. */
    public static int firstFrom(long[] leaf, int slot, int filter) {
        return first(leaf, filter, -1L << head(leaf, slot));
    }

    /** Returns the head of the first entry strictly after a slot that passes a filter, or -1; a leaf only. */
    public static int firstAfter(long[] leaf, int slot, int filter) {
        return first(leaf, filter, -2L << slot);
    }

    private static int first(long[] leaf, int filter, long among) {
        long ahead = heads(leaf, filter) & among;
        return ahead == 0 ? -1 : Long.numberOfTrailingZeros(ahead);
    }

    /** Returns the head of the last entry at or before a slot that passes a filter, or -1; a leaf only. */
    public static int lastFrom(long[] leaf, int slot, int filter) {
        return last(leaf, filter, -1L >>> (63 - slot));
    }

    /** Returns the head of the last entry that passes a filter and ends before a slot, or -1; a leaf only. */
    public static int lastBefore(long[] leaf, int slot, int filter) {
        return last(leaf, filter, (1L << head(leaf, slot)) - 1);
    }

    private static int last(long[] leaf, int filter, long among) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(heads(leaf, filter) & among);
    }

    private static long heads(long[] leaf, int filter) {
        return filter == PRESENT_FILTER ? heads(leaf) : leaf[MARK + filter];
    }

    /** Returns the last slot of the entry that begins at a head; a leaf only. */
    public static int lastSlot(long[] leaf, int head) {
        return head + run(leaf[TAIL], head) - 1;
    }

    /** Returns the first slot at or after another that holds nothing, or -1; a leaf only. */
    public static int firstFree(long[] leaf, int slot) {
        long free = ~leaf[PRESENT] & (-1L << slot);
        return free == 0 ? -1 : Long.numberOfTrailingZeros(free);
    }

    /** Returns the last slot at or before another that holds nothing, or -1; a leaf only. */
    public static int lastFree(long[] leaf, int slot) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(~leaf[PRESENT] & (-1L >>> (63 - slot)));
    }

    // ---------------------------------------------------------------- changing one entry

    /** Returns a leaf in which the entry of a slot holds another integer, or a new one, if nothing is there. */
    public static long[] with(long @Nullable [] leaf, int slot, long value) {
        if (leaf == null) {
            long[] made = new long[VALUES + 1];
            made[PRESENT] = 1L << slot;
            made[VALUES] = value;
            return made;
        }
        if (isWide(leaf)) {
            return wide(value);
        }
        if (has(leaf, slot)) {
            long[] changed = leaf.clone();
            changed[place(leaf, slot)] = value;
            return changed;
        }
        int place = place(leaf, slot) + 1;
        long[] more = new long[leaf.length + 1];
        System.arraycopy(leaf, 0, more, 0, place);
        System.arraycopy(leaf, place, more, place + 1, leaf.length - place);
        more[PRESENT] |= 1L << slot;
        more[place] = value;
        return more;
    }

    /** Returns what is left without the entry of an occupied slot, or null for nothing. */
    public static long @Nullable [] without(long[] leaf, int slot) {
        if (leaf.length <= VALUES + 1) {
            return null;
        }
        int head = head(leaf, slot);
        int run = run(leaf[TAIL], head);
        long kept = ~mask(head, run);
        int place = place(leaf, head);
        long[] less = new long[leaf.length - 1];
        System.arraycopy(leaf, 0, less, 0, place);
        System.arraycopy(leaf, place + 1, less, place, less.length - place);
        for (int bitmap = 0; bitmap < VALUES; bitmap++) {
            less[bitmap] &= kept;
        }
        return less;
    }

    /** Returns a leaf in which the entry of an occupied slot bears a mark, or does not. */
    public static long[] mark(long[] leaf, int slot, int mark, boolean on) {
        long bit = 1L << head(leaf, slot);
        long[] changed = leaf.clone();
        changed[MARK + mark] = on ? changed[MARK + mark] | bit : changed[MARK + mark] & ~bit;
        return changed;
    }

    static long mask(int head, int run) {
        return (run == 64 ? -1L : (1L << run) - 1) << head;
    }

    // ---------------------------------------------------------------- taking apart and together

    static void load(long[] leaf, LeafEdit into) {
        into.present = leaf[PRESENT];
        into.tail = leaf[TAIL];
        for (int mark = 0; mark < MARKS; mark++) {
            into.marks[mark] = leaf[MARK + mark];
        }
        int place = VALUES;
        for (long heads = heads(leaf); heads != 0; heads &= heads - 1) {
            into.values[Long.numberOfTrailingZeros(heads)] = leaf[place++];
        }
    }

    static long[] pack(LeafEdit from) {
        long heads = from.present & ~from.tail;
        long[] leaf = new long[VALUES + Long.bitCount(heads)];
        leaf[PRESENT] = from.present;
        leaf[TAIL] = from.tail;
        for (int mark = 0; mark < MARKS; mark++) {
            leaf[MARK + mark] = from.marks[mark];
        }
        int place = VALUES;
        for (; heads != 0; heads &= heads - 1) {
            leaf[place++] = from.values[Long.numberOfTrailingZeros(heads)];
        }
        return leaf;
    }

    // ---------------------------------------------------------------- checking

    /**
     * Checks all that is promised of a leaf that is stored: for tests.
     *
     * @throws IllegalStateException which names the first promise that is not kept
     */
    public static void validate(long[] leaf) {
        check(leaf.length >= VALUES, "length of a leaf", leaf);
        long present = leaf[PRESENT];
        long tail = leaf[TAIL];
        check(present != 0, "empty leaf", leaf);
        check(count(leaf) == Long.bitCount(heads(leaf)), "count of integers", leaf);
        check((tail & ~present) == 0, "tail without an integer", leaf);
        check((tail & ~(present << 1)) == 0, "tail of nothing", leaf);
        for (long heads = heads(leaf); heads != 0; heads &= heads - 1) {
            int head = Long.numberOfTrailingZeros(heads);
            int run = run(tail, head);
            check(Integer.bitCount(run) == 1 && head % run == 0, "run of slots", leaf);
            check(run < SLOTS, "run that fills a leaf", leaf);
        }
        for (int mark = 0; mark < MARKS; mark++) {
            check((leaf[MARK + mark] & ~heads(leaf)) == 0, "mark of no entry", leaf);
        }
    }

    private static void check(boolean holds, String what, long[] leaf) {
        if (!holds) {
            throw new IllegalStateException(what + ": " + Arrays.toString(leaf));
        }
    }
}
