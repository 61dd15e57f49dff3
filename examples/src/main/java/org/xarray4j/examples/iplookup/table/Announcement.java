package org.xarray4j.examples.iplookup.table;

/**
 * What a table answers for an address: the range it lies in, the country, and the range's generation, by which readers
 * tell an answer that is out of date. It may be read until the {@link LookupView} that gave it is closed.
 */
public sealed interface Announcement permits HeapAnnouncement, PooledAnnouncement {
    /**
     * Returns the range.
     *
     * @return its number in {@link Ranges}
     */
    int range();

    /**
     * Returns the country.
     *
     * @return see {@link Country}
     */
    int country();

    /**
     * Returns the generation.
     *
     * @return how often the range had changed when this was announced
     */
    int generation();
}
