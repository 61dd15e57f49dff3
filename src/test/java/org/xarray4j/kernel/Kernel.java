package org.xarray4j.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Filter;
import org.xarray4j.Internals;
import org.xarray4j.Mark;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;
import org.xarray4j.XArrayView;

/** The few words that the checks are written in. A value is the index that it was stored at. */
final class Kernel {
    private static final Mark[] MARKS = Mark.values();

    private Kernel() {}

    static void store(XArrayEditor<Long> array, long index) {
        array.set(index, index);
    }

    /** Stores the value of an index as one entry of an order. */
    static void store(XArrayEditor<Long> array, long index, int order) {
        array.cursor().moveTo(index, order).set(index);
    }

    /** Erases a value that must be there, and be the value of the index. */
    static void erase(XArrayEditor<Long> array, long index) {
        same(index, array.remove(index), index);
        same(null, array.get(index), index);
    }

    static void holds(XArrayView<Long> array, long index) {
        same(index, array.get(index), index);
    }

    static void lacks(XArrayView<Long> array, long index) {
        same(null, array.get(index), index);
    }

    /** Checks without a message until there is need of one: some checks look at a million indices. */
    static void same(@Nullable Object expected, @Nullable Object actual, long index) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("at " + Long.toUnsignedString(index) + ": expected " + expected
                    + " but got " + actual);
        }
    }

    static void isEmpty(XArray<?> array) {
        same(true, array.isEmpty(), 0);
        same(0L, array.size(), 0);
        same(null, array.first(Filter.PRESENT), 0);
        for (Mark mark : MARKS) {
            same(false, array.anyMarked(mark), 0);
        }
        Internals.validate(array);
    }

    static long last(long first, int order) {
        return order == Long.SIZE ? -1L : first + (1L << order) - 1;
    }
}
