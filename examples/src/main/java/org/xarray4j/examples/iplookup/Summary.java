package org.xarray4j.examples.iplookup;

import org.xarray4j.examples.iplookup.live.LiveComparison;
import org.xarray4j.examples.iplookup.report.Results;
import org.xarray4j.examples.iplookup.report.Tables;
import org.xarray4j.examples.iplookup.report.Units;
import org.xarray4j.examples.iplookup.slab.RecordPool;

/** The end of the output: what was measured under updates, what was released, and whether anything was wrong. */
final class Summary {
    private final Results results;

    Summary(Results results) {
        this.results = results;
    }

    void print(Display display) {
        display.line("");
        display.heading("Lookups");
        Tables.lookupsText(results).forEach(display::line);
        display.line(
                "  lock-free: ReadView.get; guarded: getLocked, value, close; skip list: floorEntry;");
        display.line(
                "  lookups: of all readers, by the time spent in them, in the round in the middle;");
        display.line("  " + LiveComparison.LOOKUPS_PER_VIEW
                + " of them share a view, on the guarded path a pin, and its opening counts;");
        display.line("  p50 to max: one lookup in 64 by itself, with about "
                + Units.time(results.clockNanos()) + " of reading the clock.");
        display.line("");
        display.heading("Updates meanwhile");
        Tables.updatesText(results).forEach(display::line);
        display.line(
                "  Blocks of 64 ranges move in one transaction and are read through one view;");
        display.line("  a skip list has neither, so there a half moved block is no error.");
        display.line("");
        display.heading("Values released");
        Tables.ownershipText(results).forEach(display::line);
        display.line("  Each answer in the XArray owns a record of " + RecordPool.RECORD_BYTES
                + " bytes outside the heap, which is");
        display.line(
                "  released when the last view or guard is closed that may show it; the skip list's");
        display.line("  own nothing. Used after release: "
                + Units.count(results.afterTheClose().pool().usedAfterRelease())
                + "; released twice: "
                + Units.count(results.afterTheClose().pool().releasedTwice())
                + "; longest grace period: "
                + Units.time(results.atTheEnd().longestGrace().toNanos()) + ";");
        display.line("  held back at any time: at most " + Units.bytes(results.mostHeldBytes())
                + ", of " + Units.bytes(results.atTheEnd().pool().bytes()) + " in all.");
        display.line("");
        display.heading("Checked " + Units.count(results.checked()) + " answers: "
                + Units.count(results.errors()) + (results.errors() == 1 ? " error" : " errors"));
        int faults = results.faults().size();
        display.heading("Checked " + Units.count(results.afterTheClose().stored()) + " releases: "
                + (faults == 0 ? "each once, none in use" : "wrong, see below"));
    }
}
