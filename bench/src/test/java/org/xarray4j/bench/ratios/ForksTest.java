package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.TimeValue;
import org.xarray4j.bench.ratios.Task.Probe;

class ForksTest {
    @TempDir
    private Path directory;

    /** The lock is one for the whole machine: another run on it is none of this test's business. */
    @BeforeAll
    static void ignoreOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    private static void checkFlags(String... args) throws Exception {
        Options options = Options.parse(args);
        Comparison pin = new Catalogue(2)
                .all().stream()
                        .filter(comparison -> comparison.benchmark().equals("pin"))
                        .findFirst()
                        .orElseThrow();
        new Forks(options, Path.of("x")).checkFlags(List.of(pin));
    }

    @Test
    void checkFlags_withWhichNothingStarts_areRefused() throws Exception {
        assertThatThrownBy(() -> checkFlags("--heap", "64", "--flag", "-XX:Nonsense"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("-XX:+AlwaysPreTouch -XX:Nonsense")
                .hasMessageContaining("Unrecognized VM option");
        assertThatThrownBy(() -> checkFlags("--heap", "64", "--flag", "-XX:+UseSerialGC"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Multiple garbage collectors selected");
        checkFlags("--heap", "64", "--flag", "-XX:G1ConcRefinementThreads=0");
    }

    /** A fork of almost no time: the options are those that JMH itself has put together. */
    @Test
    void run_aFork_hasTheTasksHeapAndNoOther() throws Exception {
        Task task = new Task(
                "GetBenchmark",
                "hit",
                Map.of("structure", "XARRAY", "distribution", "DENSE", "size", "1024"),
                1,
                1,
                Probe.NONE,
                96);
        Path log = directory.resolve("fork.log");
        Forks forks = new Forks(Options.parse(new String[] {"--flag", "-Dmore=1"}), Path.of("x"));
        new Runner(forks.jmhOptions(task)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .output(log.toString())
                        .build())
                .run();
        List<String> options = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("# VM options: "))
                .toList();
        assertThat(options)
                .containsExactly(
                        "# VM options: -Xms96m -Xmx96m -XX:+UseG1GC -XX:+AlwaysPreTouch -Dmore=1");
    }
}
