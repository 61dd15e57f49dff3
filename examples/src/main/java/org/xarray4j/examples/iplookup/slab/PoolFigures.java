package org.xarray4j.examples.iplookup.slab;

/**
 * What a pool has done and has.
 *
 * @param taken how many records were taken
 * @param released how many were given back
 * @param releasedTwice how often a record was released that had been already
 * @param usedAfterRelease how often a record was read that had been released
 * @param live how many records have an owner, by their canaries
 * @param free how many records wait to be taken
 * @param slabs how many slabs there are
 */
public record PoolFigures(
        long taken,
        long released,
        long releasedTwice,
        long usedAfterRelease,
        long live,
        long free,
        long slabs) {
    /**
     * Returns how many records there are.
     *
     * @return those that have an owner and those that wait for one
     */
    public long capacity() {
        return slabs * Slab.RECORDS;
    }

    /**
     * Returns what all records take.
     *
     * @return bytes outside the heap
     */
    public long bytes() {
        return capacity() * Slab.RECORD_BYTES;
    }
}
