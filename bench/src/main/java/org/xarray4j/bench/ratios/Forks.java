package org.xarray4j.bench.ratios;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.xarray4j.bench.LatencyProfiler;

/** Runs tasks, each in a virtual machine of its own. */
final class Forks {
    private static final String BENCHMARKS = "org.xarray4j.bench.";
    private static final int WARM_UPS = 3;
    private static final TimeValue WARM_UP = TimeValue.milliseconds(500);

    /** Many and short ones, so that a disturbance spoils few and the median stays good. */
    private static final int ITERATIONS = 10;

    private static final TimeValue ITERATION = TimeValue.milliseconds(200);

    /** What a fork takes besides, in seconds: to begin and end, for each GiB of heap, for each entry that it fills in. */
    private static final double START = 1.2;

    private static final double PER_GIB = 0.25;
    private static final double PER_ENTRY = 1.2e-6;

    /** What one more operation takes for each of its entries; an iteration ends with a whole one. */
    private static final double PER_OPERATION = 2e-8;

    private final List<String> extraFlags;
    private final OptionalInt heapMiB;
    private final String classPath;

    Forks(Options options, Path jar) throws Refusal {
        this.extraFlags = options.flags();
        this.heapMiB = options.heapMiB();
        this.classPath = jar.toString();
    }

    /** Returns how long iterations take and how many there are. */
    static String describe() {
        return String.format(
                Locale.ROOT,
                "%d warm-ups of %s and %d iterations of %s",
                WARM_UPS,
                WARM_UP,
                ITERATIONS,
                ITERATION);
    }

    /**
     * Returns about how long a fork takes, in seconds, on a machine that does nothing else.
     *
     * @param size how many entries it fills a structure with
     */
    static double seconds(Task task, int size) {
        double filling = START + PER_GIB * task.heapMiB() / 1024 + PER_ENTRY * size;
        if (task.isFootprint()) {
            return filling + PER_ENTRY * size;
        }
        double operation = task.entries() * PER_OPERATION;
        return filling
                + WARM_UPS * (WARM_UP.convertTo(TimeUnit.MILLISECONDS) / 1e3 + operation)
                + ITERATIONS * (ITERATION.convertTo(TimeUnit.MILLISECONDS) / 1e3 + operation);
    }

    /** Returns the flags of a task's fork. */
    List<String> flags(Task task) {
        int heap = heapMiB.orElse(task.heapMiB());
        List<String> flags = new ArrayList<>();
        // Memory is touched before, or a structure that makes garbage would pay for page faults.
        flags.addAll(List.of(
                "-Xms" + heap + "m",
                "-Xmx" + heap + "m",
                task.collector().flag(),
                "-XX:+AlwaysPreTouch"));
        flags.addAll(extraFlags);
        return flags;
    }

    /**
     * Starts a virtual machine with the flags of each collector's smallest fork, which does nothing.
     *
     * @throws Refusal if one does not start, as with a flag that it does not know or a second collector
     */
    void checkFlags(List<Comparison> comparisons)
            throws IOException, InterruptedException, Refusal {
        Map<Collector, Task> smallest = new EnumMap<>(Collector.class);
        for (Comparison comparison : comparisons) {
            Task task = comparison.subject();
            smallest.merge(
                    task.collector(),
                    task,
                    BinaryOperator.minBy(Comparator.comparingInt(Task::heapMiB)));
        }
        for (Task task : smallest.values()) {
            List<String> command = new ArrayList<>(List.of(java()));
            command.addAll(flags(task));
            command.add("-version");
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Refusal("no virtual machine starts with " + String.join(" ", flags(task))
                        + ":\n" + printed.strip());
            }
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs a task; returns what is to be kept of it. */
    String run(Task task, Path log) throws IOException, InterruptedException, RunnerException {
        Machine.Ticks before = Machine.Ticks.now();
        String measured = task.isFootprint() ? footprint(task, log) : jmh(task, log);
        double others = Machine.Ticks.now().othersSince(before);
        return String.format(
                Locale.ROOT,
                "{\"others\": %s, %s}%n",
                Double.isNaN(others) ? "null" : String.format(Locale.ROOT, "%.3f", others),
                measured);
    }

    /** Returns what JMH is asked for. */
    ChainedOptionsBuilder jmhOptions(Task task) {
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .include("^" + Pattern.quote(BENCHMARKS + task.benchmark() + "." + task.method())
                        + "$")
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(WARM_UP)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .threads(task.threads())
                // None of this machine's own; and what a class appends for those who run it without
                // this, a heap
                // of its own, would come last and prevail, unless it is replaced.
                .jvmArgs()
                .jvmArgsAppend(flags(task).toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.NORMAL);
        task.params().forEach(builder::param);
        switch (task.probe()) {
            case GARBAGE -> builder.addProfiler(GCProfiler.class);
            case LATENCY -> builder.addProfiler(LatencyProfiler.class);
            case NONE -> {}
        }
        return builder;
    }

    private String jmh(Task task, Path log) throws RunnerException {
        Collection<RunResult> results =
                new Runner(jmhOptions(task).output(log.toString()).build()).run();
        if (results.size() != 1) {
            throw new RunnerException("not one result but " + results.size() + " for " + task.id());
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ResultFormatFactory.getInstance(
                        ResultFormatType.JSON, new PrintStream(json, true, StandardCharsets.UTF_8))
                .writeOut(results);
        return "\"jmh\": " + json.toString(StandardCharsets.UTF_8);
    }

    private String footprint(Task task, Path log)
            throws IOException, InterruptedException, RunnerException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(flags(task));
        command.addAll(List.of(
                "-Djdk.attach.allowAttachSelf=true",
                // A structure may lead to a class, and a class on a late JDK to a record, which
                // Unsafe does not look into.
                "-Djol.magicFieldOffset=true",
                "-cp",
                classPath,
                BENCHMARKS + task.benchmark(),
                task.structure(),
                task.param("distribution"),
                task.param("size")));
        if (task.param("stored") != null) {
            command.add(task.param("stored"));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status;
        try {
            status = process.waitFor();
        } finally {
            process.destroy();
        }
        if (status != 0) {
            throw new RunnerException(task.id() + " ended with status " + status);
        }
        List<String> lines = Files.readAllLines(log);
        double bytes = Double.parseDouble(lines.get(lines.size() - 1));
        return "\"bytesPerEntry\": " + bytes;
    }
}
