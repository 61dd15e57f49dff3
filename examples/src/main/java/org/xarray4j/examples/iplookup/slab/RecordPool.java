package org.xarray4j.examples.iplookup.slab;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records outside the heap, taken and given back by any thread. The pool grows by slabs of 4096 records and never
 * shrinks. The record given back last is taken first, so that who holds on to it soon meets another's.
 */
public final class RecordPool {
    /** What a record takes, in bytes. */
    public static final int RECORD_BYTES = Slab.RECORD_BYTES;

    // A canary is this byte, the number of the record, and how many were taken before, modulo 2^32.
    private static final long CANARY = 0xCAL << 56;
    private static final int NUMBER_SHIFT = 32;
    private static final int MAX_RECORDS = 1 << 24;

    private final LongAdder releasedTwice = new LongAdder();
    private final LongAdder usedAfterRelease = new LongAdder();

    /** Replaced when it grows; records look their slab up without the lock. */
    private volatile Slab[] slabs = {};

    // The rest belongs to this object's lock.
    private int[] free = {};
    private int freeCount;
    private long taken;
    private long released;

    /** Takes a record, which belongs to the caller, and returns the canary for it. */
    synchronized long take() {
        if (freeCount == 0) {
            grow();
        }
        long serial = taken++ & 0xFFFF_FFFFL;
        return CANARY | (long) free[--freeCount] << NUMBER_SHIFT | serial;
    }

    /** Returns the number of the record that a canary is for. */
    static int number(long canary) {
        return (int) (canary >>> NUMBER_SHIFT) & (MAX_RECORDS - 1);
    }

    private void grow() {
        if ((slabs.length + 1) * Slab.RECORDS > MAX_RECORDS) {
            throw new IllegalStateException(
                    "a pool has at most " + MAX_RECORDS + " records, and all of them are taken");
        }
        Slab[] more = Arrays.copyOf(slabs, slabs.length + 1);
        more[slabs.length] = new Slab(this);
        free = new int[more.length * Slab.RECORDS];
        // The lowest number is taken first.
        int next = more.length * Slab.RECORDS;
        while (freeCount < Slab.RECORDS) {
            free[freeCount++] = --next;
        }
        slabs = more;
    }

    Slab slab(long canary) {
        return slabs[number(canary) / Slab.RECORDS];
    }

    /** Takes back a record that has been poisoned. */
    synchronized void giveBack(long canary) {
        released++;
        free[freeCount++] = number(canary);
    }

    void releasedTwice() {
        releasedTwice.increment();
    }

    UseAfterReleaseException usedAfterRelease(SlabRecord record, long found) {
        usedAfterRelease.increment();
        return new UseAfterReleaseException(record + " was read after its release: "
                + (found == Slab.POISON
                        ? "it belongs to nobody"
                        : "it has another owner (canary " + Long.toHexString(found) + ")"));
    }

    /**
     * Returns how many records were given back so far.
     *
     * @return the number
     */
    public synchronized long released() {
        return released;
    }

    /**
     * Returns what the pool has done and has. Looks at every record; the numbers agree when nobody takes or releases
     * meanwhile.
     *
     * @return the figures
     */
    public synchronized PoolFigures figures() {
        long live = 0;
        for (Slab slab : slabs) {
            live += slab.countTaken();
        }
        return new PoolFigures(
                taken,
                released,
                releasedTwice.sum(),
                usedAfterRelease.sum(),
                live,
                freeCount,
                slabs.length);
    }
}
