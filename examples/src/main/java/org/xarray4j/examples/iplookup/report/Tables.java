package org.xarray4j.examples.iplookup.report;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.xarray4j.examples.iplookup.live.PathFigures;
import org.xarray4j.examples.iplookup.table.Ownership;

/** The results as tables. */
public final class Tables {
    private Tables() {}

    static Table load(List<LoadFigures> load) {
        Table table = new Table(
                2, "structure", "", "ranges", "entries", "load time", "heap", "bytes/range");
        for (LoadFigures figures : load) {
            table.add(
                    figures.structure(),
                    figures.family().toString(),
                    Units.count(figures.ranges()),
                    Units.count(figures.entries()),
                    Units.seconds(figures.seconds()),
                    Units.decimal(figures.bytes() / 1e6) + " MB",
                    Units.decimal(figures.bytesPerRange()));
        }
        return table;
    }

    static Table lookups(Results results) {
        Table table =
                new Table(1, "path", "lookups", "p50", "p99", "p99.9", "p99.99", "max", "checked");
        for (PathFigures path : results.live()) {
            Histogram latency = path.latency();
            table.add(
                    path.name(),
                    Units.rate(path.medianLookupsPerSecond()),
                    percentile(latency, 50),
                    percentile(latency, 99),
                    percentile(latency, 99.9),
                    percentile(latency, 99.99),
                    Units.time(latency.getMaxValue()),
                    Units.count(path.lookups()));
        }
        return table;
    }

    static Table updates(Results results) {
        Table table = new Table(
                1, "path", "updates", "p50", "p99", "p99.9", "moves", "read", "half moved");
        for (PathFigures path : results.live()) {
            Histogram latency = path.updateLatency();
            table.add(
                    path.name(),
                    Units.rate(path.updatesPerSecond()),
                    percentile(latency, 50),
                    percentile(latency, 99),
                    percentile(latency, 99.9),
                    Units.count(path.moves()),
                    Units.count(path.blocksRead()),
                    Units.count(path.blocksTorn()));
        }
        return table;
    }

    static Table ownership(Results results) {
        Table table = new Table(
                1, "values", "stored", "retired", "released", "present", "records", "free");
        addOwnership(table, "after the updates", results.atTheEnd());
        addOwnership(table, "after the close", results.afterTheClose());
        return table;
    }

    private static void addOwnership(Table table, String when, Ownership ownership) {
        table.add(
                when,
                Units.count(ownership.stored()),
                Units.count(ownership.retired()),
                Units.count(ownership.released()),
                Units.count(ownership.present()),
                Units.count(ownership.pool().live()),
                Units.count(ownership.pool().free()));
    }

    private static String percentile(Histogram latency, double percentile) {
        return Units.time(latency.getValueAtPercentile(percentile));
    }

    /**
     * Returns what loading took as text.
     *
     * @param load what was measured
     * @return lines
     */
    public static List<String> loadText(List<LoadFigures> load) {
        return load(load).toText();
    }

    /**
     * Returns the lookups as text.
     *
     * @param results what was measured
     * @return lines
     */
    public static List<String> lookupsText(Results results) {
        return lookups(results).toText();
    }

    /**
     * Returns what became of the values that own something, as text.
     *
     * @param results what was measured
     * @return lines
     */
    public static List<String> ownershipText(Results results) {
        return ownership(results).toText();
    }

    /**
     * Returns the updates as text.
     *
     * @param results what was measured
     * @return lines
     */
    public static List<String> updatesText(Results results) {
        return updates(results).toText();
    }
}
