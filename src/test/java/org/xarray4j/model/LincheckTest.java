package org.xarray4j.model;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lincheck: small random programs of two threads, each run under many interleavings, whose results must be those of some
 * order of the operations on {@link ModelArray}. Guarantees A to E, G and K.
 *
 * <p>Model checking chooses the interleavings itself and so finds what depends on one switch at a bad place, such as a
 * node that is used again under a reader; it assumes sequential consistency, so that orderings are the business of
 * jcstress. Stress leaves the interleavings to the machine.
 *
 * <p>Lincheck draws the same programs in each run, so {@code ./mvnw -pl src test -Dtest=LincheckTest} repeats a failure,
 * which prints its program and its interleaving. Each kind takes its part of {@code -Dxarray4j.lincheck.seconds}, 60
 * by default, and checks at least two programs however slow the machine is.
 *
 * <p>The tag gives it a virtual machine of its own: Lincheck rewrites classes of the JDK while it runs, which would slow
 * down and disturb every test after it.
 */
@Tag("lincheck")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class LincheckTest {
    private static final long SECONDS = Long.getLong("xarray4j.lincheck.seconds", 60);
    private static final int KINDS = 8;

    /** Programs of one call of Lincheck. */
    private static final int PROGRAMS = 2;

    private static final int SCHEDULES = 150;
    private static final int RUNS = 500;

    /**
     * A loop over all levels of a tree is no wait: only after more iterations another thread is let run. Were it let run
     * sooner, no node would be used again within one turn of a writer, and no reader would meet one.
     */
    private static final int MOST_LOOPS = 100;

    /** After how many iterations a thread that waits for the lock is taken for hung; each turn is a few. */
    private static final int MOST_SPINS = 1000;

    @Test
    void points_modelChecked_areLinearizable() {
        repeat(() -> modelCheck(LincheckPoints.OnArray.class, LincheckPoints.OnModel.class));
    }

    @Test
    void points_stressed_areLinearizable() {
        repeat(() -> stress(LincheckPoints.OnArray.class, LincheckPoints.OnModel.class));
    }

    /**
     * Each kind of read beside one write. These programs are not left to chance: in longer ones few of the switches that
     * are tried fall between two steps of the read.
     */
    @ParameterizedTest
    @ValueSource(strings = {"get", "isMarked", "find", "view", "snapshot"})
    void reuse_modelChecked_isLinearizable(String read) throws NoSuchMethodException {
        Class<?> array = LincheckReuse.OnArray.class;
        Actor reader = new Actor(array.getMethod(read), List.of());
        Actor writer = new Actor(array.getMethod("getAndSet", int.class), List.of(1));
        Actor after = new Actor(array.getMethod("get"), List.of());
        new ModelCheckingOptions()
                .iterations(0)
                .addCustomScenario(new ExecutionScenario(
                        List.of(), List.of(List.of(reader), List.of(writer)), List.of(after), null))
                .invocationsPerIteration(SCHEDULES)
                .loopIterationsBeforeThreadSwitch(MOST_LOOPS)
                .loopBound(MOST_SPINS)
                .minimizeFailedScenario(false)
                .sequentialSpecification(LincheckReuse.OnModel.class)
                .check(array);
    }

    @Test
    void ranges_modelChecked_areLinearizable() {
        repeat(() -> modelCheck(LincheckRanges.OnArray.class, LincheckRanges.OnModel.class));
    }

    @Test
    void ranges_stressed_areLinearizable() {
        repeat(() -> stress(LincheckRanges.OnArray.class, LincheckRanges.OnModel.class));
    }

    @Test
    void reservations_modelChecked_areLinearizable() {
        repeat(() ->
                modelCheck(LincheckReservations.OnArray.class, LincheckReservations.OnModel.class));
    }

    @Test
    void reservations_stressed_areLinearizable() {
        repeat(() ->
                stress(LincheckReservations.OnArray.class, LincheckReservations.OnModel.class));
    }

    @Test
    void versions_modelChecked_areLinearizable() {
        repeat(() -> modelCheck(LincheckVersions.OnArray.class, LincheckVersions.OnModel.class));
    }

    @Test
    void versions_stressed_areLinearizable() {
        repeat(() -> stress(LincheckVersions.OnArray.class, LincheckVersions.OnModel.class));
    }

    private void repeat(Runnable check) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / KINDS;
        int programs = 0;
        do {
            check.run();
            programs += PROGRAMS;
        } while (System.nanoTime() - end < 0);
        System.out.println("Lincheck: " + programs + " programs, no fault found");
    }

    private static void modelCheck(Class<?> array, Class<?> model) {
        small(
                        new ModelCheckingOptions()
                                .invocationsPerIteration(SCHEDULES)
                                .loopIterationsBeforeThreadSwitch(MOST_LOOPS)
                                .loopBound(MOST_SPINS),
                        model)
                .check(array);
    }

    private static void stress(Class<?> array, Class<?> model) {
        small(new StressOptions().invocationsPerIteration(RUNS), model).check(array);
    }

    private static <O extends Options<O, ?>> O small(O options, Class<?> model) {
        return options.iterations(PROGRAMS)
                .threads(2)
                .actorsBefore(1)
                .actorsPerThread(3)
                .actorsAfter(1)
                .sequentialSpecification(model);
    }
}
