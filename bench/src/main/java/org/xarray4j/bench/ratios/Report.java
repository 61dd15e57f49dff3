package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures of a run as a table of text. */
final class Report {
    private static final List<String> HEADER = List.of(
            "question", "rival", "xarray", "rival's", "ratio", "least..most", "goal", "met?");

    private final Figures figures;
    private final int rounds;

    Report(Figures figures, int rounds) {
        this.figures = figures;
        this.rounds = rounds;
    }

    /** Returns the table of some comparisons. */
    String table(List<Comparison> comparisons) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (Comparison comparison : comparisons) {
            rows.add(row(comparison));
        }
        return layout(rows);
    }

    /** Counts the goals by what the run says of them. */
    String verdict(List<Comparison> comparisons) throws IOException {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        int goals = 0;
        for (Comparison comparison : comparisons) {
            if (comparison.goal().isPresent()) {
                goals++;
                counts.merge(Verdict.of(comparison, measured(comparison)), 1, Integer::sum);
            }
        }
        int unknown = counts.getOrDefault(Verdict.UNKNOWN, 0);
        return goals + " goals: " + counts.getOrDefault(Verdict.MET, 0) + " met, "
                + counts.getOrDefault(Verdict.MISSED, 0) + " missed, "
                + counts.getOrDefault(Verdict.OPEN, 0) + " open"
                + (unknown == 0 ? "." : ", " + unknown + " not measured.");
    }

    /** Returns whether there is any figure of a comparison. */
    static boolean isMeasured(Comparison comparison, Figures figures, int rounds)
            throws IOException {
        return !new Report(figures, rounds).measured(comparison).isEmpty();
    }

    /** Returns the median of a task's rounds; empty when there is none. */
    OptionalDouble median(Task task, Figure figure) throws IOException {
        List<Double> found = figures(task, figure);
        return found.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Spread.median(found));
    }

    private List<String> row(Comparison comparison) throws IOException {
        List<Double> subject = figures(comparison.subject(), comparison.figure());
        List<Double> rival = comparison.rival().isPresent()
                ? figures(comparison.rival().get(), comparison.figure())
                : List.of();
        List<Double> measured = measured(comparison);
        boolean isRatio = comparison.rival().isPresent();
        String goal = "-";
        String met = "-";
        if (comparison.goal().isPresent()) {
            double limit = comparison.goal().getAsDouble();
            goal = "<= "
                    + (isRatio ? number(limit) : number(limit) + " " + comparison.figure().unit);
            met = Verdict.of(comparison, measured).shown;
        }
        return List.of(
                comparison.question(),
                comparison.rivalName(),
                shown(subject, comparison.figure()),
                isRatio ? shown(rival, comparison.figure()) : "-",
                isRatio && !measured.isEmpty() ? number(Spread.of(measured).median()) : "-",
                spread(measured),
                goal,
                met);
    }

    private static String shown(List<Double> figures, Figure figure) {
        return figures.isEmpty() ? "?" : figure.show(Spread.of(figures).median());
    }

    private static String spread(List<Double> measured) {
        if (measured.size() < 2) {
            return "-";
        }
        Spread spread = Spread.of(measured);
        return number(spread.least()) + ".." + number(spread.greatest());
    }

    /** Returns the ratios of the rounds that have both, or the subject's figures where there is no rival. */
    private List<Double> measured(Comparison comparison) throws IOException {
        if (comparison.rival().isEmpty()) {
            return figures(comparison.subject(), comparison.figure());
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds(comparison.subject()); round++) {
            OptionalDouble subject = figures.get(round, comparison.subject(), comparison.figure());
            OptionalDouble rival =
                    figures.get(round, comparison.rival().get(), comparison.figure());
            if (subject.isPresent() && rival.isPresent()) {
                ratios.add(subject.getAsDouble() / rival.getAsDouble());
            }
        }
        return ratios;
    }

    private List<Double> figures(Task task, Figure figure) throws IOException {
        List<Double> found = new ArrayList<>();
        for (int round = 1; round <= rounds(task); round++) {
            figures.get(round, task, figure).ifPresent(found::add);
        }
        return found;
    }

    private int rounds(Task task) {
        return task.isFootprint() ? 1 : rounds;
    }

    private static String number(double number) {
        if (number == 0 || number >= 100) {
            return String.format(Locale.ROOT, "%.0f", number);
        }
        return String.format(Locale.ROOT, number < 0.01 ? "%.4f" : "%.2f", number);
    }

    private static String layout(List<List<String>> rows) {
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String blanks = " ".repeat(widths[i] - row.get(i).length());
                boolean isText = i < 2 || i == widths.length - 1;
                line.append(isText ? row.get(i) + blanks : blanks + row.get(i)).append("  ");
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }
}
