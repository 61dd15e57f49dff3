package org.xarray4j.bench.ratios;

import java.util.Locale;

/** Which of a fork's figures is compared. */
enum Figure {
    /** Nanoseconds for one entry. */
    TIME("ns", 100),
    /** Bytes of garbage for one entry. */
    GARBAGE("B", 10),
    /** Bytes of memory for one entry. */
    FOOTPRINT("B", 10),
    /** Percentiles of the nanoseconds of single reads. */
    P50("ns", 1),
    P99("ns", 1),
    P99_9("ns", 1),
    P99_99("ns", 1),
    /** How many writes there were for each read. */
    WRITES("", 10_000);

    final String unit;

    /** Figures are rounded to one part in so many, as they are shown, before a limit is applied. */
    private final int parts;

    Figure(String unit, int parts) {
        this.unit = unit;
        this.parts = parts;
    }

    double rounded(double figure) {
        return (double) Math.round(figure * parts) / parts;
    }

    /** Returns a figure with its unit. */
    String show(double figure) {
        if (this == WRITES) {
            return String.format(Locale.ROOT, "%.4f", figure);
        }
        int digits = parts == 1 || figure >= 1000 ? 0 : figure >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f %s", rounded(figure), unit);
    }

    /** Returns its name in JMH's results, where it is beside the score. */
    String secondaryMetric() {
        return switch (this) {
            case GARBAGE -> "gc.alloc.rate.norm";
            case WRITES -> "written";
            default -> "latency." + name().toLowerCase(Locale.ROOT).replace('_', '.');
        };
    }
}
