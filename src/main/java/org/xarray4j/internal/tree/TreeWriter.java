package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * All writes of one array's tree, in terms of bare objects: what the public classes call.
 *
 * <p>{@link #begin} takes the published root; the writes that follow belong to one version; {@link #seal} answers its
 * root for the caller to publish before {@link #finish}; {@link #drop} forgets it. An operation that throws while it prepares has changed
 * nothing; one that throws while it edits dooms the version, which the caller must drop.
 *
 * <p>Guarded by: the writer lock.
 */
public final class TreeWriter {
    final Draft draft;
    /** Null where values are released: it discards nothing. */
    private final @Nullable Overwrite overwrite;

    private final BucketEdit buckets;
    private final PointEdit point;
    private final RangeEdit range;
    private final SplitEdit split;
    private final FreeFinder free = new FreeFinder();
    private final boolean zeroBusy;

    /** Is told of what is freed, and asked before an index is handed out; null where an index is free at once. */
    private final @Nullable Resting resting;

    private @Nullable Finder used;
    private boolean succeeded;
    private boolean stored;

    /**
     * Creates the writer of an array.
     *
     * @param charge whom nodes are charged to
     * @param probe is told before each allocation
     * @param gate answers when replaced nodes may be used again
     * @param releasing whether discarded values are collected
     * @param zeroBusy whether index 0 counts as in use even when nothing is there
     * @param resting which freed indices are not to be handed out yet; null for none
     */
    public TreeWriter(
            Charge charge,
            AllocationProbe probe,
            ReuseGate gate,
            boolean releasing,
            boolean zeroBusy,
            @Nullable Resting resting) {
        NodePool pool = new NodePool(charge, probe);
        draft = new Draft(pool, probe, releasing, gate);
        overwrite = releasing ? null : new Overwrite(draft);
        buckets = new BucketEdit(draft);
        point = new PointEdit(draft, buckets, releasing);
        range = new RangeEdit(draft, buckets, releasing);
        split = new SplitEdit(draft, buckets, releasing);
        this.zeroBusy = zeroBusy;
        this.resting = resting;
    }

    /**
     * Begins on what is published. A version that is still there is dropped first: whoever wrote it was broken off, and then
     * broken off again before it could {@link #finish} or {@link #drop} it, as happens when there is no stack left.
     */
    public void begin(Root published) {
        if (draft.isUnended()) {
            drop();
        }
        draft.begin(published);
    }

    /** Returns what the writes so far have made of it. */
    public Root root() {
        return draft.root();
    }

    /** Returns the root of the version, or null when nothing was changed; then {@link #finish}. Cannot fail. */
    public @Nullable Root seal() {
        return draft.seal();
    }

    /** Ends the version, after its root was published if there is one. Cannot fail. */
    public void finish() {
        draft.finish();
        forgetLeaf();
    }

    /**
     * Checks the published version, the one being written if there is one, and everything that is kept for reuse: for
     * tests. Costs a walk over all of it.
     *
     * @param published the published version
     * @param held other versions that somebody holds
     * @throws IllegalStateException which names the first promise that is not kept
     */
    public void validate(Root published, Root... held) {
        validate(EntryCheck.NONE, published, held);
    }

    /** The same, and that each entry of these versions passes a check. */
    public void validate(EntryCheck entries, Root published, Root... held) {
        KeptValidator.validate(draft, entries, published, held);
    }

    /** Lets go of the nodes that are kept for reuse. */
    public void trim() {
        draft.trim();
    }

    /** Forgets the version, if there is one. Cannot fail. */
    public void drop() {
        draft.drop();
        if (resting != null) {
            resting.forgetSearches(); // what this version had allocated is free
        }
        forgetLeaf();
    }

    private void forgetLeaf() {
        if (overwrite != null) {
            overwrite.forget();
        }
    }

    /** Returns whether an edit was broken off half-way, so that nothing but {@link #drop} makes sense. */
    public boolean isTorn() {
        return draft.isTorn();
    }

    /** Returns what the sealed version has discarded, or null; each is to be released by the caller. */
    public @Nullable Discards takeDiscards() {
        return draft.discarding.take();
    }

    /** Returns whether the value that the last write handed out is the caller's by that. */
    public boolean handedOver() {
        return draft.discarding.handedOver();
    }

    /** Returns whether the last compare-and-exchange or removal took place. */
    public boolean succeeded() {
        return succeeded;
    }

    /**
     * Returns whether the last store or compare-and-exchange has stored its value. Not if that was there and the array's: to
     * store it over itself changes nothing.
     */
    public boolean stored() {
        return stored;
    }

    /** Returns a number that is another one after each edit, whatever becomes of its version. */
    public long edits() {
        return draft.edits();
    }

    /** Returns the value at an index, as this version has it. */
    public @Nullable Object get(long index) {
        return Walk.get(root(), index);
    }

    /** Stores a value; returns the one it replaces, or null. */
    public @Nullable Object store(long index, Object value, boolean handOut) {
        if (overwrite != null) {
            Object overwritten = overwrite.tryStore(index, value);
            if (overwritten != Overwrite.DECLINED) {
                stored = overwritten != value;
                return overwritten;
            }
        }
        draft.locate(index);
        Object before = draft.value();
        stored = isToStore(before, value);
        if (stored) {
            point.put(index, value, handOut);
        }
        return before;
    }

    /** Returns whether a value is another than the one located, or that is a caller's and so becomes the array's again. */
    private boolean isToStore(@Nullable Object located, Object value) {
        if (located != value) {
            return true;
        }
        CountedWide counted = draft.counted();
        return counted != null && counted.isHandedOut(draft.version());
    }

    /**
     * Stores a value as one entry over an aligned block, or over the entry that covers the block; returns whether it was
     * not there and the array's already.
     */
    public boolean storeBlock(long first, int order, Object value) {
        draft.locate(first);
        if (order > draft.order()) {
            range.set(first, Index.blockLast(first, order), value);
            return true;
        }
        if (!isToStore(draft.value(), value)) {
            return false;
        }
        point.put(first, value, false);
        return true;
    }

    /** Erases an aligned block, or the entry that covers it; returns whether anything was there. */
    public boolean eraseBlock(long first, int order) {
        draft.locate(first);
        if (order <= draft.order()) {
            boolean used = draft.isUsed();
            if (used) {
                restLocated(first);
                point.erase(first, false);
            }
            return used;
        }
        draft.locate(first, Index.levelOf(order));
        boolean used = draft.isUsedWithin(Index.levelOf(order), Index.runOf(order));
        if (used) {
            eraseRange(first, Index.blockLast(first, order));
        }
        return used;
    }

    /**
     * Makes, in the open version, whatever stores at the free indices of an aligned block may need. Until the version ends these
     * cannot fail, as long as nothing else is written.
     */
    public void createRange(long first, int order) {
        draft.open();
        long last = Index.blockLast(first, order);
        int leaves = 1 << Math.max(0, order - Index.BITS);
        for (int leaf = 0; leaf < leaves; leaf++) {
            buckets.expand(first + ((long) leaf << Index.BITS));
        }
        int nodes = Index.MAX_HEIGHT; // by which the tree may grow
        for (int level = 0; level < Index.MAX_HEIGHT; level++) {
            int most = 1 << Math.max(0, order - Index.shift(level + 1));
            draft.pool.ensureRoom(level, most);
            nodes += most;
        }
        draft.pool.stock(nodes);
        draft.setRange(first, last);
    }

    /**
     * Cuts the entry at an index into entries of a lesser order; returns false when there is none of a greater order.
     */
    public boolean split(long index, int order) {
        return split.split(index, order);
    }

    /**
     * Cuts the entry that covers an aligned block so that the block is an entry of its own; returns false when there is
     * none of a greater order.
     */
    public boolean splitOff(long first, int order) {
        return range.splitOff(first, order);
    }

    /** Stores a value where nothing is; returns whether it did. */
    public boolean insert(long index, Object value) {
        draft.locate(index);
        if (isBusy(index)) {
            return false;
        }
        point.fill(index, value, null);
        return true;
    }

    /** Replaces what is identical to {@code expected}; returns what was there. */
    public @Nullable Object compareAndExchange(
            long index, @Nullable Object expected, @Nullable Object value, boolean handOut) {
        draft.locate(index);
        Object before = draft.value();
        succeeded = before == expected && (expected != null || !isBusy(index));
        stored = false;
        if (succeeded && value != null) {
            stored = isToStore(before, value);
            if (stored) {
                point.put(index, value, handOut);
            }
        } else if (succeeded && before != null) {
            restLocated(index);
            point.erase(index, handOut);
        }
        return before;
    }

    /** Erases the entry or reservation at an index; returns the value that was there, or null. */
    public @Nullable Object remove(long index, boolean handOut) {
        draft.locate(index);
        Object before = draft.value();
        succeeded = draft.isUsed();
        if (succeeded) {
            restLocated(index);
            point.erase(index, handOut);
        }
        return before;
    }

    /** Takes the value out of an index, which is reserved from then on. */
    public @Nullable Object vacate(long index) {
        draft.locate(index);
        Object before = draft.value();
        if (zeroBusy && index == 0 && draft.order() == 0) {
            // Without a value it counts as reserved by itself.
            if (before != null) {
                point.erase(index, true);
            }
        } else if (before != null) {
            point.vacate(index);
        } else if (!draft.isUsed()) {
            point.fill(index, null, null);
        }
        return before;
    }

    /** Reserves an index in the name of a ticket where nothing is; returns whether it did. */
    public boolean reserve(long index, Ticket ticket) {
        draft.locate(index);
        if (isBusy(index)) {
            return false;
        }
        point.fill(index, null, ticket);
        return true;
    }

    /** Frees an index if it is reserved; returns whether it was. */
    public boolean unreserve(long index) {
        draft.locate(index);
        if (!draft.isReserved()) {
            return false;
        }
        restLocated(index);
        point.erase(index, false);
        return true;
    }

    /** Stores a value at an index that a ticket still reserves; returns whether it does. */
    public boolean redeem(long index, Ticket ticket, Object value) {
        draft.locate(index);
        if (draft.owner() != ticket) {
            return false;
        }
        point.put(index, value, false);
        return true;
    }

    /** Frees an index that a ticket still reserves; returns whether it does. */
    public boolean cancel(long index, Ticket ticket) {
        draft.locate(index);
        if (draft.owner() != ticket) {
            return false;
        }
        restLocated(index);
        point.erase(index, false);
        return true;
    }

    /**
     * Finds the least index from {@code min} to {@code max} that is free and does not rest; {@link #free} is the index.
     */
    public boolean seekFree(long min, long max) {
        long from = zeroBusy && min == 0 ? 1 : min;
        return resting == null
                ? free.seek(root(), from, max)
                : resting.seek(free, root(), from, max);
    }

    /** Returns the index that was found free last. */
    public long free() {
        return free.index();
    }

    /** Fills the index that was found free with a value, or reserves it in the name of a ticket. */
    public void fillFree(@Nullable Object value, @Nullable Ticket ticket) {
        draft.locate(free.index());
        point.fill(free.index(), value, ticket);
    }

    /** Notes, in the open version, whether a cyclic allocation has taken the greatest index of all. */
    public void setWrapped(boolean wrapped) {
        draft.edited().wrapped = wrapped;
    }

    /** Stores a value at every index of a range. */
    public void setRange(long first, long last, Object value) {
        range.set(first, last, value);
    }

    /** Erases every index of a range. */
    public void eraseRange(long first, long last) {
        restUsed(first, last);
        range.erase(first, last);
    }

    /** Erases everything, and forgets a cyclic wrap. */
    public void clear() {
        restUsed(0, -1L);
        destroy();
    }

    /** Clears, of an array that will not hand out an index again. */
    public void destroy() {
        range.eraseAll();
        if (root().wrapped) {
            draft.open();
            setWrapped(false);
        }
    }

    /** Sets or clears a mark; returns whether that was a change. */
    public boolean mark(long index, int mark, boolean on) {
        draft.locate(index);
        return point.mark(index, mark, on);
    }

    /** Clears all marks of the entry at an index; returns whether there were any. */
    public boolean clearMarks(long index) {
        draft.locate(index);
        return point.clearMarks(index);
    }

    /** Has the entry or reservation rest that was located, and is about to be erased. */
    private void restLocated(long index) {
        if (resting != null) {
            int order = draft.order();
            long first = order == Long.SIZE ? 0 : index & (-1L << order);
            resting.add(first, Index.blockLast(first, order));
        }
    }

    /** Has everything in use within a range rest, before that is erased: as many ranges as there are gaps, and one. */
    private void restUsed(long first, long last) {
        if (resting == null) {
            return;
        }
        if (used == null) {
            draft.probe.beforeAllocation();
            used = new Finder();
        }
        used.restart(root(), Finder.USED);
        try {
            long at = first;
            while (used.seek(at, last)) {
                long from = used.index();
                boolean free = this.free.seek(root(), from, last);
                long end = free ? this.free.index() - 1 : last;
                resting.add(from, end);
                if (end == last) {
                    break;
                }
                at = end + 1;
            }
        } finally {
            used.forget(); // also where they cannot rest
        }
    }

    /** Returns whether the located index is in use. */
    private boolean isBusy(long index) {
        return draft.isUsed() || (zeroBusy && index == 0);
    }
}
