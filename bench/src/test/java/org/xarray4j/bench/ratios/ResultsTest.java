package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xarray4j.bench.ratios.Task.Probe;

class ResultsTest {
    @TempDir
    private Path directory;

    private static Task task(String structure) {
        return new Task(
                "GetBenchmark", "hit", Map.of("structure", structure), 1, 1, Probe.NONE, 512);
    }

    private static String json(double... times) {
        return "{\"others\": 0.25, \"jmh\": [{\"primaryMetric\": {\"scoreUnit\": \"ns/op\", \"rawData\": ["
                + java.util.Arrays.toString(times) + "]}}]}";
    }

    private static Comparison comparison(double goal) {
        return new Comparison(
                "get",
                "dense",
                1024,
                task("XARRAY"),
                Optional.of(task("CHM")),
                Figure.TIME,
                OptionalDouble.of(goal),
                false);
    }

    @Test
    void get_isTheMedianOfTheIterations() throws Exception {
        Results results = Results.open(directory, "a");
        results.put(1, task("CHM"), json(4, 100, 5));
        assertThat(results.get(1, task("CHM"), Figure.TIME)).hasValue(5);
        assertThat(results.others(1, task("CHM"))).hasValue(0.25);
    }

    @Test
    void get_percentile_isThatOfTheLastIteration_whichHasAllReads() throws Exception {
        Results results = Results.open(directory, "a");
        results.put(
                1,
                task("CHM"),
                "{\"others\": 0, \"jmh\": [{\"secondaryMetrics\": {\"latency.p99.99\": "
                        + "{\"score\": 50, \"rawData\": [[90, 10]]}}}]}");
        assertThat(results.get(1, task("CHM"), Figure.P99_99)).hasValue(10);
    }

    @Test
    void table_ratioJustAboveTheGoal_isMissed() throws Exception {
        Results results = Results.open(directory, "a");
        results.put(1, task("XARRAY"), json(3.01));
        results.put(1, task("CHM"), json(10));
        assertThat(new Report(results, 1).table(List.of(comparison(0.3))))
                .contains(" 0.30 ", "<= 0.30  MISSED");
    }

    @Test
    void has_isTrueForWhatWasPutBefore() throws Exception {
        Results.open(directory, "a").put(2, task("CHM"), json(1));
        Results again = Results.open(directory, "a");
        assertThat(again.has(2, task("CHM"))).isTrue();
        assertThat(again.has(1, task("CHM"))).isFalse();
        assertThat(again.has(2, task("XARRAY"))).isFalse();
    }

    @Test
    void missing_ofAGroupThatWasInterrupted_isAllOfIt() throws Exception {
        Results results = Results.open(directory, "a");
        List<Task> group = List.of(task("XARRAY"), task("CHM"));
        assertThat(results.isEmpty()).isTrue();
        assertThat(results.missing(1, group)).isEqualTo(group);
        results.put(1, task("XARRAY"), json(1));
        assertThat(results.isEmpty()).isFalse();
        assertThat(results.missing(1, group)).isEqualTo(group);
        results.put(1, task("CHM"), json(1));
        assertThat(results.missing(1, group)).isEmpty();
        assertThat(results.missing(2, group)).isEqualTo(group);
    }

    @Test
    void missing_ofFootprints_isWhatTheFirstRoundLacks() throws Exception {
        Results results = Results.open(directory, "a");
        Task has =
                new Task(Task.FOOTPRINT, "main", Map.of("structure", "CHM"), 1, 1, Probe.NONE, 9);
        Task lacks =
                new Task(Task.FOOTPRINT, "main", Map.of("structure", "NBHML"), 1, 1, Probe.NONE, 9);
        results.put(1, has, "{\"others\": 0, \"bytesPerEntry\": 5}");
        assertThat(results.missing(1, List.of(has, lacks))).containsExactly(lacks);
        assertThat(results.missing(2, List.of(has))).isEmpty();
    }

    @Test
    void get_writes_areThoseForEachRead() throws Exception {
        Results results = Results.open(directory, "a");
        results.put(
                1,
                task("CHM"),
                "{\"others\": 0, \"jmh\": [{\"secondaryMetrics\": {\"written\": {\"score\": 30},"
                        + " \"read\": {\"score\": 1200}}}]}");
        assertThat(results.get(1, task("CHM"), Figure.WRITES)).hasValue(0.025);
    }

    @Test
    void open_withOtherSettings_isRefused() throws Exception {
        Results.open(directory, "one JDK\n");
        assertThatThrownBy(() -> Results.open(directory, "another JDK\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("one JDK")
                .hasMessageContaining("another JDK");
    }

    @Test
    void table_hasTheMedianOfTheRatiosNotTheRatioOfTheMedians() throws Exception {
        Results results = Results.open(directory, "a");
        double[][] rounds = {{1, 10}, {6, 20}, {4, 5}};
        for (int round = 1; round <= rounds.length; round++) {
            results.put(round, task("XARRAY"), json(rounds[round - 1][0]));
            results.put(round, task("CHM"), json(rounds[round - 1][1]));
        }
        Report report = new Report(results, rounds.length);
        assertThat(report.table(List.of(comparison(0.3))))
                .contains("4.00 ns", "10.0 ns", " 0.30 ", "0.10..0.80", "<= 0.30", " open");
    }

    /** The median says nothing: what counts is on which side of the goal each round lies. */
    @Test
    void verdict_ofRoundsOnBothSides_isOpen() throws Exception {
        Results results = Results.open(directory, "a");
        double[] ratios = {0.1, 0.3, 0.8};
        for (int round = 1; round <= ratios.length; round++) {
            results.put(round, task("XARRAY"), json(100 * ratios[round - 1]));
            results.put(round, task("CHM"), json(100));
        }
        Report report = new Report(results, ratios.length);
        assertThat(report.table(List.of(comparison(0.8)))).contains("<= 0.80  met");
        assertThat(report.table(List.of(comparison(0.79)))).contains("<= 0.79  open");
        assertThat(report.table(List.of(comparison(0.1)))).contains("<= 0.10  open");
        assertThat(report.table(List.of(comparison(0.09)))).contains("<= 0.09  MISSED");
        assertThat(report.verdict(List.of(
                        comparison(0.8), comparison(0.79), comparison(0.1), comparison(0.09))))
                .isEqualTo("4 goals: 1 met, 1 missed, 2 open.");
    }

    @Test
    void verdict_ofOneRound_isByItsValue() throws Exception {
        Results results = Results.open(directory, "a");
        results.put(1, task("XARRAY"), json(30));
        results.put(1, task("CHM"), json(100));
        assertThat(new Report(results, 1).verdict(List.of(comparison(0.3), comparison(0.29))))
                .isEqualTo("2 goals: 1 met, 1 missed, 0 open.");
    }

    @Test
    void table_withoutFigures_saysSo() throws Exception {
        Report report = new Report(Results.open(directory, "a"), 1);
        assertThat(report.table(List.of(comparison(1)))).contains("?");
        assertThat(report.verdict(List.of(comparison(1))))
                .isEqualTo("1 goals: 0 met, 0 missed, 0 open, 1 not measured.");
    }

    @Test
    void open_ofWhatIsNoDirectory_isRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        for (Path wrong : List.of(file, file.resolve("below"))) {
            assertThatThrownBy(() -> Results.open(wrong, "a"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("nothing can be written to " + wrong);
        }
    }

    /** Root may write everywhere but into a system of files that has no room for any. */
    @Test
    void open_ofADirectoryThatCannotBeWritten_isRefused() {
        Path system = Path.of("/proc/self");
        assumeThat(system).isDirectory();
        assertThatThrownBy(() -> Results.open(system, "a"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing can be written to /proc/self");
    }

    @Test
    void reopen_ofADirectoryWithoutARun_isRefused() {
        assertThatThrownBy(() -> Results.reopen(directory))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no run");
    }
}
