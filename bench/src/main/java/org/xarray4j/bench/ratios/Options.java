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
            Without options: everything that has a goal, in at most half an hour on two processors;
            the table goes to bench/results as well.

              --benchmarks LIST     only these, goal or not; names separated by commas
              --distributions LIST  only keys that lie so: dense, runs64, runs64_unaligned, random
              --sizes LIST          only these numbers of entries, as 65536 or 2^16
              --rivals LIST         only these rivals
              --threads LIST        only with so many reading threads
              --rounds N            how often each is measured (5)
              --minutes N           begin no round that would end later than this (28)
              --heap MIB            the heap of each fork; by default what it needs
              --flag FLAG           one more flag for each fork's virtual machine; may be repeated
              --dir DIR             keep results in DIR, and skip what is there already
              --list                print what there is to compare, and measure nothing
              --help                print this

            Exit status: 0 measured, whether goals are met or not; 1 a fork failed; 2 refused
            before anything was measured.
            """;

    private static final String BENCHMARKS = "--benchmarks";
    private static final String DISTRIBUTIONS = "--distributions";
    private static final String SIZES = "--sizes";
    private static final String RIVALS = "--rivals";
    private static final String THREADS = "--threads";
    private static final List<String> SELECTIONS =
            List.of(BENCHMARKS, DISTRIBUTIONS, SIZES, RIVALS, THREADS);
    private static final List<String> VALUES =
            List.of("--rounds", "--minutes", "--heap", "--dir", "--flag");

    private final Map<String, String> given = new HashMap<>();
    private final List<String> flags = new ArrayList<>();
    private boolean help;
    private boolean list;

    private Options() {}

    static Options parse(String[] args) throws Refusal {
        Options options = new Options();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--help") || arg.equals("-h")) {
                options.help = true;
            } else if (arg.equals("--list")) {
                options.list = true;
            } else if (!SELECTIONS.contains(arg) && !VALUES.contains(arg)) {
                throw new Refusal("there is no option " + arg + "\n\n" + HELP);
            } else if (i + 1 == args.length) {
                throw new Refusal(arg + " needs a value\n\n" + HELP);
            } else {
                i++;
                if (arg.equals("--flag")) {
                    options.flags.add(args[i]);
                } else {
                    options.given.put(arg, args[i]);
                }
            }
        }
        return options;
    }

    boolean help() {
        return help;
    }

    boolean list() {
        return list;
    }

    List<String> flags() {
        return flags;
    }

    /** Returns whether everything that has a goal is asked for, with the usual settings. */
    boolean isCore() {
        return flags.isEmpty()
                && !given.containsKey("--heap")
                && SELECTIONS.stream().noneMatch(given::containsKey);
    }

    int rounds() throws Refusal {
        return positive("--rounds").orElse(5);
    }

    int minutes() throws Refusal {
        return positive("--minutes").orElse(28);
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

    /** Returns what is asked for, or refuses what does not exist or this machine cannot do. */
    List<Comparison> select(Catalogue catalogue, int cpus, int memoryMiB) throws Refusal {
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
        boolean everything = SELECTIONS.stream().noneMatch(given::containsKey);
        List<Comparison> selected = (everything ? catalogue.core() : all)
                .stream()
                        .filter(comparison -> benchmarks.contains(comparison.benchmark())
                                && distributions.contains(distribution(comparison))
                                && sizes.contains(Comparison.power(comparison.size()))
                                && rivals.contains(comparison.rivalName())
                                && threads.contains(
                                        Integer.toString(comparison.subject().threads())))
                        .toList();
        if (selected.isEmpty()) {
            throw new Refusal(
                    "nothing is measured with all of these together; --list shows what is");
        }
        if (!list) {
            checkMachine(selected, cpus, memoryMiB);
        }
        return selected;
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

    private static String distribution(Comparison comparison) {
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

    private void checkMachine(List<Comparison> selected, int cpus, int memoryMiB) throws Refusal {
        for (Comparison comparison : selected) {
            Task task = comparison.subject();
            if (task.processors() > cpus) {
                throw new Refusal(comparison.question() + ": needs " + task.processors()
                        + " processors, of which there are " + cpus);
            }
            int heap = heapMiB().orElse(task.heapMiB());
            if (heap < task.heapMiB()) {
                throw new Refusal(comparison.question() + ": needs a heap of " + task.heapMiB()
                        + " MiB; --heap gives it " + heap);
            }
            if (heap > memoryMiB - 512) {
                throw new Refusal(comparison.question() + ": needs a heap of " + heap
                        + " MiB, and the machine has no more than " + memoryMiB
                        + " MiB of memory; --sizes or --distributions chooses less");
            }
        }
    }

    /** Returns the options as they would be given again. */
    static String repeat(String[] args) {
        return Arrays.stream(args)
                .map(arg -> arg.matches("[-\\w^,./:+=]+") ? arg : "'" + arg + "'")
                .collect(Collectors.joining(" "));
    }
}
