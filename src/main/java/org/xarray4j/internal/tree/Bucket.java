package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A few entries of order 0 that stand for whole nodes: their indices, sorted, and their values; and a digit of each index,
 * by which to find it.
 *
 * <p>It takes an aligned power of two of the slots of an interior node, and has all entries of the indices below these.
 * Neither reservations nor multi-index entries are ever in it; whoever has to put one among its indices makes nodes of it
 * first ({@link BucketEdit#expand}).
 *
 * <p>Immutable, with final fields: whoever meets it, by whatever race, sees what was written before it was made. Left to
 * the garbage collector.
 *
 * <p>Rejected: a hash table in its place. It finds an index with fewer steps and takes twice the bytes, and iteration would
 * have to sort.
 */
final class Bucket {
    /** How many entries a bucket has at most: as many as there are bits for their marks. */
    static final int MOST = 64;

    /** From how many entries on a leaf takes less room than they do in a bucket, with some allowance for their coming. */
    static final int DENSE = 16;

    /** How many bits of an index a digit has: one less than a byte, so that bytes can be compared side by side. */
    private static final int DIGIT = 7;

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long LOWS = 0x7F7F_7F7F_7F7F_7F7FL;

    private static final long[] NO_MARKS = new long[3];

    /** The order of the block of indices that it stands for: less than 64, so that all agree in their sign. */
    final int order;

    /** How many longs the digits take, at the beginning of {@link #cells}: 1, 2 or 8. */
    private final int words;

    /** How far to shift an index right for its digit: so that all above the digit is the same in all entries. */
    private final int shift;

    /** The digits, a byte for each entry and 127 for those that are not; then the indices. */
    private final long[] cells;

    private final Object[] values;
    private final long mark0;
    private final long mark1;
    private final long mark2;

    /** Makes a bucket, of cells without digits yet or of another's. */
    private Bucket(int order, long[] cells, Object[] values, long mark0, long mark1, long mark2) {
        this.order = order;
        this.words = words(values.length);
        this.shift = shift(cells[words], cells[cells.length - 1]);
        this.cells = cells;
        this.values = values;
        this.mark0 = mark0;
        this.mark1 = mark1;
        this.mark2 = mark2;
    }

    private static int words(int size) {
        return size <= 8 ? 1 : size <= 16 ? 2 : 8;
    }

    private static int shift(long first, long last) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(first ^ last) - DIGIT);
    }

    /** Returns new cells of sorted indices that stand from some place on in an array. */
    private static long[] cells(long[] from, int at, int size) {
        int words = words(size);
        long[] cells = new long[words + size];
        System.arraycopy(from, at, cells, words, size);
        writeDigits(cells, words, size);
        return cells;
    }

    private static void writeDigits(long[] cells, int words, int size) {
        int shift = shift(cells[words], cells[words + size - 1]);
        for (int word = 0; word < words; word++) {
            long digits = LOWS;
            for (int at = 8 * word; at < Math.min(size, 8 * word + 8); at++) {
                long missing = ~(cells[words + at] >>> shift) & 0x7F;
                digits ^= missing << (8 * (at & 7));
            }
            cells[word] = digits;
        }
    }

    /** Returns the bucket of one entry. */
    static Bucket of(int order, long key, Object value) {
        return new Bucket(order, cells(new long[] {key}, 0, 1), new Object[] {value}, 0, 0, 0);
    }

    /** Returns the bucket of some of the entries in sorted arrays, which it copies. */
    static Bucket of(int order, long[] keys, Object[] values, byte[] marks, int from, int to) {
        long[] bits = NO_MARKS.clone();
        for (int at = from; at < to; at++) {
            for (int mark = 0; mark < 3; mark++) {
                bits[mark] |= (marks[at] >>> mark & 1L) << (at - from);
            }
        }
        return new Bucket(
                order,
                cells(keys, from, to - from),
                Arrays.copyOfRange(values, from, to),
                bits[0],
                bits[1],
                bits[2]);
    }

    int size() {
        return values.length;
    }

    /** Returns as how many nodes this counts where the bytes of an array are limited. */
    int units() {
        return units(values.length);
    }

    /** Returns as how many nodes a bucket of some size counts: by its bytes, rounded up. */
    static int units(int size) {
        return (int) ((104 + 13L * size + Node.BYTES - 1) / Node.BYTES);
    }

    long key(int at) {
        return cells[words + at];
    }

    Object value(int at) {
        return values[at];
    }

    /** Returns which entries bear a mark. */
    long mark(int mark) {
        return mark == 0 ? mark0 : mark == 1 ? mark1 : mark2;
    }

    /** Returns which marks an entry bears, a bit for each. */
    int marks(int at) {
        return (int) ((mark0 >>> at & 1) | (mark1 >>> at & 1) << 1 | (mark2 >>> at & 1) << 2);
    }

    /** Returns which entries a search with a filter may stop at. */
    long candidates(int filter) {
        return filter >= Finder.PRESENT ? -1L >>> (MOST - values.length) : mark(filter);
    }

    /** Returns the value at an index of this bucket's, or null. */
    @Nullable Object get(long index) {
        int at = words + digitsBelow(digitBound(index));
        if (at < cells.length) {
            // One in six shares its digit with one before it. No branch for that, which would be
            // mispredicted as often: add the sign of the difference.
            at += (int) ((cells[at] - index) >>> (Long.SIZE - 1));
            if (at < cells.length && cells[at] == index) {
                return values[at - words];
            }
        }
        at = find(index);
        return at < 0 ? null : values[at];
    }

    boolean contains(long index) {
        return find(index) >= 0;
    }

    /** Returns where the first entry stands that does not precede an index; the size when there is none. */
    int ceiling(long index) {
        int at = find(index);
        return at < 0 ? ~at : at;
    }

    /** Returns the last of the indices that follow each other from an entry on. */
    long lastOfRun(long index) {
        int at = words + find(index);
        while (at + 1 < cells.length && cells[at + 1] == cells[at] + 1) {
            at++;
        }
        return cells[at];
    }

    /** Returns the first of the indices that follow each other up to an entry. */
    long firstOfRun(long index) {
        int at = words + find(index);
        while (at > words && cells[at - 1] == cells[at] - 1) {
            at--;
        }
        return cells[at];
    }

    /**
     * Returns where an index of this bucket's stands, or the complement of where it would.
     *
     * <p>The digits say, without a branch, how many entries precede all that have the index's digit; where indices are
     * spread evenly few have. Among those it goes on by halves.
     */
    int find(long index) {
        long prefix = (index ^ cells[words]) >>> shift;
        if (prefix > 0x7F) {
            return index < cells[words] ? -1 : ~values.length;
        }
        long bound = digitBound(index);
        int low = words + digitsBelow(bound);
        int high = words + Math.min(values.length, digitsBelow(bound + EACH));
        while (low < high) {
            int middle = (low + high) >>> 1;
            long there = cells[middle];
            if (there < index) {
                low = middle + 1;
            } else if (there > index) {
                high = middle;
            } else {
                return middle - words;
            }
        }
        return words - low - 1;
    }

    /** Returns, in each byte, what leaves the highest bit when a lesser digit than the index's is subtracted from it. */
    private long digitBound(long index) {
        return (index >>> shift & 0x7F) * EACH + LOWS;
    }

    /** Returns how many digits are less than one. Eight to a long, with no branch that depends on them. */
    private int digitsBelow(long bound) {
        long[] digits = cells;
        int below = Long.bitCount((bound - digits[0]) & HIGHS);
        if (words > 1) {
            below += Long.bitCount((bound - digits[1]) & HIGHS);
            if (words > 2) {
                below += Long.bitCount((bound - digits[2]) & HIGHS)
                        + Long.bitCount((bound - digits[3]) & HIGHS)
                        + Long.bitCount((bound - digits[4]) & HIGHS)
                        + Long.bitCount((bound - digits[5]) & HIGHS)
                        + Long.bitCount((bound - digits[6]) & HIGHS)
                        + Long.bitCount((bound - digits[7]) & HIGHS);
            }
        }
        return below;
    }

    /** Returns this with another value in an entry's place. */
    Bucket replaced(int at, Object value) {
        Object[] other = values.clone();
        other[at] = value;
        return new Bucket(order, cells, other, mark0, mark1, mark2);
    }

    /** Returns this with one entry more, which bears no mark; there must be room. */
    Bucket inserted(int at, long key, Object value) {
        return new Bucket(
                order,
                cells(insertedKeys(at, key), 0, values.length + 1),
                insertedValues(at, value),
                spread(mark0, at),
                spread(mark1, at),
                spread(mark2, at));
    }

    long[] insertedKeys(int at, long key) {
        long[] more = new long[values.length + 1];
        System.arraycopy(cells, words, more, 0, at);
        more[at] = key;
        System.arraycopy(cells, words + at, more, at + 1, values.length - at);
        return more;
    }

    Object[] insertedValues(int at, Object value) {
        Object[] more = new Object[values.length + 1];
        System.arraycopy(values, 0, more, 0, at);
        more[at] = value;
        System.arraycopy(values, at, more, at + 1, values.length - at);
        return more;
    }

    /** Returns this with one entry less; it must not be the only one. */
    Bucket removed(int at) {
        int last = values.length - 1;
        long[] fewer = new long[last];
        System.arraycopy(cells, words, fewer, 0, at);
        System.arraycopy(cells, words + at + 1, fewer, at, last - at);
        Object[] left = Arrays.copyOf(values, last);
        System.arraycopy(values, at + 1, left, at, last - at);
        return new Bucket(
                order,
                cells(fewer, 0, last),
                left,
                closed(mark0, at),
                closed(mark1, at),
                closed(mark2, at));
    }

    /** Returns this with a mark of an entry set or cleared. */
    Bucket marked(int at, int mark, boolean on) {
        long bit = 1L << at;
        return new Bucket(
                order,
                cells,
                values,
                mark == 0 ? with(mark0, bit, on) : mark0,
                mark == 1 ? with(mark1, bit, on) : mark1,
                mark == 2 ? with(mark2, bit, on) : mark2);
    }

    /** Returns this with no mark of an entry. */
    Bucket unmarked(int at) {
        long others = ~(1L << at);
        return new Bucket(order, cells, values, mark0 & others, mark1 & others, mark2 & others);
    }

    private static long with(long bits, long bit, boolean on) {
        return on ? bits | bit : bits & ~bit;
    }

    /** Makes room for a bit. */
    private static long spread(long bits, int at) {
        long below = (1L << at) - 1;
        return (bits & below) | (bits & ~below) << 1;
    }

    /** Closes the gap of a bit that is gone. */
    private static long closed(long bits, int at) {
        long below = (1L << at) - 1;
        return (bits & below) | (bits >>> 1 & ~below);
    }
}
