package org.xarray4j.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResultCollector;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.OSSupport;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.Topology;
import org.openjdk.jcstress.vm.CompileMode;
import org.openjdk.jcstress.vm.VMSupport;

/** The JVMs in which tests run: all tiers of compilers, and their randomizers with a seed that the log shows. */
final class Forks {
    private static final List<String> RANDOMIZED = List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+StressLCM",
            "-XX:+StressGCM",
            "-XX:+StressIGVN",
            "-XX:+StressCCP");

    private final Topology topology = Topology.get();
    private final Random seeds = new Random();

    private Forks() {}

    /**
     * Finds out once what this machine and this JVM can do.
     *
     * @throws IllegalStateException if this machine cannot run two actors at once: jcstress would find nothing to run, and
     *     call that a success
     */
    static Forks probe(Options options) {
        OSSupport.init();
        VMSupport.initFlags(options);
        Forks forks = new Forks();
        forks.topology.printStatus(System.out);
        if (forks.places(2, options).isEmpty()) {
            throw new IllegalStateException("no pair of actors can be scheduled here");
        }
        return forks;
    }

    /** Returns the program for one fork of each test, in random order. */
    List<TestConfig> program(List<String> tests, Options options, String classPath, int fork) {
        List<TestConfig> program = new ArrayList<>();
        for (String test : tests) {
            TestInfo info = TestList.getInfo(test);
            add(program, info, options, randomized(classPath), CompileMode.UNIFIED, fork);
        }
        Collections.shuffle(program, seeds);
        return program;
    }

    /**
     * Returns the program for one fork of each test in each mode: every actor by the interpreter, by C1 and by C2, and where
     * C2 is among these with its randomizers as well; in random order.
     */
    List<TestConfig> programOfAllModes(List<String> tests, Options options, String classPath) {
        List<TestConfig> program = new ArrayList<>();
        for (String test : tests) {
            TestInfo info = TestList.getInfo(test);
            int actors = info.threads();
            for (int mode : CompileMode.casesFor(
                    actors, VMSupport.c1Available(), VMSupport.c2Available())) {
                add(program, info, options, List.of("-cp", classPath), mode, 0);
                if (CompileMode.hasC2(mode, actors)) {
                    add(program, info, options, randomized(classPath), mode, 0);
                }
            }
        }
        Collections.shuffle(program, seeds);
        return program;
    }

    private List<String> randomized(String classPath) {
        List<String> arguments = new ArrayList<>(RANDOMIZED);
        arguments.add("-XX:StressSeed=" + seeds.nextInt(Integer.MAX_VALUE));
        // The later class path counts, and jcstress gives one before.
        arguments.addAll(List.of("-cp", classPath));
        return arguments;
    }

    private void add(
            List<TestConfig> program,
            TestInfo info,
            Options options,
            List<String> arguments,
            int mode,
            int fork) {
        for (SchedulingClass place : places(info.threads(), options)) {
            program.add(new TestConfig(options, info, fork, arguments, mode, place));
        }
    }

    private List<SchedulingClass> places(int actors, Options options) {
        return scheduler(options)
                .scheduleClasses(actors, options.getCPUCount(), options.affinityMode());
    }

    private Scheduler scheduler(Options options) {
        return new Scheduler(topology, options.getCPUCount());
    }

    /** Returns what runs one program. */
    TestExecutor executor(Options options, TestResultCollector sink) throws IOException {
        return new TestExecutor(options.verbosity(), sink, scheduler(options));
    }

    /** Parses what jcstress takes on its command line. */
    static Options options(String... arguments) throws IOException {
        Options options = new Options(arguments);
        if (!options.parse()) {
            throw new IllegalArgumentException(
                    "not options of jcstress: " + Arrays.toString(arguments));
        }
        return options;
    }
}
