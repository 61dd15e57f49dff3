package org.xarray4j.examples.iplookup.table;

import org.xarray4j.XArray;

/**
 * What the IPv6 array holds for the upper 64 bits of an address: an answer where all 2^64 addresses below have the
 * same, and where not, a second array over the lower 64 bits.
 */
sealed interface UpperHalf permits PooledAnnouncement, UpperHalf.Split {
    /**
     * A /64 that is not all one range; it stays until the table is closed.
     *
     * @param high the upper half
     * @param lowerHalves the array
     */
    record Split(long high, XArray<PooledAnnouncement> lowerHalves) implements UpperHalf {}
}
