package org.xarray4j;

/**
 * A match of a search among integers: the integer, the indices that its entry covers, and where among them the search met it.
 * {@link Entry} without a box.
 *
 * @param index where the match was met: the greater of the entry's first index and the index the search began at
 * @param first the entry's first index
 * @param order the binary logarithm of the number of indices that the entry covers, 0 to 64
 * @param value the integer
 */
public record LongEntry(long index, long first, int order, long value) {
    /**
     * Returns the entry's last index.
     *
     * @return {@code first + 2^order - 1}
     */
    public long last() {
        return order == Long.SIZE ? -1L : first + (1L << order) - 1;
    }

    /**
     * Returns the match with its indices as unsigned decimals.
     *
     * @return for instance {@code 7=-1}, or {@code 10 in [8, 15]=-1}
     */
    @Override
    public String toString() {
        String at = Long.toUnsignedString(index);
        return order == 0
                ? at + "=" + value
                : at + " in [" + Long.toUnsignedString(first) + ", " + Long.toUnsignedString(last())
                        + "]=" + value;
    }
}
