package org.xarray4j.model;

import org.jspecify.annotations.Nullable;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.Mark;

/**
 * An entry of the model.
 *
 * @param first the first index
 * @param order the binary logarithm of the number of indices
 * @param value the value, or null when the entry is reserved
 * @param marks one bit for each mark
 * @param ticket whose reservation it is; 0 when nobody's
 * @param store the number of the store that the entry is, or is a piece of; 0 when it has no value
 */
record ModelEntry<T>(long first, int order, @Nullable T value, int marks, long ticket, long store) {
    ModelEntry(long first, int order, @Nullable T value, int marks, long ticket) {
        this(first, order, value, marks, ticket, 0);
    }

    static int bit(Mark mark) {
        return switch (mark) {
            case MARK_0 -> 1;
            case MARK_1 -> 2;
            case MARK_2 -> 4;
        };
    }

    long last() {
        return order == Long.SIZE ? -1L : first + (1L << order) - 1;
    }

    boolean isReserved() {
        return value == null;
    }

    boolean isMarked(Mark mark) {
        return (marks & bit(mark)) != 0;
    }

    boolean matches(Filter filter) {
        return value != null
                && switch (filter) {
                    case PRESENT -> true;
                    case MARK_0 -> isMarked(Mark.MARK_0);
                    case MARK_1 -> isMarked(Mark.MARK_1);
                    case MARK_2 -> isMarked(Mark.MARK_2);
                };
    }

    boolean covers(long index) {
        return Long.compareUnsigned(first, index) <= 0 && Long.compareUnsigned(index, last()) <= 0;
    }

    ModelEntry<T> at(long newFirst, int newOrder) {
        return new ModelEntry<>(newFirst, newOrder, value, marks, ticket, store);
    }

    ModelEntry<T> withValue(T newValue, long newStore) {
        return new ModelEntry<>(first, order, newValue, marks, 0, newStore);
    }

    ModelEntry<T> reserved() {
        return new ModelEntry<>(first, order, null, marks, 0);
    }

    ModelEntry<T> withMarks(int newMarks) {
        return new ModelEntry<>(first, order, value, newMarks, ticket, store);
    }

    Entry<T> metAt(long index) {
        return new Entry<>(index, first, order, value);
    }
}
