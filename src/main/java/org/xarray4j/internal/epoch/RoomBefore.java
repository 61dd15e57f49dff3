package org.xarray4j.internal.epoch;

/**
 * Room before fields that are written: whatever the collector lays before a slot, the holder of another slot for instance,
 * must not share their cache lines. The fields of a superclass come first.
 */
class RoomBefore {
    @SuppressWarnings("unused") // only there
    private long b0, b1, b2, b3, b4, b5, b6, b7;

    RoomBefore() {}
}
