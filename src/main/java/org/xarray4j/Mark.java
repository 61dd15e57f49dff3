package org.xarray4j;

/**
 * One of the three marks that every entry of an array can bear.
 *
 * <p>Marks belong to entries: they stay when a value is replaced, are dropped when the entry is erased, and are united
 * when a range store covers several entries. In every array, allocating or not, all three are the user's. Kernel:
 * {@code XA_MARK_0} to {@code XA_MARK_2}; the kernel's {@code XA_FREE_MARK} has no counterpart, since the bookkeeping
 * of free indices is kept apart.
 */
public enum Mark {
    /** The first mark. */
    MARK_0(0),
    /** The second mark. */
    MARK_1(1),
    /** The third mark. */
    MARK_2(2);

    /** The number that the tree knows it by. */
    final int number;

    Mark(int number) {
        this.number = number;
    }
}
