package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xarray4j.OtherThread;
import org.xarray4j.internal.epoch.Reclaimer;

/** What is retired is released once, in order, after the pins that could see it, elsewhere. Guarantees P and R. */
class RetireTest {
    private final Bench bench = new Bench();
    private final EpochDomain domain = bench.domain;

    @Test
    void retire_noPin_runsAtTheNextStep() {
        bench.retire("a");
        domain.retire("b", bench.log::add);
        assertThat(bench.log).isEmpty();
        assertThat(bench.settle()).isEqualTo(Reclaimer.Found.NOTHING);
        assertThat(bench.log).containsExactly("a", "b");
    }

    @Test
    void retire_pinned_runsAfterTheClose() {
        Pin pin = domain.pin();
        bench.retire("a");
        assertThat(bench.settle()).isEqualTo(Reclaimer.Found.WAITING);
        assertThat(bench.log).isEmpty();
        pin.close();
        assertThat(bench.settle()).isEqualTo(Reclaimer.Found.NOTHING);
        assertThat(bench.log).containsExactly("a");
    }

    /** However many come, the first are released before all of them are looked at. */
    @Test
    void retire_moreThanABatch_someAreReleasedAtEachStep() {
        int many = 1500;
        for (int i = 0; i < many; i++) {
            bench.retire("" + i);
        }
        assertThat(bench.step()).isEqualTo(Reclaimer.Found.PROGRESS);
        assertThat(bench.log).hasSizeBetween(500, many - 1);
        bench.settle();
        assertThat(bench.log)
                .isEqualTo(IntStream.range(0, many).mapToObj(i -> "" + i).toList());
    }

    @Test
    void retire_pinOpenedAfterTheSeal_isNotWaitedFor() {
        Pin old = domain.pin();
        bench.retire("a");
        bench.settle();
        try (Pin later = domain.pin()) {
            old.close();
            bench.settle();
            assertThat(later.isOpen()).isTrue();
            assertThat(bench.log).containsExactly("a");
        }
    }

    @Test
    void retire_pinOpenedBetweenRetirementAndSeal_isWaitedFor() {
        bench.retire("a");
        Pin between = domain.pin();
        assertThat(bench.settle()).isEqualTo(Reclaimer.Found.WAITING);
        between.close();
        bench.settle();
        assertThat(bench.log).containsExactly("a");
    }

    @Test
    void retire_batchesUnderDifferentPins_runAsTheirPinsClose() {
        Pin first = domain.pin();
        bench.retire("a");
        bench.settle();
        Pin second = domain.pin();
        bench.retire("b");
        bench.settle();
        first.close();
        bench.settle();
        assertThat(bench.log).containsExactly("a");
        second.close();
        bench.settle();
        assertThat(bench.log).containsExactly("a", "b");
    }

    @Test
    void retire_thousands_runOnceEachInOrder() {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            domain.retire(i, seen::add);
        }
        bench.settle();
        assertThat(seen).isEqualTo(IntStream.range(0, 5000).boxed().toList());
        assertThat(bench.statistics().released()).isEqualTo(5000);
    }

    @Test
    void action_throws_isReportedAndStopsNothing() {
        RuntimeException unchecked = new IllegalArgumentException("planted");
        Error error = new StackOverflowError("planted");
        bench.retire("a");
        domain.retire(new Object(), any -> {
            throw unchecked;
        });
        domain.retire(() -> {
            throw error;
        });
        bench.retire("b");
        assertThat(bench.settle()).isEqualTo(Reclaimer.Found.NOTHING);
        assertThat(bench.log).containsExactly("a", "b");
        assertThat(bench.failures)
                .extracting(FailureReport::thrown)
                .containsExactly(unchecked, error);
        assertThat(bench.failures.get(0).origin()).startsWith("java.lang.Object@");
        assertThat(bench.failures.get(0).domain()).isEqualTo("bench");
        assertThat(bench.failures.get(0).retiredAt()).isEmpty();
        assertThat(bench.statistics().failures()).isEqualTo(2);
        assertThat(bench.statistics().released()).isEqualTo(4);
        assertThat(bench.statistics().pending()).isZero();
    }

    @Test
    void action_throwsWithStacksCaptured_isReportedWithWhereItWasRetired() {
        Bench tracing = new Bench(builder -> builder.captureStacks(true));
        tracing.domain.retire(() -> {
            throw new IllegalStateException("planted");
        });
        tracing.settle();
        assertThat(tracing.failures.get(0).retiredAt().get(0).getMethodName())
                .startsWith("action_throwsWithStacksCaptured");
    }

    @Test
    void handler_throws_stopsNothing() {
        Bench deaf = new Bench(builder -> builder.onFailure(report -> {
            throw new IllegalStateException("planted, for the log");
        }));
        deaf.domain.retire(() -> {
            throw new IllegalStateException("planted");
        });
        deaf.retire("a");
        deaf.settle();
        assertThat(deaf.log).containsExactly("a");
    }

    @Test
    void action_retires_runsLater() {
        domain.retire(() -> {
            bench.retire("inner");
            bench.log.add("outer");
        });
        bench.settle();
        assertThat(bench.log).containsExactly("outer", "inner");
    }

    @Test
    void action_pins_isNotWaitedForByItself() {
        domain.retire(() -> domain.pin().close());
        assertThat(bench.settle()).isEqualTo(Reclaimer.Found.NOTHING);
    }

    @Test
    void retire_realWorker_runsElsewhereWhileTheRetirerIsPinned() throws Exception {
        try (EpochDomain real = EpochDomain.create("real")) {
            CompletableFuture<Thread> ran = new CompletableFuture<>();
            CountDownLatch retired = new CountDownLatch(1);
            OtherThread<Boolean> retirer = OtherThread.start(() -> {
                real.retire(() -> ran.complete(Thread.currentThread()));
                retired.countDown();
                return true;
            });
            retirer.join();
            Thread worker = ran.get(60, TimeUnit.SECONDS);
            assertThat(worker).isNotIn(Thread.currentThread(), retirer.thread());
            assertThat(worker.getName()).contains("real");
            assertThat(worker.isDaemon()).isTrue();
        }
    }

    @Test
    void release_seesWhatWasDoneUnderThePin() throws Exception {
        int[] plain = {0};
        try (EpochDomain real = EpochDomain.create("real")) {
            for (int i = 1; i <= 200; i++) {
                int round = i;
                Pin pin = real.pin();
                CompletableFuture<Integer> seen = new CompletableFuture<>();
                real.retire(() -> seen.complete(plain[0]));
                plain[0] = round;
                pin.close();
                assertThat(seen.get(60, TimeUnit.SECONDS)).isEqualTo(round);
            }
        }
    }

    @Test
    void admission_retired_runsAndTheRestIsGivenBack() {
        try (Admission room = domain.admit(3, 7)) {
            assertThat(bench.statistics().pending()).isEqualTo(3);
            assertThat(bench.statistics().pendingWeight()).isEqualTo(21);
            room.retire(() -> bench.log.add("a"));
            room.retire("b", bench.log::add);
            assertThat(room.left()).isOne();
            assertThat(room).hasToString("Admission[1 left in bench]");
            bench.settle();
            assertThat(bench.statistics().pending()).isOne();
        }
        assertThat(bench.log).containsExactly("a", "b");
        assertThat(bench.statistics().pending()).isZero();
        assertThat(bench.statistics().pendingWeight()).isZero();
    }

    @Test
    void admission_closedTwice_givesBackOnce() {
        Admission room = domain.admit(2, 5);
        room.close();
        room.close();
        assertThat(bench.statistics().pending()).isZero();
        assertThat(bench.statistics().pendingWeight()).isZero();
    }

    @Test
    void admission_ofNothing_isEmpty() {
        try (Admission room = domain.admit(0, 5)) {
            assertThat(room.left()).isZero();
        }
        assertThat(bench.statistics().pending()).isZero();
    }
}
