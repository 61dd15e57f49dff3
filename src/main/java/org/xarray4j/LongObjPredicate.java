package org.xarray4j;

/**
 * A question about an index and the value there, without a box for the index.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface LongObjPredicate<T> {
    /**
     * Answers for one index and its value.
     *
     * @param index the index, read as unsigned
     * @param value the value
     * @return the answer
     */
    boolean test(long index, T value);
}
