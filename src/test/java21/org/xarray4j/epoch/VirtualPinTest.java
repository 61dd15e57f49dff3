package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Pins of virtual threads: short-lived, unmounted, passed on, dead. Guarantees P, Q and V. Needs Java 21. */
class VirtualPinTest {
    private static final int THREADS = 100_000;

    private final Bench bench = new Bench();
    private final EpochDomain domain = bench.domain;

    @Test
    void threads_shortLived_leaveNothingBehind() throws Exception {
        List<WeakReference<Thread>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS / 1000; i++) {
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> done = new ArrayList<>();
                for (int j = 0; j < 1000; j++) {
                    done.add(executor.submit(() -> {
                        Pin outer = domain.pin();
                        Pin inner = domain.pin();
                        outer.close();
                        inner.close();
                    }));
                }
                threads.add(new WeakReference<>(
                        Thread.ofVirtual().start(() -> domain.pin().close())));
                for (Future<?> each : done) {
                    each.get(60, TimeUnit.SECONDS);
                }
            }
            domain.elapsed(domain.start());
        }
        assertThat(bench.statistics().pins()).isZero();
        assertThat(bench.statistics().doubleCloses()).isZero();
        // At most two for each carrier are open at once; the table begins with 16 or more.
        int carriers = Runtime.getRuntime().availableProcessors();
        assertThat(bench.statistics().slots()).isLessThanOrEqualTo(Math.max(64, 32L * carriers));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (threads.stream().anyMatch(thread -> thread.get() != null)
                && System.nanoTime() - end < 0) {
            System.gc();
        }
        assertThat(threads).hasSize(THREADS / 1000).allMatch(thread -> thread.get() == null);
        assertThat(bench.started).isEmpty();
    }

    @Test
    void pin_closedOnAnotherVirtualThread_ends() throws Exception {
        for (int i = 0; i < 1000; i++) {
            AtomicReference<Pin> pin = new AtomicReference<>();
            Thread.ofVirtual().start(() -> pin.set(domain.pin().handOff())).join();
            long cookie = domain.start();
            assertThat(domain.elapsed(cookie)).isFalse();
            Thread.ofVirtual().start(() -> pin.get().close()).join();
            assertThat(domain.elapsed(cookie)).isTrue();
            assertThat(pin.get().isOpen()).isFalse();
        }
        assertThat(bench.statistics().pins()).isZero();
        assertThat(bench.statistics().slots()).isLessThanOrEqualTo(64);
    }

    @Test
    void pins_heldByUnmountedThreads_holdBackAndCountAgainstTheirOwnThreadOnly() throws Exception {
        int holders = 1000; // far more than carriers, so that they cannot all be mounted
        CountDownLatch pinned = new CountDownLatch(holders);
        CountDownLatch leave = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<Boolean> refused = new CompletableFuture<>();
        for (int i = 0; i < holders; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try (Pin pin = domain.pin()) {
                    pinned.countDown();
                    leave.await();
                    assertThatIllegalStateException().isThrownBy(domain::synchronize);
                    refused.complete(pin.isOpen());
                } catch (Throwable thrown) {
                    refused.completeExceptionally(thrown);
                }
            }));
        }
        assertThat(pinned.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.statistics().pins()).isEqualTo(holders);
        long cookie = domain.start();
        assertThat(domain.elapsed(cookie)).isFalse();
        CompletableFuture<Boolean> waited = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                waited.complete(domain.synchronize(Duration.ZERO)); // it is not pinned: not refused
            } catch (Throwable thrown) {
                waited.completeExceptionally(thrown);
            }
        });
        assertThat(waited.get(60, TimeUnit.SECONDS)).isFalse();
        leave.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(refused.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(domain.elapsed(cookie)).isTrue();
        assertThat(bench.statistics().pins()).isZero();
    }

    @Test
    void thread_diesPinned_isReportedAndNothingReleased() throws Exception {
        Thread.ofVirtual().name("virtual-7").start(domain::pin).join();
        bench.retire("a");
        bench.settle();
        assertThat(bench.stalls).singleElement().satisfies(report -> {
            assertThat(report.kind()).isEqualTo(StallReport.Kind.HOLDER_GONE);
            assertThat(report.holder()).isEqualTo("virtual-7");
        });
        assertThat(bench.log).isEmpty();
    }

    @Test
    void worker_onVirtualThreads_releases() throws Exception {
        try (EpochDomain virtual = EpochDomain.builder()
                .threadFactory(Thread.ofVirtual().factory())
                .build()) {
            CompletableFuture<Boolean> ranOnVirtual = new CompletableFuture<>();
            virtual.retire(() -> ranOnVirtual.complete(Thread.currentThread().isVirtual()));
            virtual.barrier();
            assertThat(ranOnVirtual.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
