package org.xarray4j.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code power.tsv} says was measured of the twins and tests that are there now, not of what they were once. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command is a script for bash")
class StressPowerTest {
    private static final List<Power> MEASURED = Power.of(Project.read().power());

    /** Lets a function of the script sum up the sources of twins and tests in a directory. */
    private static final String SUM_UP = """
            set -euo pipefail
            eval "$(sed -nE '/^readonly tests=/p; /^(code_of|sources_of)\\(\\) \\{$/,/^\\}$/p' jcstress-tests/stress)"
            cd "$0"
            while (($# > 0)); do
                sources_of "$1" "$2"
                shift 2
            done
            """;

    /** Returns the sums by twin and test. */
    private static Map<String, String> sums(String directory, List<Power> rows, Path scratch)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-c", SUM_UP, directory));
        rows.forEach(row -> arguments.addAll(List.of(row.twin(), row.test())));
        Bash answer = Bash.run(scratch, arguments);
        assertThat(answer.errors()).isEmpty();
        List<String> lines = answer.output().lines().collect(Collectors.toList());
        assertThat(lines).hasSameSizeAs(rows);
        Map<String, String> sums = new LinkedHashMap<>();
        for (Power row : rows) {
            sums.put(row.name(), lines.get(sums.size()));
        }
        return sums;
    }

    @Test
    void figures_each_areOfThePresentSources(@TempDir Path scratch)
            throws IOException, InterruptedException {
        Map<String, String> sums = sums("jcstress-tests", MEASURED, scratch);
        assertThat(MEASURED)
                .filteredOn(row -> !row.sources().equals(sums.get(row.name())))
                .extracting(Power::name)
                .as("measure these again: stress short -r 20")
                .isEmpty();
    }

    /** The first text of a file is replaced by the second; then so many rows are of other sources. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            twins/worker-unwoken.twin                | # Who     | # Whoever   | 0
            twins/worker-unwoken.twin                | caught_by | caught_by A | 0
            twins/worker-unwoken.twin                | if (      | if  (       | 0
            twins/worker-unwoken.twin                | if (      | if (!       | 1
            twins/java/org/xarray4j/internal/lock/ReleaseOnlyLock.java   | class | abstract class | 1
            main/java/org/xarray4j/jcstress/Retire_02_AgainstLeaving.java | <p>One | <p>Another     | 0
            main/java/org/xarray4j/jcstress/Retire_02_AgainstLeaving.java | return 0 | return 1     | 3
            main/java/org/xarray4j/jcstress/Meeting.java                 | spins | turns          | 4
            """)
    void planted_otherSource_isSeen(
            String file, String from, String to, int stale, @TempDir Path scratch)
            throws IOException, InterruptedException {
        List<Power> rows = MEASURED.stream()
                .filter(row -> row.test().startsWith("Retire_02")
                        || row.twin().equals("root-release-acquire"))
                .collect(Collectors.toList());
        Map<String, String> before = sums("jcstress-tests", rows, scratch);
        assertThat(Bash.run(
                        scratch, List.of("-c", "cp -R jcstress-tests/src $0", scratch.toString())))
                .isEqualTo(new Bash(0, "", ""));
        Path edited = scratch.resolve("src").resolve(file);
        String text = Files.readString(edited);
        assertThat(text).contains(from);
        Files.writeString(edited, text.replace(from, to));
        Map<String, String> after = sums(scratch.toString(), rows, scratch);
        assertThat(after.entrySet())
                .filteredOn(sum -> !before.containsValue(sum.getValue()))
                .hasSize(stale);
    }
}
