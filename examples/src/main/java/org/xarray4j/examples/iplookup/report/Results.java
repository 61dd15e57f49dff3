package org.xarray4j.examples.iplookup.report;

import java.util.List;
import org.xarray4j.examples.iplookup.live.PathFigures;

/**
 * Everything that a run has found out.
 *
 * @param machine where it ran
 * @param tables what was read, a line each
 * @param load what loading took
 * @param verified how many answers were checked against the files before the first update
 * @param live what was measured under updates
 * @param readers how many threads looked up
 * @param updatesAsked withdrawals and announcements by the second that were asked for; 0 for as many as possible
 * @param settled how many answers were checked after the last update
 * @param clockNanos what reading the clock twice takes; it is a part of every latency
 * @param errors how many answers were wrong
 * @param firstErrors the first of them in words
 */
public record Results(
        String machine,
        List<String> tables,
        List<LoadFigures> load,
        long verified,
        List<PathFigures> live,
        int readers,
        int updatesAsked,
        long settled,
        long clockNanos,
        long errors,
        List<String> firstErrors) {
    /** Makes defensive copies. */
    public Results {
        tables = List.copyOf(tables);
        load = List.copyOf(load);
        live = List.copyOf(live);
        firstErrors = List.copyOf(firstErrors);
    }

    /**
     * Returns how many answers were checked in all.
     *
     * @return the number
     */
    public long checked() {
        return verified
                + settled
                + live.stream().mapToLong(PathFigures::lookups).sum();
    }
}
