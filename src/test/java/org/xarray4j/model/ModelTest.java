package org.xarray4j.model;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xarray4j.Asked;
import org.xarray4j.Flag;

/**
 * Random sequences of operations, in and out of sessions and transactions, on the array and on {@link ModelArray}: every
 * result and everything that can be seen afterwards must agree, also what older snapshots show.
 *
 * <p>Each run takes new seeds. A failure prints the seed, the command that repeats it, and the fewest steps found that
 * still fail, as Java. {@code -Plong -Dxarray4j.model.millis=600000} runs for longer, {@code -Dxarray4j.seed=...} runs one seed.
 */
class ModelTest {
    private static final int STEPS = 300;
    private static final int COMPARE_EVERY = 15;
    private static final long NANOS = Asked.modelNanos(10_000);
    private static final Long SEED = Asked.seed();

    static Stream<Arguments> kinds() {
        List<Flag[]> flags =
                List.of(new Flag[0], new Flag[] {Flag.ALLOC}, new Flag[] {Flag.ALLOC1});
        return Stream.of(Distribution.values())
                .flatMap(distribution ->
                        flags.stream().map(each -> Arguments.of(distribution, each)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void array_randomSteps_agreesWithModel(Distribution distribution, Flag[] flags) {
        if (SEED != null) {
            check(distribution, SEED, flags);
            return;
        }
        long kinds = kinds().count();
        long end = System.nanoTime() + NANOS / kinds;
        long seed = System.nanoTime();
        do {
            check(distribution, seed++, flags);
        } while (System.nanoTime() - end < 0);
    }

    private static void check(Distribution distribution, long seed, Flag... flags) {
        Scenario scenario = Scenario.random(distribution, seed, STEPS, flags);
        Throwable failure = scenario.run(COMPARE_EVERY);
        if (failure != null) {
            Scenario shrunk = scenario.shrink();
            Throwable last = shrunk.run(1);
            Assertions.fail(
                    distribution + " " + List.of(flags)
                            + ", repeat with: ./mvnw -pl src test -Dtest=ModelTest"
                            + " -Dxarray4j.seed=" + seed + "\n" + (last == null ? failure : last)
                            + "\n"
                            + shrunk.code(),
                    last == null ? failure : last);
        }
    }
}
