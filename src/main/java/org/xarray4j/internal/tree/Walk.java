package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * Reads of one index of one version.
 *
 * <p>All loads here are plain: the root was loaded with volatile mode by whoever passes it in, and everything reachable
 * from it is immutable and was written before it was published.
 */
public final class Walk {
    private Walk() {}

    /**
     * Returns the value at an index, or null.
     *
     * <p>Unrolled by height, since the loop's bookkeeping costs a tenth to a quarter of the whole. Interior slots are
     * class-tested, the leaf slot is not: its content may be anything of the user's.
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
            case 11: {
                Object at = node[(int) (index >>> 60)];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 10: {
                Object at = node[(int) (index >>> 54) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 9: {
                Object at = node[(int) (index >>> 48) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 8: {
                Object at = node[(int) (index >>> 42) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 7: {
                Object at = node[(int) (index >>> 36) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
            }
            case 6: {
                Object at = node[(int) (index >>> 30) & 63];
                if (!(at instanceof Object[] child)) {
                    return irregular(at);
                }
                node = child;
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
            default:
                return node[(int) index & 63];
        }
    }

    private static @Nullable Object irregular(@Nullable Object at) {
        return at == null ? null : ((Wide) at).value;
    }

    /** Returns whether an index is in use without holding a value. */
    public static boolean isReserved(Root root, long index) {
        int height = root.height;
        if (Index.isBeyond(index, height)) {
            return false;
        }
        int level = levelOf(root, index);
        long reserved = Node.meta(nodeAt(root, index, level)).reserved();
        return (reserved >>> Index.slot(index, level) & 1) != 0;
    }

    /** Returns whether the entry at an index, or the reservation of it, bears a mark. */
    public static boolean isMarked(Root root, long index, int mark) {
        if (Index.isBeyond(index, root.height)) {
            return false;
        }
        int level = levelOf(root, index);
        Meta meta = Node.meta(nodeAt(root, index, level));
        return (meta.mark(mark) >>> meta.head(Index.slot(index, level)) & 1) != 0;
    }

    /** Returns the order of the entry at an index, or of the reservation of it; 0 when nothing is there. */
    public static int order(Root root, long index) {
        if (Index.isBeyond(index, root.height)) {
            return 0;
        }
        int level = levelOf(root, index);
        Meta meta = Node.meta(nodeAt(root, index, level));
        int slot = Index.slot(index, level);
        if ((meta.used() >>> slot & 1) == 0) {
            return 0;
        }
        return Index.shift(level) + Integer.numberOfTrailingZeros(meta.run(meta.head(slot)));
    }

    /** Returns the ticket of the reservation at an index, or null. */
    public static @Nullable Ticket ticket(Root root, long index) {
        if (Index.isBeyond(index, root.height)) {
            return null;
        }
        int level = levelOf(root, index);
        if (level > 0) {
            return null;
        }
        Owners owners = Node.meta(nodeAt(root, index, 0)).owners;
        return owners != null && owners.get(Index.slot(index, 0)) instanceof Ticket ticket
                ? ticket
                : null;
    }

    /** Returns the level of the slot that decides an index within the tree: that of the entry, or of the gap. */
    private static int levelOf(Root root, long index) {
        Object[] node = root.top;
        int level = root.height - 1;
        while (level > 0 && node[Index.slot(index, level)] instanceof Object[] child) {
            node = child;
            level--;
        }
        return level;
    }

    private static Object[] nodeAt(Root root, long index, int level) {
        Object[] node = root.top;
        for (int at = root.height - 1; at > level; at--) {
            node = (Object[]) node[Index.slot(index, at)];
        }
        return node;
    }
}
