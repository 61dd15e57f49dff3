package org.xarray4j.bench;

/** A value. Reads of a structure do not look into it. */
final class Payload {
    final long key;
    final boolean marked;

    Payload(long key, boolean marked) {
        this.key = key;
        this.marked = marked;
    }

    /** Returns a value for each key, of which one in {@code every} is marked. */
    static Payload[] forKeys(long[] keys, int every) {
        Payload[] values = new Payload[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = new Payload(keys[i], i % every == 0);
        }
        return values;
    }

    static Payload[] forKeys(long[] keys) {
        return forKeys(keys, Integer.MAX_VALUE);
    }
}
