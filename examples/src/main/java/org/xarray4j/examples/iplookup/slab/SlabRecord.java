package org.xarray4j.examples.iplookup.slab;

/**
 * A record outside the heap, which its owner must release once. Immutable until then; afterwards every method but {@link
 * #toString} finds out that it was released, also when the memory is another's by now.
 */
public class SlabRecord {
    private final Slab slab;

    /** Says also which record it is, which keeps this object at 24 bytes. */
    private final long canary;

    /**
     * Takes a record from a pool.
     *
     * @param pool where it comes from
     * @param range what it says of the range
     * @param country what it says of the country
     * @param generation what it says of the generation
     */
    protected SlabRecord(RecordPool pool, int range, int country, int generation) {
        canary = pool.take();
        slab = pool.slab(canary);
        slab.fill(offset(), canary, range, country, generation);
    }

    private int offset() {
        return RecordPool.number(canary) % Slab.RECORDS * Slab.RECORD_BYTES;
    }

    /**
     * Returns the pool that it must be returned to.
     *
     * @return the pool
     */
    protected RecordPool pool() {
        return slab.pool();
    }

    /**
     * Returns what the record says of the range.
     *
     * @return its number
     * @throws UseAfterReleaseException if the record was released
     */
    public int range() {
        int range = slab.range(offset());
        checkOwned();
        return range;
    }

    /**
     * Returns what the record says of the country.
     *
     * @return its code
     * @throws UseAfterReleaseException if the record was released
     */
    public int country() {
        int country = slab.country(offset());
        checkOwned();
        return country;
    }

    /**
     * Returns what the record says of the generation.
     *
     * @return its number
     * @throws UseAfterReleaseException if the record was released
     */
    public int generation() {
        int generation = slab.generation(offset());
        checkOwned();
        return generation;
    }

    private void checkOwned() {
        long found = slab.canaryAfterField(offset());
        if (found != canary) {
            throw pool().usedAfterRelease(this, found);
        }
    }

    /** Poisons the record and gives it back; a second release harms nothing and is counted. */
    public void release() {
        if (slab.poison(offset(), canary)) {
            pool().giveBack(canary);
        } else {
            pool().releasedTwice();
        }
    }

    /**
     * Returns which record it is. Does not read it.
     *
     * @return its number in the pool and its canary
     */
    @Override
    public String toString() {
        return "record " + RecordPool.number(canary) + " (canary " + Long.toHexString(canary) + ")";
    }
}
