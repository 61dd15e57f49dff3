package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Edits of the entries in a bucket, and the ways from a bucket, or a skip, to nodes and back to where others can edit.
 *
 * <p>A bucket is never written: each edit makes another one while it prepares, and the edit itself puts that in its place.
 * When there would be too many entries, or so many next to each other that a leaf takes less room, {@link Subtree} makes
 * what takes the bucket's place.
 *
 * <p>Guarded by: the writer lock.
 */
final class BucketEdit {
    private final Draft draft;
    private final Subtree subtree;

    BucketEdit(Draft draft) {
        this.draft = draft;
        this.subtree = new Subtree(draft);
    }

    /** Puts another value in the place of the located entry. */
    void replace(long index, Bucket bucket, Object value, boolean handOut) {
        draft.preparePath(draft.level());
        draft.discarding.prepare();
        int at = bucket.find(index);
        Bucket after = make(bucket.size(), () -> bucket.replaced(at, value));
        draft.startEdit();
        draft.discarding.element(bucket.element(at), handOut, null);
        put(index, bucket, after);
        draft.finishEdit();
    }

    /** Adds an entry to the located bucket. */
    void insert(long index, Bucket bucket, Object value) {
        draft.preparePath(draft.level());
        int at = ~bucket.find(index);
        if (bucket.size() < Bucket.MOST && !isDense(bucket, at, index)) {
            Bucket after = make(bucket.size() + 1, () -> bucket.inserted(at, index, value));
            draft.startEdit();
            put(index, bucket, after);
        } else {
            subtree.prepare(bucket, at, index, value);
            draft.startEdit();
            hang(index, bucket);
        }
        draft.addSize(1);
        draft.finishEdit();
    }

    /** Returns whether so many indices of one leaf would be in a bucket that they should have the leaf. */
    private static boolean isDense(Bucket bucket, int at, long index) {
        int size = bucket.size();
        long first = at == 0 ? index : bucket.first(0);
        long last = at == size ? index : bucket.first(size - 1);
        if (Bucket.mayStay(bucket.blockOrder(), first, last, size + 1)) {
            return false;
        }
        long leaf = Index.slotFirst(index, 1);
        int low = at;
        while (low > 0 && Index.slotFirst(bucket.first(low - 1), 1) == leaf) {
            low--;
        }
        int high = at;
        while (high < size && Index.slotFirst(bucket.first(high), 1) == leaf) {
            high++;
        }
        return high - low + 1 >= Bucket.DENSE;
    }

    /** Takes the located entry out of its bucket, of which it is not the only one. */
    void erase(long index, Bucket bucket, boolean handOut) {
        draft.preparePath(draft.level());
        draft.discarding.prepare();
        int at = bucket.find(index);
        Bucket after = make(bucket.size() - 1, () -> bucket.removed(at));
        draft.startEdit();
        draft.discarding.element(bucket.element(at), handOut, null);
        put(index, bucket, after);
        draft.addSize(-1);
        draft.finishEdit();
    }

    /** Sets or clears a mark of the located entry. */
    void mark(long index, Bucket bucket, int mark, boolean on) {
        int at = bucket.find(index);
        remark(index, bucket, () -> bucket.marked(at, mark, on));
    }

    /** Clears all marks of the located entry. */
    void clearMarks(long index, Bucket bucket) {
        int at = bucket.find(index);
        remark(index, bucket, () -> bucket.unmarked(at));
    }

    private void remark(long index, Bucket bucket, Maker maker) {
        draft.preparePath(draft.level());
        Bucket after = make(bucket.size(), maker);
        draft.startEdit();
        put(index, bucket, after);
        draft.finishEdit();
    }

    /** Makes the bucket of one entry, for slots in which there is nothing. */
    Bucket make(int order, long index, Object value) {
        return make(1, () -> Bucket.of(order, index, value));
    }

    /** Makes a bucket of all entries in a list. */
    Bucket make(int order, EntryList list) {
        return make(list.size(), () -> Bucket.of(order, list, 0, list.size()));
    }

    /**
     * Makes a bucket of all entries in a list, and makes sure that it can be put into the located node of a level; returns
     * null when there is no room in the account for that.
     */
    @Nullable Bucket tryMake(int level, int order, EntryList list) {
        try {
            draft.preparePath(level);
            draft.pool.charge(Bucket.units(list.size()));
        } catch (RuntimeException refused) {
            return null;
        }
        return charged(list.size(), () -> Bucket.of(order, list, 0, list.size()));
    }

    /** How to make a bucket. */
    @FunctionalInterface
    private interface Maker {
        Bucket make();
    }

    /**
     * Makes a bucket, which counts as nodes do. Nothing may fail between this and the edit: what was charged is the
     * version's from there on.
     */
    private Bucket make(int size, Maker maker) {
        draft.pool.charge(Bucket.units(size));
        return charged(size, maker);
    }

    private Bucket charged(int size, Maker maker) {
        try {
            draft.probe.beforeAllocation();
            return maker.make();
        } catch (Throwable t) {
            draft.pool.refund(Bucket.units(size));
            throw t;
        }
    }

    /** Puts a bucket in the place of the located one. */
    void put(long index, Bucket before, Bucket after) {
        int level = draft.level();
        draft.own(index, level);
        Object[] node = draft.node();
        int head = draft.head();
        Arrays.fill(node, head, head + draft.meta().run(head), after);
        Node.summarize(draft.meta(), head, after, level);
        draft.adopt(after);
        draft.abandon(before);
        draft.propagate(index, level);
    }

    /** Hangs what was prepared in the place of the located bucket. */
    private void hang(long index, Bucket before) {
        int level = draft.level();
        int head = draft.head();
        long mask = Meta.mask(head, draft.meta().run(head));
        draft.own(index, level);
        draft.blank(draft.node(), mask);
        subtree.moveTo(draft.node(), mask);
        draft.abandon(before);
        draft.propagate(index, level);
        draft.shrink();
    }

    /**
     * Makes nodes of the bucket that covers an index, so far that none covers it any more; what was located must be
     * located anew. Changes nothing that a reader could tell.
     */
    void expandBucket(long index) {
        draft.locate(index);
        Bucket bucket = draft.bucket();
        if (bucket != null) {
            draft.open();
            draft.preparePath(draft.level());
            subtree.prepareAround(bucket, index);
            draft.startEdit();
            hang(index, bucket);
            draft.finishEdit();
        }
    }

    /** Makes nodes of all buckets and skips on the way to an index; what was located must be located anew. */
    void expand(long index) {
        expandBucket(index);
        for (draft.locate(index); draft.skipLevel() >= 0; draft.locate(index)) {
            unskip(index, draft.skipLevel());
        }
    }

    /** Puts a node of the level below into a slot in which a skip stands. */
    private void unskip(long index, int level) {
        draft.locate(index, level);
        Skip skip = (Skip) draft.node()[draft.slot()];
        draft.open();
        draft.preparePath(level);
        draft.pool.ensure(level - 1, 1);
        draft.startEdit();
        draft.own(index, level);
        Object[] between = draft.take(level - 1);
        draft.edited().nodes++;
        Node.link(between, level - 1, Index.slot(skip.first, level - 1), skip.from(level - 1));
        Node.link(draft.node(), level, draft.slot(), between);
        draft.propagate(index, level);
        draft.finishEdit();
    }
}
