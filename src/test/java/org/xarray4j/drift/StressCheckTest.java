package org.xarray4j.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of {@code jcstress-tests/stress} complain of whatever shows that a test has not passed, or caught no twin. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command is a script for bash")
class StressCheckTest {
    /** Of two test classes, one with a test of one actor, that are to end it. */
    private static final String LOG = """
            .......... [OK] org.xarray4j.jcstress.Two_01_Actors

              CPU allocation:
                reader: CPU #0 (package #0, core #0, thread #0)
                writer: CPU #1 (package #0, core #1, thread #1)

              RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
                0, 1   16,456   15.50%   Acceptable  The reader came first.
                1, 0        0    0.00%    Forbidden  Read what was not written.

            .......... [OK] org.xarray4j.jcstress.One_01_Actor

              CPU allocation:
                looking: CPU #0 (package #0, core #0, thread #0)

                  RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
                   STALE        0    0.00%    Forbidden  Never seen.
              TERMINATED       80  100.00%   Acceptable  Seen.

            (Results: 2 planned; 2 passed, 0 failed, 0 soft errs, 0 hard errs)
            """;

    /** Lets the functions of the script judge a log, and says how many complaints there are. */
    private static final String JUDGE = """
            set -euo pipefail
            eval "$(sed -nE '/^(say|fail|results_of|check_shipped)\\(\\) \\{$/,/^\\}$/p' jcstress-tests/stress)"
            failures=0
            length=short
            compiled=(org.xarray4j.jcstress.Two_01_Actors org.xarray4j.jcstress.One_01_Actor)
            check_shipped "$0" Two_01_Actors One_01_Actor
            exit "$failures"
            """;

    /** What was found of a twin, of which each test of a class is to see it: one has needed a second fork. */
    private static final String FOUND = """
            range-in-two Range_01_SeenWhole.Frozen 1 2 101061 24 6457
            range-in-two Range_01_SeenWhole.Live 1 1 93381 25 4440
            """;

    /** Lets the functions of the script judge what was found of the twin. */
    private static final String JUDGE_TWIN = """
            set -euo pipefail
            eval "$(sed -nE '/^(say|fail|catchers_of|check_twin)\\(\\) \\{$/,/^\\}$/p' jcstress-tests/stress)"
            failures=0
            mkdir "$0/target"
            cp "$0/found" "$0/target"
            cp -R jcstress-tests/src "$0"
            cd "$0"
            check_twin range-in-two
            exit "$failures"
            """;

    private static Bash judgeTwin(String found, Path scratch)
            throws IOException, InterruptedException {
        Files.writeString(scratch.resolve("found"), found);
        return Bash.run(scratch, List.of("-c", JUDGE_TWIN, scratch.toString()));
    }

    @Test
    void checkOfTwin_allHaveSeenIt_isContent(@TempDir Path scratch)
            throws IOException, InterruptedException {
        assertThat(judgeTwin(FOUND, scratch)).isEqualTo(new Bash(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            93381 25        | 93381 0        | range-in-two was not caught by Range_01_SeenWhole.Live
            101061 24       | 101061 0       | range-in-two was not caught by Range_01_SeenWhole.Frozen
            SeenWhole.Live  | SeenWhole.Dead | Range_01_SeenWhole.Live not run against it
            SeenWhole.Live  | SeenWhole      | Range_01_SeenWhole.Live not run against it
            range-in-two    | range-in-one   | range-in-two could not be compiled
            """)
    void checkOfTwin_oneHasNotSeenIt_isAFailure(
            String from, String to, String complaint, @TempDir Path scratch)
            throws IOException, InterruptedException {
        assertThat(FOUND).contains(from);
        Bash answer = judgeTwin(FOUND.replace(from, to), scratch);
        assertThat(answer.errors()).contains("FAILED: ").contains(complaint);
        assertThat(answer.status()).isPositive();
    }

    private static Bash judge(Path log, Path scratch) throws IOException, InterruptedException {
        return Bash.run(scratch, List.of("-c", JUDGE, log.toString()));
    }

    @Test
    void check_allHavePassed_isContent(@TempDir Path scratch)
            throws IOException, InterruptedException {
        Path log = Files.writeString(scratch.resolve("log"), LOG);
        assertThat(judge(log, scratch)).isEqualTo(new Bash(0, "", ""));
    }

    @Test
    void check_noLog_isAFailure(@TempDir Path scratch) throws IOException, InterruptedException {
        Bash answer = judge(scratch.resolve("log"), scratch);
        assertThat(answer.errors()).contains("FAILED: the library was not tested");
        assertThat(answer.status()).isEqualTo(1);
    }

    /** The first text of the log is replaced by the second. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [OK] org.xarray4j.jcstress.One_01 | [OK] org.xarray4j.jcstress.Six_01 | Actor was compiled and not run
            (Results: 2 planned; 2 passed, 0  | (Results: 2 planned; 1 passed, 1  | not all that was planned has passed
            (Results: 2 planned; 2 passed, 0  | (Results: 2 planned; 1 passed, 0  | not all that was planned has passed
            (Results: 2 planned; 2 passed, 0  | (Results: 0 planned; 0 passed, 0  | not all that was planned has passed
            (Results:                         | (Broken off:                      | not all that was planned has passed
            writer: CPU #1                    | writer: CPU #0                    | Two_01_Actors was not run by a pair
            looking: CPU #0                   | looking: none                     | One_01_Actor was not run by a pair
            0    0.00%    Forbidden  Read     | 3    0.00%    Forbidden  Read     | Two_01_Actors had an outcome
            0    0.00%    Forbidden  Never    | 1    1.23%    Forbidden  Never    | One_01_Actor had an outcome
            """)
    void check_somethingIsWrong_isAFailure(
            String from, String to, String complaint, @TempDir Path scratch)
            throws IOException, InterruptedException {
        assertThat(LOG).contains(from);
        Path log = Files.writeString(scratch.resolve("log"), LOG.replace(from, to));
        Bash answer = judge(log, scratch);
        assertThat(answer.errors()).contains("FAILED: ").contains(complaint);
        assertThat(answer.status()).isPositive();
    }
}
