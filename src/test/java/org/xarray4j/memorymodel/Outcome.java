package org.xarray4j.memorymodel;

import java.util.Map;

/**
 * How an execution ended.
 *
 * @param registers by thread and name, as in {@code "reader.v"}
 * @param memory by location
 */
record Outcome(Map<String, Integer> registers, Map<String, Integer> memory) {
    /** What a register has that was never given a value, since its path was not taken. */
    static final int NONE = -1;

    /** The value of a register, as {@code "thread.register"}. */
    int of(String register) {
        return registers.getOrDefault(register, NONE);
    }

    /** Whether a register has a value. */
    boolean is(String register, int value) {
        return of(register) == value;
    }

    /** The last value of a location. */
    int at(String location) {
        Integer value = memory.get(location);
        if (value == null) {
            throw new IllegalArgumentException("no location " + location);
        }
        return value;
    }
}
