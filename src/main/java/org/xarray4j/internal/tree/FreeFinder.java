package org.xarray4j.internal.tree;

/**
 * The search for a free index: one that neither holds a value nor is reserved. Full subtrees are skipped by bitmap.
 *
 * <p>The answer is a field beside a boolean, since every {@code long} is an index.
 */
public final class FreeFinder {
    private long index;

    /** Creates a search that has not begun. */
    public FreeFinder() {}

    /** Returns the free index that was found. */
    public long index() {
        return index;
    }

    /** Finds the least free index from {@code from} to {@code max}. */
    public boolean seek(Root root, long from, long max) {
        long at = from;
        while (Long.compareUnsigned(at, max) <= 0) {
            if (Index.isBeyond(at, root.height) || root.isEmpty()) {
                return found(at);
            }
            Object[] node = root.top;
            int level = root.height - 1;
            Bucket bucket = null;
            while (true) {
                int slot = Index.slot(at, level);
                long free = ~Node.meta(node).full & Node.allSlots(level) & (-1L << slot);
                if (free == 0) {
                    break;
                }
                int first = Long.numberOfTrailingZeros(free);
                if (first > slot) {
                    at = Index.nodeFirst(at, level) | (long) first << Index.shift(level);
                    slot = first;
                }
                Object element = level == 0 ? null : node[slot];
                if (element instanceof Object[] child) {
                    node = child;
                    level--;
                } else if (element instanceof Skip skip && skip.covers(at)) {
                    node = skip.node();
                    level = skip.level;
                } else if (element instanceof Bucket some && some.contains(at)) {
                    bucket = some;
                    break;
                } else {
                    return Long.compareUnsigned(at, max) <= 0 && found(at);
                }
            }
            long last;
            if (bucket != null) {
                // The index after the entries that follow each other from here on, in the bucket or
                // after it.
                last = bucket.lastOfRun(at);
            } else {
                // Nothing free in the rest of this node: go on after it.
                last = Index.nodeFirst(at, level) | lastOfNode(level);
            }
            if (last == -1L) {
                return false;
            }
            at = last + 1;
        }
        return false;
    }

    /** Finds the greatest free index from {@code from} down to {@code min}. */
    public boolean seekDown(Root root, long from, long min) {
        long at = from;
        while (Long.compareUnsigned(at, min) >= 0) {
            if (Index.isBeyond(at, root.height) || root.isEmpty()) {
                return found(at);
            }
            Object[] node = root.top;
            int level = root.height - 1;
            Bucket bucket = null;
            while (true) {
                int slot = Index.slot(at, level);
                long free = ~Node.meta(node).full & Node.allSlots(level) & (-1L >>> (63 - slot));
                if (free == 0) {
                    break;
                }
                int last = Long.SIZE - 1 - Long.numberOfLeadingZeros(free);
                if (last < slot) {
                    long within = (1L << Index.shift(level)) - 1;
                    at = Index.nodeFirst(at, level) | (long) last << Index.shift(level) | within;
                    slot = last;
                }
                Object element = level == 0 ? null : node[slot];
                if (element instanceof Object[] child) {
                    node = child;
                    level--;
                } else if (element instanceof Skip skip && skip.covers(at)) {
                    node = skip.node();
                    level = skip.level;
                } else if (element instanceof Bucket some && some.contains(at)) {
                    bucket = some;
                    break;
                } else {
                    return Long.compareUnsigned(at, min) >= 0 && found(at);
                }
            }
            // Nothing free in the rest of this node, or of this run: go on before it.
            long first = bucket != null ? bucket.firstOfRun(at) : Index.nodeFirst(at, level);
            if (first == 0) {
                return false;
            }
            at = first - 1;
        }
        return false;
    }

    private boolean found(long free) {
        index = free;
        return true;
    }

    private static long lastOfNode(int level) {
        return Index.last(level + 1);
    }
}
