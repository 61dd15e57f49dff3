package org.xarray4j.examples.iplookup.table;

import org.xarray4j.examples.iplookup.slab.RecordPool;
import org.xarray4j.examples.iplookup.slab.SlabRecord;

/** An answer that owns a record outside the heap, which is released when the answer is. */
public final class PooledAnnouncement extends SlabRecord implements Announcement, UpperHalf {
    /**
     * Takes a record and writes it.
     *
     * @param pool where the record comes from
     * @param range the range, as {@link Ranges} numbers it
     * @param country the country, see {@link Country}
     * @param generation how often the range had changed when this was announced
     */
    PooledAnnouncement(RecordPool pool, int range, int country, int generation) {
        super(pool, range, country, generation);
    }

    /** Returns an answer of the same content that owns a record of its own. */
    PooledAnnouncement copy() {
        return new PooledAnnouncement(pool(), range(), country(), generation());
    }
}
