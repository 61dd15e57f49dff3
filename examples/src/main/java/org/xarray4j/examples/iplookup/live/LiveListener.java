package org.xarray4j.examples.iplookup.live;

/** Is told how a round goes. */
@FunctionalInterface
public interface LiveListener {
    /**
     * Takes note, several times a second.
     *
     * @param seconds how long the last moment was
     * @param lookupsPerSecond answers checked in the last moment, by the second
     * @param updatesPerSecond withdrawals and announcements in the last moment, by the second
     */
    void update(double seconds, double lookupsPerSecond, double updatesPerSecond);
}
