package org.xarray4j.internal.tree;

/**
 * Makes buckets again of nodes in which few entries are left, or came to be: after a range was written, around its two
 * ends.
 *
 * <p>A range is written into whole nodes, which are made for it on the ways to its ends. Where sparse ranges are many these
 * would be nearly all there is. So the ends are noted, and the next range first looks there: from the lowest node on the
 * way upwards it takes ever larger blocks of indices, as long as few enough entries are in them, and makes a bucket of the
 * one that saves most. Not at once, for two reasons. A write that has succeeded must not fail for that. And
 * neighbouring ranges are often written one after the other: then one look at the end serves them all.
 *
 * <p>It changes nothing that a reader could tell.
 *
 * <p>Guarded by: the writer lock.
 */
final class Fold {
    /** How many entries become a bucket at most: there is room then for more, before that has to be split again. */
    private static final int MOST = Bucket.MOST * 3 / 4;

    /** Ends that agree in all but so many bits are near each other. */
    private static final int NEAR = Index.BITS;

    private static final int SKIP_BYTES = 40;
    private static final int OWNERS_BYTES = 304;

    private final Draft draft;
    private final BucketEdit buckets;

    /** The ends of the range that was written last. */
    private long first;

    private long last;
    private boolean pending;

    /** How many bytes the block takes that was gathered, and as how many nodes it counts; of these, how many are the version's own. */
    private long bytes;

    private long units;
    private long own;

    Fold(Draft draft, BucketEdit buckets) {
        this.draft = draft;
        this.buckets = buckets;
    }

    /** Notes the ends of a range that was written. */
    void note(long writtenFirst, long writtenLast) {
        first = writtenFirst;
        last = writtenLast;
        pending = true;
    }

    /** Looks at what was noted, unless a range is about to be written near. Prepares, in an open version. */
    void foldNoted(long nextFirst, long nextLast) {
        if (!pending) {
            return;
        }
        boolean firstWaits = isNear(first, nextFirst) || isNear(first, nextLast);
        boolean lastWaits = isNear(last, nextFirst) || isNear(last, nextLast);
        if (!firstWaits) {
            fold(first);
        }
        if (!lastWaits && !isNear(first, last)) {
            fold(last);
        }
        pending = firstWaits || lastWaits;
    }

    private static boolean isNear(long one, long other) {
        return (one ^ other) >>> NEAR == 0;
    }

    /** Makes a bucket around an index, if that saves anything. */
    private void fold(long index) {
        draft.locate(index);
        if (draft.isBeyond() || draft.root().isEmpty()) {
            return;
        }
        try {
            int best = bestOrder(index);
            if (best >= 0) {
                fold(index, best);
            }
        } finally {
            draft.entries().clear();
        }
    }

    /** Returns the order of the block around the located index that saves most as a bucket, or -1. */
    private int bestOrder(long index) {
        EntryList list = draft.entries();
        int height = draft.root().height;
        int best = -1;
        long most = 0;
        long before = 0;
        for (int level = draft.level(); level < height; level = draft.above(level)) {
            if (level == 0) {
                continue;
            }
            Object[] node = draft.node(level);
            Meta meta = Node.meta(node);
            int slot = Index.slot(index, level);
            int largest = level == Index.MAX_HEIGHT - 1 ? 8 : Node.SLOTS / 2;
            for (int run = 1; run <= largest; run <<= 1) {
                int head = slot & -run;
                long mask = Meta.mask(head, run);
                if (meta.run(meta.head(slot)) > run) {
                    continue;
                }
                int order = Index.shift(level) + Integer.numberOfTrailingZeros(run);
                if ((meta.used() & mask) == before && run > 1) {
                    // Nothing but free indices more: room for what may come.
                    best = best == order - 1 ? order : best;
                    continue;
                }
                before = meta.used() & mask;
                list.clear();
                bytes = 0;
                units = 0;
                if (!gather(node, level, Index.nodeFirst(index, level), mask)) {
                    return best;
                }
                int size = list.size();
                if (size > 0 && list.order(0) < order) {
                    long saved = bytes - 2L * Bucket.bytes(size);
                    if (saved > most) {
                        most = saved;
                        best = order;
                    }
                }
            }
        }
        return best;
    }

    /** Gathers the entries in some slots; returns false when they cannot be in a bucket, or are too many. */
    private boolean gather(Object[] node, int level, long nodeFirst, long mask) {
        EntryList list = draft.entries();
        Meta meta = Node.meta(node);
        if ((meta.reserved() & mask) != 0) {
            return false;
        }
        if (meta.owners != null) {
            count(OWNERS_BYTES, 0, false);
        }
        long heads = meta.present & ~meta.tail & mask;
        if (level == 0 && Long.bitCount(heads) >= Bucket.DENSE) {
            return false;
        }
        for (; heads != 0; heads &= heads - 1) {
            int slot = Long.numberOfTrailingZeros(heads);
            Object element = node[slot];
            long at = nodeFirst | (long) slot << Index.shift(level);
            boolean few;
            if (level > 0 && element instanceof Object[] child) {
                count(Node.BYTES, 1, isOwn(child));
                few = gather(child, level - 1, at, -1L);
            } else if (level > 0 && element instanceof Skip skip) {
                count(Node.BYTES + SKIP_BYTES, 1, isOwn(skip.node()));
                few = gather(skip.node(), skip.level, skip.first, -1L);
            } else if (level > 0 && element instanceof Bucket bucket) {
                count(
                        2L * Bucket.bytes(bucket.size()) - 1,
                        bucket.units(),
                        bucket.isBorn(draft.version()));
                few = list.size() + bucket.size() <= MOST;
                if (few) {
                    list.add(bucket, 0, bucket.size());
                }
            } else {
                few = list.size() < MOST;
                if (few) {
                    int order = Index.shift(level) + Integer.numberOfTrailingZeros(meta.run(slot));
                    list.add(
                            at,
                            order,
                            RangeEdit.marks(meta, 1L << slot),
                            holder(meta, level, slot, element));
                }
            }
            if (!few) {
                return false;
            }
        }
        return true;
    }

    private void count(long moreBytes, long moreUnits, boolean isOwn) {
        bytes += moreBytes;
        units += moreUnits;
        own += isOwn ? moreUnits : 0;
    }

    private boolean isOwn(Object[] node) {
        return Node.meta(node).birth == draft.version();
    }

    /** Returns what a bucket has for an element of a node. */
    private Object holder(Meta meta, int level, int slot, Object element) {
        Object holder = level == 0 ? Discards.holder(meta, slot, element) : element;
        if (holder instanceof CountedWide counted) {
            return counted.isWhole() ? counted.value : counted;
        }
        return level == 0 ? element : ((Wide) element).value;
    }

    /** Makes a bucket of a block around an index. */
    private void fold(long index, int order) {
        EntryList list = draft.entries();
        int level = Index.levelOf(order);
        int run = Index.runOf(order);
        draft.locate(index, level);
        int head = draft.slot() & -run;
        long mask = Meta.mask(head, run);
        list.clear();
        bytes = 0;
        units = 0;
        own = 0;
        if (!gather(draft.node(), level, Index.nodeFirst(index, level), mask)) {
            throw new IllegalStateException("a block was few entries just now");
        }
        draft.open();
        Bucket bucket = buckets.tryMake(level, order, list);
        if (bucket == null) {
            return; // to save room is no reason to fail
        }
        draft.startEdit();
        draft.own(index, level);
        Object[] node = draft.node();
        draft.blank(node, mask);
        Node.link(node, level, head, run, bucket);
        draft.adopt(bucket);
        draft.edited().nodes -= units;
        draft.unborn(own);
        draft.propagate(index, level);
        draft.finishEdit();
    }
}
