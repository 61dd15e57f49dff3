package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * Reads of one index of one version.
 *
 * <p>All loads here are plain: the root was loaded with volatile mode by whoever passes it in, and everything reachable
 * from it was written before it was published. Nodes are written again only when they are used again, which whoever reads
 * unannounced must find out afterwards; until then anything may be met that ever stood in a node of that level, so nothing
 * here throws on it or looks into a value. What stands in a slot is a child, a skip or a bucket of a level, an order, that fit
 * the slot, whatever is met: those are final.
 */
public final class Walk {
    private Walk() {}

    /**
     * Returns the value at an index, or null.
     *
     * <p>A case for each height, since with constants for shifts a fifth of the instructions goes, and the loop's bookkeeping
     * with them; the levels above the fourth, of which only trees with indices beyond 2^24 have any, are a loop. Each case is
     * small enough to be inlined. Interior slots are class-tested, the leaf slot is not: its content may be anything of the
     * user's.
     */
    public static @Nullable Object get(Root root, long index) {
        Object[] top = root.top;
        return switch (root.height) {
            case 1 -> index >>> 6 == 0 ? top[(int) index] : null;
            case 2 -> index >>> 12 == 0 ? fromLevel1(top, index) : null;
            case 3 -> index >>> 18 == 0 ? fromLevel2(top, index) : null;
            case 4 -> index >>> 24 == 0 ? fromLevel3(top, index) : null;
            default -> fromAbove(top, root.height, index);
        };
    }

    private static @Nullable Object fromAbove(Object[] top, int height, long index) {
        if (Index.isBeyond(index, height)) {
            return null;
        }
        Object[] node = top;
        for (int level = height - 1; level > 3; level--) {
            Object at = node[Index.slot(index, level)];
            if (!(at instanceof Object[] child)) {
                return irregular(at, index);
            }
            node = child;
        }
        return fromLevel3(node, index);
    }

    private static @Nullable Object fromLevel3(Object[] node, long index) {
        Object at = node[(int) (index >>> 18) & 63];
        return at instanceof Object[] child ? fromLevel2(child, index) : irregular(at, index);
    }

    private static @Nullable Object fromLevel2(Object[] node, long index) {
        Object at = node[(int) (index >>> 12) & 63];
        return at instanceof Object[] child ? fromLevel1(child, index) : irregular(at, index);
    }

    private static @Nullable Object fromLevel1(Object[] node, long index) {
        Object at = node[(int) (index >>> 6) & 63];
        return at instanceof Object[] child ? child[(int) index & 63] : irregular(at, index);
    }

    /** Returns the value at an index by what stands in an interior slot besides a child. */
    static @Nullable Object irregular(@Nullable Object at, long index) {
        if (at == null) {
            return null;
        }
        if (at instanceof Bucket bucket) {
            return bucket.get(index);
        }
        if (at instanceof Skip skip) {
            Object[] node = skip.covers(index) ? skip.nodeRacy() : null;
            if (node == null) {
                return null;
            }
            return skip.level == 0 ? node[(int) index & 63] : get(node, skip.level, index);
        }
        return ((Wide) at).value;
    }

    private static @Nullable Object get(Object[] top, int topLevel, long index) {
        Object[] node = top;
        for (int level = topLevel; level > 0; level--) {
            Object at = node[Index.slot(index, level)];
            if (!(at instanceof Object[] child)) {
                return irregular(at, index);
            }
            node = child;
        }
        return node[(int) index & 63];
    }

    /** Returns whether an index is in use without holding a value. */
    public static boolean isReserved(Root root, long index) {
        return !Index.isBeyond(index, root.height) && isReserved(root.top, root.height - 1, index);
    }

    private static boolean isReserved(Object[] top, int topLevel, long index) {
        Object[] node = top;
        int level = topLevel;
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        int slot = Index.slot(index, level);
        if (level > 0 && node[slot] instanceof Skip skip) {
            Object[] below = skip.covers(index) ? skip.nodeRacy() : null;
            return below != null && isReserved(below, skip.level, index);
        }
        return (Node.metaRacy(node).reserved() >>> slot & 1) != 0;
    }

    /** Returns whether the entry at an index, or the reservation of it, bears a mark. */
    public static boolean isMarked(Root root, long index, int mark) {
        return !Index.isBeyond(index, root.height)
                && isMarked(root.top, root.height - 1, index, mark);
    }

    private static boolean isMarked(Object[] top, int topLevel, long index, int mark) {
        Object[] node = top;
        int level = topLevel;
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        int slot = Index.slot(index, level);
        if (level > 0 && node[slot] instanceof Skip skip) {
            Object[] below = skip.covers(index) ? skip.nodeRacy() : null;
            return below != null && isMarked(below, skip.level, index, mark);
        }
        if (level > 0 && node[slot] instanceof Bucket bucket) {
            int at = bucket.find(index);
            return at >= 0 && (bucket.mark(mark) >>> at & 1) != 0;
        }
        Meta meta = Node.metaRacy(node);
        return (meta.mark(mark) >>> meta.head(slot) & 1) != 0;
    }

    /** Returns the order of the entry at an index, or of the reservation of it; 0 when nothing is there. */
    public static int order(Root root, long index) {
        return Index.isBeyond(index, root.height) ? 0 : order(root.top, root.height - 1, index);
    }

    private static int order(Object[] top, int topLevel, long index) {
        Object[] node = top;
        int level = topLevel;
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        int slot = Index.slot(index, level);
        if (level > 0 && node[slot] instanceof Skip skip) {
            Object[] below = skip.covers(index) ? skip.nodeRacy() : null;
            return below == null ? 0 : order(below, skip.level, index);
        }
        Meta meta = Node.metaRacy(node);
        if ((meta.used() >>> slot & 1) == 0) {
            return 0;
        }
        if (level > 0 && node[slot] instanceof Bucket bucket) {
            int at = bucket.find(index);
            return at < 0 ? 0 : bucket.order(at);
        }
        return Index.shift(level) + Integer.numberOfTrailingZeros(meta.run(meta.head(slot)));
    }

    /** Returns whether a ticket still reserves an index. */
    public static boolean holds(Root root, long index, Ticket ticket) {
        return !Index.isBeyond(index, root.height)
                && holds(root.top, root.height - 1, index, ticket);
    }

    private static boolean holds(Object[] top, int topLevel, long index, Ticket ticket) {
        Object[] node = top;
        int level = topLevel;
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        if (level > 0) {
            if (!(node[Index.slot(index, level)] instanceof Skip skip)) {
                return false;
            }
            Object[] below = skip.covers(index) ? skip.nodeRacy() : null;
            return below != null && holds(below, skip.level, index, ticket);
        }
        Owners owners = Node.metaRacy(node).owners;
        return owners != null && owners.get(Index.slot(index, 0)) == ticket;
    }
}
