package org.xarray4j.drift;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often a test has caught a broken twin: a line of {@code power.tsv}, which {@code stress -r} has written.
 *
 * @param twin the twin
 * @param test the test class
 * @param runs how often it was run against the twin
 * @param caught how many of these runs saw a forbidden outcome
 * @param samples how many samples were taken in all of them
 * @param forbidden how many of the samples were forbidden
 * @param sources the sum of the sources of both when they were run
 */
record Power(
        String twin,
        String test,
        int runs,
        int caught,
        long samples,
        long forbidden,
        String sources) {
    private static final String HEADER =
            "twin\ttest\truns\tcaught\tforks\tsamples\tforbidden\tseconds\tsources";

    /** Returns all lines but the comments. */
    static List<Power> of(String table) {
        List<Power> all = new ArrayList<>();
        boolean inside = false;
        for (String line : table.split("\n", -1)) {
            if (line.equals(HEADER)) {
                inside = true;
            } else if (inside && !line.isEmpty()) {
                String[] cells = line.split("\t", -1);
                all.add(new Power(
                        cells[0],
                        cells[1],
                        Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]),
                        Long.parseLong(cells[5]),
                        Long.parseLong(cells[6]),
                        cells[8]));
            }
        }
        return all;
    }

    /** Returns the names of both. */
    String name() {
        return twin + " " + test;
    }

    /** Returns in how many of the runs it was caught. */
    String inRuns() {
        return caught + "/" + runs;
    }

    /** Returns how many samples, to two digits, one that was forbidden is among; none if none was. */
    String ofSamples() {
        if (forbidden == 0) {
            return "none";
        }
        BigDecimal samplesForOne = BigDecimal.valueOf(samples)
                .divide(BigDecimal.valueOf(forbidden), MathContext.DECIMAL64)
                .round(new MathContext(2));
        return "1 in "
                + (samplesForOne.scale() > 0
                        ? samplesForOne.toPlainString()
                        : String.format(Locale.ROOT, "%,d", samplesForOne.longValueExact()));
    }

    double rate() {
        return (double) forbidden / samples;
    }
}
