package org.xarray4j.examples.iplookup.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.xarray4j.examples.iplookup.table.Ranges;

/** Lets readers and writers loose on one contender for a while. */
public final class Round {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double UPDATES_PER_MOVE = 100;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Ranges ranges;
    private final Blocks blocks;
    private final int readers;
    private final int updatesPerSecond;
    private final ErrorLog errors;

    /**
     * Says what every round is like.
     *
     * @param ranges the table
     * @param blocks the ranges that move
     * @param readers how many threads look up
     * @param updatesPerSecond withdrawals and announcements by the second, or 0 for as many as possible; blocks move at
     *     a hundredth of that
     * @param errors told of each wrong answer
     */
    public Round(Ranges ranges, Blocks blocks, int readers, int updatesPerSecond, ErrorLog errors) {
        this.ranges = ranges;
        this.blocks = blocks;
        this.readers = readers;
        this.updatesPerSecond = updatesPerSecond;
        this.errors = errors;
    }

    /**
     * Runs a round; a thread that fails ends it and counts as an error.
     *
     * @param contender what to look up through
     * @param duration how long
     * @param random decides which addresses are asked for
     * @param listener told how it goes
     * @return what was measured
     * @throws InterruptedException if this thread was interrupted; the round is over then
     */
    public RoundResult run(
            Contender contender, Duration duration, SplittableRandom random, LiveListener listener)
            throws InterruptedException {
        boolean moves = blocks.count() > 0;
        int workers = readers + (moves ? 2 : 1);
        RoundState state = new RoundState(workers + 1, errors);
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<Reader.Totals>> reading = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                reading.add(threads.submit(
                        new Reader(contender, ranges, blocks, state, random.split())));
            }
            Feed feed = contender.feed();
            Future<Histogram> announcing = threads.submit(new Writer(
                    state,
                    () -> {
                        feed.announcer().step();
                        state.addUpdate();
                    },
                    updatesPerSecond));
            Future<Histogram> moving = moves
                    ? threads.submit(new Writer(
                            state, feed.mover()::step, updatesPerSecond / UPDATES_PER_MOVE))
                    : CompletableFuture.completedFuture(new Histogram(3));
            state.awaitStart();
            long start = System.nanoTime();
            watch(state, start, duration, reading, announcing, listener);
            state.end();
            return collect(state, start, reading, announcing, moving, contender);
        } finally {
            state.end();
            // Wakes a thread that still waits for the start; all others see that the round is over.
            threads.shutdownNow();
        }
    }

    private static void watch(
            RoundState state,
            long start,
            Duration duration,
            List<Future<Reader.Totals>> reading,
            Future<Histogram> announcing,
            LiveListener listener)
            throws InterruptedException {
        long lastLookups = 0;
        long lastUpdates = 0;
        long last = start;
        long remaining = duration.toNanos();
        while (remaining > 0
                && !announcing.isDone()
                && reading.stream().noneMatch(Future::isDone)) {
            TimeUnit.NANOSECONDS.sleep(Math.min(remaining, TICK_NANOS));
            long now = System.nanoTime();
            long lookups = state.lookups();
            long updates = state.updates();
            double seconds = (now - last) / NANOS_PER_SECOND;
            listener.update(
                    seconds, (lookups - lastLookups) / seconds, (updates - lastUpdates) / seconds);
            lastLookups = lookups;
            lastUpdates = updates;
            last = now;
            remaining = start + duration.toNanos() - now;
        }
    }

    private RoundResult collect(
            RoundState state,
            long start,
            List<Future<Reader.Totals>> reading,
            Future<Histogram> announcing,
            Future<Histogram> moving,
            Contender contender)
            throws InterruptedException {
        Histogram latency = new Histogram(3);
        double lookupsPerSecond = 0;
        long blocksRead = 0;
        long blocksTorn = 0;
        for (Future<Reader.Totals> future : reading) {
            Reader.Totals totals = result(future, new Reader.Totals(), contender, "a reader");
            latency.add(totals.latency);
            // A round may end before a slow machine has done a single batch.
            lookupsPerSecond +=
                    totals.timedLookups * NANOS_PER_SECOND / Math.max(1, totals.timedNanos);
            blocksRead += totals.blocksRead;
            blocksTorn += totals.blocksTorn;
        }
        Histogram updateLatency =
                result(announcing, new Histogram(3), contender, "the announcing writer");
        long moves =
                result(moving, new Histogram(3), contender, "the moving writer").getTotalCount();
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        return new RoundResult(
                lookupsPerSecond,
                latency,
                updateLatency,
                seconds,
                state.lookups(),
                moves,
                blocksRead,
                blocksTorn);
    }

    private <R> R result(Future<R> future, R ifFailed, Contender contender, String who)
            throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            errors.add(() -> contender.name() + ": " + who + " failed: " + cause);
            return ifFailed;
        }
    }
}
