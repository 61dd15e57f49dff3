package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * Edits of a whole range: it is cut into the fewest aligned power-of-two blocks, and what reaches across its ends is
 * split first.
 *
 * <p>All blocks hang from the nodes on two ways down, to the first index and to the last. So an edit makes or copies at
 * most two nodes at each level, besides those by which the tree grows, and these are prepared beforehand.
 *
 * <p>Guarded by: the writer lock.
 */
final class RangeEdit {
    /** Each of the two ends cuts one entry. */
    private static final int MOST_SPLITS = 2;

    /** Into how many pieces one node's slots of an entry are cut on one side of a boundary, at most. */
    private static final int MOST_PIECES = 6;

    private final Draft draft;
    private final BucketEdit buckets;
    private final BucketRangeEdit within;
    private final Fold fold;
    private final boolean releasing;

    RangeEdit(Draft draft, BucketEdit buckets, boolean releasing) {
        this.draft = draft;
        this.buckets = buckets;
        this.within = new BucketRangeEdit(draft, buckets);
        this.fold = new Fold(draft, buckets);
        this.releasing = releasing;
    }

    /** Stores a value at every index from {@code first} to {@code last}. */
    void set(long first, long last, Object value) {
        draft.open();
        fold.foldNoted(first, last);
        if (within.trySet(first, last, value)) {
            return;
        }
        expandEnds(first, last);
        Root root = draft.edited();
        int blocks = 0;
        int widest = 0;
        long at = first;
        while (true) {
            int order = Index.blockOrder(at, last);
            widest = Math.max(widest, Index.levelOf(order));
            blocks++;
            long end = Index.blockLast(at, order);
            if (end == last) {
                break;
            }
            at = end + 1;
        }
        int height = Math.max(
                root.isEmpty() ? 1 : root.height, Math.max(Index.heightFor(last), widest + 1));
        prepare(first, last, height);
        boolean owned = releasing && first != last;
        Wide wide = null;
        if (owned || widest > 0) {
            draft.probe.beforeAllocation();
            wide = releasing ? new CountedWide(value, blocks) : new Wide(value);
        }
        draft.startEdit();
        if (root.isEmpty() || root.height < height) {
            draft.growTo(height);
        }
        splitEnds(first, last);
        at = first;
        while (true) {
            int order = Index.blockOrder(at, last);
            putBlock(at, order, value, wide, owned);
            long end = Index.blockLast(at, order);
            if (end == last) {
                break;
            }
            at = end + 1;
        }
        // An entry in the first slot of the top that was split is a child now, which may be all
        // there is.
        draft.shrink();
        draft.finishEdit();
        fold.note(first, last);
    }

    /** Erases every index from {@code first} to {@code last}. */
    void erase(long first, long last) {
        // The root of an open version is edited in place, so it is not kept.
        int height = draft.root().height;
        if (draft.root().isEmpty() || Index.isBeyond(first, height)) {
            return;
        }
        long treeLast = Index.last(height);
        if (first == 0 && Long.compareUnsigned(last, treeLast) >= 0) {
            eraseAll();
            return;
        }
        long reach = Long.compareUnsigned(last, treeLast) < 0 ? last : treeLast;
        draft.open();
        fold.foldNoted(first, reach);
        if (within.trySet(first, reach, null)) {
            return;
        }
        expandEnds(first, reach);
        if (draft.edited().height < height) {
            // What came out of a bucket was all there is.
            erase(first, last);
            return;
        }
        prepare(first, reach, height);
        draft.startEdit();
        splitEnds(first, reach);
        long at = first;
        while (true) {
            int order = Index.blockOrder(at, reach);
            eraseBlock(at, order);
            long end = Index.blockLast(at, order);
            if (end == reach) {
                break;
            }
            at = end + 1;
        }
        draft.shrink();
        draft.finishEdit();
        fold.note(first, reach);
    }

    /**
     * Cuts the entry that covers an aligned block, so that the block becomes an entry of its own and the rest the fewest
     * that it can be; returns false when no larger entry is there.
     */
    boolean splitOff(long first, int order) {
        draft.locate(first);
        if (draft.order() <= order) {
            return false;
        }
        long last = Index.blockLast(first, order);
        draft.open();
        expandEnds(first, last);
        prepare(first, last, draft.edited().height);
        draft.startEdit();
        splitEnds(first, last);
        draft.shrink();
        draft.finishEdit();
        fold.note(first, last);
        return true;
    }

    /** Erases everything. */
    void eraseAll() {
        if (draft.root().isEmpty()) {
            return;
        }
        draft.open();
        draft.discarding.prepare(1, 0);
        draft.discarding.prepareSubtrees();
        draft.startEdit();
        Root root = draft.edited();
        draft.discarding.subtree(root.top, root.height - 1, null);
        draft.makeEmpty();
        draft.finishEdit();
    }

    /**
     * Sees to it that only whole nodes lead to both ends. Then every bucket and every skip lies within one of the blocks or
     * beside the range, since all are aligned.
     */
    private void expandEnds(long first, long last) {
        buckets.expand(first);
        buckets.expand(last);
    }

    private void prepare(long first, long last, int height) {
        Root root = draft.edited();
        int firstLevel = Index.levelOf(Index.blockOrder(first, last));
        int lastLevel = Index.levelOf(Index.lastBlockOrder(first, last));
        for (int at = 0; at < height; at++) {
            boolean together =
                    at == Index.MAX_HEIGHT - 1 || (first ^ last) >>> Index.shift(at + 1) == 0;
            int wanted = at >= firstLevel ? 1 : 0;
            if (at >= lastLevel && !(together && at >= firstLevel)) {
                wanted++;
            }
            // The top of a tree that was empty is the first node of both ways.
            if (at >= root.height && !root.isEmpty()) {
                wanted++;
            }
            draft.pool.ensure(at, wanted);
        }
        if (releasing || hasOwners(first) || hasOwners(last)) {
            draft.pool.ensureOwners(2);
        }
        if (draft.discarding.isReleasing()) {
            draft.discarding.prepare(mostDiscards(first, last), MOST_SPLITS);
        }
        draft.discarding.prepareSubtrees();
    }

    /**
     * Returns how many entries and subtrees a range can cover at most: those that hang from the nodes on the way to one of
     * its ends, and the pieces of what is cut there.
     */
    private int mostDiscards(long first, long last) {
        return hanging(first) + hanging(last) + 2;
    }

    private int hanging(long end) {
        draft.locate(end);
        int top = draft.root().height - 1;
        if (draft.isBeyond()) {
            return hanging(draft.root().top, top);
        }
        int count = MOST_PIECES * (draft.level() + 1);
        for (int at = top; at >= draft.level(); at--) {
            count += hanging(draft.node(at), at);
        }
        return count;
    }

    private static int hanging(Object[] node, int level) {
        Meta meta = Node.meta(node);
        long heads = meta.present & ~meta.tail;
        int count = Long.bitCount(heads);
        for (; level > 0 && heads != 0; heads &= heads - 1) {
            if (node[Long.numberOfTrailingZeros(heads)] instanceof Bucket bucket) {
                count += bucket.size() - 1;
            }
        }
        return count;
    }

    private boolean hasOwners(long index) {
        draft.locate(index);
        return !draft.isBeyond() && draft.meta().owners != null;
    }

    private void splitEnds(long first, long last) {
        split(first, first);
        if (last != -1L) {
            split(last + 1, last);
        }
    }

    /**
     * Cuts the entry that reaches across a boundary, if one does. Outside the range its pieces keep value and marks; the
     * number of its pieces is all that a reader could tell.
     *
     * @param boundary the index before which to cut
     * @param within an index on the side of the range
     */
    private void split(long boundary, long within) {
        draft.locate(within);
        if (!draft.isUsed()) {
            return;
        }
        int level = draft.level();
        int head = draft.head();
        int run = draft.meta().run(head);
        long entryFirst = Index.nodeFirst(within, level) | (long) head << Index.shift(level);
        long entryEnd = entryFirst + ((long) run << Index.shift(level));
        if (boundary == entryFirst || boundary == entryEnd) {
            return;
        }
        draft.own(within, level);
        Object[] node = draft.node();
        Meta meta = draft.meta();
        Object element = node[head];
        Wide wide = level > 0 ? (Wide) element : draft.owner() instanceof Wide owner ? owner : null;
        if (wide instanceof CountedWide counted) {
            counted.cut();
        }
        int marks = marks(meta, Meta.mask(head, run));
        meta.clearMarks(Meta.mask(head, run));
        draft.setOwner(meta, head, null);
        int pieces = 0;
        while (Index.slotFirst(boundary, level) != boundary) {
            // The boundary lies within a slot: that becomes a child, which is cut in its turn.
            int slot = Index.slot(within, level);
            pieces += cut(node, level, head, slot, marks, wide);
            pieces += cut(node, level, slot + 1, head + run, marks, wide);
            level--;
            Object[] child = draft.take(level);
            Node.fill(child, 0, Node.SLOTS, level == 0 && wide != null ? wide.value : wide);
            long bit = 1L << slot;
            meta.tail &= ~bit;
            addMarks(meta, slot, marks);
            node[slot] = child;
            meta.present |= bit;
            draft.edited().nodes++;
            node = child;
            meta = Node.meta(node);
            head = 0;
            run = Node.SLOTS;
        }
        int slot = Index.slot(boundary, level);
        pieces += cut(node, level, head, slot, marks, wide);
        pieces += cut(node, level, slot, head + run, marks, wide);
        if (element != null) {
            draft.addSize(pieces - 1);
            draft.discarding.split(wide, pieces - 1);
        }
    }

    /** Cuts slots of one entry into the fewest aligned power-of-two runs; returns how many. */
    private int cut(Object[] node, int level, int from, int to, int marks, @Nullable Wide wide) {
        Meta meta = Node.meta(node);
        int pieces = 0;
        for (int at = from; at < to; pieces++) {
            int aligned = at == 0 ? Node.SLOTS : Integer.lowestOneBit(at);
            int run = Math.min(aligned, Integer.highestOneBit(to - at));
            long mask = Meta.mask(at, run);
            meta.tail = (meta.tail & ~mask) | (mask & ~(1L << at));
            addMarks(meta, at, marks);
            if (level == 0 && releasing) {
                draft.setOwner(meta, at, wide);
            }
            at += run;
        }
        return pieces;
    }

    private void putBlock(long first, int order, Object value, @Nullable Wide wide, boolean owned) {
        int bottom = Index.levelOf(order);
        int run = Index.runOf(order);
        Object element = bottom == 0 ? value : wide;
        draft.locate(first, bottom);
        int level = draft.level();
        draft.own(first, level);
        Object[] node = draft.node();
        int slot = draft.slot();
        if (level > bottom) {
            // After the split nothing is here: whatever overlapped the block lies within it.
            Object[] child = draft.chain(first, level - 1, bottom, run, element);
            Node.link(node, level, slot, child);
            Object[] end = child;
            for (int at = level - 1; at > bottom; at--) {
                end = (Object[]) end[Index.slot(first, at)];
            }
            node = end;
            slot = Index.slot(first, bottom);
        } else {
            long mask = Meta.mask(slot, run);
            Meta meta = draft.meta();
            int marks = marks(meta, mask);
            discard(node, level, mask, value);
            draft.blank(node, mask);
            Node.fill(node, slot, run, element);
            addMarks(meta, slot, marks);
        }
        if (bottom == 0) {
            draft.setOwner(Node.meta(node), slot, owned ? wide : null);
        }
        draft.addSize(1);
        draft.propagate(first, level);
    }

    private void eraseBlock(long first, int order) {
        int bottom = Index.levelOf(order);
        draft.locate(first, bottom);
        if (draft.isBeyond() || draft.level() > bottom) {
            return;
        }
        Meta meta = draft.meta();
        long mask = Meta.mask(draft.slot(), Index.runOf(order));
        if ((meta.used() & mask) == 0) {
            return;
        }
        discard(draft.node(), bottom, mask, null);
        draft.clear(first, mask);
    }

    /** Takes whatever stands in some slots out of the counts, and notes that it is gone. */
    private void discard(Object[] node, int level, long mask, @Nullable Object keep) {
        Meta meta = Node.meta(node);
        for (long heads = meta.present & mask & ~meta.tail; heads != 0; heads &= heads - 1) {
            int slot = Long.numberOfTrailingZeros(heads);
            if (level > 0 && node[slot] instanceof Object[] child) {
                draft.discarding.subtree(child, level - 1, keep);
            } else if (level > 0 && node[slot] instanceof Skip skip) {
                draft.discarding.subtree(skip.node(), skip.level, keep);
            } else if (level > 0 && node[slot] instanceof Bucket bucket) {
                draft.discarding.bucket(bucket, keep);
            } else {
                draft.addSize(-1);
                draft.discarding.entry(node, level, slot, false, keep);
            }
        }
    }

    /** Returns which marks any of some slots bears, a bit for each. */
    static int marks(Meta meta, long mask) {
        int marks = 0;
        for (int mark = 0; mark < 3; mark++) {
            marks |= (meta.mark(mark) & mask) != 0 ? 1 << mark : 0;
        }
        return marks;
    }

    static void addMarks(Meta meta, int slot, int marks) {
        for (int mark = 0; mark < 3; mark++) {
            if ((marks >>> mark & 1) != 0) {
                meta.setMark(mark, meta.mark(mark) | 1L << slot);
            }
        }
    }
}
