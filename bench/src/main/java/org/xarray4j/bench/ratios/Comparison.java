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
 * @param extra whether it is measured only when all is, or when what makes it extra is asked for by name
 */
record Comparison(
        String benchmark,
        String where,
        int size,
        Task subject,
        Optional<Task> rival,
        Figure figure,
        OptionalDouble goal,
        boolean extra) {
    /** Returns what is compared, without the rival. */
    String question() {
        return benchmark + ", " + place();
    }

    /** Returns where it is compared: at what distribution and size, and by which figure. */
    String place() {
        String threads = subject.threads() == 1 ? "" : ", " + subject.threads() + " threads";
        String shown = switch (figure) {
            case TIME, FOOTPRINT -> "";
            case WRITES -> ", writes for each read";
            default -> ", " + figure.name().toLowerCase(Locale.ROOT).replace('_', '.');
        };
        String place = (where.contains("%s") ? where : where + " %s").replace("%s", power(size));
        String collector = subject.collector() == Collector.G1
                ? ""
                : ", " + subject.collector().label();
        return place + threads + shown + collector;
    }

    /** Returns the same with another collector; the goals are those of G1. */
    Comparison with(Collector collector) {
        return collector == Collector.G1
                ? this
                : new Comparison(
                        benchmark,
                        where,
                        size,
                        subject.with(collector),
                        rival.map(task -> task.with(collector)),
                        figure,
                        OptionalDouble.empty(),
                        extra);
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
