package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/** The main class of {@code bench/run}: measures comparisons round by round and reports them. */
public final class Ratios {
    /** Where the reports of cores are kept. */
    private static final String RESULTS = "results";

    private final Options options;
    private final Selection selection;
    private final Plan plan;
    private final Results results;
    private final Forks forks;
    private final String build;
    private final int rounds;
    private final double othersBefore;
    private final long start = System.nanoTime();
    private final Set<String> failures = new LinkedHashSet<>();

    private int ranRounds;
    private int ranForks;

    private Ratios(
            Options options,
            Selection selection,
            Results results,
            Forks forks,
            String build,
            double othersBefore)
            throws Refusal {
        this.options = options;
        this.selection = selection;
        this.results = results;
        this.forks = forks;
        this.build = build;
        this.othersBefore = othersBefore;
        plan = new Plan(selection.comparisons(), options.rounds());
        rounds = plan.roundsWithin(options.minutes());
    }

    /**
     * Runs the command line, whose options {@link Options#HELP} describes.
     *
     * @param args the options; the properties {@code bench.home} and {@code bench.jar} say where things are
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            run(args);
        } catch (Refusal e) {
            System.err.println("bench/run: " + e.getMessage());
            System.exit(2);
        } catch (RunnerException e) {
            System.err.println("bench/run: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] args)
            throws IOException, InterruptedException, Refusal, RunnerException {
        Options options = Options.parse(args);
        if (options.help()) {
            System.out.print(Options.HELP);
            return;
        }
        if (options.report().isPresent()) {
            // Before the selection: another machine may have measured what this one has no room
            // for.
            Publication.again(options.report().get());
            return;
        }
        Catalogue catalogue = new Catalogue(Machine.cpus());
        Selection selection = options.select(catalogue, Machine.cpus(), Machine.availableMiB());
        if (options.list()) {
            list(selection, options);
            return;
        }
        double others = Machine.others();
        options.checkQuiet(others);
        Path home = Path.of(System.getProperty("bench.home", "."));
        Path jar = Path.of(System.getProperty("bench.jar", "target/benchmarks.jar"));
        Path directory = options.directory()
                .orElseGet(() -> home.resolve("target/ratios")
                        .resolve(LocalDateTime.now(ZoneId.systemDefault())
                                .format(DateTimeFormatter.ofPattern(
                                        "yyyy-MM-dd-HHmmss", Locale.ROOT))));
        Forks forks = new Forks(options, jar);
        forks.checkFlags(selection.comparisons());
        Results results = Results.open(directory, settings(options, jar));
        if (options.isCore()) {
            Results.checkWritable(home.resolve(RESULTS));
        }
        // Before hours of measuring, in which the tree may change.
        String build = Build.describe(home.resolve(".."), jar);
        Ratios ratios = new Ratios(options, selection, results, forks, build, others);
        ratios.measure(args);
        ratios.report(home);
        if (!ratios.failures.isEmpty()) {
            throw new RunnerException(
                    "these forks failed:\n  " + String.join("\n  ", ratios.failures));
        }
    }

    private static void list(Selection selection, Options options) throws Refusal {
        for (Comparison comparison : selection.comparisons()) {
            String goal = comparison.goal().isPresent()
                    ? "  goal: at most " + comparison.goal().getAsDouble()
                    : "";
            System.out.printf(
                    "%-60s %-10s%s%n", comparison.question(), comparison.rivalName(), goal);
        }
        Plan plan = new Plan(selection.comparisons(), options.rounds());
        System.out.println();
        System.out.print(describe(plan, selection, plan.roundsWithin(options.minutes())));
    }

    /** Returns what a run is going to do, and what it is not. */
    private static String describe(Plan plan, Selection selection, int rounds) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d comparisons by %d forks a round; %s about %s on a machine that does nothing else.%n",
                selection.comparisons().size(),
                plan.forks(1),
                rounds == 1 ? "a round takes" : rounds + " rounds take",
                duration(plan.minutes(rounds))));
        text.append(skipped(selection));
        return text.toString();
    }

    private static String skipped(Selection selection) {
        if (selection.skipped().isEmpty()) {
            return "";
        }
        return selection.skipped().size() + " skipped:\n  "
                + String.join("\n  ", selection.skipped()) + "\n";
    }

    private static String duration(double minutes) {
        return minutes < 1.5
                ? "a minute"
                : minutes < 120
                        ? Math.round(minutes) + " minutes"
                        : Math.round(minutes / 60) + " hours";
    }

    /** Returns what all forks of a directory must have in common. */
    private static String settings(Options options, Path jar) throws IOException, Refusal {
        return "machine: " + Machine.describe() + ", " + Machine.mark() + "\nJDK: "
                + Machine.describeJdk() + "\nbuild: "
                + Results.digest(jar) + "\nforks: " + Forks.describe() + "\nflags: "
                + options.flags() + "\nheap: "
                + (options.heapMiB().isPresent()
                        ? options.heapMiB().getAsInt() + " MiB"
                        : "as needed")
                + "\n";
    }

    // ---------------------------------------------------------------- measuring

    private void measure(String[] args)
            throws IOException, InterruptedException, Refusal, RunnerException {
        System.out.print(describe(plan, selection, rounds));
        if (othersBefore > Machine.BUSY) {
            System.out.printf(
                    Locale.ROOT,
                    "WARNING: the machine is busy: others use %.0f%% of its processors.%n",
                    100 * othersBefore);
        }
        String again = Options.repeat(args)
                + (options.directory().isPresent() ? "" : " --dir " + results.directory());
        System.out.println("Results in " + results.directory());
        System.out.println("To go on after an interruption: bench/run " + again.strip());
        for (int round = 1; round <= rounds; round++) {
            if (!hasTimeFor(round)) {
                System.out.printf(
                        "No time for round %d within %d minutes.%n", round, options.minutes());
                break;
            }
            round(round, plan.groups());
            ranRounds = round;
        }
    }

    /** Returns whether a round would end in time, or is needed all the same. */
    private boolean hasTimeFor(int round) throws Refusal {
        if (round <= Plan.LEAST_ROUNDS || ranForks == 0) {
            return true;
        }
        // By the forks that ran now: those of an earlier run took no time.
        double expected = minutesSoFar() / ranForks * plan.forks(round);
        return minutesSoFar() + expected <= options.minutes();
    }

    private double minutesSoFar() {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 60_000.0;
    }

    private void round(int round, List<List<Task>> groups)
            throws IOException, InterruptedException, RunnerException {
        for (List<Task> group : groups) {
            List<Task> order = new ArrayList<>(results.missing(round, group));
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (Task task : order) {
                try {
                    results.put(round, task, forks.run(task, results.log(round, task)));
                    ranForks++;
                    progress(round, task);
                } catch (RunnerException e) {
                    failed(task, results.log(round, task), e);
                }
            }
        }
    }

    /** Goes on without a fork that has failed, unless none ever ended well: then others would fail too. */
    private void failed(Task task, Path log, RunnerException e)
            throws IOException, RunnerException {
        String failure = task.id() + " (" + e.getMessage() + "; see " + log + ")";
        if (results.isEmpty()) {
            throw new RunnerException("FAILED: " + failure, e);
        }
        System.out.println("FAILED: " + failure);
        failures.add(task.id());
    }

    private void progress(int round, Task task) throws IOException {
        Figure figure = task.isFootprint() ? Figure.FOOTPRINT : Figure.TIME;
        System.out.printf(
                Locale.ROOT,
                "%5.1f min, round %d/%d: %s = %s%n",
                minutesSoFar(),
                round,
                rounds,
                task.id(),
                figure.show(results.get(round, task, figure).orElse(Double.NaN)));
    }

    // ---------------------------------------------------------------- reporting

    private void report(Path home) throws IOException, Refusal {
        String title = "xarray4j against its rivals, " + LocalDate.now(ZoneId.systemDefault());
        Path kept = results.directory().resolve(KeptFigures.FILE);
        KeptFigures.write(
                kept,
                title,
                conditions(),
                options.isCore(),
                ranRounds,
                Machine.cpus(),
                selection.comparisons(),
                results);
        Publication publication =
                new Publication(title, conditions(), selection.comparisons(), results, ranRounds);
        System.out.println();
        System.out.print(publication.text());
        publication.write(results.directory());
        System.out.println("\nWritten to " + results.directory());
        if (options.isCore() && ranRounds >= Plan.LEAST_ROUNDS) {
            Path directory = resultDirectory(home.resolve(RESULTS));
            Files.copy(kept, directory.resolve(KeptFigures.FILE));
            publication.write(directory);
            System.out.println("Written to " + directory);
        }
    }

    private String conditions() throws IOException, Refusal {
        StringBuilder text = new StringBuilder();
        text.append("machine: ").append(Machine.describe()).append('\n');
        text.append("JDK: ").append(Machine.describeJdk()).append('\n');
        text.append("build: ").append(build).append('\n');
        String collectors = selection.comparisons().stream()
                .map(comparison -> comparison.subject().collector())
                .distinct()
                .map(Collector::flag)
                .collect(Collectors.joining(" or "));
        text.append("flags: ")
                .append(collectors)
                .append(" -XX:+AlwaysPreTouch, -Xms and -Xmx ")
                .append(
                        options.heapMiB().isPresent()
                                ? options.heapMiB().getAsInt() + "m"
                                : "as each fork needs");
        options.flags().forEach(flag -> text.append(' ').append(flag));
        text.append('\n');
        text.append(String.format(
                "forks: %d rounds, each fork %s; a time is the median of its iterations%n",
                ranRounds, Forks.describe()));
        text.append(busyness());
        text.append("ratio: the median of the rounds' ratios, with the least and the greatest\n");
        text.append(skipped(selection));
        if (!failures.isEmpty()) {
            text.append(failures.size())
                    .append(" failed:\n  ")
                    .append(String.join("\n  ", failures))
                    .append("\n");
        }
        return text.toString();
    }

    private String busyness() throws IOException {
        List<Double> shares = new ArrayList<>();
        for (int round = 1; round <= ranRounds; round++) {
            for (List<Task> group : plan.groups()) {
                for (Task task : group) {
                    results.others(round, task).ifPresent(shares::add);
                }
            }
        }
        String before = Double.isNaN(othersBefore)
                ? "others: it is not known what they used before"
                : String.format(
                        Locale.ROOT,
                        "others: they used %.0f%% of the processors before%s",
                        100 * othersBefore,
                        othersBefore > Machine.BUSY ? " (BUSY)" : "");
        if (shares.isEmpty()) {
            return before + "\n";
        }
        Spread spread = Spread.of(shares);
        return before
                + String.format(
                        Locale.ROOT,
                        "; beside a fork others took %.0f%% of the processors (%.0f%%..%.0f%%)%s%n",
                        100 * spread.median(),
                        100 * spread.least(),
                        100 * spread.greatest(),
                        spread.greatest() > Machine.BUSY ? " (BUSY)" : "");
    }

    /** Makes a directory that is not there yet. */
    private static Path resultDirectory(Path directory) throws IOException {
        String name = LocalDate.now(ZoneId.systemDefault()) + "-jdk"
                + Runtime.version().feature();
        Path made = directory.resolve(name);
        for (int i = 2; Files.exists(made); i++) {
            made = directory.resolve(name + "-" + i);
        }
        return Files.createDirectories(made);
    }
}
