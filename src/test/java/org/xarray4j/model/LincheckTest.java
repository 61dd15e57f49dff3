package org.xarray4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.Asked;

/**
 * Lincheck: small random programs of two threads, each run under many interleavings, whose results must be those of some
 * order of the operations on a model: {@link ModelArray}, a set of ids, a map, a number. Guarantees A to E, G and K.
 *
 * <p>Model checking chooses the interleavings itself and so finds what depends on one switch at a bad place, such as a
 * node that is used again under a reader; it assumes sequential consistency, so that orderings are the business of
 * jcstress. Stress leaves the interleavings to the machine.
 *
 * <p>Each run draws new programs. A failure prints its program, its interleaving and the command that repeats it; {@code
 * -Dxarray4j.seed=...} says which programs are drawn first. Each kind takes its part of {@code
 * -Dxarray4j.lincheck.seconds}, 60 by default, and checks at least four programs however slow the machine is.
 *
 * <p>The tag gives it a virtual machine of its own: Lincheck rewrites classes of the JDK while it runs, which would slow
 * down and disturb every test after it.
 */
@Tag("lincheck")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class LincheckTest {
    private static final long NANOS =
            Asked.nanos("xarray4j.lincheck.seconds", TimeUnit.SECONDS, 60);
    private static final long SEED = Asked.seed(System.nanoTime());
    private static final int KINDS = 15;

    /** Programs of one call of Lincheck. */
    private static final int AT_ONCE = 4;

    /** Programs of each kind, all different, however slow the machine is. */
    private static final int LEAST = 4;

    /** Interleavings of each program that is drawn, and of those that are not, in which fewer of them are to the point. */
    private static final int SCHEDULES = 60;

    private static final int REUSE_SCHEDULES = 150;
    private static final int RUNS = 500;

    /**
     * A loop over all levels of a tree is no wait: only after more iterations another thread is let run. Were it let run
     * sooner, no node would be used again within one turn of a writer, and no reader would meet one.
     */
    private static final int MOST_LOOPS = 100;

    /**
     * After how many iterations a thread that waits for the lock is taken for hung. Each of its turns is {@link
     * #MOST_LOOPS} of them, and the holder may be given no more than one iteration of a loop of its own between two, such
     * as one word of a chunk of ids: this is the longest hold, in words and slots looked at.
     */
    private static final int MOST_SPINS = 1000 * MOST_LOOPS;

    @Test
    void points_modelChecked_areLinearizable() {
        modelCheck(LincheckPoints.OnArray.class, LincheckPoints.OnModel.class);
    }

    @Test
    void points_stressed_areLinearizable() {
        stress(LincheckPoints.OnArray.class, LincheckPoints.OnModel.class);
    }

    /**
     * Each kind of read beside one write. These programs are not left to chance: in longer ones few of the switches that
     * are tried fall between two steps of the read.
     */
    @ParameterizedTest
    @ValueSource(strings = {"get", "isMarked", "find", "view", "snapshot"})
    void reuse_modelChecked_isLinearizable(String read) {
        Class<?> array = LincheckReuse.OnArray.class;
        ExecutionScenario program = new ExecutionScenario(
                List.of(),
                List.of(List.of(call(array, read)), List.of(call(array, "getAndSet", 1))),
                List.of(call(array, "get")),
                null);
        modelCheck(program, REUSE_SCHEDULES, array, LincheckReuse.OnModel.class);
    }

    /** A charge that is refused beside one that fits. */
    @Test
    void account_modelChecked_isLinearizable() {
        Class<?> account = LincheckAccount.OnAccount.class;
        ExecutionScenario program = new ExecutionScenario(
                List.of(),
                List.of(
                        List.of(call(account, "chargeTooMuch")),
                        List.of(call(account, "chargeWhatFits"))),
                List.of(call(account, "used")),
                null);
        modelCheck(program, REUSE_SCHEDULES, account, LincheckAccount.OnModel.class);
    }

    /** Operations beside a write at the same place, where few of the drawn programs have them. */
    @Test
    void meetings_modelChecked_areLinearizable() {
        Class<?> points = LincheckPoints.OnArray.class;
        meet(
                points,
                LincheckPoints.OnModel.class,
                call(points, "getAndSet", 1, 0),
                List.of(call(points, "compute", 1, 0)),
                call(points, "compute", 1, 0));
        Class<?> cursors = LincheckCursors.OnArray.class;
        meet(
                cursors,
                LincheckCursors.OnModel.class,
                call(cursors, "getAndSet", 1, 0),
                List.of(
                        call(cursors, "moveTo", 0, 1),
                        call(cursors, "load", 0),
                        call(cursors, "load", 0)),
                call(cursors, "getAndSet", 1, 1));
        Class<?> ranges = LincheckRanges.OnArray.class;
        for (String read : List.of("extract", "findBefore")) {
            meet(
                    ranges,
                    LincheckRanges.OnModel.class,
                    call(ranges, "setRange", 2, 0),
                    List.of(call(ranges, read, 2)),
                    call(ranges, "setRange", 3, 1));
        }
        Class<?> versions = LincheckVersions.OnArray.class;
        meet(
                versions,
                LincheckVersions.OnModel.class,
                call(versions, "getAndSet", 1, 0),
                List.of(call(versions, "readGuarded", 1)),
                call(versions, "getAndSet", 1, 1));
    }

    /** One thread beside another that makes one call, and once more the last call of the first. */
    private static void meet(
            Class<?> array, Class<?> model, Actor before, List<Actor> calls, Actor beside) {
        Actor last = calls.get(calls.size() - 1);
        ExecutionScenario program = new ExecutionScenario(
                List.of(before), List.of(calls, List.of(beside)), List.of(last), null);
        modelCheck(program, SCHEDULES, array, model);
    }

    private static Actor call(Class<?> array, String name, Object... arguments) {
        return Stream.of(array.getMethods())
                .filter(method -> method.getName().equals(name))
                .map(method -> new Actor(method, List.of(arguments)))
                .findFirst()
                .orElseThrow();
    }

    private static void modelCheck(
            ExecutionScenario program, int schedules, Class<?> array, Class<?> model) {
        new ModelCheckingOptions()
                .iterations(0)
                .addCustomScenario(program)
                .invocationsPerIteration(schedules)
                .loopIterationsBeforeThreadSwitch(MOST_LOOPS)
                .loopBound(MOST_SPINS)
                .minimizeFailedScenario(false)
                .sequentialSpecification(model)
                .check(array);
    }

    @Test
    void ranges_modelChecked_areLinearizable() {
        modelCheck(LincheckRanges.OnArray.class, LincheckRanges.OnModel.class);
    }

    @Test
    void ranges_stressed_areLinearizable() {
        stress(LincheckRanges.OnArray.class, LincheckRanges.OnModel.class);
    }

    @Test
    void cursors_modelChecked_areLinearizable() {
        modelCheck(LincheckCursors.OnArray.class, LincheckCursors.OnModel.class);
    }

    @Test
    void reservations_modelChecked_areLinearizable() {
        modelCheck(LincheckReservations.OnArray.class, LincheckReservations.OnModel.class);
    }

    @Test
    void reservations_stressed_areLinearizable() {
        stress(LincheckReservations.OnArray.class, LincheckReservations.OnModel.class);
    }

    @Test
    void versions_modelChecked_areLinearizable() {
        modelCheck(LincheckVersions.OnArray.class, LincheckVersions.OnModel.class);
    }

    @Test
    void versions_stressed_areLinearizable() {
        stress(LincheckVersions.OnArray.class, LincheckVersions.OnModel.class);
    }

    @Test
    void ids_modelChecked_areLinearizable() {
        modelCheck(LincheckIds.OnAllocator.class, LincheckIds.OnModel.class);
    }

    @Test
    void ids_stressed_areLinearizable() {
        stress(LincheckIds.OnAllocator.class, LincheckIds.OnModel.class);
    }

    @Test
    void idMap_modelChecked_isLinearizable() {
        modelCheck(LincheckIdMap.OnMap.class, LincheckIdMap.OnModel.class);
    }

    @Test
    void idMap_stressed_isLinearizable() {
        stress(LincheckIdMap.OnMap.class, LincheckIdMap.OnModel.class);
    }

    @Test
    void longs_modelChecked_areLinearizable() {
        modelCheck(LincheckLongs.OnArray.class, LincheckLongs.OnModel.class);
    }

    @Test
    void longs_stressed_areLinearizable() {
        stress(LincheckLongs.OnArray.class, LincheckLongs.OnModel.class);
    }

    private interface Strategy {
        Options<?, ?> options();
    }

    private static void modelCheck(Class<?> array, Class<?> model) {
        repeat(
                "model checked",
                () -> new ModelCheckingOptions()
                        .invocationsPerIteration(SCHEDULES)
                        .loopIterationsBeforeThreadSwitch(MOST_LOOPS)
                        .loopBound(MOST_SPINS),
                array,
                model);
    }

    private static void stress(Class<?> array, Class<?> model) {
        repeat("stressed", () -> new StressOptions().invocationsPerIteration(RUNS), array, model);
    }

    /** Each program has a seed of its own, the one after that of the program before. */
    private static void repeat(String how, Strategy strategy, Class<?> array, Class<?> model) {
        LincheckPrograms programs = new LincheckPrograms(array);
        Set<String> different = new HashSet<>();
        long seed = SEED;
        long end = System.nanoTime() + NANOS / KINDS;
        do {
            Options<?, ?> options = strategy.options();
            options.iterations(0).sequentialSpecification(model);
            for (int i = 0; i < AT_ONCE; i++) {
                ExecutionScenario program = programs.draw(seed + i);
                different.add(program.toString());
                options.addCustomScenario(program);
            }
            try {
                options.check(array);
            } catch (LincheckAssertionError fault) {
                throw new AssertionError(
                        array.getEnclosingClass().getSimpleName() + " " + how
                                + ", repeat with: ./mvnw -pl src test"
                                + " -Dtest=LincheckTest -Dxarray4j.seed=" + seed,
                        fault);
            }
            seed += AT_ONCE;
        } while (System.nanoTime() - end < 0 || seed - SEED < LEAST);
        String report = "Lincheck, " + model.getEnclosingClass().getSimpleName() + " " + how + ": "
                + (seed - SEED) + " programs, " + different.size()
                + " of them different, from seed "
                + SEED;
        assertThat(different).as(report).hasSizeGreaterThanOrEqualTo(LEAST);
        System.out.println(report + ", no fault found");
    }
}
