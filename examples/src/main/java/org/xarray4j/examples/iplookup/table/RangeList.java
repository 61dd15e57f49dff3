package org.xarray4j.examples.iplookup.table;

import java.util.Arrays;

/**
 * The ranges of one file in ascending order, none overlapping another: plain columns, and with them the answers that
 * every table is checked against.
 */
public final class RangeList {
    private final Family family;
    private final int size;
    private final long[] firstHigh;
    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;
    private final short[] country;

    private RangeList(Builder from) {
        family = from.family;
        size = from.size;
        firstHigh = Arrays.copyOf(from.firstHigh, family == Family.V4 ? 0 : size);
        firstLow = Arrays.copyOf(from.firstLow, size);
        lastHigh = Arrays.copyOf(from.lastHigh, family == Family.V4 ? 0 : size);
        lastLow = Arrays.copyOf(from.lastLow, size);
        country = Arrays.copyOf(from.country, size);
    }

    /**
     * Returns a list without ranges.
     *
     * @param family what its ranges would be
     * @return the list
     */
    public static RangeList empty(Family family) {
        return new Builder(family).build();
    }

    /**
     * Returns what the ranges are.
     *
     * @return their family
     */
    public Family family() {
        return family;
    }

    /**
     * Returns how many ranges there are.
     *
     * @return the number
     */
    public int size() {
        return size;
    }

    long firstHigh(int i) {
        return family == Family.V4 ? 0 : firstHigh[i];
    }

    long firstLow(int i) {
        return firstLow[i];
    }

    long lastHigh(int i) {
        return family == Family.V4 ? 0 : lastHigh[i];
    }

    long lastLow(int i) {
        return lastLow[i];
    }

    int country(int i) {
        return country[i];
    }

    /** Collects the ranges of a list. */
    static final class Builder {
        private static final int INITIAL_CAPACITY = 1024;

        private final Family family;
        private int size;
        private long[] firstHigh;
        private long[] firstLow = new long[INITIAL_CAPACITY];
        private long[] lastHigh;
        private long[] lastLow = new long[INITIAL_CAPACITY];
        private short[] country = new short[INITIAL_CAPACITY];

        Builder(Family family) {
            this.family = family;
            firstHigh = new long[family == Family.V4 ? 0 : INITIAL_CAPACITY];
            lastHigh = new long[family == Family.V4 ? 0 : INITIAL_CAPACITY];
        }

        Family family() {
            return family;
        }

        int size() {
            return size;
        }

        /** Adds a range; the caller has checked that it follows the ones before. */
        void add(Address first, Address last, int code) {
            if (size == firstLow.length) {
                grow();
            }
            if (family == Family.V6) {
                firstHigh[size] = first.high();
                lastHigh[size] = last.high();
            }
            firstLow[size] = first.low();
            lastLow[size] = last.low();
            country[size] = (short) code;
            size++;
        }

        RangeList build() {
            return new RangeList(this);
        }

        private void grow() {
            int capacity = size * 2;
            firstHigh = Arrays.copyOf(firstHigh, family == Family.V4 ? 0 : capacity);
            firstLow = Arrays.copyOf(firstLow, capacity);
            lastHigh = Arrays.copyOf(lastHigh, family == Family.V4 ? 0 : capacity);
            lastLow = Arrays.copyOf(lastLow, capacity);
            country = Arrays.copyOf(country, capacity);
        }
    }
}
