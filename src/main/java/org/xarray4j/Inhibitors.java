package org.xarray4j;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Announcements of readers that want no node to be used again while they read: counters, a few of them so that readers
 * on different processors do not meet.
 *
 * <p>Wait-free, and allocates nothing: two read-modify-writes for each reader. Nobody ever waits for a counter to become
 * zero; a writer that finds one that is not just leaves its nodes where they are. So a counter that is never taken down,
 * after a stack overflow say, costs reuse and not correctness.
 */
final class Inhibitors {
    /** Counters lie a cache line and its neighbour apart. */
    private static final int STRIDE = 16;

    private static final int STRIPES = Math.min(
            16,
            Integer.highestOneBit(Math.max(1, 2 * Runtime.getRuntime().availableProcessors() - 1)));

    private final AtomicLongArray counters = new AtomicLongArray((STRIPES + 1) * STRIDE);

    /** Announces a reader; returns what {@link #exitVolatile} wants. */
    // [inh-1] Volatile read-modify-write, before the root is loaded. Pairs with [inh-2] in
    // noneVolatile.
    //   Announcement first: the writer's scan sees it and nothing is used again.
    //   Scan first:         the root was stored before the scan and is loaded after the
    //                       announcement, so what we walk is not of a batch unlinked before it.
    // Hazard if weaker: the root is loaded before the announcement is seen (StoreLoad).
    // Witness: Reuse_02_InhibitedRead
    int enterVolatile() {
        // The constant is 2^64 divided by the golden ratio: thread ids are consecutive.
        long hash = Thread.currentThread().getId() * 0x9E3779B97F4A7C15L;
        int counter = (int) (hash >>> 32) & (STRIPES - 1);
        int at = (counter + 1) * STRIDE;
        counters.getAndAdd(at, 1);
        return at;
    }

    /** Takes an announcement back. */
    // [inh-3] Volatile read-modify-write, after the last load of the walk. Pairs with [inh-2] in
    // noneVolatile.
    //   Withdrawal first: the scan sees it, and every load of the walk is over before an overwrite.
    //   Scan first:       the scan sees the announcement, and nothing is used again.
    // Hazard if weaker: a load of the walk is performed after a node was used again.
    // Witness: Reuse_02_InhibitedRead
    void exitVolatile(int at) {
        counters.getAndAdd(at, -1);
    }

    /** Returns whether no reader is announced. */
    // [inh-2] Volatile loads, after the root that unlinked the batch was stored. Pairs with
    // [inh-1] in enterVolatile, and with [inh-3] in exitVolatile.
    boolean noneVolatile() {
        for (int counter = 1; counter <= STRIPES; counter++) {
            if (counters.get(counter * STRIDE) != 0) {
                return false;
            }
        }
        return true;
    }
}
