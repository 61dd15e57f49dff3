package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xarray4j.OtherThread;

/** Suspicious pins are found while something waits for them, named, reported once, and never closed. Guarantee V. */
class StallTest {
    private final Bench bench = new Bench();
    private final EpochDomain domain = bench.domain;

    /** Lets time pass in small parts, with a step after each. */
    private static void live(Bench bench, Duration time) {
        for (int i = 0; i < 32; i++) {
            bench.ticker.pass(time.dividedBy(32));
            bench.settle();
        }
    }

    @Test
    void pin_heldForLong_isReportedOnceWithItsHolder() {
        Thread.currentThread().setName("reader-7");
        Pin pin = domain.pin();
        domain.retire(() -> {}, 5);
        bench.settle();
        live(bench, Bench.STALL.minusMillis(1));
        assertThat(bench.stalls).isEmpty();
        live(bench, Bench.STALL.multipliedBy(10));
        assertThat(bench.stalls).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(StallReport.Kind.STALLED);
            assertThat(report.domain()).isEqualTo("bench");
            assertThat(report.holder()).isEqualTo("reader-7");
            assertThat(report.holderId()).isEqualTo(Thread.currentThread().getId());
            assertThat(report.age()).isBetween(Bench.STALL, Bench.STALL.multipliedBy(2));
            assertThat(report.pending()).isOne();
            assertThat(report.pendingWeight()).isEqualTo(5);
            assertThat(report.handedOff()).isFalse();
            assertThat(report.openedAt()).isEmpty();
            assertThat(report.holderStack()).isEmpty();
            assertThat(report.toString()).contains("bench", "reader-7", "STALLED");
        });
        assertThat(pin.isOpen()).isTrue();
        assertThat(bench.statistics().stalls()).isOne();
        pin.close();
        bench.settle();
        assertThat(bench.statistics().released()).isOne();
        assertThat(bench.statistics().longestGrace())
                .isEqualTo(Bench.STALL.multipliedBy(11).minusMillis(1));
    }

    @Test
    void pins_severalAndAnew_eachIsReported() {
        Pin first = domain.pin();
        Pin second = domain.pin();
        bench.retire("a");
        live(bench, Bench.STALL.multipliedBy(2));
        assertThat(bench.stalls).hasSize(2);
        first.close();
        Pin third = domain.pin(); // in the slot of the first
        live(bench, Bench.STALL.multipliedBy(2));
        assertThat(bench.stalls).hasSize(3);
        second.close();
        third.close();
    }

    @Test
    void pin_nothingRetired_isNotLookedAt() {
        try (Pin pin = domain.pin()) {
            live(bench, Bench.STALL.multipliedBy(5));
            assertThat(bench.stalls).isEmpty();
            assertThat(bench.started).isEmpty();
            assertThat(pin.isOpen()).isTrue();
        }
    }

    @Test
    void synchronize_pinHeldForLong_isReportedThoughNothingIsRetired() throws Exception {
        Pin pin = domain.pin().handOff();
        assertThat(domain.synchronize(Bench.STALL.multipliedBy(2))).isFalse();
        assertThat(bench.stalls).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(StallReport.Kind.STALLED);
            assertThat(report.handedOff()).isTrue();
            assertThat(report.pending()).isZero();
        });
        pin.close();
    }

    @Test
    void holder_dead_isReportedAndNothingReleased() {
        Pin pin = OtherThread.call(domain::pin);
        bench.retire("a");
        bench.settle();
        assertThat(bench.stalls).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(StallReport.Kind.HOLDER_GONE);
            assertThat(report.holder()).isEqualTo("other");
        });
        live(bench, Bench.STALL.multipliedBy(2));
        assertThat(bench.stalls)
                .extracting(StallReport::kind)
                .containsExactly(StallReport.Kind.HOLDER_GONE, StallReport.Kind.STALLED);
        assertThat(bench.log).isEmpty();
        pin.close();
        bench.settle();
        assertThat(bench.log).containsExactly("a");
    }

    @Test
    void holder_deadAfterHandOff_isNotReportedAsDead() {
        Pin pin = OtherThread.call(() -> domain.pin().handOff());
        bench.retire("a");
        live(bench, Bench.STALL.multipliedBy(2));
        assertThat(bench.stalls)
                .extracting(StallReport::kind)
                .containsExactly(StallReport.Kind.STALLED);
        pin.close();
    }

    @Test
    void stacks_captured_areReported() {
        Bench tracing = new Bench(builder -> builder.captureStacks(true));
        tracing.domain.pin().close(); // this one could be in no slot of its own yet
        Pin pin = tracing.domain.pin();
        tracing.ticker.pass(Bench.STALL.dividedBy(2));
        tracing.retire("a");
        tracing.settle();
        tracing.ticker.pass(Bench.STALL.dividedBy(2));
        tracing.settle(); // the age counts from the opening
        assertThat(tracing.stalls).singleElement().satisfies(report -> {
            assertThat(report.age()).isEqualTo(Bench.STALL);
            assertThat(report.openedAt().get(0).getMethodName())
                    .startsWith("stacks_captured_areReported");
            assertThat(report.holderStack())
                    .anyMatch(frame -> frame.getMethodName().startsWith("stacks_captured"));
        });
        pin.close();
    }

    @Test
    void stalls_ofAHandlerThatThrows_stopNothing() {
        Bench deaf = new Bench(builder -> builder.onStall(report -> {
            throw new IllegalStateException("planted, for the log");
        }));
        Pin pin = deaf.domain.pin();
        deaf.retire("a");
        live(deaf, Bench.STALL.multipliedBy(2));
        pin.close();
        deaf.settle();
        assertThat(deaf.log).containsExactly("a");
        assertThat(deaf.statistics().stalls()).isOne();
    }

    @Test
    void oldestPin_seenTwice_ages() {
        Pin pin = domain.pin();
        assertThat(bench.statistics().oldestPin()).isZero();
        bench.ticker.pass(Duration.ofSeconds(3));
        domain.pin();
        assertThat(bench.statistics().oldestPin()).isEqualTo(Duration.ofSeconds(3));
        pin.close();
        assertThat(bench.statistics().oldestPin()).isZero();
    }

    @Test
    void oldestPin_askedForByOthers_stopsNobodyFromLooking() {
        try (Pin pin = domain.pin()) {
            assertThat(OtherThread.call(bench::statistics).pins()).isOne();
            bench.retire("a");
            live(bench, Bench.STALL.multipliedBy(2));
            assertThat(bench.stalls).hasSize(1);
            assertThat(OtherThread.call(bench::statistics).pins()).isOne();
            assertThat(pin.isOpen()).isTrue();
        }
    }

    @Test
    void pin_lostAndCollected_isReportedAndNothingReleased() {
        Bench watching = new Bench(builder -> builder.detectLeaks(true).captureStacks(true));
        lose(watching.domain);
        for (int i = 0; i < 100; i++) {
            watching.domain.pin().close(); // these are not lost
        }
        watching.retire("a");
        List<StallReport> stalls = watching.stalls;
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (stalls.isEmpty() && System.nanoTime() - end < 0) {
            System.gc();
            watching.ticker.pass(Bench.STALL.dividedBy(1000));
            watching.settle();
        }
        assertThat(stalls).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(StallReport.Kind.UNREACHABLE);
            assertThat(report.openedAt().get(0).getMethodName()).isEqualTo("lose");
            assertThat(report.age()).isGreaterThanOrEqualTo(Bench.STALL.dividedBy(1000));
        });
        assertThat(watching.log).isEmpty();
    }

    /** Also without stacks. The second is lost after the first was found, so that there was time to find the kept one. */
    @Test
    void pin_keptWhileOthersAreLost_isNotReported() {
        Bench watching = new Bench(builder -> builder.detectLeaks(true));
        Pin kept = watching.domain.pin();
        watching.retire("a");
        List<StallReport> stalls = watching.stalls;
        for (int lost = 1; lost <= 2; lost++) {
            loseHandedOff(watching.domain);
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (stalls.size() < lost && System.nanoTime() - end < 0) {
                System.gc();
                watching.ticker.pass(Bench.STALL.dividedBy(1000));
                watching.settle();
            }
        }
        assertThat(stalls)
                .hasSize(2)
                .allMatch(report -> report.kind() == StallReport.Kind.UNREACHABLE)
                .allMatch(StallReport::handedOff)
                .allMatch(report -> report.openedAt().isEmpty());
        assertThat(watching.statistics().pins()).isEqualTo(3);
        assertThat(kept.isOpen()).isTrue();
        kept.close();
    }

    private static void loseHandedOff(EpochDomain domain) {
        assertThat(domain.pin().handOff().isOpen()).isTrue();
    }

    private static void lose(EpochDomain domain) {
        assertThat(domain.pin().isOpen()).isTrue();
    }
}
