package org.xarray4j.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xarray4j.Entry;
import org.xarray4j.Flag;
import org.xarray4j.Internals;
import org.xarray4j.ReadView;
import org.xarray4j.XArray;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.EpochDomainBuilder;
import org.xarray4j.epoch.EpochStatistics;
import org.xarray4j.epoch.Pin;
import org.xarray4j.epoch.StallReport;

/**
 * Readers and writers of two arrays, one with a releaser and one without, and writers of arrays that are closed meanwhile;
 * with stalls, threads that end inside a view, short-lived threads, interrupts, garbage collections and allocations that fail.
 *
 * <p>As a program: {@code java org.xarray4j.torture.Torture [seconds] [seed]}; {@link ArrayTortureTest} runs it for some
 * seconds. It ends with the first fault, or with counters that balance.
 */
public final class Torture {
    /** The message of the errors that are thrown in the place of an allocation. */
    static final String PLANTED = "planted";

    /** The name of a thread that stays when all is over. */
    private static final String STAYING = "torture-staying";

    private static final int READERS = 3;
    private static final int WRITERS = 2;
    private static final int MOST_BETWEEN_ERRORS = 400;
    private static final Duration STALL = Duration.ofMillis(20);
    private static final long SETTLE_SECONDS = 60;

    /** How long to wait for what is held back on purpose. */
    private static final long HELD_BACK_SECONDS = 1;

    /** How long a run goes on, when its time is over, for what has not happened yet. */
    private static final long OVERTIME_SECONDS = 60;

    private final long seed;
    private final Bug bug;
    private final Ledger ledger = new Ledger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Awaited awaited = new Awaited();
    private final AtomicInteger untilError = new AtomicInteger(MOST_BETWEEN_ERRORS);
    private final EpochDomain domain;
    private final XArray<Item> releasing;
    private final XArray<Item> plain;
    private final Closing closing;
    private final Mourner mourner;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean allocationsFail = true;

    private Torture(long seed, boolean bounded, Bug bug) {
        this.seed = seed;
        this.bug = bug;
        EpochDomainBuilder builder = EpochDomain.builder()
                .name("torture")
                .detectLeaks(true)
                .captureStacks(bounded)
                .stallThreshold(STALL)
                .onStall(this::accept);
        domain = (bounded ? builder.maxPending(64) : builder).build();
        releasing = Internals.failing(
                        XArray.<Item>builder()
                                .name("releasing")
                                .flags(Flag.ALLOC)
                                .domain(domain)
                                .releaser(this::release),
                        this::beforeAllocation)
                .build();
        plain = Internals.failing(
                        XArray.<Item>builder().name("plain").flags(Flag.ALLOC),
                        this::beforeAllocation)
                .build();
        closing = new Closing(this::release, ledger);
        mourner = new Mourner(releasing, domain, awaited, ledger, bug, new Random(seed));
    }

    private void accept(StallReport report) {
        Bug unheard = report.kind() == StallReport.Kind.STALLED
                ? Bug.STALL_NOT_REPORTED
                : Bug.DEATH_NOT_REPORTED;
        if (bug != unheard) {
            awaited.accept(report);
        }
    }

    private void beforeAllocation() {
        if (allocationsFail && untilError.decrementAndGet() == 0) {
            untilError.set(1 + (int) (ledger.writes.sum() * 31 % MOST_BETWEEN_ERRORS));
            throw new OutOfMemoryError(PLANTED);
        }
    }

    private void release(Item item) {
        if (bug == Bug.LOST_RELEASE && ledger.released.sum() % 10 == 9) {
            ledger.released.decrement(); // once, so that the next one counts again
            return;
        }
        ledger.released.increment();
        if (bug == Bug.RELEASED_TWICE) {
            boolean unused = item.release() > 0;
        }
        if (item.release() > 0 && bug != Bug.NO_GRACE_PERIOD) {
            ledger.fault("released once more: " + item);
        }
        if (item.isHandedOut()) {
            ledger.fault("released and handed out: " + item);
        }
        if (bug == Bug.RELEASE_THROWS && ledger.released.sum() == 1) {
            throw new IllegalStateException("planted for the domain");
        }
    }

    /**
     * Runs for a time.
     *
     * @return the ledger, whose faults say what went wrong
     */
    static Ledger run(long seed, long nanos, boolean bounded, Bug bug) throws InterruptedException {
        Torture torture = new Torture(seed, bounded, bug);
        torture.run(nanos);
        return torture.ledger;
    }

    private void run(long nanos) throws InterruptedException {
        for (int i = 0; i < READERS; i++) {
            Reader reader = reader(i);
            start("torture-reader-" + i, reader::read);
        }
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed - 1 - i);
            Writer owner = new Writer(releasing, true, closing, ledger, bug, random);
            Writer other = new Writer(plain, false, closing, ledger, bug, random);
            start("torture-writer-" + i, () -> (random.nextBoolean() ? owner : other).write());
        }
        List<Thread> working = List.copyOf(threads);
        start("torture-graces", this::grace);
        start("torture-mourner", mourner::mourn);
        start("torture-churn", this::churn);
        start("torture-closer", this::close);
        if (bug == Bug.THREAD_STAYS) {
            start(STAYING, settled::await);
        }
        Random random = new Random(~seed);
        Pin forgotten = bug == Bug.PIN_LEFT_OPEN ? domain.pin().handOff() : null;
        long end = System.nanoTime() + nanos;
        while (ledger.faults().isEmpty() && goesOn(System.nanoTime() - end)) {
            disturb(working, random);
        }
        for (String missing : ledger.missing()) {
            ledger.fault(
                    "did not happen: " + missing); // the last of several faults, if there are any
        }
        over.countDown();
        settle();
        settled.countDown();
        if (forgotten != null) {
            forgotten.close();
        }
        domain.close();
    }

    /** Whether the time is not over, or something has not happened that will. */
    private boolean goesOn(long nanosOver) {
        return nanosOver < 0
                || (bug == Bug.NONE
                        && nanosOver < TimeUnit.SECONDS.toNanos(OVERTIME_SECONDS)
                        && !ledger.missing().isEmpty());
    }

    private Reader reader(int number) {
        return new Reader(releasing, plain, awaited, ledger, bug, over, new Random(seed + number));
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    private void start(String name, Action action) {
        Thread thread = new Thread(() -> loop(action), name);
        threads.add(thread);
        thread.start();
    }

    private void loop(Action action) {
        try {
            while (over.getCount() > 0) {
                try {
                    action.run();
                } catch (InterruptedException e) {
                    ledger.interrupted.increment();
                }
                if (Thread.interrupted()) {
                    ledger.interrupted.increment();
                }
            }
        } catch (RuntimeException | Error e) {
            StringBuilder at = new StringBuilder(Thread.currentThread().getName() + ": " + e);
            for (StackTraceElement element : e.getStackTrace()) {
                at.append("\n    ").append(element);
            }
            ledger.fault(at.toString());
        }
    }

    /** Counts one grace period from its beginning to its end. */
    private void grace() throws InterruptedException {
        if (bug == Bug.GRACE_NOT_WAITED_FOR || domain.synchronize(STALL)) {
            ledger.graces.incrementAndGet();
        }
    }

    private void close() throws InterruptedException {
        if (!over.await(1, TimeUnit.MILLISECONDS)) {
            closing.next();
        }
    }

    private void churn() throws InterruptedException {
        if (bug == Bug.THREAD_THROWS) {
            throw new IllegalStateException("planted for the ledger");
        }
        int batch = Fibres.batch();
        CountDownLatch ended = new CountDownLatch(batch);
        for (int i = 0; i < batch; i++) {
            Reader reader = reader(i + ledger.shortLived.intValue());
            Fibres.start(() -> {
                try {
                    reader.readBriefly();
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
        ledger.shortLived.add(batch);
    }

    private void disturb(List<Thread> working, Random random) throws InterruptedException {
        if (over.await(1 + random.nextInt(20), TimeUnit.MILLISECONDS)) {
            return;
        }
        if (bug != Bug.NO_INTERRUPTS) {
            working.get(random.nextInt(working.size())).interrupt();
        }
        if (random.nextInt(10) == 0) {
            System.gc();
            ledger.collections.increment();
        }
        if (bug == Bug.NO_GRACE_PERIOD) {
            releaseEarly();
        }
    }

    /** What a domain without grace periods would do: releases values that readers may have. */
    private void releaseEarly() {
        try (ReadView<Item> view = releasing.read()) {
            for (int i = 0; i < Where.POINTS; i++) {
                Item item = view.get(i);
                if (item != null && releasing.compareAndSet(i, item, null)) {
                    item.release();
                }
            }
        } catch (OutOfMemoryError planted) {
            ledger.outOfMemory.increment();
        }
    }

    private void settle() throws InterruptedException {
        for (Thread thread : threads) {
            boolean stays = thread.getName().equals(STAYING);
            thread.join(TimeUnit.SECONDS.toMillis(stays ? HELD_BACK_SECONDS : SETTLE_SECONDS));
            if (thread.isAlive()) {
                ledger.fault(thread.getName() + " does not end");
            }
        }
        allocationsFail = false;
        Internals.validate(releasing);
        Internals.validate(plain);
        closing.end();
        quiet("before close");
        releasing.close();
        plain.close();
        quiet("after close");
        EpochStatistics rest = domain.statistics();
        if (rest.pins() != 0 || rest.pending() != 0 || rest.failures() != 0) {
            ledger.fault("left over: " + rest);
        }
    }

    private void quiet(String when) throws InterruptedException {
        long seconds = bug == Bug.PIN_LEFT_OPEN ? HELD_BACK_SECONDS : SETTLE_SECONDS;
        if (!domain.barrier(Duration.ofSeconds(seconds))) {
            ledger.fault(when + ": something is held back: " + domain.statistics());
        }
        Set<Item> present = Collections.newSetFromMap(new IdentityHashMap<>());
        try (ReadView<Item> view = releasing.read()) {
            for (Entry<Item> entry : view) {
                if (!entry.value().isHandedOut()) {
                    present.add(entry.value());
                }
            }
        }
        ledger.balance(present.size(), when);
    }

    /** Says what a run has seen, and how to repeat it. */
    static String report(Ledger ledger, long seed) {
        return "the same draws once more: ./mvnw -pl src test -Dtest=ArrayTortureTest -Dxarray4j.seed="
                + seed + "\nvirtual threads " + Fibres.areVirtual() + "\n" + ledger + "\n"
                + String.join("\n", ledger.faults());
    }

    /** Runs for as many seconds as the first argument says, 60 without one, with the second as the seed. */
    public static void main(String[] arguments) throws InterruptedException {
        long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 60;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        for (boolean bounded : new boolean[] {false, true}) {
            Ledger ledger = run(seed, TimeUnit.SECONDS.toNanos(seconds) / 2, bounded, Bug.NONE);
            System.out.println((bounded ? "bounded, " : "unbounded, ") + report(ledger, seed));
            if (!ledger.faults().isEmpty()) {
                System.exit(1);
            }
        }
    }
}
