package org.xarray4j.examples.iplookup.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xarray4j.examples.iplookup.live.PathFigures;
import org.xarray4j.examples.iplookup.slab.RecordPool;
import org.xarray4j.examples.iplookup.table.Ownership;

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
 * @param held what was held back for readers, by the time for which the XArray was changed
 * @param atTheEnd what had become of the XArray's values after the last update
 * @param afterTheClose and after it was closed
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
        List<HeldPoint> held,
        Ownership atTheEnd,
        Ownership afterTheClose,
        long errors,
        List<String> firstErrors) {
    /** Makes defensive copies. */
    public Results {
        tables = List.copyOf(tables);
        load = List.copyOf(load);
        live = List.copyOf(live);
        held = List.copyOf(held);
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

    /**
     * Returns what was wrong with the releases.
     *
     * @return each fault once, in words
     */
    public List<String> faults() {
        Set<String> faults = new LinkedHashSet<>(atTheEnd.faults());
        faults.addAll(afterTheClose.faults());
        return List.copyOf(faults);
    }

    /**
     * Returns whether everything was as it must be.
     *
     * @return true if no answer was wrong, and no release
     */
    public boolean isRight() {
        return errors == 0 && faults().isEmpty();
    }

    /**
     * Returns what was held back when that was most.
     *
     * @return bytes outside the heap
     */
    public long mostHeldBytes() {
        return held.stream().mapToLong(HeldPoint::most).max().orElse(0) * RecordPool.RECORD_BYTES;
    }
}
