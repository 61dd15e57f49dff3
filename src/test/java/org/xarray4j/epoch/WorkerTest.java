package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.xarray4j.OtherThread;
import org.xarray4j.internal.epoch.Ticker;

/** Who does the work: somebody while something is pending, nobody otherwise. Guarantee W. */
class WorkerTest {
    private static void assertEnds(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void worker_nothingLeft_leavesAndComesBack() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        EpochDomain domain = EpochDomain.builder()
                .threadFactory(task -> {
                    Thread thread = new Thread(task);
                    threads.add(thread);
                    return thread;
                })
                .build();
        assertThat(threads).isEmpty();
        domain.pin().close();
        domain.synchronize();
        domain.elapsed(domain.start());
        assertThat(threads).isEmpty();
        for (int i = 1; i <= 3; i++) {
            domain.retire(() -> {});
            domain.barrier();
            assertThat(threads).hasSize(i);
            assertEnds(threads.get(i - 1));
        }
        domain.close();
        assertThat(threads).hasSize(3);
        assertThat(domain.statistics().workersStarted()).isEqualTo(3);
    }

    @Test
    void worker_pinOpen_staysUntilItIsReleased() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1);
        EpochDomain domain = EpochDomain.builder()
                .threadFactory(task -> {
                    Thread thread = new Thread(task);
                    threads.add(thread);
                    return thread;
                })
                .build();
        Pin pin = domain.pin();
        domain.retire(ran::countDown);
        for (int i = 0; i < 100; i++) {
            domain.retire(() -> {});
        }
        assertThat(threads).hasSize(1);
        assertThat(threads.get(0).isAlive()).isTrue();
        assertThat(ran.getCount()).isOne();
        pin.close();
        assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
        domain.close();
        assertEnds(threads.get(0));
    }

    /** The pin is closed after so many looks. */
    @Test
    void worker_pinOpen_looksEverMoreRarely() {
        List<Runnable> started = new ArrayList<>();
        List<Long> waits = new ArrayList<>();
        Pin[] pin = {null};
        Ticker time = new Ticker() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void park(long nanos) {
                waits.add(TimeUnit.NANOSECONDS.toMillis(nanos));
                if (waits.size() == 8) {
                    pin[0].close();
                }
            }
        };
        EpochDomain domain =
                EpochDomain.builder().ticker(time).executor(started::add).build();
        pin[0] = OtherThread.call(() -> domain.pin().handOff());
        List<String> log = new ArrayList<>();
        domain.retire(() -> log.add("a"));
        started.remove(0).run();
        assertThat(log).containsExactly("a");
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 50L, 50L, 50L); // it lingers
    }

    /** One pin is closed after three looks. What is released then waits for another, which is closed after two more. */
    @Test
    void worker_somethingReleasedMeanwhile_looksSoonAgain() {
        List<Runnable> started = new ArrayList<>();
        List<Long> waits = new ArrayList<>();
        List<Pin> pins = new ArrayList<>();
        Ticker time = new Ticker() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void park(long nanos) {
                waits.add(TimeUnit.NANOSECONDS.toMillis(nanos));
                if (waits.size() == 3 || waits.size() == 5) {
                    pins.remove(0).close();
                }
            }
        };
        EpochDomain domain =
                EpochDomain.builder().ticker(time).executor(started::add).build();
        pins.add(OtherThread.call(() -> domain.pin().handOff()));
        domain.retire(() -> {
            pins.add(domain.pin().handOff());
            domain.retire(() -> {});
        });
        started.remove(0).run();
        assertThat(waits).containsExactly(1L, 2L, 4L, 1L, 2L, 50L); // it lingers
        assertThat(domain.statistics().pending()).isZero();
    }

    /**
     * The schedule of a lost wake-up: something is retired after the worker has found nothing and before it leaves. The
     * worker's own wait is where the test gets in between.
     */
    @Test
    void exit_offerBetweenLastLookAndLeaving_isFound() {
        List<String> log = new ArrayList<>();
        EpochDomain[] domain = {null};
        AtomicInteger waits = new AtomicInteger();
        Ticker intruder = new Ticker() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void park(long nanos) {
                if (waits.incrementAndGet() <= 3) {
                    OtherThread.run(() -> domain[0].retire(() -> log.add("x")));
                }
            }
        };
        List<Runnable> started = new ArrayList<>();
        domain[0] =
                EpochDomain.builder().ticker(intruder).executor(started::add).build();
        domain[0].retire(() -> log.add("first"));
        started.remove(0).run();
        assertThat(log).containsExactly("first", "x", "x", "x");
        assertThat(started).isEmpty();
        domain[0].retire(() -> log.add("last"));
        started.remove(0).run();
        assertThat(log).endsWith("last");
    }

    @Test
    void executor_rejects_isReportedAndTriedAgain() throws InterruptedException {
        List<FailureReport> failures = new ArrayList<>();
        List<Runnable> taken = new ArrayList<>();
        boolean[] open = {false};
        EpochDomain domain = EpochDomain.builder()
                .name("picky")
                .onFailure(failures::add)
                .executor(task -> {
                    if (!open[0]) {
                        throw new RejectedExecutionException("planted");
                    }
                    taken.add(task);
                })
                .build();
        List<String> log = new ArrayList<>();
        domain.retire(() -> log.add("a")); // does not fail
        assertThat(failures)
                .singleElement()
                .satisfies(report ->
                        assertThat(report.thrown()).isInstanceOf(RejectedExecutionException.class));
        open[0] = true;
        domain.statistics(); // whoever looks after it starts it again
        assertThat(taken).hasSize(1);
        taken.remove(0).run();
        assertThat(log).containsExactly("a");
        domain.close();
    }

    /** Nobody else comes by: whoever waits, for room or for the end, starts again what was refused. */
    @Test
    void executor_rejectsOnce_whoeverWaitsTriesAgain() throws InterruptedException {
        List<String> log = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        boolean[] refuse = {true};
        EpochDomain domain = EpochDomain.builder()
                .maxPending(1)
                .whenFull(Policy.BLOCK)
                .onFailure(report -> log.add("refused"))
                .executor(task -> {
                    if (refuse[0]) {
                        refuse[0] = false;
                        throw new RejectedExecutionException("planted");
                    }
                    Thread thread = new Thread(task);
                    threads.add(thread);
                    thread.start();
                })
                .build();
        domain.retire(() -> log.add("a"));
        assertThat(threads).isEmpty();
        OtherThread.run(() -> domain.retire(() -> log.add("b")));
        domain.barrier();
        assertThat(log).containsExactly("refused", "a", "b");
        assertEnds(threads.get(0));
        refuse[0] = true;
        domain.retire(() -> log.add("c"));
        OtherThread.run(domain::close);
        assertThat(log).endsWith("refused", "c");
        assertThat(threads).hasSize(2);
    }

    /** Who is told of it may wait for the domain: his own wait starts what was refused. */
    @Test
    void executor_rejectsOnce_whoeverIsToldOfItMayWait() {
        for (boolean onTheCaller : new boolean[] {false, true}) {
            List<String> log = new ArrayList<>();
            EpochDomain[] domain = {null};
            boolean[] refuse = {true};
            domain[0] = EpochDomain.builder()
                    .onFailure(report -> {
                        try {
                            log.add("done: " + domain[0].barrier(Duration.ofSeconds(20)));
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .executor(task -> {
                        if (!refuse[0]) {
                            new Thread(task).start();
                            return;
                        }
                        refuse[0] = false;
                        if (!onTheCaller) {
                            throw new RejectedExecutionException("planted");
                        }
                        task.run();
                    })
                    .build();
            domain[0].retire(() -> log.add("a"));
            assertThat(log).containsExactly("a", "done: true");
            domain[0].close();
        }
    }

    @Test
    void reclaimer_throwsAnError_whoeverIsToldOfItIsRefusedEveryWait() {
        List<Runnable> started = new ArrayList<>();
        List<String> log = new ArrayList<>();
        EpochDomain[] domain = {null};
        boolean[] fails = {true};
        VirtualTicker time = new VirtualTicker();
        Ticker failing = new Ticker() {
            @Override
            public long nanoTime() {
                if (!started.isEmpty() && fails[0]) {
                    fails[0] = false;
                    throw new OutOfMemoryError("planted");
                }
                return time.nanoTime();
            }

            @Override
            public void park(long nanos) {
                time.park(nanos);
            }
        };
        domain[0] = EpochDomain.builder()
                .ticker(failing)
                .executor(started::add)
                .onFailure(report -> log.add("may wait: " + domain[0].mayWait()))
                .build();
        domain[0].retire(() -> log.add("a"));
        started.get(0).run();
        assertThat(log).containsExactly("may wait: false");
        assertThat(domain[0].mayWait()).isTrue();
        assertThat(started).hasSize(2);
        started.get(1).run();
        assertThat(log).endsWith("a");
    }

    @Test
    void executor_runsOnTheCaller_isRefusedAndReported() {
        List<FailureReport> failures = new ArrayList<>();
        List<String> log = new ArrayList<>();
        EpochDomain domain = EpochDomain.builder()
                .onFailure(failures::add)
                .executor(Runnable::run)
                .build();
        try (Pin pin = domain.pin()) {
            domain.retire(() -> log.add("a"));
            assertThat(pin.isOpen()).isTrue();
        }
        assertThat(log).isEmpty();
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).origin()).contains("thread that retires");
        assertThat(domain.statistics().pending()).isOne();
    }

    @Test
    void executor_pool_runsTheActions() throws InterruptedException {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(4));
        try (EpochDomain domain = EpochDomain.builder().executor(pool).build()) {
            AtomicInteger ran = new AtomicInteger();
            for (int i = 0; i < 1000; i++) {
                domain.retire(ran::incrementAndGet);
            }
            domain.barrier();
            assertThat(ran).hasValue(1000);
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void threadFactory_makesNone_isReported() {
        List<FailureReport> failures = new ArrayList<>();
        EpochDomain domain = EpochDomain.builder()
                .onFailure(failures::add)
                .threadFactory(task -> null)
                .build();
        domain.retire(() -> {});
        assertThat(failures).hasSize(1);
        assertThat(domain.statistics().pending()).isOne();
    }

    /** The ticker throws within a step, where only an error of the virtual machine could otherwise. */
    @Test
    void reclaimer_throwsAnError_isReportedAndReplaced() {
        List<FailureReport> failures = new ArrayList<>();
        List<Runnable> started = new ArrayList<>();
        int[] errors = {2};
        VirtualTicker time = new VirtualTicker();
        Ticker failing = new Ticker() {
            @Override
            public long nanoTime() {
                if (!started.isEmpty() || errors[0] == 0) {
                    return time.nanoTime();
                }
                errors[0]--;
                throw new OutOfMemoryError("planted");
            }

            @Override
            public void park(long nanos) {
                time.park(nanos);
            }
        };
        Executor executor = started::add;
        started.add(() -> {});
        EpochDomain domain = EpochDomain.builder()
                .ticker(failing)
                .executor(executor)
                .onFailure(failures::add)
                .build();
        started.clear();
        List<String> log = new ArrayList<>();
        domain.retire(() -> log.add("a"));
        domain.retire(() -> log.add("b"));
        for (int i = 0; i < 3; i++) {
            assertThat(started).hasSize(1);
            started.remove(0).run();
        }
        assertThat(failures)
                .extracting(FailureReport::thrown)
                .hasSize(2)
                .allMatch(OutOfMemoryError.class::isInstance);
        assertThat(log).containsExactly("a", "b");
        assertThat(started).isEmpty();
        assertThat(domain.statistics().workersStarted()).isEqualTo(3);
        // Before the second and the third attempt, and until the worker has left.
        assertThat(time.parked()).isEqualTo(Duration.ofMillis(2 + 4 + 50));
        domain.close();
    }

    /** The clock fails just when something is to be released: neither is it lost nor its room. */
    @Test
    void reclaimer_throwsAnErrorBeforeARelease_losesNothing() {
        List<FailureReport> failures = new ArrayList<>();
        List<Runnable> started = new ArrayList<>();
        List<String> log = new ArrayList<>();
        VirtualTicker time = new VirtualTicker();
        int[] looks = {0};
        int[] failing = {-1};
        Ticker ticker = new Ticker() {
            @Override
            public long nanoTime() {
                if (looks[0]++ == failing[0]) {
                    throw new OutOfMemoryError("planted");
                }
                return time.nanoTime();
            }

            @Override
            public void park(long nanos) {
                time.park(nanos);
            }
        };
        EpochDomain domain = EpochDomain.builder()
                .ticker(ticker)
                .executor(started::add)
                .onFailure(failures::add)
                .build();
        for (int look = 0; look < 4; look++) {
            looks[0] = 0;
            failing[0] = look;
            String word = "look " + look;
            domain.retire(() -> log.add(word));
            while (!started.isEmpty()) {
                started.remove(0).run();
            }
            failing[0] = -1;
            assertThat(log).endsWith(word);
            assertThat(domain.statistics().pending()).isZero();
        }
        assertThat(log).hasSize(4);
        assertThat(failures).isNotEmpty();
    }

    @Test
    void executor_runsTwice_oneOfTheRunsWorks() {
        List<Runnable> started = new ArrayList<>();
        EpochDomain domain = EpochDomain.builder()
                .ticker(new VirtualTicker())
                .executor(started::add)
                .build();
        AtomicInteger ran = new AtomicInteger();
        domain.retire(ran::incrementAndGet);
        Runnable first = started.remove(0);
        first.run();
        first.run(); // nothing is to be started
        assertThat(domain.statistics().workersStarted()).isOne();
        domain.retire(ran::incrementAndGet);
        Runnable second = started.remove(0);
        first.run(); // as good as the one that was made for it
        second.run();
        assertThat(domain.statistics().workersStarted()).isEqualTo(2);
        assertThat(ran).hasValue(2);
    }

    /** As a pool does whose threads help out while they wait: the work would wait for the pin of its own thread. */
    @Test
    void executor_runsOnAThreadThatIsPinned_isRefusedAndTriedAgain() {
        List<FailureReport> failures = new ArrayList<>();
        List<Runnable> started = new ArrayList<>();
        List<String> log = new ArrayList<>();
        EpochDomain domain = EpochDomain.builder()
                .ticker(new VirtualTicker())
                .onFailure(failures::add)
                .executor(started::add)
                .build();
        try (Pin pin = domain.pin()) {
            domain.retire(() -> log.add("a"));
            started.remove(0).run();
            assertThat(pin.isOpen()).isTrue();
        }
        assertThat(failures)
                .singleElement()
                .satisfies(report -> assertThat(report.origin()).contains("has a pin open"));
        assertThat(log).isEmpty();
        domain.statistics();
        started.remove(0).run();
        assertThat(log).containsExactly("a");
    }

    @Test
    void worker_hasLeft_itsThreadIsNotRetained() throws InterruptedException {
        List<WeakReference<Thread>> threads = new ArrayList<>();
        EpochDomain domain = EpochDomain.builder()
                .threadFactory(task -> {
                    Thread thread = new Thread(task);
                    threads.add(new WeakReference<>(thread));
                    return thread;
                })
                .build();
        domain.retire(() -> domain.pin().close());
        domain.barrier();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (threads.get(0).get() != null && System.nanoTime() - end < 0) {
            System.gc();
        }
        assertThat(threads).hasSize(1);
        assertThat(threads.get(0).get()).isNull();
        assertThat(domain.statistics().pending()).isZero();
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // it is what is tested
    void worker_ofItsOwn_hasNormalPriorityWhoeverRetires() throws InterruptedException {
        try (EpochDomain domain = EpochDomain.create("priority")) {
            AtomicInteger priority = new AtomicInteger();
            OtherThread.run(() -> {
                Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
                domain.retire(() -> priority.set(Thread.currentThread().getPriority()));
            });
            domain.barrier();
            assertThat(priority).hasValue(Thread.NORM_PRIORITY);
        }
    }

    /** Else a program could not end while a pin is open. */
    @Test
    void worker_ofItsOwn_isADaemonWhoeverRetires() throws InterruptedException {
        try (EpochDomain domain = EpochDomain.create("daemon")) {
            AtomicBoolean daemon = new AtomicBoolean();
            Thread user = new Thread(
                    () -> domain.retire(() -> daemon.set(Thread.currentThread().isDaemon())));
            user.setDaemon(false);
            user.start();
            assertEnds(user);
            domain.barrier();
            assertThat(daemon).isTrue();
        }
    }

    /** A class loader of who happens to retire first would stay alive with the worker. */
    @Test
    void worker_ofItsOwn_hasTheSystemsClassLoaderWhoeverRetires() throws InterruptedException {
        try (EpochDomain domain = EpochDomain.create("loader")) {
            AtomicReference<ClassLoader> loader = new AtomicReference<>();
            OtherThread.run(() -> {
                Thread.currentThread().setContextClassLoader(new ClassLoader(null) {});
                domain.retire(() -> loader.set(Thread.currentThread().getContextClassLoader()));
            });
            domain.barrier();
            assertThat(loader.get()).isSameAs(ClassLoader.getSystemClassLoader());
        }
    }

    @Test
    void worker_interrupted_goesOn() throws InterruptedException {
        try (EpochDomain domain = EpochDomain.create("interrupted")) {
            List<String> log = new ArrayList<>();
            domain.retire(() -> {
                Thread.currentThread().interrupt();
                log.add("a");
            });
            domain.retire(() -> log.add("b"));
            domain.barrier();
            domain.retire(() -> log.add("c"));
            domain.barrier();
            assertThat(log).containsExactly("a", "b", "c");
        }
    }

    /** An executor that fails after it took the worker, or runs it twice, gets no two workers at one queue. */
    @Test
    void executor_takesTheWorkerAndThrows_oneWorkerRuns() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        EpochDomain domain = EpochDomain.builder()
                .onFailure(report -> failures.incrementAndGet())
                .executor(task -> {
                    for (int i = 0; i < 2; i++) {
                        Thread thread = new Thread(task);
                        threads.add(thread);
                        thread.start();
                    }
                    throw new RejectedExecutionException("took it");
                })
                .build();
        Runnable action = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            running.decrementAndGet();
        };
        domain.retire(action);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 5; i++) {
            domain.retire(action);
        }
        for (int i = 0; i < threads.size(); i++) {
            if (i > 1) {
                assertEnds(threads.get(i)); // the first two: one of them works
            }
        }
        go.countDown();
        domain.barrier();
        assertThat(most).hasValue(1);
        assertThat(failures).hasPositiveValue();
        assertThat(domain.statistics().released()).isEqualTo(6);
        domain.close();
    }
}
