package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The report of a run, as text with pictures. */
final class Publication {
    private static final String REPORT = "report.md";

    private final String title;
    private final String conditions;
    private final List<Comparison> comparisons;
    private final Figures figures;
    private final int rounds;

    Publication(
            String title,
            String conditions,
            List<Comparison> comparisons,
            Figures figures,
            int rounds) {
        this.title = title;
        this.conditions = conditions;
        this.comparisons = comparisons;
        this.figures = figures;
        this.rounds = rounds;
    }

    /**
     * Makes the report of a run again, from its JSON alone, and prints its table.
     *
     * @param directory what the run has written, or has begun to write when it was interrupted
     * @throws Refusal if there is no run in it, or nothing can be written to it
     */
    static void again(Path directory) throws IOException, Refusal {
        Path kept = directory.resolve(KeptFigures.FILE);
        Publication publication;
        if (Files.exists(kept)) {
            KeptFigures figures = KeptFigures.read(kept);
            Catalogue catalogue = new Catalogue(figures.cpus());
            publication = new Publication(
                    figures.title(),
                    figures.conditions(),
                    measured(
                            figures.isCore() ? catalogue.core() : catalogue.all(),
                            figures,
                            figures.rounds()),
                    figures,
                    figures.rounds());
        } else {
            Results results = Results.reopen(directory);
            publication = new Publication(
                    "xarray4j against its rivals, interrupted",
                    results.settings(),
                    measured(new Catalogue(Machine.cpus()).all(), results, results.rounds()),
                    results,
                    results.rounds());
        }
        if (publication.comparisons.isEmpty()) {
            throw new Refusal("there is nothing in " + directory + " that is known here");
        }
        Results.checkWritable(directory);
        System.out.print(publication.text());
        publication.write(directory);
        System.out.println("\nWritten to " + directory);
    }

    /** Returns the comparisons, with any collector, of which there are figures. */
    private static List<Comparison> measured(List<Comparison> known, Figures figures, int rounds)
            throws IOException {
        List<Comparison> measured = new ArrayList<>();
        for (Comparison each : known) {
            for (Collector collector : Collector.values()) {
                Comparison comparison = each.with(collector);
                if (Report.isMeasured(comparison, figures, rounds)) {
                    measured.add(comparison);
                }
            }
        }
        return measured;
    }

    /** Returns what a terminal shows of it. */
    String text() throws IOException {
        Report report = new Report(figures, rounds);
        return title + "\n\n" + conditions + "\n" + report.table(comparisons) + "\n"
                + report.verdict(comparisons) + "\n";
    }

    /** Writes it, with a picture for each question. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Report report = new Report(figures, rounds);
        StringBuilder text = new StringBuilder();
        text.append("# ").append(title).append("\n\n```\n").append(conditions).append("```\n\n");
        text.append("```\n").append(report.table(comparisons)).append("```\n\n");
        text.append(report.verdict(comparisons)).append('\n');
        new Charts(report)
                .write(directory, comparisons)
                .forEach((file, picture) -> text.append("\n![")
                        .append(picture)
                        .append("](")
                        .append(file)
                        .append(")\n"));
        Files.writeString(directory.resolve(REPORT), text.toString());
    }
}
