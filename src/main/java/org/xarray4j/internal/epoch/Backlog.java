package org.xarray4j.internal.epoch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much is admitted and not yet released, by count and by weight; and whether the domain is closed.
 *
 * <p>Room is taken before anything is retired and given back when its action has run. While the domain closes, either
 * the one who takes room sees that it is closed, or the one who closes sees that room is taken, and waits [close-4].
 *
 * <p>Lock nesting: {@code lock} is taken under no other lock of the library and nothing is called under it but
 * {@code nudge}.
 */
public final class Backlog {
    /** What became of an attempt to take room. */
    public enum Outcome {
        /** The room is taken. */
        TAKEN,
        /** There is not enough. */
        FULL,
        /** The domain is closed. */
        CLOSED
    }

    private final long maxCount;
    private final long maxWeight;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong weight = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition givenBack = lock.newCondition();
    private final Runnable nudge;
    private volatile boolean closed;

    /**
     * Makes an empty backlog.
     *
     * @param maxCount the most there may be
     * @param maxWeight the most that it may weigh
     * @param nudge called now and then by who waits: makes sure that somebody works
     */
    public Backlog(long maxCount, long maxWeight, Runnable nudge) {
        this.maxCount = maxCount;
        this.maxWeight = maxWeight;
        this.nudge = nudge;
    }

    /** Takes room if there is room. */
    public Outcome take(long pieces, long heavy) {
        if (!addWithin(count, pieces, maxCount)) {
            return closedVolatile() ? Outcome.CLOSED : Outcome.FULL;
        }
        if (!addWithin(weight, heavy, maxWeight)) {
            addVolatile(count, -pieces);
            return closedVolatile() ? Outcome.CLOSED : Outcome.FULL;
        }
        if (closedVolatile()) {
            giveBack(pieces, heavy);
            return Outcome.CLOSED;
        }
        return Outcome.TAKEN;
    }

    /** Takes room, and waits for it when there is none. */
    public Outcome takeWaiting(long pieces, long heavy) throws InterruptedException {
        Outcome outcome = take(pieces, heavy);
        if (outcome != Outcome.FULL) {
            return outcome;
        }
        lock.lockInterruptibly();
        waiting.incrementAndGet();
        try {
            for (outcome = take(pieces, heavy);
                    outcome == Outcome.FULL;
                    outcome = take(pieces, heavy)) {
                nudge.run();
                givenBack.await(Backoff.MOST, TimeUnit.NANOSECONDS);
            }
            return outcome;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /** Gives room back. */
    public void giveBack(long pieces, long heavy) {
        addVolatile(weight, -heavy);
        addVolatile(count, -pieces);
        if (waiting.get() > 0) {
            lock.lock();
            try {
                givenBack.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Closes; whoever has taken room keeps it.
     *
     * @return false if it was closed before
     */
    public boolean close() {
        lock.lock();
        try {
            if (closedVolatile()) {
                return false;
            }
            closeVolatile();
            givenBack.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all room was given back. */
    public void awaitEmpty() throws InterruptedException {
        lock.lockInterruptibly();
        waiting.incrementAndGet();
        try {
            while (countVolatile() != 0) {
                nudge.run();
                givenBack.await(Backoff.MOST, TimeUnit.NANOSECONDS);
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /** Returns whether the domain is closed. */
    public boolean isClosed() {
        return closedVolatile();
    }

    /** Returns how many are admitted and not yet released. */
    public long count() {
        return countVolatile();
    }

    /** Returns what they weigh. */
    public long weight() {
        return weight.get();
    }

    private static boolean addWithin(AtomicLong sum, long more, long max) {
        for (; ; ) {
            long seen = sum.get();
            if (more > max - seen) {
                return false;
            }
            if (sum.compareAndSet(seen, seen + more)) {
                return true;
            }
        }
    }

    private static void addVolatile(AtomicLong sum, long more) {
        sum.addAndGet(more);
    }

    // [close-4] By who takes room: volatile read-modify-write of the count, and then a volatile
    // load of closed. Pairs with [close-5] in closeVolatile.
    //   Take first:  the one who closes sees the room taken, and waits until its action has run.
    //   Close first: we see it, give the room back and refuse.
    // Hazard if weaker: something is retired that nobody will ever release.
    // Witness: Domain_01_CloseVsRetire
    private boolean closedVolatile() {
        return closed;
    }

    // [close-5] By who closes: volatile store, and then a volatile load of the count, which is
    // countVolatile. Pairs with [close-4] in closedVolatile.
    //   Take first:  we see the room taken, and wait until its action has run.
    //   Close first: who takes room sees it, gives the room back and refuses.
    // Hazard if weaker: as for [close-4].
    // Witness: Domain_01_CloseVsRetire
    private void closeVolatile() {
        closed = true;
    }

    private long countVolatile() {
        return count.get();
    }
}
