package org.xarray4j;

import java.util.OptionalLong;

/**
 * Makes another integer of the one at an index, without boxes. It runs under the lock of the array, which it must not write:
 * {@link LongXArrayEditor#compute}.
 */
@FunctionalInterface
public interface LongComputation {
    /**
     * Answers what shall be at an index.
     *
     * @param index the index, read as unsigned
     * @param before the integer there, or empty
     * @return the integer to store, or empty for none
     */
    OptionalLong apply(long index, OptionalLong before);
}
