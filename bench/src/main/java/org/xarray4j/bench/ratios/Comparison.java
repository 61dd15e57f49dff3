package org.xarray4j.bench.ratios;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A question that a run answers: the ratio of a subject to a rival, or a figure of the subject alone.
 *
 * @param benchmark the name by which it is asked for
 * @param where the distribution or whatever else tells it from others, as it is shown; %s stands for the size, which
 *     else comes last
 * @param size the number of entries
 * @param goal what the ratio or figure should be at most
 */
record Comparison(
        String benchmark,
        String where,
        int size,
        Task subject,
        Optional<Task> rival,
        Figure figure,
        OptionalDouble goal) {
    /** Returns what is compared, without the rival. */
    String question() {
        String threads = subject.threads() == 1 ? "" : ", " + subject.threads() + " threads";
        String shown = figure == Figure.TIME || figure == Figure.FOOTPRINT
                ? ""
                : ", " + figure.name().toLowerCase(Locale.ROOT).replace('_', '.');
        String place = (where.contains("%s") ? where : where + " %s").replace("%s", power(size));
        return benchmark + ", " + place + threads + shown;
    }

    String rivalName() {
        return rival.map(Task::structure).orElse("-");
    }

    /** Returns a size as a power of two where it is one. */
    static String power(int size) {
        return Integer.bitCount(size) == 1 && size >= 1024
                ? "2^" + Integer.numberOfTrailingZeros(size)
                : Integer.toString(size);
    }
}
