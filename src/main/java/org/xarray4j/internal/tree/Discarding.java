package org.xarray4j.internal.tree;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What edits throw away: takes it out of the counts of the version and, in an array with a releaser, notes it in the
 * version's {@link Discards}.
 *
 * <p>Guarded by: the writer lock. One serves a draft for life.
 */
final class Discarding {
    private final Draft draft;
    private final boolean releasing;

    /** What subtrees are visited by; made for the first that is dropped, and null before. */
    private @Nullable SubtreeWalk walk;

    /** What this version discards, in arrays with a releaser; null in others. */
    private @Nullable Discards discards;

    /** Whether the value handed out last is the caller's by that, and was not before. */
    private boolean handedOver = true;

    Discarding(Draft draft, boolean releasing) {
        this.draft = draft;
        this.releasing = releasing;
    }

    /** Returns whether whoever discards a value must be told. */
    boolean isReleasing() {
        return releasing;
    }

    // ---------------------------------------------------------------- the life of a version

    /** Begins with a version. Prepares. */
    void open() {
        if (releasing && discards == null) {
            draft.probe.beforeAllocation();
            discards = new Discards();
        }
    }

    /** Begins with an operation. */
    void begin() {
        handedOver = true;
    }

    /** Ends with the version, which is about to be published. */
    void seal() {
        if (discards != null) {
            discards.countSplits(draft.version());
        }
    }

    /** Takes away what the version that was sealed has discarded, or null when that is nothing. */
    @Nullable Discards take() {
        Discards taken = discards;
        discards = null;
        return taken == null || taken.isEmpty() ? null : taken;
    }

    /** Forgets what the version has discarded, which is dropped. */
    void drop() {
        discards = null;
    }

    // ---------------------------------------------------------------- preparing

    /** Makes sure that one value can be discarded. */
    void prepare() {
        prepare(1, 1);
    }

    /** Makes sure that so many values can be discarded, and so many range stores split or their pieces handed out. */
    void prepare(int values, int pieces) {
        if (discards != null) {
            discards.ensureRoom(values, pieces, draft.probe);
        }
    }

    /** Makes sure that subtrees can be discarded, for which room was made. */
    void prepareSubtrees() {
        if (walk == null) {
            draft.probe.beforeAllocation();
            walk = new SubtreeWalk();
        }
        if (discards != null) {
            discards.ensureWalk(draft.probe);
        }
    }

    // ---------------------------------------------------------------- editing

    /** Notes that the value of an entry is gone: handed to the caller, or discarded unless it is the one to keep. */
    void entry(Object[] node, int level, int head, boolean handOut, @Nullable Object keep) {
        Object element = node[head];
        handedOver = true;
        if (discards != null && element != null) {
            Object holder = level == 0 ? Discards.holder(Node.meta(node), head, element) : element;
            add(discards, holder, handOut, keep);
        }
    }

    /** Notes that an element of a bucket is gone: handed to the caller, or discarded unless it is the one to keep. */
    void element(Object element, boolean handOut, @Nullable Object keep) {
        handedOver = true;
        if (discards != null) {
            add(discards, element, handOut, keep);
        }
    }

    private void add(Discards to, Object holder, boolean handOut, @Nullable Object keep) {
        if (!handOut) {
            to.add(holder, keep);
        } else if (holder instanceof CountedWide wide) {
            handedOver = wide.handOutIn(draft.version());
            to.addHandedOut(wide);
        }
    }

    /** Takes a bucket out of the counts and notes that its values are gone. */
    void bucket(Bucket bucket, @Nullable Object keep) {
        draft.addSize(-bucket.size());
        draft.abandon(bucket);
        handedOver = true;
        if (discards != null) {
            for (int at = 0; at < bucket.size(); at++) {
                discards.add(bucket.element(at), keep);
            }
        }
    }

    /** Takes a subtree out of the counts and notes that it is gone. */
    void subtree(Object[] subtree, int level, @Nullable Object keep) {
        draft.dropsSubtree();
        SubtreeWalk walk = Objects.requireNonNull(this.walk, "a walk was not prepared");
        long values = 0;
        long nodes = 0;
        long own = 0;
        walk.start(subtree, level);
        for (Object[] node = walk.next(); node != null; node = walk.next()) {
            Meta meta = Node.meta(node);
            nodes++;
            own += meta.birth == draft.version() ? 1 : 0;
            long heads = meta.present & ~meta.tail;
            if (walk.level() == 0) {
                values += Long.bitCount(heads);
            } else {
                while (heads != 0) {
                    Object element = node[Long.numberOfTrailingZeros(heads)];
                    if (element instanceof Wide) {
                        values++;
                    } else if (element instanceof Bucket bucket) {
                        values += bucket.size();
                        nodes += bucket.units();
                        own += bucket.isBorn(draft.version()) ? bucket.units() : 0;
                    }
                    heads &= heads - 1;
                }
            }
        }
        Root root = draft.edited();
        root.size -= values;
        root.nodes -= nodes;
        draft.unborn(own);
        if (discards != null) {
            discards.addSubtree(subtree, level, keep);
        }
    }

    /** Notes that a piece of a range store was cut into some more. */
    void split(@Nullable Object element, int more) {
        if (discards != null && element instanceof CountedWide counted) {
            discards.addSplit(counted, more);
        }
    }

    /** Returns whether the value handed out last is the caller's by that, and was not by another piece of its store. */
    boolean handedOver() {
        return handedOver;
    }
}
