package org.xarray4j;

import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.tree.Finder;
import org.xarray4j.internal.tree.Root;

/**
 * The cursor of a view.
 *
 * <p>It keeps an index and the leaf that its last step came to, but never the nodes above: those it walks anew from the
 * view's root. The leaf is good for as long as the view's {@link AbstractView#stamp stamp} is the one under which it was
 * met, since a version never changes. On the array itself nodes are used again, so a step in the leaf reads it first and then
 * asks for the stamp ({@link AbstractView#isCurrent}): while the version that the leaf belongs to is published, nothing of it
 * is used again. DESIGN.md, chapter 6.
 *
 * <p>Rejected: a copy of the leaf. It would not be fresher, and costs 64 stores for each walk.
 */
class ViewCursor<T> implements Cursor<T> {
    /** Where a cursor is on its way. */
    private enum State {
        /** Has not stepped: the next step includes the index. */
        FRESH,
        /** Has stepped, by whatever. */
        STEPPED,
        /** Has stepped from conflict to conflict, and has not met the last. */
        IN_CONFLICTS,
        /** Was paused after the greatest index. */
        ENDED
    }

    private final AbstractView<T> view;
    private final Finder finder = new Finder();

    private State state = State.FRESH;
    private long index;
    private int span;

    /** Where the entry under the cursor was met, and what it covers; unless that is {@link #unsettled}. */
    private long met;

    private long first;
    private long last;
    private int order;

    /** Whether the entry under the cursor is the one in the leaf at the index, and nobody has asked yet what it covers. */
    private boolean unsettled;

    /** The leaf of the last step, or null; with its first index, and its bitmaps under the stamp and for the filter. */
    private Object @Nullable [] leaf;

    private long leafFirst;
    private long stamp;
    private long heads;
    private long tails;
    private int filtered;

    /** The slots of the leaf that a search by the same filter meets next; 0 unless the last step was such a search. */
    private long ahead;

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
        settle();
        return first;
    }

    @Override
    public final long last() {
        settle();
        return last;
    }

    @Override
    public final int order() {
        settle();
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
        state = State.FRESH;
        met(index, index, index, 0);
    }

    private void met(long at, long entryFirst, long entryLast, int entryOrder) {
        unsettled = false;
        ahead = 0;
        met = at;
        first = entryFirst;
        last = entryLast;
        order = entryOrder;
    }

    /** Works out what the entry under the cursor covers, if that was put off. */
    private void settle() {
        if (unsettled) {
            long left = ahead;
            metInLeaf(index);
            ahead = left;
        }
    }

    @Override
    public final void reset() {
        begin();
        leaf = null;
    }

    @Override
    public final void pause() {
        leaf = null;
        if (state == State.FRESH) {
            return;
        }
        settle();
        ahead = 0;
        if (last == XArray.MAX_INDEX) {
            state = State.ENDED;
        } else {
            place(last + 1);
        }
    }

    @Override
    public final @Nullable T load() {
        return loadAt(index);
    }

    @Override
    public final @Nullable T reload() {
        settle();
        return view.get(met);
    }

    @Override
    public final @Nullable T next() {
        return loadAt(state == State.FRESH ? index : index + 1);
    }

    @Override
    public final @Nullable T previous() {
        return loadAt(state == State.FRESH ? index : index - 1);
    }

    /** Steps to an index. */
    private @Nullable T loadAt(long at) {
        Object[] known = leaf;
        if (known != null && (at & -64L) == leafFirst) {
            Object value = known[(int) at & 63];
            if (view.isCurrent(stamp)) {
                index = at;
                if (state != State.STEPPED) {
                    // Not each time: a reference is dearer to store than to compare.
                    state = State.STEPPED;
                }
                unsettled = true;
                ahead = 0;
                return view.value(value);
            }
        }
        return loadByWalk(at);
    }

    private @Nullable T loadByWalk(long at) {
        settle();
        leaf = null;
        for (int attempt = 0; ; attempt++) {
            long begun = view.beginRead(attempt);
            Root root = view.root();
            finder.restart(root, Finder.PRESENT);
            Object value = finder.walkTo(at);
            Object[] reached = describeLeaf(view.stamp(root), Finder.PRESENT);
            finder.forget();
            if (view.endRead(attempt, begun)) {
                // Not before: what was read may be of no version, and so may the stamp.
                leaf = reached;
                index = at;
                state = State.STEPPED;
                met(at, finder.first(), finder.last(), finder.order());
                return view.value(value);
            }
        }
    }

    /**
     * Returns the leaf that a walk has come to, or null, and notes what there is to know of it; until it is kept, no leaf is, as
     * these notes are of no other.
     */
    private Object @Nullable [] describeLeaf(long now, int filter) {
        Object[] reached = finder.leaf();
        if (reached != null) {
            leafFirst = finder.first() & -64L;
            stamp = now;
            heads = finder.heads(reached);
            tails = Finder.tails(reached);
            filtered = filter;
        }
        return reached;
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
        return find(max, Finder.PRESENT);
    }

    @Override
    public final @Nullable T find(long max, Filter filter) {
        return find(max, filter.number);
    }

    private @Nullable T find(long max, int number) {
        long left = ahead;
        Object[] known = leaf;
        if (left != 0 && number == filtered && known != null) {
            int slot = Long.numberOfTrailingZeros(left);
            Object value = known[slot];
            if (view.isCurrent(stamp)) {
                long at = leafFirst | slot;
                if (Long.compareUnsigned(at, max) > 0) {
                    return null;
                }
                index = at;
                unsettled = true;
                ahead = left & (left - 1);
                return view.value(value);
            }
        }
        return search(max, number, false);
    }

    @Override
    public final @Nullable T findConflict() {
        return search(0, Finder.PRESENT, true);
    }

    /**
     * Searches from the root on: for the next entry up to an index, or for the next conflict.
     *
     * <p>One method, and not one for each paragraph, for HotSpot's sake: more than 325 bytes of code are never made part of a
     * caller. {@link #find}, compiled with this in it, would exceed the 2,500 bytes up to which it becomes part of its
     * caller's loop in turn; a step that is called takes half as long again.
     */
    private @Nullable T search(long max, int number, boolean forConflicts) {
        settle();
        boolean fresh = forConflicts
                ? state != State.IN_CONFLICTS
                : state == State.FRESH || state == State.ENDED;
        long blockFirst = blockFirst(index, span);
        long from = !fresh ? last + 1 : forConflicts ? blockFirst : index;
        long to = forConflicts ? blockLast(blockFirst, span) : max;
        boolean ended = fresh ? !forConflicts && state == State.ENDED : last == XArray.MAX_INDEX;

        Object found = null;
        long begun = view.beginLongRead();
        try {
            Root root = view.root(); // is refused where every read is
            ahead = 0;
            leaf = null;
            finder.restart(root, number);
            if (!ended && finder.seek(from, to)) {
                found = finder.value();
                leaf = describeLeaf(view.stamp(root), number);
                met(finder.index(), finder.first(), finder.last(), finder.order());
            }
        } finally {
            finder.forget();
            view.endLongRead(begun);
        }

        Object[] reached = leaf;
        if (forConflicts) {
            if (found == null) {
                begin();
            } else {
                state = State.IN_CONFLICTS;
            }
        } else if (found != null) {
            index = met;
            state = State.STEPPED;
            // By the slots, not by max: a later search may go further.
            ahead = reached == null ? 0 : heads & (-2L << (int) last);
        } else if (!fresh) {
            state = State.STEPPED;
        }
        return view.value(found);
    }

    @Override
    public final boolean isMarked(Mark mark) {
        return view.isMarked(met(), mark);
    }

    @Override
    public final boolean isReserved() {
        return view.isReserved(met());
    }

    /** Returns where the entry under the cursor was met. */
    final long met() {
        settle();
        return met;
    }

    /** Makes the entry under the cursor the block of its span, or the entry already there if that is larger. */
    final void metBlock() {
        settle();
        long blockFirst = blockFirst(index, span);
        if (order < span || Long.compareUnsigned(last, blockFirst) < 0) {
            met(index, blockFirst, blockLast(blockFirst, span), span);
        } else {
            met(index, first, last, order);
        }
        state = State.STEPPED;
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
