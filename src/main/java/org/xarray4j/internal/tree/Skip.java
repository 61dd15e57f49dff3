package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * A child that lies more than one level below its slot: between the two there is no other entry, so there are no nodes.
 *
 * <p>It stands in an interior slot as a class of its own, so that a walk through children that lie one level below asks
 * nothing more than it would without it. {@code level} and {@code first} never change, so a walk that may meet anything at
 * all reads a node as one of its own level. The node changes while the version is written that made the skip, as a child
 * in a slot would; once the version is published it does not change any more. A skip is never used again.
 *
 * <p>Guarded by: the writer lock, until the version that made it is published.
 */
final class Skip {
    /** The level of the node it leads to, at least two below the slot it stands in. */
    final int level;

    /** The least index of the node it leads to. */
    final long first;

    /** The number of the version that made it. */
    final long birth;

    /** Set before the version is published. */
    private Object @Nullable [] node;

    Skip(int level, long index, long birth) {
        this.level = level;
        this.first = Index.nodeFirst(index, level);
        this.birth = birth;
    }

    /** Returns whether an index lies in the node it leads to. */
    boolean covers(long index) {
        return (index ^ first) >>> Index.shift(level + 1) == 0;
    }

    /** Returns the greatest index of the node it leads to. */
    long last() {
        return first + Index.last(level + 1);
    }

    /** Returns the node it leads to. */
    Object[] node() {
        Object[] there = node;
        if (there == null) {
            throw new IllegalStateException("a skip that leads nowhere is part of a version");
        }
        return there;
    }

    /**
     * Returns the node as a walk may meet it that has yet to validate, which may be null: Java promises to whoever comes
     * here by a node in use again what the final fields say, and no more.
     */
    Object @Nullable [] nodeRacy() {
        return node;
    }

    /** Returns what must stand in a slot of a level to lead to the node: that itself, when it lies just below. */
    Object from(int slotLevel) {
        return level == slotLevel - 1 ? node() : this;
    }

    void leadTo(Object[] to) {
        node = to;
    }
}
