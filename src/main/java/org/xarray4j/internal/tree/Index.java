package org.xarray4j.internal.tree;

/** Arithmetic on indices: six bits for each level, from level 0, the leaves, up to level 10, which has four. */
final class Index {
    /** Indices have 64 bits, so eleven levels of six bits reach all of them. */
    static final int MAX_HEIGHT = 11;

    static final int BITS = 6;

    private Index() {}

    /** Returns how far to shift an index right to bring its slot at a level to the bottom. */
    static int shift(int level) {
        return BITS * level;
    }

    static int slot(long index, int level) {
        return (int) (index >>> shift(level)) & 63;
    }

    /** Returns the least index of the slot that an index falls into. */
    static long slotFirst(long index, int level) {
        return index & (-1L << shift(level));
    }

    /** Returns the least index of the node that an index falls into. */
    static long nodeFirst(long index, int level) {
        return level == MAX_HEIGHT - 1 ? 0 : index & (-1L << shift(level + 1));
    }

    /** Returns the least height of a tree that has a slot for an index. */
    static int heightFor(long index) {
        return index == 0 ? 1 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(index)) / BITS + 1;
    }

    /** Returns whether an index lies beyond a tree of some height. */
    static boolean isBeyond(long index, int height) {
        return height < MAX_HEIGHT && index >>> shift(height) != 0;
    }

    /** Returns the greatest index of a tree of some height. */
    static long last(int height) {
        return height == MAX_HEIGHT ? -1L : (1L << shift(height)) - 1;
    }

    /** Returns the level of the slots that an entry of some order takes, one or more of them. */
    static int levelOf(int order) {
        return order / BITS;
    }

    /** Returns how many slots an entry of some order takes at its level. */
    static int runOf(int order) {
        return 1 << (order % BITS);
    }

    /**
     * Returns the order of the largest aligned power-of-two block that begins at {@code first} and does not reach past
     * {@code last}.
     */
    static int blockOrder(long first, long last) {
        int aligned = Long.numberOfTrailingZeros(first);
        long count = last - first + 1;
        if (count == 0) {
            return Long.SIZE;
        }
        return Math.min(aligned, Long.SIZE - 1 - Long.numberOfLeadingZeros(count));
    }

    /** Returns the last index of a block. */
    static long blockLast(long first, int order) {
        return order == Long.SIZE ? -1L : first + (1L << order) - 1;
    }

    /** Returns the order of the last of the blocks that a range is cut into. */
    static int lastBlockOrder(long first, long last) {
        if (first == 0 && last == -1L) {
            return Long.SIZE;
        }
        // The mirror image of blockOrder: the largest block that ends at last and does not reach
        // below first.
        int aligned = Long.numberOfTrailingZeros(last + 1);
        long count = last - first + 1;
        return Math.min(aligned, Long.SIZE - 1 - Long.numberOfLeadingZeros(count));
    }
}
