package org.xarray4j.epoch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.epoch.Backlog;
import org.xarray4j.internal.epoch.GraceWait;
import org.xarray4j.internal.epoch.Leaks;
import org.xarray4j.internal.epoch.PinTable;
import org.xarray4j.internal.epoch.Reclaimer;
import org.xarray4j.internal.epoch.Retired;
import org.xarray4j.internal.epoch.Slot;
import org.xarray4j.internal.epoch.StallWatch;
import org.xarray4j.internal.epoch.Ticker;
import org.xarray4j.internal.epoch.Worker;

/**
 * What an {@link EpochDomain} is made of, and the rules by which it refuses: who pins asks the table alone; who retires
 * takes room in the backlog, then adds to the reclaimer, then wakes the worker.
 */
final class DomainCore {
    /** How to run a retired action. */
    static final Consumer<Object> RUN = action -> ((Runnable) action).run();

    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

    final String name;
    final PinTable table;
    final Backlog backlog;
    final Reclaimer reclaimer;
    final Worker worker;

    /** Whether pins note where they come from: then none is claimed at home. */
    final boolean tracing;

    private final Settings settings;
    private final @Nullable Leaks leaks;
    private final Reporter reporter;
    private final StallWatch watch;
    private final AtomicLong doubleCloses = new AtomicLong();
    private final AtomicLong beyondBounds = new AtomicLong();

    DomainCore(Settings settings) {
        this.settings = settings;
        Ticker ticker = settings.ticker();
        name = settings.name();
        tracing = settings.captureStacks() || settings.detectLeaks();
        table = new PinTable(settings.slots(), !tracing);
        leaks = settings.detectLeaks() ? new Leaks() : null;
        boolean grows = settings.policy() == Policy.GROW;
        backlog = new Backlog(
                grows ? Long.MAX_VALUE : settings.maxPending(),
                grows ? Long.MAX_VALUE : settings.maxWeight(),
                this::nudge);
        reporter = new Reporter(settings, backlog);
        watch = new StallWatch(table, leaks, reporter, ticker, settings.stallThreshold());
        reclaimer = new Reclaimer(table, backlog, watch, reporter, ticker);
        worker = new Worker(settings.executor(), reclaimer, reporter, ticker);
    }

    private void nudge() {
        worker.nudge();
    }

    // ---------------------------------------------------------------- pins

    /** Claims a slot for who could not do so at home: only such a one asks whether the domain is closed. */
    Slot claimElsewhere(Thread thread) {
        if (backlog.isClosed()) {
            throw refused("pin", "the domain is closed");
        }
        return table.claimElsewhere(thread);
    }

    /**
     * Notes where a pin comes from, if that is wanted.
     *
     * @return what nothing but the pin may refer to: when it is unreachable, the pin is; null when that is not watched. Not
     *     the pin itself, which would then escape, and always be allocated
     */
    @Nullable Object trace(Slot slot, long ticket) {
        if (!tracing) {
            return null;
        }
        Object leash = null;
        Leaks.Tracked handle = null;
        if (leaks != null) {
            leash = new Object();
            handle = leaks.track(leash, slot, ticket);
        }
        long now = settings.ticker().nanoTime();
        slot.trace(new Slot.Trace(ticket, now, origin(), handle));
        return leash;
    }

    private @Nullable Throwable origin() {
        return settings.captureStacks() ? new Throwable() : null;
    }

    void closedTraced(Slot.Trace trace) {
        Leaks.Tracked handle = trace.handle();
        if (leaks != null && handle != null) {
            leaks.forget(handle);
        }
    }

    void closedTwice() {
        doubleCloses.incrementAndGet();
        if (settings.strict()) {
            reporter.misused(refused("close", "the pin is closed already"));
        }
    }

    // ---------------------------------------------------------------- retiring

    void retire(Object with, Consumer<Object> what, long weight) {
        checkFits("retire", 1, weight);
        Retired retired = Retired.blank(weight);
        takeRoom("retire", 1, weight);
        enqueue(retired, with, what);
    }

    boolean tryRetire(Object with, Consumer<Object> what, long weight) {
        checkFits("tryRetire", 1, weight);
        Retired retired = Retired.blank(weight);
        if (!tryTakeRoom("tryRetire", 1, weight)) {
            return false;
        }
        enqueue(retired, with, what);
        return true;
    }

    /** Makes what an admission consists of, before any room is taken. */
    Admission roomFor(int count, long weight) {
        checkFits("admit", count, weight);
        @Nullable Retired[] blanks = new @Nullable Retired[count];
        for (int i = 0; i < count; i++) {
            blanks[i] = Retired.blank(weight);
        }
        return new Admission(this, blanks, weight);
    }

    /** Retires what has room. Does not fail. */
    void enqueue(Retired retired, Object with, Consumer<Object> what) {
        Throwable origin = null;
        try {
            origin = origin();
        } catch (OutOfMemoryError | StackOverflowError e) {
            // Then it is not known where this was retired.
        }
        retired.fill(with, what, origin);
        reclaimer.add(retired);
        worker.wake();
    }

    void takeRoom(String call, long count, long weight) {
        if (tryTakeRoom(call, count, weight)) {
            return;
        }
        String full = backlog.count() + " retirements of weight " + backlog.weight() + " wait, and "
                + count + " of weight " + weight + " would be too much";
        if (settings.policy() != Policy.BLOCK) {
            throw new BacklogFullException(message(call, "the backlog is full: " + full), null);
        }
        checkMayWait(call, "must wait for room: " + full);
        try {
            if (backlog.takeWaiting(count, weight) == Backlog.Outcome.CLOSED) {
                throw refused(call, "the domain is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BacklogFullException(
                    message(call, "interrupted while waiting for room: nothing was retired"), e);
        }
    }

    boolean tryTakeRoom(String call, long count, long weight) {
        switch (backlog.take(count, weight)) {
            case CLOSED -> throw refused(call, "the domain is closed");
            case FULL -> {
                return false;
            }
            case TAKEN -> {
                if (settings.policy() == Policy.GROW
                        && (backlog.count() > settings.maxPending()
                                || backlog.weight() > settings.maxWeight())) {
                    beyondBounds.addAndGet(count);
                }
            }
        }
        return true;
    }

    // ---------------------------------------------------------------- waiting

    boolean elapsed(long cookie) {
        if (cookie <= 1 || (cookie > table.past() && cookie > table.epoch())) {
            throw new IllegalArgumentException(
                    message("elapsed", "the cookie " + cookie + " was not drawn here"));
        }
        return table.isPast(cookie);
    }

    boolean synchronize(long nanos) throws InterruptedException {
        if (backlog.isClosed()) {
            throw refused("synchronize", "the domain is closed");
        }
        checkMayWait("synchronize", "waits for all open pins");
        return GraceWait.await(table, watch, settings.ticker(), table.stamp(), nanos);
    }

    boolean barrier(long nanos) throws InterruptedException {
        checkMayWait("barrier", "waits for what is held back");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (backlog.count() == 0) {
            return true;
        }
        CountDownLatch ran = reclaimer.addBarrier();
        worker.wake();
        long begin = System.nanoTime();
        for (; ; ) {
            long left = nanos - (System.nanoTime() - begin);
            if (ran.await(Math.min(left, LOOK_AGAIN), TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
            worker.nudge();
        }
    }

    void close() {
        if (backlog.isClosed()) {
            return;
        }
        checkMayWait("close", "waits for what is held back");
        if (backlog.close()) {
            table.closeHome();
            try {
                backlog.awaitEmpty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns whether this thread would not wait for itself. */
    boolean mayWait() {
        return !reclaimer.isRunningHere() && !table.isPinned(Thread.currentThread());
    }

    private void checkMayWait(String call, String why) {
        if (reclaimer.isRunningHere()) {
            throw refused(
                    call,
                    "it " + why
                            + ", and this thread runs the release actions and reports, for which"
                            + " it would wait");
        }
        if (table.isPinned(Thread.currentThread())) {
            throw refused(
                    call,
                    "it " + why
                            + ", and this thread has a pin open: close it first, or hand it off");
        }
    }

    // ---------------------------------------------------------------- checks and messages

    private void checkFits(String call, int count, long weight) {
        if (count < 0 || weight < 0) {
            throw new IllegalArgumentException(message(
                    call, "count " + count + " and weight " + weight + " must not be negative"));
        }
        boolean grows = settings.policy() == Policy.GROW;
        long most = grows ? Long.MAX_VALUE : settings.maxWeight();
        if ((!grows && count > settings.maxPending()) || (count > 0 && weight > most / count)) {
            throw new IllegalArgumentException(message(
                    call,
                    count + " of weight " + weight + " never fit into a backlog of "
                            + settings.maxPending() + " of weight " + most));
        }
    }

    long nanos(Duration timeout, String call) {
        if (notNull(timeout, "timeout").isNegative()) {
            throw new IllegalArgumentException(
                    message(call, "the timeout " + timeout + " is negative"));
        }
        return Settings.nanos(timeout);
    }

    <T> T notNull(@Nullable T argument, String what) {
        if (argument == null) {
            throw new NullPointerException(name + ": " + what + " is null");
        }
        return argument;
    }

    @SuppressWarnings("unchecked") // it is given nothing but the object that it came with
    Consumer<Object> untyped(@Nullable Consumer<?> releaser) {
        return (Consumer<Object>) notNull(releaser, "releaser");
    }

    IllegalStateException refused(String call, String rule) {
        return new IllegalStateException(message(call, rule));
    }

    private String message(String call, String rule) {
        return name + ": " + call + " refused: " + rule;
    }

    EpochStatistics statistics() {
        worker.nudge();
        StallWatch.Pins pins = watch.pins();
        return new EpochStatistics(
                name,
                table.epoch(),
                pins.open(),
                Duration.ofNanos(pins.oldestAge()),
                backlog.count(),
                backlog.weight(),
                reclaimer.released(),
                reclaimer.failures(),
                doubleCloses.get(),
                beyondBounds.get(),
                reporter.suspicions(),
                Duration.ofNanos(reclaimer.longestGrace()),
                table.length(),
                worker.started());
    }
}
