package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A few entries of order 0 that stand for whole nodes: their indices, sorted, and their values.
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

    /** After how many steps from where an index should be the search goes on by halves. */
    private static final int NEAR = 4;

    private static final long[] NO_MARKS = new long[3];

    /** The order of the block of indices that it stands for: less than 64, so that all agree in their sign. */
    final int order;

    private final long[] keys;
    private final Object[] values;
    private final long mark0;
    private final long mark1;
    private final long mark2;

    private Bucket(int order, long[] keys, Object[] values, long mark0, long mark1, long mark2) {
        this.order = order;
        this.keys = keys;
        this.values = values;
        this.mark0 = mark0;
        this.mark1 = mark1;
        this.mark2 = mark2;
    }

    /** Returns the bucket of one entry. */
    static Bucket of(int order, long key, Object value) {
        return new Bucket(order, new long[] {key}, new Object[] {value}, 0, 0, 0);
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
                Arrays.copyOfRange(keys, from, to),
                Arrays.copyOfRange(values, from, to),
                bits[0],
                bits[1],
                bits[2]);
    }

    int size() {
        return keys.length;
    }

    /** Returns as how many nodes this counts where the bytes of an array are limited. */
    int units() {
        return units(keys.length);
    }

    /** Returns as how many nodes a bucket of some size counts: by its bytes, rounded up. */
    static int units(int size) {
        return (int) ((96 + 12L * size + Node.BYTES - 1) / Node.BYTES);
    }

    long key(int at) {
        return keys[at];
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
        return filter == Finder.PRESENT ? -1L >>> (MOST - keys.length) : mark(filter);
    }

    /** Returns the value at an index of this bucket's, or null. */
    @Nullable Object get(long index) {
        int at = find(index);
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
        int at = find(index);
        while (at + 1 < keys.length && keys[at + 1] == keys[at] + 1) {
            at++;
        }
        return keys[at];
    }

    /** Returns the first of the indices that follow each other up to an entry. */
    long firstOfRun(long index) {
        int at = find(index);
        while (at > 0 && keys[at - 1] == keys[at] - 1) {
            at--;
        }
        return keys[at];
    }

    /**
     * Returns where an index of this bucket's stands, or the complement of where it would.
     *
     * <p>Begins where it would stand if the entries were spread evenly: that takes two or three steps when they are, as
     * hashed keys, and when they are not the rest is done by halves.
     */
    int find(long index) {
        long[] sorted = keys;
        int low = 0;
        int high = sorted.length;
        // The part of the way through the block, in 2^-32.
        long part = (order >= 32 ? index >>> (order - 32) : index << (32 - order)) & 0xFFFF_FFFFL;
        int at = (int) ((part * high) >>> 32);
        long there = sorted[at];
        if (there < index) {
            int until = Math.min(high, at + 1 + NEAR);
            while (++at < until) {
                there = sorted[at];
                if (there >= index) {
                    return there == index ? at : ~at;
                }
            }
            low = at;
        } else if (there > index) {
            int until = Math.max(0, at - NEAR);
            while (--at >= until) {
                there = sorted[at];
                if (there <= index) {
                    return there == index ? at : ~(at + 1);
                }
            }
            high = at + 1;
        } else {
            return at;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            there = sorted[middle];
            if (there < index) {
                low = middle + 1;
            } else if (there > index) {
                high = middle;
            } else {
                return middle;
            }
        }
        return ~low;
    }

    /** Returns this with another value in an entry's place. */
    Bucket replaced(int at, Object value) {
        Object[] other = values.clone();
        other[at] = value;
        return new Bucket(order, keys, other, mark0, mark1, mark2);
    }

    /** Returns this with one entry more, which bears no mark; there must be room. */
    Bucket inserted(int at, long key, Object value) {
        return new Bucket(
                order,
                insertedKeys(at, key),
                insertedValues(at, value),
                spread(mark0, at),
                spread(mark1, at),
                spread(mark2, at));
    }

    long[] insertedKeys(int at, long key) {
        long[] more = new long[keys.length + 1];
        System.arraycopy(keys, 0, more, 0, at);
        more[at] = key;
        System.arraycopy(keys, at, more, at + 1, keys.length - at);
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
        int last = keys.length - 1;
        long[] fewer = Arrays.copyOf(keys, last);
        System.arraycopy(keys, at + 1, fewer, at, last - at);
        Object[] left = Arrays.copyOf(values, last);
        System.arraycopy(values, at + 1, left, at, last - at);
        return new Bucket(
                order, fewer, left, closed(mark0, at), closed(mark1, at), closed(mark2, at));
    }

    /** Returns this with a mark of an entry set or cleared. */
    Bucket marked(int at, int mark, boolean on) {
        long bit = 1L << at;
        return new Bucket(
                order,
                keys,
                values,
                mark == 0 ? with(mark0, bit, on) : mark0,
                mark == 1 ? with(mark1, bit, on) : mark1,
                mark == 2 ? with(mark2, bit, on) : mark2);
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
