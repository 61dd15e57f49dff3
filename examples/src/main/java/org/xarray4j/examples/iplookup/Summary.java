package org.xarray4j.examples.iplookup;

import org.xarray4j.examples.iplookup.report.Results;
import org.xarray4j.examples.iplookup.report.Tables;
import org.xarray4j.examples.iplookup.report.Units;

/** The end of the output: what was measured under updates, and how many answers were wrong. */
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
                "  lock-free: XArray.get; guarded: getLocked, value, close; skip list: floorEntry;");
        display.line(
                "  lookups: of all readers, by the time spent in them, in the round in the middle;");
        display.line("  p50 to max: one lookup in 64 by itself, with about "
                + Units.time(results.clockNanos()) + " of reading the clock.");
        display.line("");
        display.heading("Updates meanwhile");
        Tables.updatesText(results).forEach(display::line);
        display.line(
                "  Blocks of 64 ranges move in one transaction and are read through one snapshot;");
        display.line("  a skip list has neither, so there a half moved block is no error.");
        display.line("");
        display.heading("Checked " + Units.count(results.checked()) + " answers: "
                + Units.count(results.errors()) + (results.errors() == 1 ? " error" : " errors"));
    }
}
