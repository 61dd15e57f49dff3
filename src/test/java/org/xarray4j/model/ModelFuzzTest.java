package org.xarray4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Jazzer: bytes are decoded into the operations of {@link Generator}, and everything must agree with {@link ModelArray},
 * as in {@link ModelTest}; but here coverage steers.
 *
 * <p>An ordinary run repeats the inputs under {@code src/test/resources/org/xarray4j/model/ModelFuzzTestInputs}, the
 * smallest choice of what fuzzing has kept that reaches each line of the tree which all of it reaches, up to three times over.
 * {@code JAZZER_FUZZ=1 ./mvnw -pl src test -Dtest=ModelFuzzTest -Dsurefire.failIfNoSpecifiedTests=false} looks for more, for ten
 * minutes. An input that fails goes into that directory, one that reaches something new into {@code src/.cifuzz-corpus}.
 *
 * <p>The tag gives it a virtual machine of its own, since Jazzer instruments what it runs.
 */
@Tag("fuzz")
class ModelFuzzTest {
    private static final int COMPARE_EVERY = 20;

    @FuzzTest(maxDuration = "10m")
    // The time of a whole search counts, not that of one input.
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void array_decodedSteps_agreesWithModel(byte[] bytes) {
        check(bytes);
    }

    static void check(byte[] bytes) {
        check(Scenario.decode(bytes));
    }

    private static void check(Scenario scenario) {
        Throwable failure = scenario.run(COMPARE_EVERY);
        if (failure != null) {
            Scenario shrunk = scenario.shrink();
            Throwable last = shrunk.run(1);
            Assertions.fail(
                    (last == null ? failure : last) + "\n" + shrunk.code(),
                    last == null ? failure : last);
        }
    }

    /** One step of many that is wrong in the model. */
    @Test
    void model_oneWrongStep_isFoundAndTheOthersDropped() {
        Scenario right = Scenario.random(Distribution.STRIDED, 1, 60);
        check(right);
        List<Step> steps = new ArrayList<>(right.steps());
        steps.add(steps.size() / 2, new Step.Call("$.set(7, \"v7\")", editor -> {
            editor.set(editor instanceof ModelArray ? 8 : 7, "v7");
            return null;
        }));
        Scenario wrong = new Scenario(right.flags(), right.seed(), steps);
        assertThatThrownBy(() -> check(wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("array.set(7, \"v7\")")
                .satisfies(
                        fault -> assertThat(fault.getMessage().lines().count()).isLessThan(10));
    }
}
