package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one entry into entries of a lesser order, all of the same one.
 *
 * <p>What comes to lie below the entry's slots is built while the edit is prepared: nobody sees a node that hangs
 * nowhere, so building it may fail. The edit itself hangs the finished subtrees in.
 *
 * <p>Guarded by: the writer lock.
 */
final class SplitEdit {
    private final Draft draft;
    private final BucketEdit buckets;
    private final boolean releasing;

    /** What the subtrees under construction are made of. */
    private int bottom;

    private long heads;
    private int marks;
    private @Nullable Object element;
    private @Nullable CountedWide owner;
    private long built;

    SplitEdit(Draft draft, BucketEdit buckets, boolean releasing) {
        this.draft = draft;
        this.buckets = buckets;
        this.releasing = releasing;
    }

    /** Cuts the entry or reservation at an index; returns false when there is none of a greater order. */
    boolean split(long index, int order) {
        draft.locate(index);
        int whole = draft.order();
        if (whole <= order) {
            return false;
        }
        draft.open();
        if (draft.bucket() != null) {
            // Its pieces are many, and all alike: they have nodes.
            buckets.expandBucket(index);
            draft.locate(index);
        }
        int level = draft.level();
        int head = draft.head();
        int run = draft.meta().run(head);
        Object before = draft.node()[head];
        Wide wide = level > 0 ? (Wide) before : draft.owner() instanceof Wide w ? w : null;
        draft.preparePath(level);
        if (level == 0 && wide != null) {
            draft.pool.ensureOwners(1);
        }
        draft.discarding.prepare(0, 1);
        marks = RangeEdit.marks(draft.meta(), 1L << head);
        bottom = Index.levelOf(order);
        Object[] @Nullable [] children =
                bottom < level ? children(run, level - 1, Index.runOf(order), wide) : null;

        draft.startEdit();
        if (wide instanceof CountedWide counted) {
            counted.cut();
        }
        draft.own(index, level);
        Object[] node = draft.node();
        Meta meta = draft.meta();
        int step = children != null ? 1 : Index.runOf(order);
        for (int slot = head; slot < head + run; slot += step) {
            long bit = 1L << slot;
            meta.tail &= ~bit;
            RangeEdit.addMarks(meta, slot, marks);
            if (children != null) {
                node[slot] = children[slot - head];
                meta.present |= bit;
            } else if (level == 0 && releasing) {
                draft.setOwner(meta, slot, wide);
            }
        }
        if (children != null) {
            draft.adopt(built);
        }
        if (before != null) {
            int more = (1 << (whole - order)) - 1;
            draft.addSize(more);
            draft.discarding.split(wide, more);
        }
        // An entry in the first slot of the top is children now, of which one may be all there is.
        draft.shrink();
        draft.finishEdit();
        return true;
    }

    /** Builds what hangs below each slot of the entry. */
    private Object[][] children(int count, int level, int run, @Nullable Wide wide) {
        element = bottom == 0 && wide != null ? wide.value : wide;
        owner = bottom == 0 && wide instanceof CountedWide counted ? counted : null;
        heads = 0;
        for (int slot = 0; slot < Node.SLOTS; slot += run) {
            heads |= 1L << slot;
        }
        built = 0;
        try {
            draft.probe.beforeAllocation();
            Object[][] children = new Object[count][];
            for (int i = 0; i < count; i++) {
                children[i] = subtree(level);
            }
            draft.pool.afterMaking();
            return children;
        } catch (Throwable t) {
            draft.pool.refund(built);
            throw t;
        } finally {
            element = null;
            owner = null;
        }
    }

    /** Builds one node with all that hangs below; as deep as the tree at most. */
    private Object[] subtree(int level) {
        Object[] node = draft.pool.make(draft.version());
        built++;
        Meta meta = Node.meta(node);
        meta.full = -1L;
        if (level > bottom) {
            for (int slot = 0; slot < Node.SLOTS; slot++) {
                node[slot] = subtree(level - 1);
            }
            meta.present = -1L;
            setMarks(meta, -1L);
            return node;
        }
        meta.tail = ~heads;
        setMarks(meta, heads);
        if (element != null) {
            Arrays.fill(node, 0, Node.SLOTS, element);
            meta.present = -1L;
        }
        if (owner != null) {
            draft.probe.beforeAllocation();
            Owners owners = new Owners();
            owners.birth = draft.version();
            for (long left = heads; left != 0; left &= left - 1) {
                owners.set(Long.numberOfTrailingZeros(left), owner);
            }
            meta.owners = owners;
        }
        return node;
    }

    private void setMarks(Meta meta, long slots) {
        for (int mark = 0; mark < 3; mark++) {
            if ((marks >>> mark & 1) != 0) {
                meta.setMark(mark, slots);
            }
        }
    }
}
