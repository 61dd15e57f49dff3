package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A few entries that stand for whole nodes: where they lie, sorted, and their values; and a digit of each, by which to find
 * it.
 *
 * <p>It takes an aligned power of two of the slots of an interior node, and has all entries of the indices below these.
 * Reservations are never in it; whoever has to put one among its indices makes nodes of it first ({@link
 * BucketEdit#expand}).
 *
 * <p>A <em>cell</em> is one long that says both where an entry begins and its order: the first index of an entry of order
 * {@code k} has {@code k} zeros below, so the index moved up by one bit has room for a one at bit {@code k}. The bit that
 * moves out is the same in all entries of a bucket. An index {@code x} of order 0 is the cell {@code 2x + 1}; it lies in
 * an entry when the two differ in nothing above the lowest one of the entry's cell, and cells are sorted as their entries
 * are.
 *
 * <p>A <em>run</em> is a bucket of neighbours, each of order 0, with no gap between them. Its first cell says where all are,
 * so it keeps no others, and finds an index by a subtraction.
 *
 * <p>Immutable but for the number that whoever counts it notes, with final fields: whoever meets it, by whatever race, sees what was written before it was made. Left to
 * the garbage collector.
 *
 * <p>Rejected: a hash table in its place. It finds an index with fewer steps and takes twice the bytes, and iteration would
 * have to sort. An array of orders beside the indices: a byte for each entry, and one more line to read.
 */
final class Bucket {
    /** How many entries a bucket has at most: as many as there are bits for their marks, and bytes for their digits. */
    static final int MOST = 64;

    /** From how many entries on a leaf takes less room than they do in a bucket, with some allowance for their coming. */
    static final int DENSE = 16;

    /** Up to this order a bucket hangs below a node whose leaves its indices will soon need. */
    private static final int NEAR = 2 * Index.BITS;

    /** What entries there are: of one index each; some of several; or a run. */
    private static final byte SINGLE = 0;

    private static final byte RANGED = 1;
    private static final byte RUN = 2;

    private static final long[] NO_CELLS = {};

    /** How many bits of a cell a digit has: one less than a byte, so that bytes can be compared side by side. */
    private static final int DIGIT = 7;

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long LOWS = 0x7F7F_7F7F_7F7F_7F7FL;

    /** The order of the block of indices that it stands for: less than 64, so that all agree in their highest bit. */
    private final byte order;

    /** How far to shift a cell right for its digit: so that all above the digit is the same in all entries. */
    private final byte shift;

    /** Whether the indices have their highest bit set, for which there is no room in a cell. */
    private final boolean high;

    /** Whether no index is free. */
    private final boolean full;

    /** Whether any element is a {@link CountedWide}. */
    private final boolean counted;

    private final byte kind;

    /**
     * The number of the version that it was made for, shortened so that it takes no more room; 0 unless it became part of
     * that. Only ever asked while that version is written, for what is charged: to be taken for another 2^32 versions later
     * would give back one charge too early.
     *
     * <p>Guarded by: the writer lock.
     */
    private int born;

    /** The cells of the entries; a run has none here. */
    private final long[] cells;

    /** The values; in arrays with a releaser the pieces of a range store of several have its {@link CountedWide} instead. */
    private final Object[] elements;

    private final long mark0;
    private final long mark1;
    private final long mark2;

    // The digits, a byte for each entry and 127 for those that are not. Here, and not in an array:
    // whoever has come to this object knows by them which cell and which value to read, and the
    // processor can fetch both at once. A run has its first cell in the first of them.

    private final long digits0;
    private final long digits1;
    private final long digits2;
    private final long digits3;
    private final long digits4;
    private final long digits5;
    private final long digits6;
    private final long digits7;

    private Bucket(
            int order,
            boolean high,
            boolean full,
            boolean counted,
            long[] cells,
            Object[] elements,
            long mark0,
            long mark1,
            long mark2) {
        this.order = (byte) order;
        this.high = high;
        this.full = full;
        this.counted = counted;
        this.shift = (byte) shift(cells[0], cells[cells.length - 1]);
        this.kind = kind(cells);
        this.elements = elements;
        this.mark0 = mark0;
        this.mark1 = mark1;
        this.mark2 = mark2;
        boolean run = kind == RUN;
        this.cells = run ? NO_CELLS : cells;
        this.digits0 = run ? cells[0] : digits(cells, 0, shift);
        this.digits1 = run ? 0 : digits(cells, 8, shift);
        this.digits2 = run ? 0 : digits(cells, 16, shift);
        this.digits3 = run ? 0 : digits(cells, 24, shift);
        this.digits4 = run ? 0 : digits(cells, 32, shift);
        this.digits5 = run ? 0 : digits(cells, 40, shift);
        this.digits6 = run ? 0 : digits(cells, 48, shift);
        this.digits7 = run ? 0 : digits(cells, 56, shift);
    }

    /** Makes one with the same entries, but for their values and marks. */
    private Bucket(Bucket like, Object[] elements, long mark0, long mark1, long mark2) {
        this.order = like.order;
        this.high = like.high;
        this.full = like.full;
        this.counted = like.counted;
        this.shift = like.shift;
        this.kind = like.kind;
        this.cells = like.cells;
        this.elements = elements;
        this.mark0 = mark0;
        this.mark1 = mark1;
        this.mark2 = mark2;
        this.digits0 = like.digits0;
        this.digits1 = like.digits1;
        this.digits2 = like.digits2;
        this.digits3 = like.digits3;
        this.digits4 = like.digits4;
        this.digits5 = like.digits5;
        this.digits6 = like.digits6;
        this.digits7 = like.digits7;
    }

    /**
     * Makes one with one entry more, of order 0, between others of the same order or before or after them, where the digits of
     * those stay as they are and there is a gap left: nearly always, so that only the digits behind the new one have to move.
     */
    private Bucket(Bucket like, int at, long cell, long[] cells, Object[] elements, boolean full) {
        this.order = like.order;
        this.high = like.high;
        this.full = full;
        this.counted = like.counted;
        this.shift = like.shift;
        this.kind = SINGLE;
        this.cells = cells;
        this.elements = elements;
        this.mark0 = spread(like.mark0, at);
        this.mark1 = spread(like.mark1, at);
        this.mark2 = spread(like.mark2, at);
        long digit = cell >>> like.shift & 0x7F;
        this.digits0 = moved(like.digits0, 0, at, digit);
        this.digits1 = moved(like.digits1, like.digits0, at - 8, digit);
        this.digits2 = moved(like.digits2, like.digits1, at - 16, digit);
        this.digits3 = moved(like.digits3, like.digits2, at - 24, digit);
        this.digits4 = moved(like.digits4, like.digits3, at - 32, digit);
        this.digits5 = moved(like.digits5, like.digits4, at - 40, digit);
        this.digits6 = moved(like.digits6, like.digits5, at - 48, digit);
        this.digits7 = moved(like.digits7, like.digits6, at - 56, digit);
    }

    /** Returns eight digits after one has come in before a place, with the last of the eight before these where it is theirs. */
    private static long moved(long digits, long before, int place, long digit) {
        if (place >= 8) {
            return digits;
        }
        if (place < 0) {
            return (digits << 8) | (before >>> 56);
        }
        long below = (1L << (8 * place)) - 1;
        return (digits & below) | (digit << (8 * place)) | ((digits & ~below) << 8);
    }

    /** An entry alone tells from which bit on its indices agree; the first and the last of several differ above that. */
    private static int shift(long first, long last) {
        long differ = (first ^ last) | (first ^ (first - 1));
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(differ) - DIGIT);
    }

    /** Returns the digits of eight cells. */
    private static long digits(long[] cells, int from, int shift) {
        long digits = LOWS;
        for (int at = from; at < Math.min(cells.length, from + 8); at++) {
            long missing = ~(cells[at] >>> shift) & 0x7F;
            digits ^= missing << (8 * (at & 7));
        }
        return digits;
    }

    private static byte kind(long[] cells) {
        long all = 1;
        for (long cell : cells) {
            all &= cell;
        }
        int last = cells.length - 1;
        return all == 0 ? RANGED : cells[last] - cells[0] == 2L * last ? RUN : SINGLE;
    }

    /** Returns whether entries fill a block: the lowest one of a cell is the number of its indices. */
    private static boolean fill(int order, long[] cells) {
        long indices = 0;
        for (long cell : cells) {
            indices += Long.lowestOneBit(cell);
        }
        return indices == 1L << order;
    }

    /** Returns the bucket of one entry of order 0. */
    static Bucket of(int order, long index, Object value) {
        long[] cells = {cell(index)};
        return new Bucket(order, index < 0, false, false, cells, new Object[] {value}, 0, 0, 0);
    }

    /** Returns the bucket of some of the entries in a list. */
    static Bucket of(int order, EntryList list, int from, int to) {
        int size = to - from;
        long[] cells = new long[size];
        Object[] elements = new Object[size];
        boolean counted = false;
        long mark0 = 0;
        long mark1 = 0;
        long mark2 = 0;
        for (int at = 0; at < size; at++) {
            cells[at] = list.first(from + at) << 1 | 1L << list.order(from + at);
            elements[at] = list.element(from + at);
            counted |= list.isCounted() && elements[at] instanceof CountedWide;
            int marks = list.marks(from + at);
            mark0 |= (marks & 1L) << at;
            mark1 |= (marks >>> 1 & 1L) << at;
            mark2 |= (marks >>> 2 & 1L) << at;
        }
        boolean full = fill(order, cells);
        boolean high = list.first(from) < 0;
        return new Bucket(order, high, full, counted, cells, elements, mark0, mark1, mark2);
    }

    /** Returns the cell of one index. */
    private static long cell(long index) {
        return index << 1 | 1;
    }

    /** Returns the cell of an entry. */
    private long cellAt(int at) {
        return kind == RUN ? digits0 + 2L * at : cells[at];
    }

    private static boolean covers(long entry, long cell) {
        return ((entry ^ cell) & ~(entry ^ (entry - 1))) == 0;
    }

    int size() {
        return elements.length;
    }

    /**
     * Returns whether neighbours, of which the first and the last are given and how many there are, may be in a bucket of
     * some order, though many of them are of one leaf: there are no more indices between than a leaf has, and they do not begin
     * as a leaf does. They need two, half empty, and a node above that has no others; or are on the way there, without a gap.
     */
    static boolean mayStay(int order, long first, long last, int size) {
        return order > NEAR
                && (last - first) >>> Index.BITS == 0
                && Index.slot(first, 0) != 0
                && (Index.slot(last, 0) < Index.slot(first, 0) || last - first == size - 1);
    }

    /** Returns the order of the block of indices that it stands for. */
    int blockOrder() {
        return order;
    }

    /** Returns whether no index of its block is free. */
    boolean isFull() {
        return full;
    }

    /** Returns as how many nodes this counts where the bytes of an array are limited: a run as any other. */
    int units() {
        return units(elements.length);
    }

    void setBorn(long version) {
        born = (int) version;
    }

    boolean isBorn(long version) {
        return born == (int) version;
    }

    /** Returns as how many nodes a bucket of some size counts: by its bytes, rounded up. */
    static int units(int size) {
        return (int) ((bytes(size) + Node.BYTES - 1) / Node.BYTES);
    }

    /** Returns how many bytes a bucket of some size takes at most: the object with the digits, two arrays, and 12 for each entry. */
    static int bytes(int size) {
        return 120 + 16 + 16 + 12 * size;
    }

    /** Returns the first index of an entry. */
    long first(int at) {
        long cell = cellAt(at);
        return (cell & (cell - 1)) >>> 1 | (high ? Long.MIN_VALUE : 0);
    }

    /** Returns the last index of an entry. */
    long last(int at) {
        long cell = cellAt(at);
        return (cell | (cell - 1)) >>> 1 | (high ? Long.MIN_VALUE : 0);
    }

    /** Returns the order of an entry. */
    int order(int at) {
        return Long.numberOfTrailingZeros(cellAt(at));
    }

    Object value(int at) {
        return value(elements[at]);
    }

    private Object value(Object element) {
        return counted && element instanceof CountedWide wide ? wide.value : element;
    }

    /** Returns who holds the value of an entry: the range store it is a piece of, or itself. */
    Object element(int at) {
        return elements[at];
    }

    /** Returns whether any element is a {@link CountedWide}. */
    boolean isCounted() {
        return counted;
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
        return filter >= Finder.PRESENT ? -1L >>> (Long.SIZE - elements.length) : mark(filter);
    }

    /** Returns the value at an index of this bucket's, or null. */
    @Nullable Object get(long index) {
        long cell = cell(index);
        if (kind != SINGLE) {
            return kind == RUN ? getInRun(cell) : getRanged(cell);
        }
        int at = digitsBelow(digitBound(cell));
        // Branches, although one in six entries shares its digit with one before it: by them the
        // processor reads on while the cell is on its way from memory.
        if (at < cells.length) {
            if (cells[at] == cell) {
                return value(elements[at]);
            }
            at++;
            if (at < cells.length && cells[at] == cell) {
                return value(elements[at]);
            }
        }
        at = findCell(cell);
        return at < 0 ? null : value(elements[at]);
    }

    private @Nullable Object getInRun(long cell) {
        long at = placeInRun(cell);
        return at < elements.length ? value(elements[(int) at]) : null;
    }

    /** Returns how far behind the first entry of a run a cell is; where it is before that, more than there are entries. */
    private long placeInRun(long cell) {
        return (cell - digits0) >>> 1;
    }

    /** Does the same where entries have several indices. */
    private @Nullable Object getRanged(long cell) {
        int last = cells.length - 1;
        int at = Math.min(digitsBelow(digitBound(cell)), last);
        // No branch, which would be mispredicted as often as not: add the sign of the difference.
        // That goes by the middles of the entries: every other index is in the one before.
        at += (int) (((cells[at] >>> 1) - (cell >>> 1)) >>> (Long.SIZE - 1));
        at = Math.min(at, last);
        long first = cells[at] & (cells[at] - 1);
        at -= (int) (((cell >>> 1) - (first >>> 1)) >>> (Long.SIZE - 1));
        if (at >= 0 && covers(cells[at], cell)) {
            return value(elements[at]);
        }
        at = findCell(cell);
        return at < 0 ? null : value(elements[at]);
    }

    boolean contains(long index) {
        return find(index) >= 0;
    }

    /** Returns where the first entry stands that covers or follows an index; the size when there is none. */
    int ceiling(long index) {
        int at = find(index);
        return at < 0 ? ~at : at;
    }

    /** Returns the last of the indices in use that follow each other from one on. */
    long lastOfRun(long index) {
        int at = find(index);
        while (at + 1 < elements.length && first(at + 1) == last(at) + 1) {
            at++;
        }
        return last(at);
    }

    /** Returns the first of the indices in use that follow each other up to one. */
    long firstOfRun(long index) {
        int at = find(index);
        while (at > 0 && last(at - 1) == first(at) - 1) {
            at--;
        }
        return first(at);
    }

    /**
     * Returns where the entry stands that covers an index of this bucket's, or the complement of where one of order 0 would.
     *
     * <p>The digits say, without a branch, how many entries precede all that have the index's digit; where entries are
     * spread evenly few have. Among those it goes on by halves.
     */
    int find(long index) {
        return findCell(cell(index));
    }

    private int findCell(long cell) {
        if (kind == RUN) {
            long at = placeInRun(cell);
            return at < elements.length
                    ? (int) at
                    : Long.compareUnsigned(cell, digits0) < 0 ? -1 : ~elements.length;
        }
        long prefix = (cell ^ cells[0]) >>> shift;
        if ((prefix & ~0x7FL) != 0) {
            return Long.compareUnsigned(cell, cells[0]) < 0 ? -1 : ~elements.length;
        }
        long bound = digitBound(cell);
        int low = digitsBelow(bound);
        int high = Math.min(cells.length, digitsBelow(bound + EACH));
        while (low < high) {
            // They agree in the digit and above, so their signs agree.
            int middle = (low + high) >>> 1;
            if (cells[middle] < cell) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low < cells.length && covers(cells[low], cell)) {
            return low;
        }
        if (low > 0 && covers(cells[low - 1], cell)) {
            return low - 1;
        }
        return ~low;
    }

    /** Returns, in each byte, what leaves the highest bit when a lesser digit than a cell's is subtracted from it. */
    private long digitBound(long cell) {
        return (cell >>> shift & 0x7F) * EACH + LOWS;
    }

    /** Returns how many digits are less than one. Eight to a long, with no branch at all. */
    private int digitsBelow(long bound) {
        return Long.bitCount((bound - digits0) & HIGHS)
                + Long.bitCount((bound - digits1) & HIGHS)
                + Long.bitCount((bound - digits2) & HIGHS)
                + Long.bitCount((bound - digits3) & HIGHS)
                + Long.bitCount((bound - digits4) & HIGHS)
                + Long.bitCount((bound - digits5) & HIGHS)
                + Long.bitCount((bound - digits6) & HIGHS)
                + Long.bitCount((bound - digits7) & HIGHS);
    }

    /** Returns this with another value in an entry's place. */
    Bucket replaced(int at, Object value) {
        Object[] other = elements.clone();
        other[at] = value;
        return new Bucket(this, other, mark0, mark1, mark2);
    }

    /** Returns this with one entry of order 0 more, which bears no mark; there must be room. */
    Bucket inserted(int at, long index, Object value) {
        int size = elements.length;
        long cell = cell(index);
        long[] more = new long[size + 1];
        copyCells(0, more, 0, at);
        more[at] = cell;
        copyCells(at, more, at + 1, size - at);
        Object[] others = new Object[size + 1];
        System.arraycopy(elements, 0, others, 0, at);
        others[at] = value;
        System.arraycopy(elements, at, others, at + 1, size - at);
        long between = more[size] - more[0];
        if (kind == SINGLE && between != 2L * size && shift(more[0], more[size]) == shift) {
            return new Bucket(this, at, cell, more, others, size + 1 == 1L << order);
        }
        return new Bucket(
                order,
                high,
                fill(order, more),
                counted,
                more,
                others,
                spread(mark0, at),
                spread(mark1, at),
                spread(mark2, at));
    }

    /** Returns this with one entry less; it must not be the only one. */
    Bucket removed(int at) {
        int last = elements.length - 1;
        long[] fewer = new long[last];
        copyCells(0, fewer, 0, at);
        copyCells(at + 1, fewer, at, last - at);
        Object[] left = Arrays.copyOf(elements, last);
        System.arraycopy(elements, at + 1, left, at, last - at);
        return new Bucket(
                order,
                high,
                false,
                counted,
                fewer,
                left,
                closed(mark0, at),
                closed(mark1, at),
                closed(mark2, at));
    }

    private void copyCells(int from, long[] to, int at, int many) {
        if (kind != RUN) {
            System.arraycopy(cells, from, to, at, many);
            return;
        }
        for (int i = 0; i < many; i++) {
            to[at + i] = cellAt(from + i);
        }
    }

    /** Returns this with a mark of an entry set or cleared. */
    Bucket marked(int at, int mark, boolean on) {
        long bit = 1L << at;
        return new Bucket(
                this,
                elements,
                mark == 0 ? with(mark0, bit, on) : mark0,
                mark == 1 ? with(mark1, bit, on) : mark1,
                mark == 2 ? with(mark2, bit, on) : mark2);
    }

    /** Returns this with no mark of an entry. */
    Bucket unmarked(int at) {
        long others = ~(1L << at);
        return new Bucket(this, elements, mark0 & others, mark1 & others, mark2 & others);
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
