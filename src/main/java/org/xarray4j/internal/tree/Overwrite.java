package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * The most frequent writes by themselves: another value over one that stands alone at its index in a leaf, and a value
 * into a gap of the leaf that the same version wrote last.
 *
 * <p>It goes down without noting its way, and down again copying: each note would be a store of a reference into an old
 * object, and with a collector that marks cards such a store may cost a fence. Whatever is not that simple is left to
 * {@link PointEdit}: reservations, multi-index entries, slots that have owners, nodes that are missing.
 *
 * <p>Guarded by: the writer lock.
 */
final class Overwrite {
    /** Answered where nothing was done, since it is no case for this class. */
    static final Object DECLINED = new Object();

    private final Draft draft;

    /** The leaf that a version wrote twice, as long as nothing else was edited since; which it is, and by what edit. */
    private Object @Nullable [] leaf;

    private long leafNumber;
    private long version;
    private long edits;

    Overwrite(Draft draft) {
        this.draft = draft;
    }

    /** Stores a value. Returns what was there, or {@link #DECLINED}. */
    @Nullable Object tryStore(long index, Object value) {
        Object[] same = leaf;
        if (same != null
                && leafNumber == index >>> Index.BITS
                && version == draft.version()
                && edits == draft.edits()) {
            return storeIn(same, index, value);
        }
        return storeFromTop(index, value);
    }

    /** Lets go of the leaf. */
    void forget() {
        if (leaf != null) {
            leaf = null;
        }
    }

    /** Stores a value in the version's own leaf. */
    private @Nullable Object storeIn(Object[] own, long index, Object value) {
        int slot = Index.slot(index, 0);
        Object before = own[slot];
        if (before == value) {
            return before;
        }
        Meta meta = Node.meta(own);
        if (before != null) {
            if (!isAlone(meta, slot)) {
                return DECLINED;
            }
            // One store, which cannot be broken off half-way.
            edits = draft.countEdit();
            own[slot] = value;
            return before;
        }
        long bit = 1L << slot;
        // When nothing is free any more, the nodes above must be told.
        if ((meta.full & bit) != 0 || (meta.full | bit) == -1L) {
            return DECLINED;
        }
        draft.startEdit();
        own[slot] = value;
        meta.present |= bit;
        meta.full |= bit;
        draft.addSize(1);
        draft.finishEdit();
        edits = draft.edits();
        return null;
    }

    /** Returns whether the entry at a slot has no other slots, and no slot of its leaf has an owner. */
    private static boolean isAlone(Meta meta, int slot) {
        return (meta.tail >>> slot & 3) == 0 && meta.owners == null;
    }

    private @Nullable Object storeFromTop(long index, Object value) {
        Root root = draft.root();
        if (Index.isBeyond(index, root.height)) {
            return DECLINED;
        }
        // Nodes on levels below this are not the version's own: a node that is not has none below
        // it that is.
        int foreign = draft.isOpen() ? 0 : root.height;
        Object[] node = root.top;
        for (int at = root.height - 1; at > 0; at--) {
            if (foreign == 0 && Node.meta(node).birth != draft.version()) {
                foreign = at + 1;
            }
            if (!(node[Index.slot(index, at)] instanceof Object[] child)) {
                return DECLINED;
            }
            node = child;
        }
        Meta meta = Node.meta(node);
        if (foreign == 0 && meta.birth == draft.version()) {
            leaf = node;
            leafNumber = index >>> Index.BITS;
            version = draft.version();
            edits = draft.edits();
            return storeIn(node, index, value);
        }
        int slot = Index.slot(index, 0);
        Object before = node[slot];
        if (before == value) {
            return before;
        }
        if (before == null || !isAlone(meta, slot)) {
            return DECLINED;
        }
        draft.open();
        int levels = Math.max(foreign, 1);
        for (int at = 0; at < levels; at++) {
            draft.pool.ensure(at, 1);
        }
        draft.startEdit();
        draft.ownBelow(index, levels)[slot] = value;
        draft.finishEdit();
        return before;
    }
}
