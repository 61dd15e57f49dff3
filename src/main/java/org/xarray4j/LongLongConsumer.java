package org.xarray4j;

/** An action on an index and the integer there, without boxes. */
@FunctionalInterface
public interface LongLongConsumer {
    /**
     * Acts on one index and its integer.
     *
     * @param index the index, read as unsigned
     * @param value the integer
     */
    void accept(long index, long value);
}
