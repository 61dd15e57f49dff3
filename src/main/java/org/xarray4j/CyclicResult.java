package org.xarray4j;

/**
 * What a cyclic allocation did. Kernel: the return value of {@code xa_alloc_cyclic} and its two output arguments.
 *
 * @param index the index that was allocated; 0 and without meaning when {@code full}
 * @param next where the next cyclic allocation should begin: {@code index + 1}, which is 0 after 2^64-1; unchanged when
 *     {@code full}
 * @param wrapped whether the search went past the greatest index and began again at the least, or the cyclic allocation of the
 *     array before this one took 2^64-1
 * @param full whether nothing was free, so that nothing was allocated
 */
public record CyclicResult(long index, long next, boolean wrapped, boolean full) {
    /**
     * Returns the result with its indices as unsigned decimals.
     *
     * @return for instance {@code 5, next 6, wrapped}, or {@code full, next 6}
     */
    @Override
    public String toString() {
        return (full ? "full" : Long.toUnsignedString(index))
                + ", next "
                + Long.toUnsignedString(next)
                + (wrapped ? ", wrapped" : "");
    }
}
