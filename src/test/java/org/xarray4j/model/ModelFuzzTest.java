package org.xarray4j.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;

/**
 * Jazzer: bytes are decoded into the operations of {@link Generator}, and everything must agree with {@link ModelArray},
 * as in {@link ModelTest}; but here coverage steers.
 *
 * <p>An ordinary run repeats the inputs under {@code src/test/resources/org/xarray4j/model/ModelFuzzTestInputs}, a
 * sample of what fuzzing has kept because it reached something new. {@code JAZZER_FUZZ=1 ./mvnw -pl src test -Dtest=ModelFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} looks for more, for ten minutes; what it finds goes into that directory.
 *
 * <p>The tag gives it a virtual machine of its own, since Jazzer instruments what it runs.
 */
@Tag("fuzz")
class ModelFuzzTest {
    private static final int COMPARE_EVERY = 20;

    @FuzzTest(maxDuration = "10m")
    void array_decodedSteps_agreesWithModel(byte[] bytes) {
        check(bytes);
    }

    static void check(byte[] bytes) {
        Scenario scenario = Scenario.decode(bytes);
        Throwable failure = scenario.run(COMPARE_EVERY);
        if (failure != null) {
            Scenario shrunk = scenario.shrink();
            Throwable last = shrunk.run(1);
            Assertions.fail(
                    (last == null ? failure : last) + "\n" + shrunk.code(),
                    last == null ? failure : last);
        }
    }
}
