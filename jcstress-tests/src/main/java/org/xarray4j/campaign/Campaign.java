package org.xarray4j.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs what a plan says, a line for each: {@code library DIRECTORY CLASS...} runs all tests of the classes, one fork each;
 * {@code modes DIRECTORY CLASS...} does so in each mode of compilation; {@code twin NAME DIRECTORY RUNS TEST...} compiles the twin in {@code DIRECTORY/src} and runs each test
 * until it has a forbidden outcome: the first fork for as long as the options say, each further one twice as long
 * as the one before, up to a greatest number of forks; and all of that as many times as there are runs.
 *
 * <p>The arguments: the plan; a file for what was found; the options of jcstress for the library; those for twins; the
 * greatest number of forks. Log and page of the results go to each directory. What was found of twins is a line for each run
 * and test, {@code NAME TEST RUN FORKS SAMPLES FORBIDDEN MILLISECONDS}; it is not judged here. A twin that cannot be compiled has none.
 */
public final class Campaign {
    private final String libraryOptions;
    private final String twinOptions;
    private final int mostForks;
    private final PrintWriter found;
    private final Forks forks;
    private final JavaCompiler compiler = Twin.compiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);

    private Campaign(String libraryOptions, String twinOptions, int mostForks, PrintWriter found)
            throws IOException {
        this.libraryOptions = libraryOptions;
        this.twinOptions = twinOptions;
        this.mostForks = mostForks;
        this.found = found;
        this.forks = Forks.probe(Forks.options(twinOptions.split(" ", -1)));
    }

    /** Runs it; see above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 5) {
            throw new IllegalArgumentException(
                    "PLAN FOUND LIBRARY-OPTIONS TWIN-OPTIONS MOST-FORKS, not "
                            + Arrays.toString(arguments));
        }
        try (PrintWriter found =
                new PrintWriter(Files.newBufferedWriter(Path.of(arguments[1])), true)) {
            Campaign campaign =
                    new Campaign(arguments[2], arguments[3], Integer.parseInt(arguments[4]), found);
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                campaign.run(List.of(line.split(" ", -1)));
            }
        }
    }

    private void run(List<String> line) throws IOException {
        if (!line.get(0).equals("twin")) {
            boolean inAllModes = line.get(0).equals("modes");
            runLibrary(Path.of(line.get(1)), line.subList(2, line.size()), inAllModes);
            return;
        }
        Twin twin = new Twin(line.get(1), Path.of(line.get(2)), line.subList(4, line.size()));
        if (twin.compile(compiler, files)) {
            int runs = Integer.parseInt(line.get(3));
            for (int run = 1; run <= runs; run++) {
                runTwin(twin, run);
            }
        }
    }

    private void runLibrary(Path directory, List<String> classes, boolean inAllModes)
            throws IOException {
        Options options = options(libraryOptions, directory, 1);
        List<String> tests = testsOf(classes);
        String classPath = System.getProperty("java.class.path");
        List<TestConfig> program = inAllModes
                ? forks.programOfAllModes(tests, options, classPath)
                : forks.program(tests, options, classPath, 0);
        try (Report report = new Report(options)) {
            forks.executor(options, new Progress(report, program.size())).runAll(program);
            report.printSummary(program.size());
        }
    }

    private void runTwin(Twin twin, int run) throws IOException {
        Options first = options(twinOptions, twin.directory(), 1);
        try (Report report = new Report(first)) {
            for (String catcher : twin.catchers()) {
                List<String> test = List.of(testNamed(catcher));
                long begin = System.nanoTime();
                Collection<TestResult> results = new ArrayList<>();
                int fork = 0;
                while (fork < mostForks && forbidden(results) == 0) {
                    Options options = options(twinOptions, twin.directory(), 1 << fork);
                    List<TestConfig> program = forks.program(test, options, twin.classPath(), fork);
                    int before = report.results().size();
                    forks.executor(options, report).runAll(program);
                    report.results().stream().skip(before).forEach(results::add);
                    fork++;
                }
                long samples =
                        results.stream().mapToLong(TestResult::getTotalCount).sum();
                found.println(String.join(
                        " ",
                        twin.name(),
                        catcher,
                        Integer.toString(run),
                        Integer.toString(fork),
                        Long.toString(samples),
                        Long.toString(forbidden(results)),
                        Long.toString((System.nanoTime() - begin) / 1_000_000)));
            }
        }
    }

    /** Returns how many samples had an outcome that is forbidden. */
    private static long forbidden(Collection<TestResult> results) {
        return results.stream()
                .flatMap(result -> result.grading().gradingResults.values().stream())
                .filter(result ->
                        result.expect == Expect.FORBIDDEN || result.expect == Expect.UNKNOWN)
                .mapToLong((GradingResult result) -> result.count)
                .sum();
    }

    /** Returns the tests in these classes, each of which has at least one. */
    private static List<String> testsOf(List<String> classes) {
        List<String> tests = new ArrayList<>();
        for (String name : classes) {
            int before = tests.size();
            for (String test : TestList.tests()) {
                if ((test + ".").contains("." + name + ".")) {
                    tests.add(test);
                }
            }
            if (tests.size() == before) {
                throw new IllegalArgumentException(name + " has no test");
            }
        }
        return tests;
    }

    /** Returns the only test of this name: of several in one class some might see nothing, and the others hide it. */
    private static String testNamed(String name) {
        List<String> tests = testsOf(List.of(name));
        if (tests.size() > 1) {
            throw new IllegalArgumentException(name + " is not one test but " + tests);
        }
        return tests.get(0);
    }

    private static Options options(String options, Path directory, int times) throws IOException {
        List<String> all = Stream.of(options.split(" ", -1)).collect(Collectors.toList());
        all.addAll(List.of("-r", directory.toString()));
        int iterations = all.indexOf("-iters") + 1;
        all.set(iterations, Integer.toString(Integer.parseInt(all.get(iterations)) * times));
        return Forks.options(all.toArray(String[]::new));
    }
}
