package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xarray4j.OtherThread;

/** Misuse is refused at once, by a message that names the domain and the rule, and changes nothing. */
class EpochRefusalTest {
    /** What is done when a pin is reported. */
    private final List<Runnable> stalling = new ArrayList<>();

    private final Bench bench =
            new Bench(builder -> builder.onStall(report -> stalling.forEach(Runnable::run)));
    private final EpochDomain domain = bench.domain;

    private Map<String, ThrowingCallable> retiring() {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("retire", () -> domain.retire(() -> {}));
        calls.put("retire weighed", () -> domain.retire(() -> {}, 1));
        calls.put("retire object", () -> domain.retire("x", any -> {}));
        calls.put("retire object weighed", () -> domain.retire("x", any -> {}, 1));
        calls.put("tryRetire", () -> domain.tryRetire(() -> {}, 1));
        calls.put("tryRetire object", () -> domain.tryRetire("x", any -> {}, 1));
        calls.put("admit", () -> domain.admit(1, 1));
        calls.put("tryAdmit", () -> domain.tryAdmit(1, 1));
        return calls;
    }

    private Map<String, ThrowingCallable> waiting() {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("synchronize", domain::synchronize);
        calls.put("synchronize timed", () -> domain.synchronize(Duration.ofDays(1)));
        calls.put("synchronize for nothing", () -> domain.synchronize(Duration.ZERO));
        calls.put("barrier", domain::barrier);
        calls.put("barrier timed", () -> domain.barrier(Duration.ofDays(1)));
        calls.put("close", domain::close);
        return calls;
    }

    private Stream<DynamicTest> refused(Map<String, ThrowingCallable> calls, String rule) {
        return calls.entrySet().stream()
                .map(call -> dynamicTest(
                        call.getKey(),
                        () -> assertThatIllegalStateException()
                                .isThrownBy(call.getValue())
                                .withMessageContaining("bench")
                                .withMessageContaining(rule)));
    }

    @TestFactory
    Stream<DynamicTest> domain_closed_refusesWhatBegins() {
        domain.close();
        Map<String, ThrowingCallable> calls = retiring();
        calls.put("pin", domain::pin);
        calls.put("synchronize", domain::synchronize);
        calls.put("synchronize timed", () -> domain.synchronize(Duration.ofDays(1)));
        return refused(calls, "the domain is closed");
    }

    @TestFactory
    Stream<DynamicTest> thread_pinned_isRefusedEveryWait() {
        List<DynamicTest> tests = new ArrayList<>();
        waiting()
                .forEach((name, call) -> tests.add(dynamicTest(name, () -> {
                    try (Pin pin = domain.pin()) {
                        assertThatIllegalStateException()
                                .isThrownBy(call)
                                .withMessageContaining("bench")
                                .withMessageContaining("this thread has a pin open");
                        assertThat(pin.isOpen()).isTrue();
                    }
                })));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> action_running_isRefusedEveryWait() {
        List<DynamicTest> tests = new ArrayList<>();
        waiting()
                .forEach((name, call) -> tests.add(dynamicTest(name, () -> {
                    bench.failures.clear();
                    domain.retire(() -> assertThatIllegalStateException()
                            .isThrownBy(call)
                            .withMessageContaining("bench")
                            .withMessageContaining("release action"));
                    bench.settle();
                    assertThat(bench.failures).isEmpty();
                })));
        return tests.stream();
    }

    /**
     * A report is made by the thread that runs the actions, or that waits for a grace period. Interrupted, so that whoever
     * is let wait fails.
     */
    @TestFactory
    Stream<DynamicTest> handlerOfTheReclaimer_running_isRefusedEveryWait() {
        List<DynamicTest> tests = new ArrayList<>();
        waiting()
                .keySet()
                .forEach(name -> tests.add(dynamicTest(name, () -> {
                    EpochRefusalTest test = new EpochRefusalTest();
                    assertRefused(test.waiting().get(name), test.bench, test.stalling);
                })));
        return tests.stream();
    }

    private static void assertRefused(ThrowingCallable call, Bench bench, List<Runnable> stalling) {
        List<Throwable> thrown = new ArrayList<>();
        List<Boolean> mayWait = new ArrayList<>();
        stalling.add(() -> {
            mayWait.add(bench.domain.mayWait());
            Thread.currentThread().interrupt();
            thrown.add(catchThrowable(call));
            boolean unused = Thread.interrupted();
        });
        Pin pin = OtherThread.call(bench.domain::pin); // by a thread that is gone: is reported
        bench.retire("a");
        bench.settle();
        assertThat(thrown)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("bench")
                        .hasMessageContaining("release actions"));
        assertThat(mayWait).containsExactly(false);
        assertThat(bench.domain.mayWait()).isTrue();
        pin.close();
        bench.settle();
        assertThat(bench.log).containsExactly("a");
        assertThat(bench.domain.isClosed()).isFalse();
    }

    /** Whichever way the pins went: home, elsewhere in the table, or into the overflow list. */
    @Test
    void thread_pinnedInAnyPlace_isRefused() {
        Bench small = new Bench(builder -> builder.slots(2));
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pins.add(small.domain.pin());
        }
        while (pins.size() > 1) {
            pins.remove(pins.size() / 2).close();
            assertThatIllegalStateException().isThrownBy(small.domain::synchronize);
        }
        pins.get(0).handOff();
        assertThat(OtherThread.<Boolean>call(() -> small.domain.synchronize(Duration.ZERO)))
                .isFalse();
        pins.get(0).close();
    }

    @Test
    void thread_slotThatWasItsOwnTakenByAnother_mayWait() throws Exception {
        Bench small = new Bench(builder -> builder.slots(1));
        small.domain.pin().close();
        Pin other = OtherThread.call(small.domain::pin);
        assertThat(small.domain.synchronize(Duration.ofMillis(1))).isFalse();
        other.close();
        assertThat(small.domain.synchronize(Duration.ZERO)).isTrue();
    }

    @Test
    void nulls_everywhere_refused() {
        List<ThrowingCallable> calls = List.of(
                () -> domain.retire(null),
                () -> domain.retire(null, 1),
                () -> domain.retire(null, any -> {}),
                () -> domain.retire("x", null),
                () -> domain.retire("x", null, 1),
                () -> domain.tryRetire(null, 1),
                () -> domain.tryRetire(null, any -> {}, 1),
                () -> domain.tryRetire("x", null, 1),
                () -> domain.synchronize(null),
                () -> domain.barrier(null),
                () -> EpochDomain.create(null),
                () -> EpochDomain.builder().name(null),
                () -> EpochDomain.builder().whenFull(null),
                () -> EpochDomain.builder().threadFactory(null),
                () -> EpochDomain.builder().executor(null),
                () -> EpochDomain.builder().stallThreshold(null),
                () -> EpochDomain.builder().onStall(null),
                () -> EpochDomain.builder().onFailure(null));
        for (int i = 0; i < calls.size(); i++) {
            assertThatNullPointerException()
                    .as("call " + i)
                    .isThrownBy(calls.get(i))
                    .withMessageContaining("is null");
        }
        try (Admission room = domain.admit(1, 0)) {
            assertThatNullPointerException().isThrownBy(() -> room.retire(null));
            assertThatNullPointerException().isThrownBy(() -> room.retire(null, any -> {}));
            assertThatNullPointerException().isThrownBy(() -> room.retire("x", null));
            assertThat(room.left()).isOne();
        }
        assertThat(bench.statistics().pending()).isZero();
    }

    @Test
    void negatives_everywhere_refused() {
        List<Consumer<EpochDomain>> calls = List.of(
                any -> any.retire(() -> {}, -1),
                any -> any.retire("x", x -> {}, Long.MIN_VALUE),
                any -> any.tryRetire(() -> {}, -1),
                any -> any.tryRetire("x", x -> {}, -1),
                any -> any.admit(-1, 0),
                any -> any.admit(1, -1),
                any -> any.tryAdmit(-1, 0),
                any -> any.tryAdmit(1, -1));
        for (Consumer<EpochDomain> call : calls) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> call.accept(domain))
                    .withMessageContaining("bench")
                    .withMessageContaining("negative");
        }
        Duration negative = Duration.ofNanos(-1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.synchronize(negative))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException().isThrownBy(() -> domain.barrier(negative));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochDomain.builder().maxPending(0))
                .withMessageContaining("positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochDomain.builder().maxWeight(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EpochDomain.builder().stallThreshold(Duration.ZERO));
        assertThat(bench.statistics().pending()).isZero();
        assertThat(bench.started).isEmpty();
    }

    @Test
    void admission_usedUp_refused() {
        Admission room = domain.admit(1, 0);
        room.retire(() -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> room.retire(() -> {}))
                .withMessageContaining("bench")
                .withMessageContaining("no room is left");
        room.close();
        assertThatIllegalStateException().isThrownBy(() -> room.retire("x", any -> {}));
        assertThat(bench.statistics().pending()).isOne();
    }
}
