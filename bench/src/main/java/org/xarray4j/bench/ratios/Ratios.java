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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.runner.RunnerException;

/** The main class of {@code bench/run}: measures comparisons round by round and reports them. */
public final class Ratios {
    private final Options options;
    private final List<Comparison> comparisons;
    private final Results results;
    private final Forks forks;
    private final int rounds;
    private final double loadBefore = Machine.load();
    private final long start = System.nanoTime();

    private int ranRounds;
    private int ranForks;

    private Ratios(Options options, List<Comparison> comparisons, Results results, Forks forks)
            throws Refusal {
        this.options = options;
        this.comparisons = comparisons;
        this.results = results;
        this.forks = forks;
        this.rounds = options.rounds();
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
        List<Comparison> selected =
                options.select(new Catalogue(Machine.cpus()), Machine.cpus(), Machine.memoryMiB());
        if (options.list()) {
            list(selected);
            return;
        }
        Path home = Path.of(System.getProperty("bench.home", "."));
        Path jar = Path.of(System.getProperty("bench.jar", "target/benchmarks.jar"));
        Path directory = options.directory()
                .orElseGet(() -> home.resolve("target/ratios")
                        .resolve(LocalDateTime.now(ZoneId.systemDefault())
                                .format(DateTimeFormatter.ofPattern(
                                        "yyyy-MM-dd-HHmmss", Locale.ROOT))));
        Forks forks = new Forks(options, jar);
        Results results = Results.open(directory, settings(options, jar));
        Ratios ratios = new Ratios(options, selected, results, forks);
        ratios.measure(args);
        ratios.report(home);
    }

    private static void list(List<Comparison> selected) {
        for (Comparison comparison : selected) {
            String goal = comparison.goal().isPresent()
                    ? "  goal: at most " + comparison.goal().getAsDouble()
                    : "";
            System.out.printf(
                    "%-60s %-10s%s%n", comparison.question(), comparison.rivalName(), goal);
        }
    }

    /** Returns what all forks of a directory must have in common. */
    private static String settings(Options options, Path jar) throws IOException, Refusal {
        return "JDK: " + Machine.describeJdk() + "\nbuild: " + Results.digest(jar) + "\nforks: "
                + Forks.describe() + "\nflags: " + options.flags() + "\nheap: "
                + (options.heapMiB().isPresent()
                        ? options.heapMiB().getAsInt() + " MiB"
                        : "as needed")
                + "\n";
    }

    // ---------------------------------------------------------------- measuring

    private void measure(String[] args)
            throws IOException, InterruptedException, Refusal, RunnerException {
        List<List<Task>> groups = groups();
        int each = groups.stream().mapToInt(List::size).sum();
        System.out.printf(
                "%d comparisons, %d forks a round, %d rounds; results in %s%n",
                comparisons.size(), each, rounds, results.directory());
        warnIfBusy();
        String again = "bench/run " + Options.repeat(args)
                + (options.directory().isPresent() ? "" : " --dir " + results.directory());
        System.out.println("To go on after an interruption: " + again);
        for (int round = 1; round <= rounds; round++) {
            if (!hasTimeFor(round)) {
                System.out.printf(
                        "No time for round %d within %d minutes.%n", round, options.minutes());
                break;
            }
            round(round, groups);
            ranRounds = round;
        }
    }

    /** Returns each subject with its rivals, which are to be measured one right after the other. */
    private List<List<Task>> groups() {
        Map<Task, Set<Task>> rivals = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            Set<Task> group =
                    rivals.computeIfAbsent(comparison.subject(), subject -> new LinkedHashSet<>());
            comparison.rival().ifPresent(group::add);
        }
        List<List<Task>> groups = new ArrayList<>();
        rivals.forEach((subject, others) -> {
            List<Task> group = new ArrayList<>();
            group.add(subject);
            group.addAll(others);
            groups.add(group);
        });
        return groups;
    }

    private void warnIfBusy() {
        if (Machine.isBusy(loadBefore)) {
            System.out.printf(
                    Locale.ROOT,
                    "WARNING: the machine is busy, or was a minute ago: load %.2f on %d processors.%n",
                    loadBefore,
                    Machine.cpus());
        }
    }

    private boolean hasTimeFor(int round) throws Refusal {
        if (round == 1 || ranForks == 0) {
            return true;
        }
        double perRound = minutesSoFar() / (round - 1);
        return minutesSoFar() + perRound <= options.minutes();
    }

    private double minutesSoFar() {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 60_000.0;
    }

    private void round(int round, List<List<Task>> groups)
            throws IOException, InterruptedException, RunnerException {
        for (List<Task> group : groups) {
            List<Task> order = new ArrayList<>(group);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (Task task : order) {
                if (results.has(round, task) || (task.isFootprint() && round > 1)) {
                    continue;
                }
                results.put(round, task, forks.run(task, results.log(round, task)));
                ranForks++;
                progress(round, task);
            }
        }
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

    private void report(Path home) throws IOException {
        Report report = new Report(results, rounds);
        String text = "xarray4j against its rivals, " + LocalDate.now(ZoneId.systemDefault())
                + "\n\n" + conditions() + "\n" + report.table(comparisons) + "\n"
                + report.verdict(comparisons) + "\n";
        System.out.println();
        System.out.print(text);
        Files.writeString(results.directory().resolve("report.md"), markdown(text));
        if (options.isCore()) {
            Path file = resultFile(home.resolve("results"));
            Files.writeString(file, markdown(text));
            System.out.println("\nWritten to " + file);
        }
    }

    private String conditions() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("machine: ").append(Machine.describe()).append('\n');
        text.append("JDK: ").append(Machine.describeJdk()).append('\n');
        text.append("flags: -XX:+UseG1GC -XX:+AlwaysPreTouch, -Xms and -Xmx as each fork needs");
        options.flags().forEach(flag -> text.append(' ').append(flag));
        text.append('\n');
        text.append(String.format(
                "forks: %d rounds, each fork %s; a time is the median of its iterations%n",
                ranRounds, Forks.describe()));
        text.append(busyness());
        text.append("ratio: the median of the rounds' ratios, with the least and the greatest\n");
        return text.toString();
    }

    private String busyness() throws IOException {
        List<Double> shares = new ArrayList<>();
        for (int round = 1; round <= ranRounds; round++) {
            for (List<Task> group : groups()) {
                for (Task task : group) {
                    results.others(round, task).ifPresent(shares::add);
                }
            }
        }
        String before = String.format(
                Locale.ROOT,
                "others: the load was %.2f before%s",
                loadBefore,
                Machine.isBusy(loadBefore) ? " (BUSY)" : "");
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
                        spread.greatest() > 0.1 ? " (BUSY)" : "");
    }

    /** Returns a report as a block that keeps its columns. */
    private static String markdown(String text) {
        int end = text.indexOf('\n');
        return "# " + text.substring(0, end) + "\n\n```\n" + text.substring(end + 2) + "```\n";
    }

    /** Returns a file that is not there yet. */
    private static Path resultFile(Path directory) throws IOException {
        Files.createDirectories(directory);
        String name = LocalDate.now(ZoneId.systemDefault()) + "-jdk"
                + Runtime.version().feature();
        Path file = directory.resolve(name + ".md");
        for (int i = 2; Files.exists(file); i++) {
            file = directory.resolve(name + "-" + i + ".md");
        }
        return file;
    }
}
