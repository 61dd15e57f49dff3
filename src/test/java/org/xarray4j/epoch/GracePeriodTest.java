package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xarray4j.OtherThread;
import org.xarray4j.internal.epoch.Ticker;

/** Waiting for grace periods, and asking for them. Guarantees P and S. */
class GracePeriodTest {
    private final Bench bench = new Bench();
    private final EpochDomain domain = bench.domain;

    @Test
    void start_each_isGreaterAndStartsNothing() {
        long first = domain.start();
        long second = domain.start();
        assertThat(second).isGreaterThan(first);
        assertThat(domain.elapsed(first)).isTrue();
        assertThat(domain.elapsed(second)).isTrue();
        assertThat(bench.started).isEmpty();
    }

    @Test
    void elapsed_olderThanOneThatIs_isTooThoughNobodyLooked() {
        long first = domain.start();
        long second = domain.start();
        assertThat(domain.elapsed(second)).isTrue();
        try (Pin pin = domain.pin()) {
            assertThat(domain.elapsed(first)).isTrue();
            long third = domain.start();
            assertThat(domain.elapsed(third)).isFalse();
            assertThat(domain.elapsed(second)).isTrue();
            assertThat(pin.isOpen()).isTrue();
        }
    }

    @Test
    void elapsed_neverDrawn_refused() {
        long next = domain.start() + 1;
        for (long cookie : new long[] {next, Long.MAX_VALUE, 1, 0, -1, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> domain.elapsed(cookie))
                    .withMessageContaining("bench")
                    .withMessageContaining(Long.toString(cookie));
        }
    }

    @Test
    void elapsed_closedDomain_worksOn() {
        Pin pin = domain.pin();
        pin.handOff();
        domain.close();
        long cookie = domain.start();
        assertThat(domain.elapsed(cookie)).isFalse();
        pin.close();
        assertThat(domain.elapsed(cookie)).isTrue();
    }

    @Test
    void synchronize_noPin_returnsWithoutAThread() throws InterruptedException {
        domain.synchronize();
        assertThat(domain.synchronize(Duration.ZERO)).isTrue();
        assertThat(bench.started).isEmpty();
        assertThat(bench.ticker.parked()).isZero();
    }

    @Test
    void synchronize_pinOfAnother_timesOutOnTime() throws InterruptedException {
        Pin pin = OtherThread.call(domain::pin);
        assertThat(domain.synchronize(Duration.ZERO)).isFalse();
        assertThat(bench.ticker.parked()).isZero();
        assertThat(domain.synchronize(Duration.ofSeconds(3))).isFalse();
        assertThat(bench.ticker.parked()).isEqualTo(Duration.ofSeconds(3));
        pin.close();
        assertThat(domain.synchronize(Duration.ZERO)).isTrue();
    }

    /** The pin is closed while somebody waits for it: there, at the end of the wait. */
    @Test
    void synchronize_pinClosedInTime_isTrue() throws InterruptedException {
        Pin[] pin = {null};
        VirtualTicker time = new VirtualTicker();
        Ticker closing = new Ticker() {
            @Override
            public long nanoTime() {
                return time.nanoTime();
            }

            @Override
            public void park(long nanos) {
                time.park(nanos);
                pin[0].close();
            }
        };
        Bench late = new Bench(builder -> builder.ticker(closing));
        pin[0] = late.domain.pin().handOff();
        assertThat(late.domain.synchronize(Duration.ofSeconds(3))).isTrue();
        assertThat(time.parked()).isBetween(Duration.ofNanos(1), Duration.ofMillis(50));
    }

    @Test
    void synchronize_pinHandedOff_isAllowedAndWaits() throws InterruptedException {
        try (Pin pin = domain.pin()) {
            pin.handOff();
            assertThat(domain.synchronize(Duration.ofMillis(5))).isFalse();
        }
        assertThat(domain.synchronize(Duration.ofMillis(5))).isTrue();
    }

    @Test
    void synchronize_realTime_waitsForTheClose() throws InterruptedException {
        EpochDomain real = EpochDomain.create("real");
        CountDownLatch pinned = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        boolean[] left = {false};
        OtherThread<Boolean> reader = OtherThread.start(() -> {
            try (Pin pin = real.pin()) {
                pinned.countDown();
                leave.await();
                left[0] = true;
                return pin.isOpen();
            }
        });
        assertThat(pinned.await(60, TimeUnit.SECONDS)).isTrue();
        OtherThread<Boolean> waiter = OtherThread.start(() -> {
                    real.synchronize();
                    return left[0];
                })
                .awaitWaiting();
        leave.countDown();
        assertThat(waiter.join()).isTrue();
        assertThat(reader.join()).isTrue();
    }

    @Test
    void synchronize_interrupted_throws() {
        Pin pin = domain.pin();
        pin.handOff();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(domain::synchronize);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        EpochDomain real = EpochDomain.create("real");
        Pin other = real.pin().handOff();
        OtherThread<Boolean> waiter =
                OtherThread.start(() -> real.synchronize(Duration.ofHours(1))).awaitWaiting();
        waiter.interrupt();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(waiter::join)
                .withCauseInstanceOf(InterruptedException.class);
        other.close();
        pin.close();
    }

    @Test
    void synchronize_interruptedBefore_throwsThoughNothingIsPinned() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(domain::synchronize);
    }

    @Test
    void synchronize_forLongerThanEver_isForEver() throws InterruptedException {
        assertThat(domain.synchronize(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void barrier_nothingRetired_returnsWithoutAThread() throws InterruptedException {
        domain.barrier();
        assertThat(domain.barrier(Duration.ZERO)).isTrue();
        assertThat(bench.started).isEmpty();
    }

    @Test
    void barrier_retiredBefore_hasRun() throws InterruptedException {
        try (EpochDomain real = EpochDomain.create("real")) {
            int[] ran = {0};
            for (int i = 1; i <= 300; i++) {
                real.retire(() -> ran[0]++);
                assertThat(real.barrier(Duration.ofHours(1))).isTrue();
                assertThat(ran[0]).isEqualTo(i);
            }
        }
    }

    @Test
    void barrier_heldBack_timesOutAndLaterReturns() throws InterruptedException {
        Pin pin = domain.pin();
        pin.handOff();
        bench.retire("a");
        assertThat(domain.barrier(Duration.ZERO)).isFalse();
        assertThat(domain.barrier(Duration.ofMillis(1))).isFalse();
        OtherThread<Boolean> waiter = OtherThread.start(() -> {
                    domain.barrier();
                    return bench.log.contains("a");
                })
                .awaitWaiting();
        bench.settle();
        assertThat(waiter.isDone()).isFalse();
        pin.close();
        bench.settle();
        assertThat(waiter.join()).isTrue();
    }

    @Test
    void barrier_onlyRoomTaken_doesNotWaitForIt() throws InterruptedException {
        try (Admission room = domain.admit(1, 0)) {
            OtherThread<Boolean> waiter = OtherThread.start(() -> {
                        domain.barrier();
                        return true;
                    })
                    .awaitWaiting();
            bench.settle();
            assertThat(waiter.join()).isTrue();
            assertThat(room.left()).isOne();
        }
    }

    @Test
    void barrier_onlyRoomTaken_startsTheWorker() throws InterruptedException {
        try (Admission room = domain.admit(1, 0)) {
            assertThat(domain.barrier(Duration.ZERO)).isFalse();
            assertThat(bench.started).hasSize(1);
            assertThat(room.left()).isOne();
        }
    }

    @Test
    void barrier_timed_waitsThatLong() throws InterruptedException {
        Duration timeout = Duration.ofMillis(60); // longer than until it looks again
        bench.retire("a");
        long begin = System.nanoTime();
        assertThat(domain.barrier(timeout)).isFalse();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(timeout.toNanos());
        assertThat(bench.log).isEmpty();
    }

    /** Refused when something was retired, and when the barrier began. */
    @Test
    void barrier_executorRejectsTwice_triesAgainWhileItWaits() throws InterruptedException {
        AtomicInteger refusals = new AtomicInteger(2);
        List<String> log = new ArrayList<>();
        EpochDomain picky = EpochDomain.builder()
                .onFailure(report -> log.add("refused"))
                .executor(task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new RejectedExecutionException("planted");
                    }
                    new Thread(task).start();
                })
                .build();
        picky.retire(() -> log.add("a"));
        picky.barrier();
        assertThat(log).containsExactly("refused", "refused", "a");
    }

    @Test
    void mayWait_pinnedOrInAnAction_isFalse() {
        assertThat(domain.mayWait()).isTrue();
        Pin pin = domain.pin();
        assertThat(domain.mayWait()).isFalse();
        assertThat(OtherThread.<Boolean>call(domain::mayWait)).isTrue();
        pin.handOff();
        assertThat(domain.mayWait()).isTrue();
        pin.close();
        domain.retire(() -> bench.log.add("in an action " + domain.mayWait()));
        bench.settle();
        assertThat(bench.log).containsExactly("in an action false");
    }

    @Test
    void barrier_interrupted_throws() {
        Pin pin = domain.pin().handOff();
        bench.retire("a");
        OtherThread<Boolean> waiter =
                OtherThread.start(() -> domain.barrier(Duration.ofHours(1))).awaitWaiting();
        waiter.interrupt();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(waiter::join)
                .withCauseInstanceOf(InterruptedException.class);
        pin.close();
    }
}
