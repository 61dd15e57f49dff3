package org.xarray4j.bench;

/** A structure in the role of single reads and writes. */
interface Table {
    /** Returns the value of a key, or null. */
    Object get(long key);

    /** Stores a value; what it replaces is dropped. */
    void put(long key, Payload value);

    /** Takes a key's value out, if there is one. */
    void erase(long key);

    /** Stores many values, in the way in which the structure does that best. */
    default void fill(long[] keys, Payload[] values) {
        for (int i = 0; i < keys.length; i++) {
            put(keys[i], values[i]);
        }
    }
}
