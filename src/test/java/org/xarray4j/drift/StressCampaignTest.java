package org.xarray4j.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.memorymodel.Page;

/**
 * {@code jcstress-tests/stress} says that all went well only if it did: the whole command, in a copy of its directory, where a
 * build and a campaign take no time and leave made-up results.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command is a script for bash")
class StressCampaignTest {
    private static final String TESTS = "jcstress-tests/src/main/java/org/xarray4j/jcstress";

    /** Two processors, wherever this runs. */
    private static final String NPROC = """
            #!/usr/bin/env bash
            echo 2
            """;

    /** In place of a build: the list of the tests that were compiled. */
    private static final String BUILD = """
            #!/usr/bin/env bash
            mkdir -p jcstress-tests/target/classes/META-INF
            while read -r name; do
                printf 'JCTEST%dS%s\\n' "${#name}" "$name"
            done < compiled > jcstress-tests/target/classes/META-INF/TestList
            """;

    /** In place of jcstress itself, and of a campaign: what was found of twins, and the log of the library's tests. */
    private static final String JAVA = """
            #!/usr/bin/env bash
            if [[ "$3" == org.openjdk.jcstress.Main ]]; then
                exec cat "$JAVA_HOME/log"
            fi
            cp ../found "$5"
            [[ ! -d target/results ]] || cp ../log target/results/jcstress.log
            """;

    private static final String LOG = """
            .......... [OK] org.xarray4j.jcstress.Pin_05_GrownTable

              CPU allocation:
                reader: CPU #0 (package #0, core #0, thread #0)
                writer: CPU #1 (package #0, core #1, thread #1)

              RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
                0, 1   16,456  100.00%   Acceptable  The reader came first.

            (Results: 1 planned; 1 passed, 0 failed, 0 soft errs, 0 hard errs)
            """;

    private static final String ONE_OF_EACH = " -t Pin_05_GrownTable -b range-in-two";
    private static final String ALL = "short" + ONE_OF_EACH;
    private static final String POWER = "short -r 20 -b range-in-two";

    /** Lets the copied command start nothing but what stands in for a build and a campaign. */
    private static final String STAGE = """
            set -euo pipefail
            chmod +x "$0/mvnw" "$0/bin/nproc" "$0/bin/java"
            cd "$0"
            PATH=$0/bin:$PATH JAVA_HOME=$0 exec jcstress-tests/stress "$@"
            """;

    /** Runs a copy of the command, in which one file has everything that looks so replaced. */
    private static Bash stress(
            String arguments, String file, String pattern, String to, Path scratch)
            throws IOException, InterruptedException {
        Files.createDirectory(scratch.resolve("bin"));
        String copy = "mkdir $0/jcstress-tests $0/src && cp -R src/main $0/src"
                + " && cp -R jcstress-tests/stress jcstress-tests/src $0/jcstress-tests";
        assertThat(Bash.run(scratch, List.of("-c", copy, scratch.toString())))
                .isEqualTo(new Bash(0, "", ""));
        Map<String, String> made = Map.of(
                "bin/nproc", NPROC,
                "mvnw", BUILD,
                "bin/java", JAVA,
                "log", LOG,
                "compiled", compiled(),
                "found", found());
        for (Map.Entry<String, String> each : made.entrySet()) {
            Files.writeString(scratch.resolve(each.getKey()), each.getValue());
        }
        Path edited = scratch.resolve(file);
        String before = Files.readString(edited);
        String after = before.replaceAll(pattern, to);
        assertThat(after.equals(before)).isEqualTo(pattern.equals(to));
        Files.writeString(edited, after);
        List<String> command = new ArrayList<>(List.of("-c", STAGE, scratch.toString()));
        command.addAll(List.of(arguments.split(" ", -1)));
        return Bash.run(scratch, command);
    }

    /** Returns the name of a test in each class. */
    private static String compiled() throws IOException {
        try (Stream<Path> files = Files.list(Page.project().resolve(TESTS))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*_[0-9]{2}_.*\\.java"))
                    .map(name -> "org.xarray4j.jcstress." + name.replace(".java", "") + "\n")
                    .sorted()
                    .collect(Collectors.joining());
        }
    }

    /** Returns what was found in twenty runs of a twin that each of two tests is to see, and has. */
    private static String found() {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(run -> "range-in-two Range_01_SeenWhole.Frozen " + run + " 1 9381 25 44\n"
                        + "range-in-two Range_01_SeenWhole.Live " + run + " 1 9381 25 44\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "hour", "night"})
    void stress_allHavePassedAndAreCaught_isContent(String length, @TempDir Path scratch)
            throws IOException, InterruptedException {
        Bash answer = stress(length + ONE_OF_EACH, "found", "-", "-", scratch);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("all went well: 1 test classes, 1 broken twins caught");
        assertThat(answer.status()).isZero();
    }

    @Test
    void stress_oneProcessor_isRefusedBeforeAnythingIsBuilt(@TempDir Path scratch)
            throws IOException, InterruptedException {
        Bash answer = stress(ALL, "bin/nproc", "2", "1", scratch);
        assertThat(answer.errors()).contains("ERROR: there is one processor only");
        assertThat(answer.output()).isEmpty();
        assertThat(answer.status()).isEqualTo(1);
    }

    /** Of these each is one failure, so that nothing else is what makes the command fail. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compiled | .*Pin_07.*\\n                | ''                               | Pin_07_ClosedElsewhere was not compiled to a test
            compiled | \\z                           | org.xarray4j.jcstress.Elsewhere\\n | org.xarray4j.jcstress.Elsewhere was compiled and is never run
            compiled | (.*)Pin_07(.*)               | $1Pin_07$2\\n$1Spin_07$2         | Spin_07_ClosedElsewhere was compiled and is never run
            found    | (Live 1 .*) 25               | $1 0                             | range-in-two was not caught by Range_01_SeenWhole.Live
            found    | .*Frozen.*\\n                | ''                               | range-in-two could not be compiled
            log      | 1 passed                     | 0 passed                         | not all that was planned has passed
            bin/java | \\z                           | exit 1                           | the campaign broke off
            jcstress-tests/src/twins/range-in-two.twin | \\z | false                    | range-in-two could not be planted
            """)
    void stress_oneThingIsWrong_fails(
            String file, String pattern, String to, String complaint, @TempDir Path scratch)
            throws IOException, InterruptedException {
        Bash answer = stress(ALL, file, pattern, to.replace("\\n", "\n"), scratch);
        assertThat(answer.errors())
                .contains("FAILED: ")
                .contains(complaint)
                .contains("ERROR: 1 failures");
        assertThat(answer.output()).doesNotContain("all went well");
        assertThat(answer.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log      | 1 passed      | 0 passed      | not all that was planned has passed
            bin/java | exec cat (.*) | cat $1;exit 1 | jcstress ended with a status that is not 0
            """)
    void stress_oneThingIsWrongAtNight_fails(
            String file, String pattern, String to, String complaint, @TempDir Path scratch)
            throws IOException, InterruptedException {
        Bash answer = stress("night" + ONE_OF_EACH, file, pattern, to, scratch);
        assertThat(answer.errors()).contains(complaint).contains("ERROR: 1 failures");
        assertThat(answer.status()).isEqualTo(1);
    }

    @Test
    void stress_buildFails_isAFailure(@TempDir Path scratch)
            throws IOException, InterruptedException {
        Bash answer = stress(ALL, "mvnw", "\\z", "exit 1", scratch);
        assertThat(answer.errors()).contains("ERROR: the build failed");
        assertThat(answer.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            caught_by .*\\n | ''                     | no test is to catch the twin 'range-in-two'
            caught_by .*    | caught_by Range_99_No  | unknown test 'Range_99_No' in src/twins/range-in-two.twin
            """)
    void stress_twinThatNoTestIsToCatch_isRefused(
            String pattern, String to, String complaint, @TempDir Path scratch)
            throws IOException, InterruptedException {
        String twin = "jcstress-tests/src/twins/range-in-two.twin";
        Bash answer = stress(ALL, twin, pattern, to, scratch);
        assertThat(answer.errors()).contains(complaint);
        assertThat(answer.output()).isEmpty();
        assertThat(answer.status()).isEqualTo(2);
    }

    /** Caught in all runs, or in 19 of 20. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -               | -
            (Live 7 .*) 25  | $1 0
            """)
    void power_oftenEnough_isContent(String pattern, String to, @TempDir Path scratch)
            throws IOException, InterruptedException {
        Bash answer = stress(POWER, "found", pattern, to, scratch);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).contains("measured 1 broken twins in 20 runs each");
        assertThat(answer.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (Live [78] .*) 25 | $1 0 | range-in-two was caught by Range_01_SeenWhole.Live in 18 runs of 20 only
            .*Live 20 .*\\n   | ''   | Range_01_SeenWhole.Live not run against it: 19 runs of 20
            .*Frozen.*\\n     | ''   | Range_01_SeenWhole.Frozen not run against it: 0 runs of 20
            """)
    void power_tooRarelyCaughtOrRun_isAFailure(
            String pattern, String to, String complaint, @TempDir Path scratch)
            throws IOException, InterruptedException {
        Bash answer = stress(POWER, "found", pattern, to, scratch);
        assertThat(answer.errors()).contains(complaint).contains("ERROR: 1 failures");
        assertThat(answer.output()).doesNotContain("measured 1");
        assertThat(answer.status()).isEqualTo(1);
    }
}
