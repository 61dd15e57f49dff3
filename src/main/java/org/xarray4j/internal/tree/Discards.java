package org.xarray4j.internal.tree;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one version discards, in an array with a releaser: values, pieces of range stores, and whole subtrees.
 *
 * <p>Filled under the lock while the version is drafted, forgotten with it, or handed out once it is published and
 * worked off when the readers of that time are gone: whatever stands here is reachable from no version that a reader could
 * load then. The nodes of a subtree that stands here are never used again.
 *
 * <p>Those of several versions are linked to be worked off one after the other.
 */
public final class Discards {
    /** What an item is: a value or a {@link CountedWide}, or a subtree of that level. */
    private static final int VALUE = -1;

    /** For a piece count: the value goes to the caller. */
    private static final long HANDED_OUT = 0;

    /** How many exceptions of a releaser are kept besides the first. */
    private static final int MOST_SUPPRESSED = 15;

    private @Nullable Object[] items = new @Nullable Object[0];
    private int[] kinds = new int[0];
    private @Nullable Object[] kept = new @Nullable Object[0];
    private int count;
    private @Nullable CountedWide[] split = new @Nullable CountedWide[0];
    private long[] more = new long[0];
    private int splits;
    private long version;
    private @Nullable SubtreeWalk walk;
    private @Nullable Discards next;

    /** Made with this, since there may be no memory when it is needed. */
    private final Releasing releasing = new Releasing();

    Discards() {}

    /** Makes room for entries, and for splits of range stores or pieces handed out, so that adding them cannot fail. */
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
            @Nullable CountedWide[] grown = Arrays.copyOf(split, length);
            more = Arrays.copyOf(more, length);
            split = grown;
        }
    }

    /** Makes ready for subtrees. */
    void ensureWalk(AllocationProbe probe) {
        if (walk == null) {
            probe.beforeAllocation();
            walk = new SubtreeWalk();
        }
    }

    /**
     * Adds the value or the piece of an entry that is gone. When the value is the one that is kept, since it was stored
     * over itself, the piece is counted and nothing is released.
     */
    void add(Object valueOrWide, @Nullable Object keep) {
        add(valueOrWide, VALUE, keep);
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
        if (morePieces > 0) {
            addPieces(wide, morePieces);
        }
    }

    /** Adds that a piece of a range store, and with it the value, goes to the caller. */
    void addHandedOut(CountedWide wide) {
        addPieces(wide, HANDED_OUT);
    }

    private void addPieces(CountedWide wide, long pieces) {
        split[splits] = wide;
        more[splits++] = pieces;
    }

    /** Returns whether nothing is to be released. */
    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Counts the new pieces, and notes what was handed out; under the lock, just before the version is published.
     *
     * @param published the version's number
     */
    void countSplits(long published) {
        version = published;
        for (int i = 0; i < splits; i++) {
            CountedWide wide = split[i];
            split[i] = null;
            if (wide != null && more[i] == HANDED_OUT) {
                wide.handOutVolatile();
            } else if (wide != null) {
                wide.addPiecesVolatile(more[i]);
            }
        }
        splits = 0;
    }

    /** Links what another version has discarded, to be released after this. */
    public void setNext(Discards later) {
        next = later;
    }

    /**
     * Passes on each value that is not in use any more, once for each store, and then what is linked. Allocates nothing
     * before all of it is passed on, so that nothing is left unreleased. What the releaser throws stops nothing and is
     * thrown at the end.
     */
    public void release(Consumer<Object> releaser) {
        releasing.begin(releaser);
        for (Discards part = this; part != null; ) {
            part.releaseItems(releasing);
            Discards after = part.next;
            part.next = null;
            part = after;
        }
        releasing.rethrow();
    }

    private void releaseItems(Releasing to) {
        for (int i = 0; i < count; i++) {
            Object item = items[i];
            Object keep = kept[i];
            items[i] = null;
            kept[i] = null;
            if (item != null && kinds[i] >= 0) {
                releaseSubtree((Object[]) item, kinds[i], keep, to);
            } else if (item != null) {
                releaseHolder(item, keep, to);
            }
        }
        count = 0;
    }

    private void releaseHolder(Object holder, @Nullable Object keep, Releasing to) {
        if (holder instanceof CountedWide wide) {
            if (wide.dropPieceVolatile(version, wide.value == keep)) {
                to.accept(wide.value);
            }
        } else if (holder != keep) {
            to.accept(holder);
        }
    }

    private void releaseSubtree(Object[] top, int level, @Nullable Object keep, Releasing to) {
        SubtreeWalk nodes = Objects.requireNonNull(walk, "a subtree was added without ensureWalk");
        nodes.start(top, level);
        for (Object[] node = nodes.next(); node != null; node = nodes.next()) {
            Meta meta = Node.meta(node);
            for (long heads = meta.present & ~meta.tail; heads != 0; heads &= heads - 1) {
                int slot = Long.numberOfTrailingZeros(heads);
                Object element = node[slot];
                if (nodes.level() == 0) {
                    releaseHolder(holder(meta, slot, element), keep, to);
                } else if (element instanceof CountedWide wide) {
                    releaseHolder(wide, keep, to);
                } else if (element instanceof Bucket bucket) {
                    for (int at = 0; at < bucket.size(); at++) {
                        releaseHolder(bucket.element(at), keep, to);
                    }
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

    /** Calls the releaser and keeps what it throws. */
    private static final class Releasing {
        private @Nullable Consumer<Object> releaser;
        private @Nullable Throwable first;
        private int suppressed;

        void begin(Consumer<Object> by) {
            releaser = by;
        }

        void accept(Object value) {
            Consumer<Object> by = Objects.requireNonNull(releaser, "not begun");
            try {
                by.accept(value);
            } catch (Throwable thrown) {
                if (first == null) {
                    first = thrown;
                } else if (thrown != first && suppressed < MOST_SUPPRESSED) {
                    suppressed++;
                    suppress(first, thrown);
                }
            }
        }

        private static void suppress(Throwable by, Throwable thrown) {
            try {
                by.addSuppressed(thrown);
            } catch (OutOfMemoryError e) {
                // To keep it needs memory, and what remains must be released all the same.
            }
        }

        void rethrow() {
            if (first instanceof Error error) {
                throw error;
            }
            if (first instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (first != null) {
                throw new UndeclaredThrowableException(first);
            }
        }
    }
}
