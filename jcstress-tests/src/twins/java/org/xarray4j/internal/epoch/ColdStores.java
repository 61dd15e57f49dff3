package org.xarray4j.internal.epoch;

/**
 * Stores to places that no cache holds: on a processor that performs its stores in order, whatever is stored next is seen
 * late. For twins whose fence is missing, so that a few seconds suffice.
 */
final class ColdStores {
    private static final long[] PLACES = new long[1 << 22];
    private static int next;

    private ColdStores() {}

    static void store(int count) {
        for (int i = 0; i < count; i++) {
            next = next * 1664525 + 1013904223;
            PLACES[next >>> 10] = next;
        }
    }
}
