package org.xarray4j.examples.iplookup.live;

import org.HdrHistogram.Histogram;

/**
 * What a round measured.
 *
 * @param lookupsPerSecond lookups of all readers, divided by the time they spent in them
 * @param latency of single lookups, in nanoseconds
 * @param updateLatency of single withdrawals and announcements, in nanoseconds
 * @param seconds how long it lasted
 * @param lookups how many answers were checked
 * @param moves how many blocks were moved
 * @param blocksRead how many blocks were read through a view
 * @param blocksTorn how many of these were half moved
 */
public record RoundResult(
        double lookupsPerSecond,
        Histogram latency,
        Histogram updateLatency,
        double seconds,
        long lookups,
        long moves,
        long blocksRead,
        long blocksTorn) {}
