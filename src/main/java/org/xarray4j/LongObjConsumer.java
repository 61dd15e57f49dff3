package org.xarray4j;

/**
 * An action on an index and the value there, without a box for the index.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface LongObjConsumer<T> {
    /**
     * Acts on one index and its value.
     *
     * @param index the index, read as unsigned
     * @param value the value
     */
    void accept(long index, T value);
}
