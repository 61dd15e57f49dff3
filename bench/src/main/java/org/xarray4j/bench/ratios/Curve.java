package org.xarray4j.bench.ratios;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a constant of the tree costs and saves, by its value: a line for each way in which keys may lie, in bytes and in time.
 *
 * @param name what the command line calls it
 * @param title what it means
 * @param source the class of {@code internal.tree} that has it
 * @param declaration its declaration, with {@code %s} for the value
 * @param shipped the value that the source has, as it is written there
 * @param values those to measure
 * @param lines what is measured with each
 */
record Curve(
        String name,
        String title,
        String source,
        String declaration,
        String shipped,
        List<Integer> values,
        List<Line> lines) {
    private static final String BUCKET = "Bucket";

    static final List<Curve> ALL = List.of(
            new Curve(
                    "bucket",
                    "entries of a bucket, at most",
                    BUCKET,
                    "static final int MOST = %s;",
                    "64",
                    List.of(8, 16, 24, 32, 40, 48, 56, 64),
                    Stream.of(10, 12, 14, 16, 18, 20)
                            .map(power -> Line.ofKeys("2^" + power, "RANDOM", 1 << power))
                            .toList()),
            new Curve(
                    "leaf",
                    "entries of one leaf from which on they have it, and no bucket",
                    BUCKET,
                    "static final int DENSE = %s;",
                    "16",
                    List.of(4, 8, 12, 16, 20, 24, 32, 48, 65),
                    List.of(
                            Line.ofKeys("clusters, 2^16", "CLUSTERS", 1 << 16),
                            Line.ofKeys("clusters, 2^20", "CLUSTERS", 1 << 20),
                            Line.ofKeys("runs, 2^16", "RUNS64", 1 << 16))),
            new Curve(
                    "fold",
                    "entries that become a bucket again, at most",
                    "Fold",
                    "private static final int MOST = %s;",
                    "Bucket.MOST * 3 / 4",
                    List.of(8, 16, 24, 32, 40, 48, 56, 64),
                    List.of(Line.ofAddresses("IPV4"), Line.ofAddresses("IPV6"))));

    /** Returns the value that the source has. */
    int shippedValue() {
        return shipped.equals("Bucket.MOST * 3 / 4") ? 48 : Integer.parseInt(shipped);
    }

    /** Returns the source as it is with another value. */
    String with(int value, String text) throws Refusal {
        String now = String.format(declaration, shipped);
        int at = text.indexOf(now);
        if (at < 0 || text.indexOf(now, at + 1) >= 0) {
            throw new Refusal(source + ".java does not say '" + now + "' once");
        }
        return text.replace(now, String.format(declaration, value));
    }

    /**
     * Some keys that are read, and whose bytes are counted.
     *
     * @param benchmark the method that reads them
     * @param params its JMH parameters
     * @param size how many there are; 0 for those of a real table
     */
    record Line(String name, String benchmark, Map<String, String> params, int size) {
        static Line ofKeys(String name, String distribution, int size) {
            String number = Integer.toString(size);
            return new Line(
                    name,
                    "GetBenchmark.hit",
                    Map.of("structure", "XARRAY", "distribution", distribution, "size", number),
                    size);
        }

        static Line ofAddresses(String table) {
            return new Line(
                    table,
                    "AddressBenchmark.lookup",
                    Map.of("structure", "XARRAY", "distribution", table),
                    0);
        }

        List<String> footprint() {
            return List.of("XARRAY", params.get("distribution"), Integer.toString(size));
        }
    }
}
