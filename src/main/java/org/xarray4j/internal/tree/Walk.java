package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * Reads of one index of one version.
 *
 * <p>All loads here are plain: the root was loaded with volatile mode by whoever passes it in, and everything reachable
 * from it was written before it was published. Nodes are written again only when they are used again, which whoever reads
 * unannounced must find out afterwards; until then anything may be met that ever stood in a node of that level, so nothing
 * here throws on it or looks into a value.
 */
public final class Walk {
    private Walk() {}

    /**
     * Returns the value at an index, or null.
     *
     * <p>Unrolled by height, since the loop's bookkeeping costs a tenth to a quarter of the whole; the levels above the
     * fifth, of which only trees with indices beyond 2^30 have any, are a loop, so that the method stays small enough
     * to be inlined. Interior slots are class-tested, the leaf slot is not: its content may be anything of the user's.
     */
    // Each case descends one level and goes on with the next.
    @SuppressWarnings("fallthrough")
    public static @Nullable Object get(Root root, long index) {
        int height = root.height;
        Object[] node = root.top;
        if (Index.isBeyond(index, height)) {
            return null;
        }
        switch (height) {
            default: {
                for (int level = height - 1; level > 4; level--) {
                    Object at = node[Index.slot(index, level)];
                    if (!(at instanceof Object[] child)) {
                        return irregular(at);
                    }
                    node = child;
                }
            }
            case 5: {
                Object at = node[(int) (index >>> 24) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 4: {
                Object at = node[(int) (index >>> 18) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 3: {
                Object at = node[(int) (index >>> 12) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 2: {
                Object at = node[(int) (index >>> 6) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 1:
                return node[(int) index & 63];
        }
    }

    private static @Nullable Object irregular(@Nullable Object at) {
        return at == null ? null : ((Wide) at).value;
    }

    /** Returns whether an index is in use without holding a value. */
    public static boolean isReserved(Root root, long index) {
        Object[] node = root.top;
        int level = root.height - 1;
        if (Index.isBeyond(index, level + 1)) {
            return false;
        }
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        return (Node.metaRacy(node).reserved() >>> Index.slot(index, level) & 1) != 0;
    }

    /** Returns whether the entry at an index, or the reservation of it, bears a mark. */
    public static boolean isMarked(Root root, long index, int mark) {
        Object[] node = root.top;
        int level = root.height - 1;
        if (Index.isBeyond(index, level + 1)) {
            return false;
        }
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        Meta meta = Node.metaRacy(node);
        return (meta.mark(mark) >>> meta.head(Index.slot(index, level)) & 1) != 0;
    }

    /** Returns the order of the entry at an index, or of the reservation of it; 0 when nothing is there. */
    public static int order(Root root, long index) {
        Object[] node = root.top;
        int level = root.height - 1;
        if (Index.isBeyond(index, level + 1)) {
            return 0;
        }
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        Meta meta = Node.metaRacy(node);
        int slot = Index.slot(index, level);
        if ((meta.used() >>> slot & 1) == 0) {
            return 0;
        }
        return Index.shift(level) + Integer.numberOfTrailingZeros(meta.run(meta.head(slot)));
    }

    /** Returns whether a ticket still reserves an index. */
    public static boolean holds(Root root, long index, Ticket ticket) {
        Object[] node = root.top;
        int level = root.height - 1;
        if (Index.isBeyond(index, level + 1)) {
            return false;
        }
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        Owners owners = level == 0 ? Node.metaRacy(node).owners : null;
        return owners != null && owners.get(Index.slot(index, 0)) == ticket;
    }
}
