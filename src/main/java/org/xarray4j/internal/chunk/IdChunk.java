package org.xarray4j.internal.chunk;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Which of 1024 neighbouring ids are in use, a bit for each; and which rest, that is, were freed and may not be given out
 * yet. Ids that rest are of one of two generations.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>no id is in more than one of the three sets;
 *   <li>a set is an array without zero words at its end, so that few low ids take little room: 24 bytes for up to 64 of
 *       them, 144 for 1024;
 *   <li>a chunk in which all ids are in use is {@link #FULL}, and one in which none is in use or rests is {@link #EMPTY}.
 * </ul>
 *
 * <p>Rejected: 256 or 4096 ids. What an allocation copies grows with the chunk, and what the tree takes for each id shrinks;
 * both hardly matter at 1024, which is also what the kernel has.
 */
public final class IdChunk {
    /** How many ids a chunk has. */
    public static final int IDS = 1024;

    /** The binary logarithm of {@link #IDS}. */
    public static final int SHIFT = 10;

    private static final int WORDS = IDS / Long.SIZE;
    private static final long[] NONE = {};

    /** No id is in use, none rests. Never stored: nothing is stored there instead. */
    public static final IdChunk EMPTY = new IdChunk(NONE, NONE, NONE);

    /** All ids are in use. */
    public static final IdChunk FULL = new IdChunk(all(), NONE, NONE);

    private final long[] used;
    private final long[] resting0;
    private final long[] resting1;

    private IdChunk(long[] used, long[] resting0, long[] resting1) {
        this.used = used;
        this.resting0 = resting0;
        this.resting1 = resting1;
    }

    private static long[] all() {
        long[] all = new long[WORDS];
        Arrays.fill(all, -1L);
        return all;
    }

    private static IdChunk of(long[] used, long[] resting0, long[] resting1) {
        if (used.length == 0 && resting0.length == 0 && resting1.length == 0) {
            return EMPTY;
        }
        return isAll(used) ? FULL : new IdChunk(used, resting0, resting1);
    }

    private static boolean isAll(long[] set) {
        if (set.length < WORDS) {
            return false;
        }
        for (long word : set) {
            if (word != -1L) {
                return false;
            }
        }
        return true;
    }

    // ---------------------------------------------------------------- reading

    /** Returns whether an id is in use. */
    public boolean isUsed(int bit) {
        return contains(used, bit);
    }

    /** Returns whether an id rests. */
    public boolean isResting(int bit) {
        return contains(resting0, bit) || contains(resting1, bit);
    }

    /** Returns whether any id of a generation rests. */
    public boolean rests(int generation) {
        return resting(generation).length > 0;
    }

    /** Returns whether any id is free: neither in use nor resting. */
    public boolean hasRoom() {
        return firstFree(0, IDS - 1) >= 0;
    }

    /** Returns how many ids are in use. */
    public int count() {
        return this == FULL ? IDS : count(used);
    }

    /** Returns how many ids rest. */
    public int countResting() {
        return count(resting0) + count(resting1);
    }

    /** Returns the least free id from {@code from} to {@code max}, or -1. */
    public int firstFree(int from, int max) {
        if (this == FULL) {
            return -1;
        }
        int word = from / Long.SIZE;
        long free = ~taken(word) & -1L << from;
        while (free == 0) {
            if (++word > max / Long.SIZE) {
                return -1;
            }
            free = ~taken(word);
        }
        return within(word, free, max);
    }

    /** Returns the least id in use from {@code from} to {@code max}, or -1. */
    public int firstUsed(int from, int max) {
        int word = from / Long.SIZE;
        long found = word(used, word) & -1L << from;
        while (found == 0) {
            if (++word >= used.length) {
                return -1;
            }
            found = used[word];
        }
        return within(word, found, max);
    }

    private static int within(int word, long bits, int max) {
        int bit = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        return bit <= max ? bit : -1;
    }

    /** Calls an action for each id in use from {@code from} to {@code max}, in ascending order; adds {@code base}. */
    public void forEachUsed(int from, int max, long base, LongConsumer action) {
        int bit = firstUsed(from, max);
        while (bit >= 0) {
            action.accept(base | bit);
            bit = bit == max ? -1 : firstUsed(bit + 1, max);
        }
    }

    // ---------------------------------------------------------------- changing

    /** Returns a chunk in which a free id is in use. */
    public IdChunk with(int bit) {
        assert !isUsed(bit) && !isResting(bit) : bit;
        return of(add(used, bit), resting0, resting1);
    }

    /** Returns a chunk in which an id that was in use is free. */
    public IdChunk without(int bit) {
        assert isUsed(bit) : bit;
        return of(remove(used, bit), resting0, resting1);
    }

    /** Returns a chunk in which an id that was in use rests. */
    public IdChunk rest(int bit, int generation) {
        assert isUsed(bit) : bit;
        long[] rest = add(resting(generation), bit);
        long[] left = remove(used, bit);
        return generation == 0 ? of(left, rest, resting1) : of(left, resting0, rest);
    }

    /** Returns a chunk in which all ids that were in use rest. */
    public IdChunk restAll(int generation) {
        long[] rest = union(resting(generation), used);
        return generation == 0 ? of(NONE, rest, resting1) : of(NONE, resting0, rest);
    }

    /** Returns a chunk in which the ids of a generation do not rest any more, and so are free. */
    public IdChunk release(int generation) {
        return generation == 0 ? of(used, NONE, resting1) : of(used, resting0, NONE);
    }

    // ---------------------------------------------------------------- sets

    private long[] resting(int generation) {
        return generation == 0 ? resting0 : resting1;
    }

    private long taken(int word) {
        return word(used, word) | word(resting0, word) | word(resting1, word);
    }

    private static long word(long[] set, int word) {
        return word < set.length ? set[word] : 0;
    }

    private static boolean contains(long[] set, int bit) {
        int word = bit / Long.SIZE;
        return word < set.length && (set[word] >>> bit & 1) != 0;
    }

    private static int count(long[] set) {
        int count = 0;
        for (long word : set) {
            count += Long.bitCount(word);
        }
        return count;
    }

    private static long[] add(long[] set, int bit) {
        int word = bit / Long.SIZE;
        long[] more = Arrays.copyOf(set, Math.max(set.length, word + 1));
        more[word] |= 1L << bit;
        return more;
    }

    private static long[] remove(long[] set, int bit) {
        int word = bit / Long.SIZE;
        long left = set[word] & ~(1L << bit);
        int length = set.length;
        if (left == 0 && word == length - 1) {
            do {
                length--;
            } while (length > 0 && set[length - 1] == 0);
            return length == 0 ? NONE : Arrays.copyOf(set, length);
        }
        long[] less = set.clone();
        less[word] = left;
        return less;
    }

    private static long[] union(long[] one, long[] other) {
        if (one.length == 0) {
            return other;
        }
        long[] both = Arrays.copyOf(one, Math.max(one.length, other.length));
        for (int word = 0; word < other.length; word++) {
            both[word] |= other[word];
        }
        return both;
    }

    // ---------------------------------------------------------------- checking

    /**
     * Checks all that is promised of a chunk that is stored: for tests.
     *
     * @throws IllegalStateException which names the first promise that is not kept
     */
    public void validate() {
        check(this != EMPTY, "the empty chunk is stored");
        check(isTight(used), "used ends with zeros");
        check(isTight(resting0) && isTight(resting1), "resting ends with zeros");
        int reach = Math.max(used.length, Math.max(resting0.length, resting1.length));
        check(reach > 0, "empty chunk that is not the common one");
        check(reach <= WORDS, "ids beyond the last");
        for (int word = 0; word < reach; word++) {
            long both = word(used, word) & (word(resting0, word) | word(resting1, word));
            check(both == 0, "in use and resting");
            check((word(resting0, word) & word(resting1, word)) == 0, "resting twice");
        }
        check(isAll(used) == (this == FULL), "full chunk that is not the common one");
    }

    private static boolean isTight(long[] set) {
        return set.length == 0 || set[set.length - 1] != 0;
    }

    private void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what + ": in use " + Arrays.toString(used)
                    + ", resting " + Arrays.toString(resting0) + Arrays.toString(resting1));
        }
    }
}
