package org.xarray4j.internal.epoch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Releases what was retired, one step at a time; who makes the steps is another's business.
 *
 * <pre>
 * retire ──► RetireQueue ──seal: one stamp for all that is there──► waiting ──when its stamp is past──► run
 * </pre>
 *
 * <p>Sealing draws the stamp after everything of the batch was taken from the queue, hence after it was unlinked by
 * whoever retired it.
 *
 * <p>Invariants: {@code waiting} is the list from {@code oldest} to {@code newest}. Stamps do not decrease along it; actions
 * run in its order; an action leaves it before it runs, so it runs once whatever it throws. A step allocates nothing for
 * what it moves, so that it goes on when the memory is full.
 *
 * <p>Guarded by: whoever makes the steps; one thread at a time, each hand-over a volatile write and read [work-2].
 */
public final class Reclaimer {
    /** What a step has found. */
    public enum Found {
        /** Something moved on: another step may find more. */
        PROGRESS,
        /** Something waits for pins, or for an offer to the queue that was begun to be ended. */
        WAITING,
        /** Nothing is there. */
        NOTHING
    }

    /** How many elements of the queue one seal takes at most, so that no stream of them can delay releases. */
    private static final int BATCH = 1024;

    /** Seen by its test, which spills. */
    final RetireQueue queue = new RetireQueue();

    private final PinTable table;
    private final Backlog backlog;
    private final StallWatch watch;
    private final Reports reports;
    private final Ticker ticker;

    private @Nullable Retired oldest;
    private @Nullable Retired newest;

    /** The first of {@code waiting} without a stamp. Null between steps, unless one was broken off. */
    private @Nullable Retired unsealed;

    /** Where barriers wait until what they were offered behind is sealed. */
    private @Nullable Retired barriers;

    /**
     * Which thread runs what is not ours now, actions and reports: it would wait for itself. Volatile: each thread asks for
     * itself only, and sees its own write.
     */
    private volatile @Nullable Thread running;

    private final AtomicLong released = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    /** Written by who makes the steps only. */
    private volatile long longestGrace;

    /** Makes a reclaimer that has nothing to do. */
    public Reclaimer(
            PinTable table, Backlog backlog, StallWatch watch, Reports reports, Ticker ticker) {
        this.table = table;
        this.backlog = backlog;
        this.watch = watch;
        this.reports = reports;
        this.ticker = ticker;
    }

    /** Adds what has room; by any thread. Does not fail. */
    public void add(Retired retired) {
        queue.add(retired);
    }

    /** Returns a latch that opens when everything added before has run. Fails if the memory is full. */
    public CountDownLatch addBarrier() {
        CountDownLatch latch = new CountDownLatch(1);
        queue.addInOrder(Retired.opening(latch));
        return latch;
    }

    /** Makes one step. */
    public Found step() {
        running = Thread.currentThread();
        try {
            return look();
        } finally {
            running = null;
        }
    }

    /** Reports that the steps were broken off; by who makes them, to whom this is one of them. */
    void broken(String what, Throwable thrown) {
        running = Thread.currentThread();
        try {
            reports.broken(what, thrown);
        } finally {
            running = null;
        }
    }

    private Found look() {
        boolean moved = seal();
        Retired first = oldest;
        if (first != null && table.isPast(first.stamp)) {
            moved = true;
            release(table.past());
        }
        if (oldest != null) {
            watch.look();
        }
        if (moved) {
            return Found.PROGRESS;
        }
        return isIdle() ? Found.NOTHING : Found.WAITING;
    }

    private boolean seal() {
        int taken = 0;
        for (Retired next = queue.poll(); next != null; next = queue.poll()) {
            accept(next);
            if (++taken == BATCH) {
                break;
            }
        }
        for (Retired spilled = queue.pollSpilled(); spilled != null; ) {
            Retired below = spilled.next;
            accept(spilled);
            spilled = below;
        }
        for (Retired barrier = barriers; barrier != null; barrier = barriers) {
            barriers = barrier.next;
            append(barrier);
        }
        if (unsealed == null) {
            return false;
        }
        long stamp = table.stamp();
        long now = ticker.nanoTime();
        for (Retired retired = unsealed; retired != null; retired = retired.next) {
            retired.stamp = stamp;
            retired.sealedAt = now;
        }
        unsealed = null;
        return true;
    }

    /** Appends it, unless it is a barrier: those come after all that was retired before them, spilled or not. */
    private void accept(Retired retired) {
        if (retired.isCounted()) {
            append(retired);
        } else {
            retired.next = barriers;
            barriers = retired;
        }
    }

    private void append(Retired retired) {
        retired.next = null;
        retired.stamp = Long.MAX_VALUE; // not past before it is sealed
        Retired last = newest;
        if (last == null) {
            oldest = retired;
        } else {
            last.next = retired;
        }
        newest = retired;
        if (unsealed == null) {
            unsealed = retired;
        }
    }

    private void release(long past) {
        for (Retired first = oldest; first != null && first.stamp <= past; first = oldest) {
            longestGrace = Math.max(longestGrace, ticker.nanoTime() - first.sealedAt);
            oldest = first.next; // from here on nothing fails but the action
            if (oldest == null) {
                newest = null;
            }
            run(first);
        }
    }

    private void run(Retired retired) {
        try {
            retired.run();
        } catch (Throwable thrown) {
            failures.incrementAndGet();
            reports.failed(retired, thrown);
        } finally {
            if (retired.isCounted()) {
                released.incrementAndGet();
                backlog.giveBack(1, retired.weight());
            }
        }
    }

    /** Returns whether nothing was added that has not run; exact for who makes the steps, but for what is just being added. */
    boolean isIdle() {
        return oldest == null && queue.isEmpty();
    }

    /** Returns whether the current thread has a pin open, for which it would wait. */
    boolean isPinnedHere() {
        return table.isPinned(Thread.currentThread());
    }

    /** Returns whether the current thread makes a step just now, and so runs an action or a report. */
    public boolean isRunningHere() {
        return running == Thread.currentThread();
    }

    /** Returns how many actions have run, those that have thrown too. */
    public long released() {
        return released.get();
    }

    /** Returns how many actions have thrown. */
    public long failures() {
        return failures.get();
    }

    /** Returns the longest time from a seal to a release, in nanoseconds. */
    public long longestGrace() {
        return longestGrace;
    }
}
