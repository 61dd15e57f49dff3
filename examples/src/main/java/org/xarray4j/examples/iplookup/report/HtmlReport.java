package org.xarray4j.examples.iplookup.report;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knowm.xchart.internal.chartpart.Chart;
import org.xarray4j.examples.iplookup.live.LiveComparison;
import org.xarray4j.examples.iplookup.slab.PoolFigures;
import org.xarray4j.examples.iplookup.slab.RecordPool;
import org.xarray4j.examples.iplookup.table.Ownership;

/** The results as one page that needs nothing else: its style and its pictures are inside. */
public final class HtmlReport {
    private final Results results;

    private HtmlReport(Results results) {
        this.results = results;
    }

    /**
     * Writes the page.
     *
     * @param results what it tells
     * @return HTML
     */
    public static String render(Results results) {
        return new HtmlReport(results).page();
    }

    private String page() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>IP addresses to countries under live updates</title>
                <style>
                %s</style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(
                style(), head() + load() + lookups() + updates() + releases() + errors() + foot());
    }

    private static String style() {
        try {
            return Resources.toString(
                    Resources.getResource(HtmlReport.class, "report.css"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own style cannot be read", e);
        }
    }

    private String head() {
        boolean right = results.isRight();
        String verdict = Units.count(results.checked()) + " answers checked, "
                + Units.count(results.errors()) + " wrong; "
                + Units.count(results.afterTheClose().stored()) + " values released, "
                + (results.faults().isEmpty() ? "each once and none in use" : "not all rightly");
        return "<h1>IP addresses to countries under live updates</h1>\n<p class=\"machine\">"
                + Html.escape(results.machine()) + "</p>\n<p class=\"verdict "
                + (right ? "right" : "wrong") + "\">"
                + verdict + "</p>\n";
    }

    private String load() {
        String sources =
                results.tables().stream().map(Html::escape).collect(Collectors.joining("<br>\n"));
        return "<h2>Loading</h2>\n<p>" + sources + "</p>\n"
                + paragraph("""
                        An XArray cuts a range into entries whose sizes are powers of two, a ConcurrentSkipListMap
                        keeps its first address as the key. This XArray also counts the entries of each range, to
                        release its answer when the last is gone. Heap is what a garbage collection leaves after loading
                        less what it left before, without the answers, which both hold; the time is the middle one
                        of three, without reading the file.""")
                + Tables.load(results.load()).toHtml()
                + pictures(List.of(
                        picture("heap", () -> Charts.heap(results.load())),
                        picture("load", () -> Charts.loadTime(results.load()))));
    }

    private String lookups() {
        String updates = results.updatesAsked() == 0
                ? "as fast as it could"
                : Units.count(results.updatesAsked()) + " times a second";
        return "<h2>Lookups while the table changes</h2>\n"
                + paragraph("""
                        Lock-free is ReadView.get, guarded is XArray.getLocked with the value and the close of its
                        guard, and the skip list is ConcurrentSkipListMap.floorEntry. %d threads looked up random
                        addresses while one writer withdrew or announced a range %s and another moved
                        blocks of 64 ranges between two countries.""".formatted(results.readers(), updates))
                + paragraph("""
                        The paths took turns, %d rounds each: lookups are those of all readers, divided by the time
                        they spent in them, in the round in the middle. Latencies are of one lookup in 64, timed by
                        itself, in all rounds, and about %s of each is reading the clock; where there are more
                        threads than processors, the last percentiles also show how long a thread waits for its turn.""".formatted(LiveComparison.ROUNDS, time(results.clockNanos())))
                + paragraph("""
                        The lock-free path opens a view for each %d lookups, and the guarded path a pin; opening it
                        is counted in the lookups. Their answers are read, to be checked, before it is closed.""".formatted(LiveComparison.LOOKUPS_PER_VIEW))
                + Tables.lookups(results).toHtml().replace(" us<", " \u00b5s<")
                + pictures(List.of(
                        picture("throughput", () -> Charts.throughput(results.live())),
                        picture("latency", () -> Charts.latency(results.live()))));
    }

    private String updates() {
        return "<h2>Updates</h2>\n"
                + paragraph("""
                        Updates are single withdrawals and announcements, timed one by one. A block is moved in one
                        transaction and read twice through one view, which must show all 64 ranges in one country;
                        a skip list has neither transactions nor views, so its readers can meet blocks half moved.""")
                + Tables.updates(results).toHtml().replace(" us<", " \u00b5s<");
    }

    private String releases() {
        Ownership end = results.atTheEnd();
        PoolFigures pool = results.afterTheClose().pool();
        return "<h2>Values that own something</h2>\n"
                + paragraph("""
                        Each answer in the XArray owns a record of %d bytes outside the heap. When it is replaced or
                        withdrawn, the array retires it, and an EpochDomain gives its record back to the pool as
                        soon as the last view or guard is closed that may show it. The pool poisons the record and
                        uses it again for the next answer, so a reader that came too late would meet a canary that
                        is not its own. The skip list's answers are plain objects and own nothing.""".formatted(RecordPool.RECORD_BYTES))
                + paragraph("""
                        Used after release: %s. Released twice: %s. The longest that a value was held back by
                        readers: %s. The most that was held back at any time while the table changed: %s, of %s in
                        the pool. What was stored must have been released or be present, by the counts of the
                        table, the domain and the pool, and after the close nothing may be left.""".formatted(
                                Units.count(pool.usedAfterRelease()),
                                Units.count(pool.releasedTwice()),
                                time(end.longestGrace().toNanos()),
                                Units.bytes(results.mostHeldBytes()),
                                Units.bytes(end.pool().bytes())))
                + Tables.ownership(results).toHtml()
                + pictures(List.of(
                        picture("released", () -> Charts.released(results.held())),
                        picture("held", () -> Charts.heldBack(results.held()))));
    }

    private String errors() {
        long count = results.errors() + results.faults().size();
        String list = Stream.concat(results.firstErrors().stream(), results.faults().stream())
                .map(error -> "<li>" + Html.escape(error) + "</li>\n")
                .collect(Collectors.joining());
        return "<h2>Errors: " + Units.count(count) + "</h2>\n"
                + paragraph("""
                        Each announcement carries the generation of its range: an answer must be no older than the
                        generation committed before the lookup began, and no newer than the one begun before it
                        ended, and to find nothing is right only while the range was withdrawn. %s answers were
                        checked against the files before the first update, and %s against what was written after
                        the last.""".formatted(
                                Units.count(results.verified()), Units.count(results.settled())))
                + (list.isEmpty() ? "" : "<ul>\n" + list + "</ul>\n");
    }

    private static String foot() {
        return """
                <footer>The built-in tables are those of the IPFire Project, location.ipfire.org, generated on
                2026-06-25, licence CC BY-SA 4.0.</footer>
                """;
    }

    private static String paragraph(String text) {
        return "<p>" + Html.escape(text) + "</p>\n";
    }

    private static String time(long nanos) {
        return Units.time(nanos).replace(" us", " \u00b5s");
    }

    private static String pictures(List<String> figures) {
        return "<div class=\"pictures\">\n" + String.join("", figures) + "</div>\n";
    }

    static String picture(String id, Supplier<Chart<?, ?>> chart) {
        try {
            return "<figure>" + Svg.inline(chart.get(), id) + "</figure>\n";
        } catch (InternalError | LinkageError e) {
            // The JDK measures text with the fonts of the system, and a bare container may have
            // none. The figures are in the table beside.
            return "<figure>"
                    + paragraph("This picture needs a font, and this machine has none ("
                            + e.getMessage() + "). Installing fontconfig and any font helps.")
                    + "</figure>\n";
        }
    }
}
