package org.xarray4j.bench.ratios;

import java.util.List;

/** What a run says of a goal. */
enum Verdict {
    MET("met"),
    MISSED("MISSED"),
    /** Some rounds say so and some otherwise, so that the run has not decided it. */
    OPEN("open"),
    /** No round has a figure. */
    UNKNOWN("?");

    /** As a table has it. */
    final String shown;

    Verdict(String shown) {
        this.shown = shown;
    }

    /**
     * Judges a comparison that has a goal.
     *
     * @param measured the ratio or figure of each round
     */
    static Verdict of(Comparison comparison, List<Double> measured) {
        if (measured.isEmpty()) {
            return UNKNOWN;
        }
        Spread spread = Spread.of(measured);
        if (isWithin(comparison, spread.greatest())) {
            return MET;
        }
        return isWithin(comparison, spread.least()) ? OPEN : MISSED;
    }

    /** Bytes are judged as they are shown, since a fork has a few of its own; all else as it was measured. */
    private static boolean isWithin(Comparison comparison, double figure) {
        boolean bytes = comparison.rival().isEmpty() && comparison.figure().unit.equals("B");
        double judged = bytes ? comparison.figure().rounded(figure) : figure;
        return judged <= comparison.goal().getAsDouble();
    }
}
