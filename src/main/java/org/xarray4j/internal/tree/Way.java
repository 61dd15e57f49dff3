package org.xarray4j.internal.tree;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way from a root to the slot that decides an index, and what is there.
 *
 * <p>Guarded by: the writer lock.
 */
abstract class Way {
    /** The nodes on the way by their levels; null where a skip leads past. */
    final Object[] @Nullable [] path = new Object[Index.MAX_HEIGHT][];

    /** By which skip the way came to the node of a level; null where the node is a child of the one above. */
    final @Nullable Skip[] skips = new @Nullable Skip[Index.MAX_HEIGHT];

    /** What takes the place of a skip when the node it leads to is copied, by the level of that. */
    final @Nullable Skip[] spareSkips = new @Nullable Skip[Index.MAX_HEIGHT];

    /** Where {@link #locate} came to: the level, or the tree's height when the index lies beyond the tree. */
    private int level;

    private int slot;

    /** The index that was located. */
    private long locatedIndex;

    /** The level of the highest slot on the way in which a skip stands, whether it leads to the index or not; or -1. */
    private int skipLevel;

    /** Whether there is anything on the way that was noted. */
    private boolean located;

    /** Returns the version that is walked. */
    abstract Root root();

    /** Walks to the slot that decides an index and remembers the way. */
    void locate(long index) {
        locate(index, 0);
    }

    /** Walks to the slot of an index at a given level, or to a higher one where the tree has nothing as deep. */
    void locate(long index, int down) {
        locatedIndex = index;
        skipLevel = -1;
        located = true;
        Root root = root();
        int at = root.height - 1;
        if (Index.isBeyond(index, root.height)) {
            level = root.height;
            return;
        }
        Object[] node = root.top;
        path[at] = node;
        skips[at] = null;
        while (at > down) {
            Object element = node[Index.slot(index, at)];
            if (element instanceof Object[] child) {
                node = child;
                at--;
                skips[at] = null;
            } else if (element instanceof Skip skip) {
                skipLevel = Math.max(skipLevel, at);
                if (skip.level < down || !skip.covers(index)) {
                    break;
                }
                Arrays.fill(path, skip.level + 1, at, null);
                node = skip.node();
                at = skip.level;
                skips[at] = skip;
            } else {
                break;
            }
            path[at] = node;
        }
        level = at;
        slot = Index.slot(index, at);
    }

    /** Returns the level of the highest slot on the way to what was located in which a skip stands, or -1. */
    int skipLevel() {
        return skipLevel;
    }

    /** Returns the level of the next node above one on the way; the tree's height when there is none. */
    final int above(int at) {
        int height = root().height;
        int above = at + 1;
        while (above < height && path[above] == null) {
            above++;
        }
        return above;
    }

    /** Lets go of the nodes on the way, so that they keep nothing alive that was erased. */
    void forgetPath() {
        if (located) {
            located = false;
            Arrays.fill(path, null);
            Arrays.fill(skips, null);
            Arrays.fill(spareSkips, null);
        }
    }

    boolean isBeyond() {
        return level == root().height;
    }

    int level() {
        return level;
    }

    int slot() {
        return slot;
    }

    Object[] node(int at) {
        return Objects.requireNonNull(path[at], "nothing was located at that level");
    }

    Object[] node() {
        return node(level);
    }

    Meta meta() {
        return Node.meta(node());
    }

    /** Returns the first slot of the entry that was located. */
    int head() {
        return meta().head(slot);
    }

    /** Returns what stands in the interior slot that was located; null when that is a leaf's, or beyond the tree. */
    private @Nullable Object interior() {
        return level == 0 || isBeyond() ? null : node()[slot];
    }

    /** Returns the bucket that was located, whether it has the index or not; null when that is none. */
    @Nullable Bucket bucket() {
        return interior() instanceof Bucket bucket ? bucket : null;
    }

    /** Returns the skip that was located, which does not lead to the index; null when that is none. */
    @Nullable Skip skip() {
        return interior() instanceof Skip skip ? skip : null;
    }

    /** Returns the value that was located, or null. */
    @Nullable Object value() {
        if (isBeyond()) {
            return null;
        }
        Object element = node()[slot];
        return level == 0 ? element : Walk.irregular(element, locatedIndex);
    }

    /** Returns whether what was located is a reserved slot. */
    boolean isReserved() {
        return !isBeyond() && (meta().reserved() >>> slot & 1) != 0;
    }

    /** Returns whether anything is where was located: a value, a reservation or a child. */
    boolean isUsed() {
        if (isBeyond()) {
            return false;
        }
        Object element = interior();
        if (element instanceof Bucket bucket) {
            return bucket.contains(locatedIndex);
        }
        return !(element instanceof Skip) && (meta().used() >>> slot & 1) != 0;
    }

    /** Returns whether anything is in a block of some slots of a level, the first of which was to be located. */
    boolean isUsedWithin(int at, int run) {
        if (isBeyond()) {
            return false;
        }
        if (level > at || (level == at && bucket() != null && meta().run(head()) > run)) {
            return isAround((long) run << Index.shift(at));
        }
        // A block of more than the whole tree begins at its first index.
        return level < at ? !root().isEmpty() : (meta().used() & Meta.mask(slot, run)) != 0;
    }

    /** Returns whether what was located has an entry of less than a slot, from the index on as far as is said. */
    private boolean isAround(long indices) {
        Object element = interior();
        if (element instanceof Bucket bucket) {
            int next = bucket.ceiling(locatedIndex);
            return next < bucket.size()
                    && (Long.compareUnsigned(bucket.first(next), locatedIndex) <= 0
                            || Long.compareUnsigned(bucket.first(next) - locatedIndex, indices)
                                    < 0);
        }
        // What it leads to lies within the block or beside it, since a node is a block as well.
        return element instanceof Skip skip
                && Long.compareUnsigned(skip.first - locatedIndex, indices) < 0;
    }

    /** Returns the order of the entry or reservation that was located; 0 when nothing is there. */
    int order() {
        if (!isUsed()) {
            return 0;
        }
        return interior() instanceof Bucket bucket
                ? bucket.order(bucket.find(locatedIndex))
                : Index.shift(level) + Integer.numberOfTrailingZeros(meta().run(head()));
    }

    /** Returns the range store of which the entry that was located is a counted piece, or null. */
    @Nullable CountedWide counted() {
        Object holder = level == 0 ? owner() : interior();
        if (holder instanceof Bucket bucket) {
            int at = bucket.find(locatedIndex);
            holder = at < 0 ? null : bucket.element(at);
        }
        return holder instanceof CountedWide counted ? counted : null;
    }

    /** Returns the owner of the entry that was located, or null. */
    @Nullable Object owner() {
        Owners owners = level == 0 ? meta().owners : null;
        return owners == null ? null : owners.get(head());
    }
}
