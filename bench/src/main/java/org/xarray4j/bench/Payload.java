package org.xarray4j.bench;

import java.util.Arrays;

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

    /** Returns one and the same value for each of so many keys. */
    static Payload[] copies(Payload value, int count) {
        Payload[] values = new Payload[count];
        Arrays.fill(values, value);
        return values;
    }

    static Payload[] forKeys(long[] keys) {
        return forKeys(keys, Integer.MAX_VALUE);
    }
}
