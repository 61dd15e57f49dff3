package org.xarray4j;

import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.tree.Finder;
import org.xarray4j.internal.tree.Root;

/**
 * The cursor of a view.
 *
 * <p>It keeps an index and the leaf that its last step came to, but never the nodes above: those it walks anew from the
 * view's root. The leaf is good for as long as the view's {@link AbstractView#stamp stamp} is the one under which it was
 * met, since a version never changes. On the array itself nodes are used again, so a step that reads the leaf is a read
 * of one path: it validates, and until then believes nothing. When the stamp is the same and the read validates, the leaf
 * belongs to the version that is published, and so was not used again. DESIGN.md, chapter 6.
 *
 * <p>Rejected: a copy of the leaf. It would not be fresher, and costs 64 stores for each walk.
 */
class ViewCursor<T> implements Cursor<T> {
    private final AbstractView<T> view;
    private final Finder finder = new Finder();

    private long index;
    private int span;

    /** Whether the next step includes the index. */
    private boolean fresh = true;

    /** Whether a pause has come past the greatest index. */
    private boolean ended;

    /** Whether the last step was one of a search for conflicts that has more to do. */
    private boolean inConflicts;

    /** Where the entry under the cursor was met. */
    private long met;

    private long first;
    private long last;
    private int order;

    /** The leaf of the last step, or null; with its first index, and its bitmaps under the stamp and for the filter. */
    private Object @Nullable [] leaf;

    private long leafFirst;
    private long stamp;
    private long heads;
    private long tails;
    private int headsFilter;

    ViewCursor(AbstractView<T> view) {
        this.view = view;
    }

    @Override
    public final long index() {
        return index;
    }

    @Override
    public final int span() {
        return span;
    }

    @Override
    public final long first() {
        return first;
    }

    @Override
    public final long last() {
        return last;
    }

    @Override
    public final int order() {
        return order;
    }

    @Override
    public Cursor<T> moveTo(long to) {
        return moveTo(to, 0);
    }

    @Override
    public Cursor<T> moveTo(long to, int spanned) {
        if (spanned < 0 || spanned > Long.SIZE) {
            throw new IllegalArgumentException("a span of order " + spanned + " at index "
                    + Long.toUnsignedString(to) + " is not one of 0 to 64");
        }
        place(blockFirst(to, spanned));
        span = spanned;
        return this;
    }

    private void place(long to) {
        index = to;
        begin();
    }

    /** Has not stepped. What is remembered of the leaf may serve the next step. */
    private void begin() {
        fresh = true;
        ended = false;
        inConflicts = false;
        met(index, index, index, 0);
    }

    private void met(long at, long entryFirst, long entryLast, int entryOrder) {
        met = at;
        first = entryFirst;
        last = entryLast;
        order = entryOrder;
    }

    @Override
    public final void reset() {
        begin();
        leaf = null;
    }

    @Override
    public final void pause() {
        leaf = null;
        if (fresh) {
            return;
        }
        if (last == XArray.MAX_INDEX) {
            ended = true;
        } else {
            place(last + 1);
        }
    }

    @Override
    public final @Nullable T load() {
        T value = loadAt(index);
        stepped(index);
        return value;
    }

    @Override
    public final @Nullable T reload() {
        return view.get(met);
    }

    @Override
    public final @Nullable T next() {
        long to = fresh ? index : index + 1;
        T value = loadAt(to);
        stepped(to);
        return value;
    }

    @Override
    public final @Nullable T previous() {
        long to = fresh ? index : index - 1;
        T value = loadAt(to);
        stepped(to);
        return value;
    }

    private void stepped(long to) {
        index = to;
        fresh = false;
        ended = false;
        inConflicts = false;
    }

    private @Nullable T loadAt(long at) {
        for (int attempt = 0; ; attempt++) {
            long begun = view.beginRead(attempt);
            Root root = view.root();
            long now = view.stamp(root);
            Object[] known = leaf;
            Object value;
            if (known != null && now == stamp && (at & -64L) == leafFirst) {
                value = known[(int) at & 63];
                if (view.endRead(attempt, begun)) {
                    metInLeaf(at);
                    return view.value(value);
                }
            } else {
                finder.restart(root, Finder.PRESENT);
                value = finder.walkTo(at);
                remember(now, Finder.PRESENT);
                finder.forget();
                if (view.endRead(attempt, begun)) {
                    met(at, finder.first(), finder.last(), finder.order());
                    return view.value(value);
                }
            }
            // Something was read that is of no version.
            leaf = null;
        }
    }

    /** Keeps the leaf that a walk has come to. */
    private void remember(long now, int filter) {
        Object[] reached = finder.leaf();
        leaf = reached;
        if (reached != null) {
            leafFirst = finder.first() & -64L;
            stamp = now;
            heads = finder.heads(reached);
            tails = Finder.tails(reached);
            headsFilter = filter;
        }
    }

    /** Says which entry an index of the leaf belongs to. */
    private void metInLeaf(long at) {
        int slot = (int) at & 63;
        int head = Long.SIZE - 1 - Long.numberOfLeadingZeros(~tails & (-1L >>> (63 - slot)));
        int run = Long.numberOfTrailingZeros(~(tails >>> head >>> 1)) + 1;
        long from = leafFirst | head;
        met(at, from, from + run - 1, Integer.numberOfTrailingZeros(run));
    }

    @Override
    public final @Nullable T find(long max) {
        return find(max, Filter.PRESENT);
    }

    @Override
    public final @Nullable T find(long max, Filter filter) {
        int number = filter.number;
        inConflicts = false;
        if (ended) {
            view.root(); // is refused where every read is
            return null;
        }
        Object[] known = leaf;
        if (known != null && !fresh && headsFilter == number && (last & -64L) == leafFirst) {
            long begun = view.beginRead(0);
            boolean same = view.stamp(view.root()) == stamp;
            long ahead = heads & (-2L << (int) last);
            int slot = Long.numberOfTrailingZeros(ahead) & 63;
            Object value = known[slot];
            boolean valid = view.endRead(0, begun);
            if (same && valid && ahead != 0) {
                long at = leafFirst | slot;
                if (Long.compareUnsigned(at, max) > 0) {
                    return null;
                }
                index = at;
                metInLeaf(at);
                return view.value(value);
            }
        }
        return findByWalk(max, number);
    }

    private @Nullable T findByWalk(long max, int number) {
        if (!fresh && last == XArray.MAX_INDEX) {
            view.root(); // is refused where every read is
            return null;
        }
        T value = seek(fresh ? index : last + 1, max, number);
        if (value != null) {
            index = finder.index();
            fresh = false;
        }
        return value;
    }

    /** Finds the first entry from one index to another; the entry under the cursor is that, if there is one. */
    private @Nullable T seek(long from, long max, int number) {
        long begun = view.beginLongRead();
        try {
            Root root = view.root();
            finder.restart(root, number);
            if (!finder.seek(from, max)) {
                leaf = null;
                return null;
            }
            remember(view.stamp(root), number);
            met(finder.index(), finder.first(), finder.last(), finder.order());
            return view.stored(finder.value());
        } finally {
            finder.forget();
            view.endLongRead(begun);
        }
    }

    @Override
    public final @Nullable T findConflict() {
        long blockFirst = blockFirst(index, span);
        long blockLast = blockLast(blockFirst, span);
        T value = null;
        if (!inConflicts) {
            value = seek(blockFirst, blockLast, Finder.PRESENT);
        } else if (Long.compareUnsigned(last, blockLast) < 0) {
            value = seek(last + 1, blockLast, Finder.PRESENT);
        } else {
            view.root(); // is refused where every read is
        }
        if (value == null) {
            begin();
        } else {
            inConflicts = true;
            fresh = false;
            ended = false;
        }
        return value;
    }

    @Override
    public final boolean isMarked(Mark mark) {
        return view.isMarked(met, mark);
    }

    @Override
    public final boolean isReserved() {
        return view.isReserved(met);
    }

    /** Returns where the entry under the cursor was met. */
    final long met() {
        return met;
    }

    /** Makes the entry under the cursor the block of its span, or the entry already there if that is larger. */
    final void metBlock() {
        long blockFirst = blockFirst(index, span);
        if (order < span || Long.compareUnsigned(last, blockFirst) < 0) {
            met(index, blockFirst, blockLast(blockFirst, span), span);
        }
        met = index;
        fresh = false;
        ended = false;
        inConflicts = false;
    }

    static long blockFirst(long at, int order) {
        return order == Long.SIZE ? 0 : at & (-1L << order);
    }

    static long blockLast(long first, int order) {
        return order == Long.SIZE ? XArray.MAX_INDEX : first + (1L << order) - 1;
    }

    /**
     * Returns where the cursor stands.
     *
     * @return for instance {@code Cursor[7]}, or {@code Cursor[8 + 2^3]} with a span
     */
    @Override
    public String toString() {
        String at = Long.toUnsignedString(index);
        return span == 0 ? "Cursor[" + at + "]" : "Cursor[" + at + " + 2^" + span + "]";
    }
}
