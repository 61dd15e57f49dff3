package org.xarray4j.internal.tree;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one version discards, in an array with a releaser: values, pieces of range stores, and whole subtrees.
 *
 * <p>Filled under the lock while the version is drafted, forgotten with it, or handed out once it is published and
 * worked off when the lock is free again: whatever stands here is reachable from no version that a reader could load.
 */
public final class Discards {
    /** What an item is: a value or a {@link CountedWide}, a {@link CountedWide} handed out, or a subtree of that level. */
    private static final int VALUE = -1;

    private static final int HANDED_OUT = -2;

    private final SubtreeWalk walk = new SubtreeWalk();
    private @Nullable Object[] items = new @Nullable Object[8];
    private int[] kinds = new int[8];
    private @Nullable Object[] kept = new @Nullable Object[8];
    private int count;
    private CountedWide[] split = new CountedWide[0];
    private long[] more = new long[0];
    private int splits;

    Discards() {}

    /** Makes room for entries and splits, so that adding them cannot fail. */
    void ensureRoom(int entries, int pieces, AllocationProbe probe) {
        if (items.length - count < entries) {
            int length = Math.max(count + entries, 2 * items.length);
            probe.beforeAllocation();
            @Nullable Object[] grownItems = Arrays.copyOf(items, length);
            probe.beforeAllocation();
            int[] grownKinds = Arrays.copyOf(kinds, length);
            probe.beforeAllocation();
            kept = Arrays.copyOf(kept, length);
            kinds = grownKinds;
            items = grownItems;
        }
        if (split.length - splits < pieces) {
            probe.beforeAllocation();
            int length = Math.max(splits + pieces, 2 * split.length);
            CountedWide[] grown = Arrays.copyOf(split, length);
            more = Arrays.copyOf(more, length);
            split = grown;
        }
    }

    /**
     * Adds the value or the piece of an entry that is gone. When the value is the one that is kept, since it was stored
     * over itself, the piece is counted and nothing is released.
     */
    void add(Object valueOrWide, @Nullable Object keep) {
        add(valueOrWide, VALUE, keep);
    }

    /** Adds a piece of a range store whose value goes to the caller. */
    void addHandedOut(CountedWide wide) {
        add(wide, HANDED_OUT, null);
    }

    /** Adds a subtree that nothing refers to any more, out of which one value may be kept. */
    void addSubtree(Object[] node, int level, @Nullable Object keep) {
        add(node, level, keep);
    }

    private void add(Object item, int kind, @Nullable Object keep) {
        items[count] = item;
        kinds[count] = kind;
        kept[count++] = keep;
    }

    /** Adds that an entry was cut into more pieces. */
    void addSplit(CountedWide wide, int morePieces) {
        split[splits] = wide;
        more[splits++] = morePieces;
    }

    boolean isEmpty() {
        return count == 0 && splits == 0;
    }

    /** Counts the new pieces, and notes what was handed out, which the version that was just published has; under the lock. */
    void countSplits() {
        for (int i = 0; i < splits; i++) {
            split[i].addPiecesVolatile(more[i]);
        }
        for (int i = 0; i < count; i++) {
            if (kinds[i] == HANDED_OUT && items[i] instanceof CountedWide wide) {
                wide.handOutVolatile();
            }
        }
        splits = 0;
    }

    /** Passes on each value that is not in use any more, once for each store; outside the lock. */
    public void release(Consumer<Object> releaser) {
        for (int i = 0; i < count; i++) {
            Object item = items[i];
            Object keep = kept[i];
            items[i] = null;
            kept[i] = null;
            if (item == null) {
                continue;
            }
            if (kinds[i] >= 0) {
                releaseSubtree((Object[]) item, kinds[i], keep, releaser);
            } else {
                releaseHolder(item, keep, releaser);
            }
        }
        count = 0;
    }

    private static void releaseHolder(
            Object holder, @Nullable Object keep, Consumer<Object> releaser) {
        if (holder instanceof CountedWide wide) {
            if (wide.dropPieceVolatile() && wide.value != keep) {
                releaser.accept(wide.value);
            }
        } else if (holder != keep) {
            releaser.accept(holder);
        }
    }

    private void releaseSubtree(
            Object[] top, int level, @Nullable Object keep, Consumer<Object> releaser) {
        walk.start(top, level);
        for (Object[] node = walk.next(); node != null; node = walk.next()) {
            Meta meta = Node.meta(node);
            for (long heads = meta.present & ~meta.tail; heads != 0; heads &= heads - 1) {
                int slot = Long.numberOfTrailingZeros(heads);
                Object element = node[slot];
                if (walk.level() == 0) {
                    releaseHolder(holder(meta, slot, element), keep, releaser);
                } else if (element instanceof CountedWide wide) {
                    releaseHolder(wide, keep, releaser);
                }
            }
        }
    }

    /** Returns who holds the value of a leaf slot: the range store it is a piece of, or itself. */
    static Object holder(Meta leaf, int slot, Object value) {
        return leaf.owners != null && leaf.owners.get(slot) instanceof CountedWide wide
                ? wide
                : value;
    }
}
