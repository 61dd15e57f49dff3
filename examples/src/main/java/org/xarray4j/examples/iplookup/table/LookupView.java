package org.xarray4j.examples.iplookup.table;

import org.jspecify.annotations.Nullable;

/** Lookups by one thread. Their answers may be read until the view is closed, and not after that. */
public interface LookupView extends AutoCloseable {
    /**
     * Looks up an IPv4 address.
     *
     * @param address the address, below 2^32
     * @return the answer, or null when no range is announced for it
     */
    @Nullable Announcement findV4(long address);

    /**
     * Looks up an IPv6 address.
     *
     * @param high its upper 64 bits
     * @param low its lower 64 bits
     * @return the answer, or null when no range is announced for it
     */
    @Nullable Announcement findV6(long high, long low);

    /**
     * Looks up an address of a range.
     *
     * @param ranges the table's ranges
     * @param range the range, which says the family
     * @param high the upper 64 bits of the address; ignored for IPv4
     * @param low its lower 64 bits
     * @return the answer, or null when no range is announced for it
     */
    default @Nullable Announcement find(Ranges ranges, int range, long high, long low) {
        return ranges.isV4(range) ? findV4(low) : findV6(high, low);
    }

    /**
     * Looks up the first address of a range.
     *
     * @param ranges the table's ranges
     * @param range the range
     * @return the answer, or null when no range is announced for it
     */
    default @Nullable Announcement findFirst(Ranges ranges, int range) {
        return find(ranges, range, ranges.firstHigh(range), ranges.firstLow(range));
    }

    @Override
    void close();
}
