package org.xarray4j.bench.ratios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the command line asks for. */
final class Options {
    static final String HELP = """
            Usage: bench/run [OPTION]...

            Compares xarray4j with its rivals, in forks that take turns, and prints the ratios.
            Without options: what has a goal and one of each other question, with G1, half an hour on two
            processors; tables and pictures go to bench/results as well.

              --full                everything there is that this machine can do, for most of a day: all
                                    sizes, distributions and rivals, with each collector. What it
                                    skips is listed, with the reason; the other options narrow it
              --benchmarks LIST     only these, goal or not; names separated by commas
              --distributions LIST  only keys that lie so: dense, runs64, runs64_unaligned, random,
                                    or ranges: ipv4, ipv6
              --sizes LIST          only these numbers of entries, as 65536 or 2^16
              --rivals LIST         only these rivals; sizes, rivals and distributions that only --full
                                    has are measured where they are named themselves
              --threads LIST        only with so many reading threads
              --collector LIST      with these garbage collectors: g1, parallel, zgc (g1)
              --rounds N            how often each is measured (5; with --full 3)
              --minutes N           begin no round after the third that would end later than this
                                    (28; with --full as long as it takes)
              --heap MIB            the heap of each fork; by default what it needs
              --flag FLAG           one more flag for each fork's virtual machine; may be repeated
              --dir DIR             keep results in DIR, and skip what is there already
              --busy                measure although others use the machine
              --list                print what there is to compare, and how long it takes; measure
                                    nothing
              --report DIR          measure nothing; make the tables and pictures of the run in DIR
                                    from its JSON
              --help                print this

            Exit status: 0 measured, whether goals are met or not; 1 a fork failed; 2 refused
            before anything was measured: what is unknown, what this machine cannot do, a directory
            that cannot be written, flags with which no virtual machine starts, and a machine of
            which others use more than a quarter.
            """;

    private static final String BENCHMARKS = "--benchmarks";
    private static final String DISTRIBUTIONS = "--distributions";
    private static final String SIZES = "--sizes";
    private static final String RIVALS = "--rivals";
    private static final String THREADS = "--threads";
    private static final List<String> SELECTIONS =
            List.of(BENCHMARKS, DISTRIBUTIONS, SIZES, RIVALS, THREADS);
    private static final String COLLECTOR = "--collector";
    private static final List<String> VALUES =
            List.of(COLLECTOR, "--rounds", "--minutes", "--heap", "--dir", "--flag", "--report");

    /** What is longer than any run, in minutes. */
    private static final int UNLIMITED = 9_999_999;

    private final Map<String, String> given = new HashMap<>();
    private final List<String> flags = new ArrayList<>();
    private boolean help;
    private boolean list;
    private boolean full;
    private boolean busy;

    private Options() {}

    static Options parse(String[] args) throws Refusal {
        Options options = new Options();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--help") || arg.equals("-h")) {
                options.help = true;
            } else if (arg.equals("--list")) {
                options.list = true;
            } else if (arg.equals("--full")) {
                options.full = true;
            } else if (arg.equals("--busy")) {
                options.busy = true;
            } else if (!SELECTIONS.contains(arg) && !VALUES.contains(arg)) {
                throw new Refusal("there is no option " + arg + "\n\n" + HELP);
            } else if (i + 1 == args.length) {
                throw new Refusal(arg + " needs a value\n\n" + HELP);
            } else {
                i++;
                if (arg.equals("--flag")
                        && args[i].matches("-Xm[sxn].*|-XX:(Max|Initial|Min)HeapSize=.*")) {
                    throw new Refusal(
                            "--flag takes no heap, which --heap gives to each fork: " + args[i]);
                } else if (arg.equals("--flag")) {
                    options.flags.add(args[i]);
                } else if (options.given.put(arg, args[i]) != null) {
                    throw new Refusal(arg + " is given twice; a comma separates what it lists");
                }
            }
        }
        if (options.given.containsKey("--report") && args.length > 2) {
            throw new Refusal(
                    "--report makes the tables of a run as it was; no other option goes with it");
        }
        return options;
    }

    boolean help() {
        return help;
    }

    boolean list() {
        return list;
    }

    /**
     * Refuses a machine that is busy, unless it is to be measured all the same.
     *
     * @param others what share of its processors others use; NaN when that is unknown
     */
    void checkQuiet(double others) throws Refusal {
        if (others > Machine.TOO_BUSY && !busy) {
            throw new Refusal(String.format(
                    Locale.ROOT,
                    "the machine is busy: others use %.0f%% of its processors, and figures would say more of"
                            + " them than of what is measured. Wait for them, or measure all the same with --busy.",
                    100 * others));
        }
    }

    /** Returns the run whose report alone is asked for. */
    Optional<Path> report() {
        return Optional.ofNullable(given.get("--report")).map(Path::of);
    }

    List<String> flags() {
        return flags;
    }

    /** Returns whether the core is asked for, with the usual settings. */
    boolean isCore() {
        return !full
                && flags.isEmpty()
                && !given.containsKey("--heap")
                && !given.containsKey(COLLECTOR)
                && SELECTIONS.stream().noneMatch(given::containsKey);
    }

    int rounds() throws Refusal {
        return positive("--rounds").orElse(full ? Plan.LEAST_ROUNDS : 5);
    }

    int minutes() throws Refusal {
        return positive("--minutes").orElse(full ? UNLIMITED : 28);
    }

    /** Returns the heap of each fork, where it is not what the fork needs. */
    OptionalInt heapMiB() throws Refusal {
        return positive("--heap");
    }

    Optional<Path> directory() {
        return Optional.ofNullable(given.get("--dir")).map(Path::of);
    }

    private OptionalInt positive(String option) throws Refusal {
        String value = given.get(option);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new Refusal(option + " takes a whole number from 1 on, not " + value);
        }
        return OptionalInt.of(Integer.parseInt(value));
    }

    /**
     * Returns what is asked for; refuses what does not exist, and, unless all there is was asked for, what cannot be done.
     *
     * @param memoryMiB how much memory there is for a fork
     */
    Selection select(Catalogue catalogue, int cpus, int memoryMiB) throws Refusal {
        checkNumbers();
        checkThreads(cpus);
        List<Comparison> all = catalogue.all();
        Set<String> benchmarks = chosen(BENCHMARKS, all, Comparison::benchmark);
        Set<String> distributions = chosen(DISTRIBUTIONS, all, Options::distribution);
        Set<String> sizes = chosen(SIZES, all, comparison -> Comparison.power(comparison.size()));
        Set<String> rivals = chosen(RIVALS, all, Comparison::rivalName);
        Set<String> threads = chosen(
                THREADS,
                all,
                comparison -> Integer.toString(comparison.subject().threads()));
        boolean isCore = !full && SELECTIONS.stream().noneMatch(given::containsKey);
        Extras extras = new Extras(
                all,
                given.containsKey(BENCHMARKS),
                given.containsKey(SIZES),
                given.containsKey(RIVALS),
                given.containsKey(DISTRIBUTIONS));
        List<Collector> collectors = collectors();
        List<Comparison> selected = (isCore ? catalogue.core() : all)
                .stream()
                        .filter(comparison -> full || extras.areAskedFor(comparison))
                        .filter(comparison -> benchmarks.contains(comparison.benchmark())
                                && distributions.contains(distribution(comparison))
                                && sizes.contains(Comparison.power(comparison.size()))
                                && rivals.contains(comparison.rivalName())
                                && threads.contains(
                                        Integer.toString(comparison.subject().threads())))
                        .flatMap(comparison -> collectors.stream().map(comparison::with))
                        .toList();
        if (selected.isEmpty()) {
            throw new Refusal(
                    "nothing is measured with all of these together; --list shows what is");
        }
        return possible(selected, cpus, memoryMiB);
    }

    private List<Collector> collectors() throws Refusal {
        String value = given.get(COLLECTOR);
        if (value == null) {
            return full ? List.of(Collector.values()) : List.of(Collector.G1);
        }
        List<Collector> chosen = new ArrayList<>();
        for (String name : value.split(",", -1)) {
            Collector collector = Arrays.stream(Collector.values())
                    .filter(each -> each.label().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(COLLECTOR + " knows no '" + name + "', only "
                            + Arrays.stream(Collector.values())
                                    .map(Collector::label)
                                    .collect(Collectors.joining(", "))));
            if (!chosen.contains(collector)) {
                chosen.add(collector);
            }
        }
        return chosen;
    }

    private void checkNumbers() throws Refusal {
        rounds();
        minutes();
        heapMiB();
    }

    private void checkThreads(int cpus) throws Refusal {
        for (String count : given.getOrDefault(THREADS, "").split(",", -1)) {
            if (count.matches("[1-9][0-9]{0,6}") && Integer.parseInt(count) > cpus) {
                throw new Refusal(
                        count + " threads need as many processors, of which there are " + cpus);
            }
        }
    }

    static String distribution(Comparison comparison) {
        String distribution = comparison.subject().param("distribution");
        return distribution == null ? "dense" : distribution.toLowerCase(Locale.ROOT);
    }

    /** Returns the values that an option lists, or all that there are when it is not given. */
    private Set<String> chosen(
            String option, List<Comparison> all, Function<Comparison, String> property)
            throws Refusal {
        Set<String> known =
                all.stream().map(property).collect(Collectors.toCollection(LinkedHashSet::new));
        String value = given.get(option);
        if (value == null) {
            return known;
        }
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : value.split(",", -1)) {
            chosen.add(known.stream()
                    .filter(each -> each.equalsIgnoreCase(normal(option, name)))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(option + " knows no '" + name + "', only "
                            + String.join(", ", known))));
        }
        return chosen;
    }

    /** Brings a size into the form in which it is listed. */
    private static String normal(String option, String name) {
        if (option.equals(SIZES) && name.matches("[0-9]{1,9}")) {
            return Comparison.power(Integer.parseInt(name));
        }
        return name;
    }

    /** Leaves out what this machine cannot do, or refuses it where it is asked for by name. */
    private Selection possible(List<Comparison> selected, int cpus, int memoryMiB) throws Refusal {
        List<Comparison> possible = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Comparison comparison : selected) {
            Optional<String> obstacle = obstacle(comparison.subject(), cpus, memoryMiB);
            if (obstacle.isEmpty() || (list && !full)) {
                possible.add(comparison);
                continue;
            }
            String reason = comparison.question() + ": " + obstacle.get();
            if (!full) {
                throw new Refusal(reason);
            }
            if (!skipped.contains(reason)) {
                skipped.add(reason);
            }
        }
        if (possible.isEmpty()) {
            throw new Refusal("this machine can do none of it:\n" + String.join("\n", skipped));
        }
        return new Selection(possible, skipped);
    }

    /** Returns why a task cannot be done, if it cannot. */
    private Optional<String> obstacle(Task task, int cpus, int memoryMiB) throws Refusal {
        int heap = heapMiB().orElse(task.heapMiB());
        if (!task.collector().isThere()) {
            return Optional.of("this JDK has no " + task.collector().label());
        }
        if (task.processors() > cpus) {
            return Optional.of(
                    "needs " + task.processors() + " processors, of which there are " + cpus);
        }
        if (heap < task.heapMiB()) {
            return Optional.of(
                    "needs a heap of " + task.heapMiB() + " MiB; --heap gives it " + heap);
        }
        if (heap > memoryMiB - 512) {
            return Optional.of("needs a heap of " + heap
                    + " MiB, and the machine has no more than " + memoryMiB
                    + " MiB of memory to spare; --sizes or --distributions chooses less");
        }
        return Optional.empty();
    }

    /** Returns the options as they would be given again. */
    static String repeat(String[] args) {
        return Arrays.stream(args)
                .map(arg -> arg.matches("[-\\w^,./:+=]+") ? arg : "'" + arg + "'")
                .collect(Collectors.joining(" "));
    }
}
