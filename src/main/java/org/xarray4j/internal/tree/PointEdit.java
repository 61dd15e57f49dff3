package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Edits of what is at one index. A multi-index entry is edited as a whole.
 *
 * <p>Guarded by: the writer lock.
 */
final class PointEdit {
    private final Draft draft;
    private final BucketEdit buckets;
    private final boolean releasing;

    PointEdit(Draft draft, BucketEdit buckets, boolean releasing) {
        this.draft = draft;
        this.buckets = buckets;
        this.releasing = releasing;
    }

    /** Replaces the located entry, or fills the located gap or reservation. */
    void put(long index, Object value, boolean handOut) {
        if (draft.isUsed()) {
            replace(index, value, handOut);
        } else {
            fill(index, value, null);
        }
    }

    private void replace(long index, Object value, boolean handOut) {
        draft.open();
        Bucket bucket = draft.bucket();
        if (bucket != null) {
            buckets.replace(index, bucket, value, handOut);
            return;
        }
        int level = draft.level();
        int head = draft.head();
        int run = draft.meta().run(head);
        draft.preparePath(level);
        Wide wide = null;
        if (level > 0 || (releasing && run > 1)) {
            draft.probe.beforeAllocation();
            wide = releasing ? new CountedWide(value, 1) : new Wide(value);
        }
        // A leaf entry of several slots needs an owner to count its pieces, should it be split one
        // day.
        Object owner = level == 0 ? wide : null;
        if (owner != null) {
            draft.pool.ensureOwners(1);
        } else if (draft.owner() != null) {
            draft.prepareOwners();
        }
        draft.discarding.prepare();
        draft.startEdit();
        draft.own(index, level);
        Object[] node = draft.node();
        Meta meta = draft.meta();
        if (node[head] == null) {
            draft.addSize(1);
        }
        draft.discarding.entry(node, level, head, handOut, null);
        Arrays.fill(node, head, head + run, level > 0 ? wide : value);
        meta.present |= Meta.mask(head, run);
        draft.setOwner(meta, head, owner);
        draft.finishEdit();
    }

    /** Puts a value, or a reservation with its ticket or without one, where nothing is. */
    void fill(long index, @Nullable Object value, @Nullable Ticket ticket) {
        draft.open();
        if (value == null && draft.bucket() != null) {
            // There are no reservations in buckets.
            buckets.expandBucket(index);
            draft.locate(index);
        }
        Bucket bucket = draft.bucket();
        if (bucket != null && value != null) {
            buckets.insert(index, bucket, value);
            return;
        }
        if (draft.isBeyond() || draft.root().isEmpty()) {
            fillAbove(index, value, ticket);
        } else if (draft.level() == 0) {
            fillLeaf(index, value, ticket);
        } else if (draft.skip() != null) {
            fillBeside(index, draft.skip(), value, ticket);
        } else {
            fillGap(index, value, ticket);
        }
    }

    /** Fills a slot of the located leaf. */
    private void fillLeaf(long index, @Nullable Object value, @Nullable Ticket ticket) {
        draft.preparePath(0);
        if (ticket != null) {
            draft.pool.ensureOwners(1);
        }
        draft.startEdit();
        draft.own(index, 0);
        fillSlot(draft.node(), index, value, ticket);
        draft.propagate(index, 0);
        draft.finishEdit();
    }

    /** Fills an index that lies beyond the tree, under a new top of which the tree becomes the first child. */
    private void fillAbove(long index, @Nullable Object value, @Nullable Ticket ticket) {
        Root root = edited();
        int top = Index.heightFor(index) - 1;
        if (value != null && draft.isInRange(index)) {
            growByNodes(index, top, value);
            return;
        }
        int below = root.height - 1;
        draft.pool.ensure(top, 1);
        Skip down = null;
        if (!root.isEmpty() && below < top - 1) {
            draft.probe.beforeAllocation();
            down = new Skip(below, 0, draft.version());
        }
        boolean besideLeaf = top == 1 && below == 0 && !root.isEmpty() && Index.slot(index, 1) == 1;
        prepareElement(index, top, besideLeaf, value, ticket);
        draft.startEdit();
        Object[] node = draft.raise(top + 1, down);
        hangElement(node, index, top, value, ticket);
        draft.finishEdit();
    }

    /** Fills an index that lies beyond the tree with nodes at all levels, which are at hand. */
    private void growByNodes(long index, int top, Object value) {
        Root root = edited();
        int from = root.isEmpty() ? top : root.height;
        for (int at = 0; at <= top; at++) {
            draft.pool.ensure(at, at < top && at >= from ? 2 : 1);
        }
        newChain = top > 0;
        draft.startEdit();
        draft.growTo(top + 1);
        hangElement(edited().top, index, top, value, null);
        draft.finishEdit();
    }

    /** Fills an index below a slot in which nothing is. */
    private void fillGap(long index, @Nullable Object value, @Nullable Ticket ticket) {
        int level = draft.level();
        draft.preparePath(level);
        prepareElement(index, level, isBesideLeaf(), value, ticket);
        draft.startEdit();
        draft.own(index, level);
        hangElement(draft.node(), index, level, value, ticket);
        draft.propagate(index, level);
        draft.finishEdit();
    }

    /** Fills an index below a slot from which a skip leads elsewhere, under a node where the two part. */
    private void fillBeside(
            long index, Skip other, @Nullable Object value, @Nullable Ticket ticket) {
        int level = draft.level();
        int parting = Index.levelOf(Long.SIZE - 1 - Long.numberOfLeadingZeros(index ^ other.first));
        draft.preparePath(level);
        draft.pool.ensure(parting, 1);
        Skip skip = null;
        if (parting < level - 1) {
            draft.probe.beforeAllocation();
            skip = new Skip(parting, index, draft.version());
        }
        boolean besideLeaf =
                parting == 1 && Math.abs(Index.slot(index, 1) - Index.slot(other.first, 1)) == 1;
        prepareElement(index, parting, besideLeaf, value, ticket);
        draft.startEdit();
        draft.own(index, level);
        Object[] node = draft.take(parting);
        edited().nodes++;
        Node.link(node, parting, Index.slot(other.first, parting), other.from(parting));
        hangElement(node, index, parting, value, ticket);
        if (skip != null) {
            skip.leadTo(node);
        }
        Node.link(draft.node(), level, draft.slot(), skip == null ? node : skip);
        draft.propagate(index, level);
        // The node where they part may be all there is below the top.
        draft.shrink();
        draft.finishEdit();
    }

    /** Returns whether the slot next to the located one has a leaf: then this one will soon be full as well. */
    private boolean isBesideLeaf() {
        int slot = draft.slot();
        Object[] node = draft.node();
        boolean before = slot > 0 && node[slot - 1] instanceof Object[];
        boolean after = slot < Node.SLOTS - 1 && node[slot + 1] instanceof Object[];
        return draft.level() == 1 && (before || after);
    }

    /** What {@link #prepareElement} has made for {@link #hangElement}. */
    private @Nullable Bucket newBucket;

    private @Nullable Skip newSkip;

    /** Whether there shall be a node at each level. */
    private boolean newChain;

    /**
     * Prepares what leads to an index from a slot, in which nothing is, of a node at some level: a bucket for a value, or a
     * leaf. To be called last, since what it charges is the version's.
     */
    private void prepareElement(
            long index,
            int level,
            boolean besideLeaf,
            @Nullable Object value,
            @Nullable Ticket ticket) {
        newBucket = null;
        newSkip = null;
        newChain = false;
        if (ticket != null) {
            draft.pool.ensureOwners(1);
        }
        if (level == 0) {
            return;
        }
        if (value != null && draft.isInRange(index)) {
            for (int at = 0; at < level; at++) {
                draft.pool.ensure(at, 1);
            }
            newChain = true;
            return;
        }
        if (value != null && !besideLeaf) {
            newBucket = buckets.make(Index.shift(level) + roomOrder(level), index, value);
            return;
        }
        draft.pool.ensure(0, 1);
        if (level > 1) {
            draft.probe.beforeAllocation();
            newSkip = new Skip(0, index, draft.version());
        }
    }

    /** Returns how many slots around one are free as a block, as a power of two, up to half of the node. */
    private int roomOrder(int level) {
        if (draft.isBeyond() || draft.level() != level) {
            return 0;
        }
        long used = draft.meta().used();
        int order = 0;
        int most = level == Index.MAX_HEIGHT - 1 ? 3 : Index.BITS - 1;
        while (order < most && (used & Meta.mask(draft.slot() & (-2 << order), 2 << order)) == 0) {
            order++;
        }
        return order;
    }

    private void hangElement(
            Object[] node, long index, int level, @Nullable Object value, @Nullable Ticket ticket) {
        int slot = Index.slot(index, level);
        Bucket bucket = newBucket;
        if (level == 0) {
            fillSlot(node, index, value, ticket);
        } else if (bucket != null) {
            int run = 1 << (bucket.blockOrder() - Index.shift(level));
            Node.link(node, level, slot & -run, run, bucket);
            draft.adopt(bucket);
            draft.addSize(1);
        } else if (newChain) {
            Node.link(node, level, slot, draft.chain(index, level - 1, 0, 1, value));
            draft.addSize(1);
        } else {
            Object[] leaf = draft.take(0);
            edited().nodes++;
            fillSlot(leaf, index, value, ticket);
            Skip skip = newSkip;
            if (skip != null) {
                skip.leadTo(leaf);
            }
            Node.link(node, level, slot, skip == null ? leaf : skip);
        }
        newBucket = null;
        newSkip = null;
    }

    private void fillSlot(
            Object[] leaf, long index, @Nullable Object value, @Nullable Ticket ticket) {
        int slot = Index.slot(index, 0);
        Node.fill(leaf, slot, 1, value);
        if (ticket != null) {
            draft.setOwner(Node.meta(leaf), slot, ticket);
        }
        if (value != null) {
            draft.addSize(1);
        }
    }

    /** Erases the located entry or reservation. */
    void erase(long index, boolean handOut) {
        draft.open();
        Bucket bucket = draft.bucket();
        if (bucket != null && bucket.size() > 1) {
            buckets.erase(index, bucket, handOut);
            return;
        }
        int level = draft.level();
        int head = draft.head();
        Object[] node = draft.node();
        long mask = Meta.mask(head, draft.meta().run(head));
        int survivor = draft.survivor(index, mask);
        if (survivor < edited().height) {
            draft.preparePath(survivor);
        }
        if (survivor == level) {
            draft.prepareOwners();
        }
        draft.discarding.prepare();
        draft.startEdit();
        if (bucket != null) {
            draft.addSize(-1);
            draft.abandon(bucket);
            draft.discarding.element(bucket.element(0), handOut, null);
        } else if (node[head] != null) {
            draft.addSize(-1);
            draft.discarding.entry(node, level, head, handOut, null);
        }
        draft.clear(index, mask);
        draft.shrink();
        draft.finishEdit();
    }

    /** Takes the value out of the located entry, which is reserved from then on. */
    void vacate(long index) {
        draft.open();
        if (draft.bucket() != null) {
            // There are no reservations in buckets.
            buckets.expandBucket(index);
            draft.locate(index);
        }
        int level = draft.level();
        int head = draft.head();
        draft.preparePath(level);
        draft.prepareOwners();
        draft.discarding.prepare();
        draft.startEdit();
        draft.own(index, level);
        Object[] node = draft.node();
        Meta meta = draft.meta();
        int run = meta.run(head);
        draft.discarding.entry(node, level, head, true, null);
        Arrays.fill(node, head, head + run, null);
        meta.present &= ~Meta.mask(head, run);
        draft.addSize(-1);
        draft.setOwner(meta, head, null);
        draft.finishEdit();
    }

    /** Sets or clears a mark of the located entry or reservation; returns whether that was a change. */
    boolean mark(long index, int mark, boolean on) {
        if (!draft.isUsed()) {
            return false;
        }
        Bucket bucket = draft.bucket();
        if (bucket != null) {
            if ((bucket.mark(mark) >>> bucket.find(index) & 1) != 0 == on) {
                return false;
            }
            draft.open();
            buckets.mark(index, bucket, mark, on);
            return true;
        }
        int level = draft.level();
        long bit = 1L << draft.head();
        if ((draft.meta().mark(mark) & bit) != 0 == on) {
            return false;
        }
        draft.open();
        draft.preparePath(level);
        draft.startEdit();
        draft.own(index, level);
        Meta meta = draft.meta();
        meta.setMark(mark, on ? meta.mark(mark) | bit : meta.mark(mark) & ~bit);
        draft.propagate(index, level);
        draft.finishEdit();
        return true;
    }

    /** Clears all marks of the located entry or reservation; returns whether there were any. */
    boolean clearMarks(long index) {
        Bucket bucket = draft.bucket();
        if (bucket == null) {
            boolean any = false;
            for (int mark = 0; mark < 3; mark++) {
                draft.locate(index);
                // Only the first that changes anything copies the path, so none after it can fail.
                any |= mark(index, mark, false);
            }
            return any;
        }
        // Here each edit makes a bucket, which can fail: so it is one edit.
        if (!draft.isUsed() || bucket.marks(bucket.find(index)) == 0) {
            return false;
        }
        draft.open();
        buckets.clearMarks(index, bucket);
        return true;
    }

    private Root edited() {
        return draft.edited();
    }
}
