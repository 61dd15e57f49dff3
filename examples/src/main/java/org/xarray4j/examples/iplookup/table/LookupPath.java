package org.xarray4j.examples.iplookup.table;

import org.jspecify.annotations.Nullable;

/** A way to ask a table for an address. */
public interface LookupPath {
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
}
