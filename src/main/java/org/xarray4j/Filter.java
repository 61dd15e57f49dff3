package org.xarray4j;

import org.xarray4j.internal.tree.Finder;

/**
 * Which entries a search or an iteration meets: all that hold a value, or those that also bear a mark.
 *
 * <p>Reserved indices hold no value and are never met. Kernel: {@code xa_mark_t} as a filter, {@code XA_PRESENT}.
 */
public enum Filter {
    /** Entries that bear {@link Mark#MARK_0}. */
    MARK_0(0),
    /** Entries that bear {@link Mark#MARK_1}. */
    MARK_1(1),
    /** Entries that bear {@link Mark#MARK_2}. */
    MARK_2(2),
    /** Every entry that holds a value. */
    PRESENT(Finder.PRESENT);

    /** The number that the tree knows it by. */
    final int number;

    Filter(int number) {
        this.number = number;
    }

    /**
     * Returns the filter that meets the entries bearing a mark.
     *
     * @param mark the mark
     * @return the filter of the same name
     * @throws NullPointerException if {@code mark} is null
     */
    public static Filter of(Mark mark) {
        return switch (mark) {
            case MARK_0 -> MARK_0;
            case MARK_1 -> MARK_1;
            case MARK_2 -> MARK_2;
        };
    }
}
