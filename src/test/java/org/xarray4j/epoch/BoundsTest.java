package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xarray4j.OtherThread;

/** Bounds by count and by weight, under each policy. Guarantee T. */
class BoundsTest {
    private static Bench bounded(Policy policy) {
        return new Bench(builder -> builder.maxPending(3).maxWeight(10).whenFull(policy));
    }

    private static void assertPending(Bench bench, long count, long weight) {
        assertThat(bench.statistics().pending()).isEqualTo(count);
        assertThat(bench.statistics().pendingWeight()).isEqualTo(weight);
    }

    @Test
    void refuse_full_refusesAndChangesNothing() {
        Bench bench = bounded(Policy.REFUSE);
        bench.domain.retire(() -> bench.log.add("a"), 10);
        assertThatExceptionOfType(BacklogFullException.class)
                .isThrownBy(() -> bench.domain.retire(() -> bench.log.add("b"), 1))
                .withMessageContaining("bench")
                .withMessageContaining("full")
                .withMessageContaining("weight 10");
        assertPending(bench, 1, 10);
        bench.retire("c");
        bench.retire("d");
        assertThatExceptionOfType(BacklogFullException.class).isThrownBy(() -> bench.retire("e"));
        assertPending(bench, 3, 10);
        bench.settle();
        assertThat(bench.log).containsExactly("a", "c", "d");
        assertPending(bench, 0, 0);
        bench.domain.retire(() -> bench.log.add("f"), 10);
        assertPending(bench, 1, 10);
    }

    @Test
    void tryForms_full_sayNoUnderEachPolicyThatBounds() {
        for (Policy policy : new Policy[] {Policy.REFUSE, Policy.BLOCK}) {
            Bench bench = bounded(policy);
            assertThat(bench.domain.tryRetire("a", bench.log::add, 4)).isTrue();
            assertThat(bench.domain.tryRetire(() -> bench.log.add("b"), 6)).isTrue();
            assertThat(bench.domain.tryRetire(() -> bench.log.add("c"), 1)).isFalse();
            assertThat(bench.domain.tryRetire("d", bench.log::add, 1)).isFalse();
            assertThat(bench.domain.tryAdmit(2, 0)).isNull();
            try (Admission room = bench.domain.tryAdmit(1, 0)) {
                assertThat(room).isNotNull();
                assertPending(bench, 3, 10);
            }
            assertPending(bench, 2, 10);
            bench.settle();
            assertThat(bench.log).containsExactly("a", "b");
        }
    }

    @Test
    void grow_full_admitsAndCounts() {
        Bench bench = bounded(Policy.GROW);
        for (int i = 0; i < 5; i++) {
            bench.retire("x");
        }
        bench.domain.retire(() -> bench.log.add("heavy"), 1000);
        assertThat(bench.domain.tryRetire(() -> bench.log.add("y"), 0)).isTrue();
        assertPending(bench, 7, 1000);
        assertThat(bench.statistics().beyondBounds()).isEqualTo(4);
        bench.settle();
        assertThat(bench.log).hasSize(7);
    }

    /** Interrupted, so that it fails if it is let wait. */
    @Test
    void grow_beyondWhatCanBeCounted_refusedAtOnceAndCountsStayRight() {
        Bench bench = bounded(Policy.GROW);
        bench.domain.retire(() -> bench.log.add("a"), Long.MAX_VALUE - 1);
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(BacklogFullException.class)
                    .isThrownBy(() -> bench.domain.retire(() -> bench.log.add("b"), 2))
                    .withNoCause()
                    .withMessageContaining("1 retirements of weight " + (Long.MAX_VALUE - 1))
                    .withMessageContaining("1 of weight 2");
            assertThatExceptionOfType(BacklogFullException.class)
                    .isThrownBy(() -> bench.domain.admit(2, 1))
                    .withMessageContaining("2 of weight 2");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(bench.domain.tryRetire(() -> bench.log.add("c"), 2)).isFalse();
        assertPending(bench, 1, Long.MAX_VALUE - 1);
        bench.domain.retire(() -> bench.log.add("d"), 1);
        assertPending(bench, 2, Long.MAX_VALUE);
        assertThat(bench.statistics().beyondBounds()).isEqualTo(2);
        bench.settle();
        assertThat(bench.log).containsExactly("a", "d");
        assertPending(bench, 0, 0);
    }

    @Test
    void grow_byWeightAlone_countsWhatIsBeyond() {
        Bench bench = bounded(Policy.GROW);
        bench.domain.retire(() -> {}, 10);
        assertThat(bench.statistics().beyondBounds()).isZero();
        bench.domain.retire(() -> {}, 1);
        assertThat(bench.statistics().beyondBounds()).isOne();
    }

    @Test
    void block_full_waitsUntilThereIsRoom() {
        Bench bench = bounded(Policy.BLOCK);
        bench.domain.retire(() -> bench.log.add("a"), 10);
        OtherThread<Boolean> waiter = OtherThread.start(() -> {
                    bench.domain.retire(() -> bench.log.add("b"), 1);
                    return true;
                })
                .awaitWaiting();
        assertPending(bench, 1, 10);
        bench.settle();
        assertThat(waiter.join()).isTrue();
        bench.settle();
        assertThat(bench.log).containsExactly("a", "b");
    }

    @Test
    void block_fullAndAdmissionGivenBack_waitEnds() {
        Bench bench = bounded(Policy.BLOCK);
        Admission room = bench.domain.admit(3, 0);
        OtherThread<Boolean> waiter = OtherThread.start(() -> {
                    bench.retire("b");
                    return true;
                })
                .awaitWaiting();
        room.close();
        assertThat(waiter.join()).isTrue();
    }

    @Test
    void block_fullAndDomainCloses_isRefused() {
        Bench bench = bounded(Policy.BLOCK);
        bench.domain.retire(() -> bench.log.add("a"), 10);
        OtherThread<Boolean> waiter = OtherThread.start(() -> {
                    bench.domain.retire(() -> bench.log.add("b"), 1);
                    return true;
                })
                .awaitWaiting();
        OtherThread<Boolean> closer = OtherThread.start(() -> {
            bench.domain.close();
            return true;
        });
        assertThatIllegalStateException().isThrownBy(waiter::join).withMessageContaining("closed");
        bench.settle();
        assertThat(closer.join()).isTrue();
        assertThat(bench.log).containsExactly("a");
    }

    @Test
    void block_interruptedWhileWaiting_retiresNothing() {
        Bench bench = bounded(Policy.BLOCK);
        bench.domain.retire(() -> bench.log.add("a"), 10);
        boolean[] interrupted = {false};
        OtherThread<Boolean> waiter = OtherThread.start(() -> {
                    try {
                        bench.domain.retire(() -> bench.log.add("b"), 1);
                        return true;
                    } finally {
                        interrupted[0] = Thread.currentThread().isInterrupted();
                    }
                })
                .awaitWaiting();
        waiter.interrupt();
        assertThatExceptionOfType(BacklogFullException.class)
                .isThrownBy(waiter::join)
                .withMessageContaining("nothing was retired")
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(interrupted[0]).isTrue();
        assertPending(bench, 1, 10);
        bench.settle();
        assertThat(bench.log).containsExactly("a");
    }

    @Test
    void block_fullAndPinnedHere_refusedAtOnce() {
        Bench bench = bounded(Policy.BLOCK);
        bench.domain.retire(() -> bench.log.add("a"), 10);
        try (Pin pin = bench.domain.pin()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> bench.domain.retire(() -> bench.log.add("b"), 1))
                    .withMessageContaining("bench")
                    .withMessageContaining("this thread has a pin open");
            assertThatIllegalStateException().isThrownBy(() -> bench.domain.admit(3, 0));
            assertThat(bench.domain.tryRetire(() -> bench.log.add("c"), 1)).isFalse();
            bench.retire("d"); // there is room for this
            assertThat(pin.isOpen()).isTrue();
        }
        assertPending(bench, 2, 10);
    }

    @Test
    void block_fullInAnAction_refusedAtOnce() {
        Bench bench = bounded(Policy.BLOCK);
        bench.domain.retire(() -> bench.domain.retire(() -> bench.log.add("b"), 1), 10);
        bench.settle();
        assertThat(bench.failures)
                .singleElement()
                .satisfies(report -> assertThat(report.thrown())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("release action"));
    }

    /** Interrupted, so that it fails if it is let wait. */
    @Test
    void block_fullInAHandlerOfTheReclaimer_refusedAtOnce() {
        List<Throwable> thrown = new ArrayList<>();
        Bench[] bench = {null};
        bench[0] = new Bench(builder -> builder.maxPending(1).onStall(report -> {
            Thread.currentThread().interrupt();
            thrown.add(catchThrowable(() -> bench[0].retire("b")));
            boolean unused = Thread.interrupted();
        }));
        Pin pin = OtherThread.call(bench[0].domain::pin); // by a thread that is gone: is reported
        bench[0].retire("a");
        bench[0].settle();
        assertThat(thrown)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("release actions"));
        pin.close();
    }

    @Test
    void retire_neverFits_refused() {
        Bench bench = bounded(Policy.BLOCK);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.domain.retire(() -> {}, 11))
                .withMessageContaining("never fit");
        assertThatIllegalArgumentException().isThrownBy(() -> bench.domain.admit(4, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> bench.domain.admit(3, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.domain.admit(3, Long.MAX_VALUE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.domain.tryAdmit(3, Long.MAX_VALUE / 2));
        assertPending(bench, 0, 0);
    }

    @Test
    void weights_unboundedAndHuge_addUpWithoutOverflow() {
        Bench bench = new Bench(builder -> builder.whenFull(Policy.REFUSE));
        bench.domain.retire(() -> {}, Long.MAX_VALUE);
        assertThatExceptionOfType(BacklogFullException.class)
                .isThrownBy(() -> bench.domain.retire(() -> {}, 1));
        bench.retire("a");
        bench.settle();
        assertPending(bench, 0, 0);
    }
}
