package org.xarray4j.jcstress;

/** How a test writes down what it read: results are numbers, and 0 is nothing. */
final class Read {
    private Read() {}

    static int orZero(Integer value) {
        return value == null ? 0 : value;
    }

    static int bit(boolean claim) {
        return claim ? 1 : 0;
    }
}
