package org.xarray4j.examples.iplookup.table;

import org.xarray4j.XArray;

/**
 * What the IPv6 array holds for the upper 64 bits of an address: an answer where all 2^64 addresses below have the
 * same, and where not, a second array over the lower 64 bits.
 */
sealed interface UpperHalf permits Announcement, UpperHalf.Split {
    /** A /64 that is not all one range. */
    record Split(XArray<Announcement> lowerHalves) implements UpperHalf {}
}
