package org.xarray4j.examples.iplookup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.xarray4j.examples.iplookup.live.Blocks;
import org.xarray4j.examples.iplookup.live.Contender;
import org.xarray4j.examples.iplookup.live.ErrorLog;
import org.xarray4j.examples.iplookup.live.Feed;
import org.xarray4j.examples.iplookup.live.LiveComparison;
import org.xarray4j.examples.iplookup.live.PathFigures;
import org.xarray4j.examples.iplookup.live.Round;
import org.xarray4j.examples.iplookup.report.HeldPoint;
import org.xarray4j.examples.iplookup.report.LoadFigures;
import org.xarray4j.examples.iplookup.report.Machine;
import org.xarray4j.examples.iplookup.report.Results;
import org.xarray4j.examples.iplookup.report.Tables;
import org.xarray4j.examples.iplookup.report.Units;
import org.xarray4j.examples.iplookup.table.Held;
import org.xarray4j.examples.iplookup.table.LookupPath;
import org.xarray4j.examples.iplookup.table.Ownership;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.SkipListTable;
import org.xarray4j.examples.iplookup.table.XArrayTable;

/** Loads the ranges, checks them, looks them up while they change, and says how that went. */
final class Demonstration {
    private static final String XARRAY = "XArray";
    private static final String SKIP_LIST = "ConcurrentSkipListMap";
    private static final String LOCK_FREE = "lock-free";
    private static final String GUARDED = "guarded";
    private static final String FLOOR_ENTRY = "skip list";

    /** Fixed, so that every run asks for the same addresses and writes the same ranges. */
    private static final long SEED = 20260625;

    private static final int CLOCK_SAMPLES = 100_000;

    private final LoadedTables loaded;
    private final Display display;
    private final int readers;
    private final Duration perPath;
    private final int updatesPerSecond;
    private final Function<Ranges, XArrayTable> emptyXArray;
    private final ErrorLog errors = new ErrorLog();

    /**
     * Plans it.
     *
     * @param emptyXArray makes the table on the XArray, for tests to plant a fault in
     */
    Demonstration(
            LoadedTables loaded,
            Display display,
            int readers,
            Duration perPath,
            int updatesPerSecond,
            Function<Ranges, XArrayTable> emptyXArray) {
        this.loaded = loaded;
        this.display = display;
        this.readers = readers;
        this.perPath = perPath;
        this.updatesPerSecond = updatesPerSecond;
        this.emptyXArray = emptyXArray;
    }

    Results run() throws InterruptedException {
        Ranges ranges = loaded.ranges();
        String machine = Machine.describe();
        display.line(machine);
        loaded.descriptions().forEach(display::line);

        Loading<XArrayTable> xarrayLoading = new Loading<>(XARRAY, ranges, emptyXArray, display);
        Loading<SkipListTable> skipListLoading =
                new Loading<>(SKIP_LIST, ranges, SkipListTable::new, display);
        // By turns, so that what else the machine does meets both.
        for (int time = 1; time < Loading.TIMES; time++) {
            xarrayLoading.rehearse();
            skipListLoading.rehearse();
        }
        XArrayTable xarray = xarrayLoading.load();
        try (xarray;
                SkipListTable skipList = skipListLoading.load()) {
            List<LoadFigures> load = new ArrayList<>(xarrayLoading.figures());
            load.addAll(skipListLoading.figures());
            display.line("");
            display.heading("Loaded");
            Tables.loadText(load).forEach(display::line);
            display.line(
                    "  heap: of the structure and its keys, without the answers that all of them hold;");
            display.line("  load time: the middle one of three, without reading the file.");

            long verified = verify(LOCK_FREE, xarray.lockFree())
                    + verify(GUARDED, xarray.guarded())
                    + verify(FLOOR_ENTRY, skipList);
            display.line("");
            display.line("Checked " + Units.count(verified) + " answers against the files: "
                    + Units.count(errors.count()) + " wrong.");

            Blocks blocks = new Blocks(ranges);
            Feed xarrayFeed = new Feed(ranges, xarray, blocks, SEED);
            Feed skipListFeed = new Feed(ranges, skipList, blocks, SEED);
            List<Contender> contenders = List.of(
                    new Contender(LOCK_FREE, xarray.lockFree(), xarrayFeed, true),
                    new Contender(GUARDED, xarray.guarded(), xarrayFeed, true),
                    new Contender(FLOOR_ENTRY, skipList, skipListFeed, false));
            List<HeldPoint> held = new ArrayList<>();
            List<PathFigures> live = lookUpLive(contenders, blocks, xarray, held);
            long settled = 0;
            for (Contender contender : contenders) {
                settled +=
                        contender.feed().checkSettled(contender.name(), contender.path(), errors);
            }
            Ownership atTheEnd = xarray.ownership();
            xarray.close();
            return new Results(
                    machine,
                    loaded.descriptions(),
                    load,
                    verified,
                    live,
                    readers,
                    updatesPerSecond,
                    settled,
                    clockNanos(),
                    held,
                    atTheEnd,
                    xarray.ownership(),
                    errors.count(),
                    errors.first());
        }
    }

    private long verify(String name, LookupPath path) {
        String label = "checking every range, " + name;
        return new Verification(loaded.ranges(), name, path, errors)
                .run(part -> display.progress(label, part));
    }

    private List<PathFigures> lookUpLive(
            List<Contender> contenders, Blocks blocks, XArrayTable xarray, List<HeldPoint> points)
            throws InterruptedException {
        display.line("");
        display.line("Looking up random addresses in " + readers
                + " threads while two more change the table;");
        display.line("each path has " + LiveComparison.ROUNDS
                + " rounds, and one before them to warm up.");
        Round round = new Round(loaded.ranges(), blocks, readers, updatesPerSecond, errors);
        // What was moved before the first round is not a part of what is shown.
        xarray.awaitReleases();
        Held before = xarray.held();
        return new LiveComparison(contenders, round, perPath, SEED)
                .run((contender, number, seconds, lookups, updates) -> {
                    if (!contender.equals(FLOOR_ENTRY)) {
                        note(contender, seconds, before, xarray.held(), points);
                    }
                    display.live(String.format(
                            Locale.ROOT,
                            "%-9s  %s  %9s lookups  %9s updates  %s errors",
                            contender,
                            number == 0
                                    ? "warm-up  "
                                    : "round " + number + "/" + LiveComparison.ROUNDS,
                            Units.rate(lookups),
                            Units.rate(updates),
                            Units.count(errors.count())));
                });
    }

    /** Adds what is held back now, on the clock that runs while the XArray is changed. */
    private static void note(
            String contender, double seconds, Held before, Held now, List<HeldPoint> points) {
        double last = points.isEmpty() ? 0 : points.get(points.size() - 1).seconds();
        points.add(new HeldPoint(
                contender,
                last + seconds,
                now.retired() - before.retired(),
                now.released() - before.released(),
                now.most()));
    }

    /** Returns what the clock adds to a latency: the median of the shortest thing that can be timed. */
    private static long clockNanos() {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < CLOCK_SAMPLES; i++) {
            long start = System.nanoTime();
            histogram.recordValue(System.nanoTime() - start);
        }
        return histogram.getValueAtPercentile(50);
    }
}
