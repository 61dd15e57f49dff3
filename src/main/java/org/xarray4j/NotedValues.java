package org.xarray4j;

import java.util.Arrays;

/**
 * The values that a transaction was given, or has handed out, in this order. Room for the next one is made before a write
 * changes anything, so that to note it cannot fail.
 */
final class NotedValues {
    private static final int FIRST_ROOM = 16;

    private static final Object[] NOTHING = new Object[0];

    private Object[] values = NOTHING;
    private int size;

    /** Makes room for one more. Allocates when there is none. */
    void makeRoom() {
        if (size == values.length) {
            values = Arrays.copyOf(values, size == 0 ? FIRST_ROOM : 2 * size);
        }
    }

    /** Makes room for so many more. */
    void makeRoom(int more) {
        if (values.length - size < more) {
            values = Arrays.copyOf(values, size + more);
        }
    }

    /** Adds a value, for which there is room. */
    void add(Object value) {
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    Object get(int at) {
        return values[at];
    }
}
