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
    private final boolean releasing;

    PointEdit(Draft draft, boolean releasing) {
        this.draft = draft;
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
        prepareDiscard();
        draft.startEdit();
        draft.own(index, level);
        Object[] node = draft.node();
        Meta meta = draft.meta();
        if (node[head] == null) {
            draft.addSize(1);
        }
        draft.discard(node, level, head, handOut, null);
        Arrays.fill(node, head, head + run, level > 0 ? wide : value);
        meta.present |= Meta.mask(head, run);
        draft.setOwner(meta, head, owner);
        draft.finishEdit();
    }

    /** Puts a value, or a reservation with its ticket or without one, where nothing is. */
    void fill(long index, @Nullable Object value, @Nullable Ticket ticket) {
        draft.open();
        Root root = edited();
        boolean beyond = draft.isBeyond();
        int height = root.height;
        if (beyond || root.isEmpty()) {
            int grown = Math.max(Index.heightFor(index), 1);
            boolean empty = root.isEmpty();
            for (int at = 0; at < grown; at++) {
                int link = empty ? (at == grown - 1 ? 1 : 0) : at >= height ? 1 : 0;
                int chain = at < grown - 1 ? 1 : 0;
                draft.pool.ensure(at, link + chain);
            }
            height = grown;
        } else {
            draft.preparePath(draft.level());
            for (int at = draft.level() - 1; at >= 0; at--) {
                draft.pool.ensure(at, 1);
            }
        }
        if (ticket != null) {
            draft.pool.ensureOwners(1);
        }
        draft.startEdit();
        int level;
        if (beyond || root.isEmpty()) {
            draft.growTo(height);
            draft.locate(index);
            level = draft.level();
        } else {
            level = draft.level();
            draft.own(index, level);
        }
        Object[] node = draft.node();
        int slot = Index.slot(index, level);
        Object[] leaf = node;
        if (level == 0) {
            Draft.fill(node, slot, 1, value);
        } else {
            Object[] child = draft.chain(index, level - 1, 0, 1, value);
            Draft.link(node, slot, child, level - 1);
            if (ticket != null) {
                for (int at = level - 1; at >= 0; at--) {
                    leaf = (Object[]) leaf[Index.slot(index, at + 1)];
                }
            }
        }
        if (ticket != null) {
            draft.setOwner(Node.meta(leaf), Index.slot(index, 0), ticket);
        }
        if (value != null) {
            draft.addSize(1);
        }
        draft.propagate(index, level);
        draft.finishEdit();
    }

    /** Erases the located entry or reservation. */
    void erase(long index, boolean handOut) {
        draft.open();
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
        prepareDiscard();
        draft.startEdit();
        if (node[head] != null) {
            draft.addSize(-1);
            draft.discard(node, level, head, handOut, null);
        }
        draft.clear(index, mask);
        draft.shrink();
        draft.finishEdit();
    }

    /** Takes the value out of the located entry, which is reserved from then on. */
    void vacate(long index) {
        draft.open();
        int level = draft.level();
        int head = draft.head();
        draft.preparePath(level);
        draft.prepareOwners();
        prepareDiscard();
        draft.startEdit();
        draft.own(index, level);
        Object[] node = draft.node();
        Meta meta = draft.meta();
        int run = meta.run(head);
        draft.discard(node, level, head, true, null);
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

    private void prepareDiscard() {
        if (releasing && draft.discards != null) {
            draft.discards.ensureRoom(1, 1, draft.probe);
        }
    }

    private Root edited() {
        return draft.edited();
    }
}
