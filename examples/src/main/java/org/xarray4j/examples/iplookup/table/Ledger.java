package org.xarray4j.examples.iplookup.table;

import java.util.concurrent.atomic.AtomicLong;
import org.xarray4j.examples.iplookup.slab.RecordPool;

/**
 * The table's own account of the values it owns, kept apart from what the domain and the pool count: each value is
 * stored, then retired, then released. Those retired and not yet released are held back for readers.
 */
final class Ledger {
    private final RecordPool pool;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong retired = new AtomicLong();
    private final AtomicLong mostHeld = new AtomicLong();

    Ledger(RecordPool pool) {
        this.pool = pool;
    }

    /** Notes that the table is about to own values. */
    void store(long values) {
        stored.addAndGet(values);
    }

    /** Notes that the table is about to discard values. */
    void retire(long values) {
        long held = retired.addAndGet(values) - pool.released();
        mostHeld.accumulateAndGet(held, Math::max);
    }

    long stored() {
        return stored.get();
    }

    long retired() {
        return retired.get();
    }

    /** Returns how many values were held back when these were most, since the last call. */
    long takeMostHeld() {
        return mostHeld.getAndSet(0);
    }
}
