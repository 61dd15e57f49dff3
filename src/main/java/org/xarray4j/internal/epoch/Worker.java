package org.xarray4j.internal.epoch;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reclaimer a thread while there is something to reclaim, and none otherwise.
 *
 * <pre>
 *            wake: start a thread                   wake: unpark
 *   IDLE ──────► STARTING ──run──► RUNNING ◄───────────────────────── LINGERING
 *    ▲                                └───nothing found──────────────────►┘ │
 *    └──────────────────────── nothing came for 50 ms ──────────────────────┘
 * </pre>
 *
 * <p>Closing a pin signals nobody: while something waits for pins, the worker looks again after 1 ms, and then ever later
 * up to 50 ms. It lingers since to start a thread costs the retiring thread more than everything else in a retirement.
 *
 * <p>Invariants: whoever makes the state RUNNING, and nobody else, lets the reclaimer step, until it makes it IDLE. So an
 * executor may run what it was given twice, or fail after it took it: one run gets the state, the others find it taken.
 * Once the state is LINGERING the worker looks again [work-2]; it leaves only if nobody has taken LINGERING away from it
 * meanwhile, as everybody does who has added something and sees it.
 */
public final class Worker {
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int LINGERING = 2;
    private static final int STARTING = 3;

    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(50);

    private final Executor executor;
    private final Reclaimer reclaimer;
    private final Reports reports;
    private final Ticker ticker;
    private final AtomicLong started = new AtomicLong();

    /** Only through {@link EpochOrderings}. */
    int state = IDLE;

    /**
     * Who lingers. Plain: written before the state is LINGERING, read after that was replaced [work-2]; null again, so that
     * no thread is retained, once it looks whether it was: then it needs no waking.
     */
    private @Nullable Thread lingering;

    /** Whether the last attempt to run broke off, so that what is there may wait with nobody working on it. */
    private volatile boolean owing;

    /** After how many errors in a row the worker was started. Owned by whoever is RUNNING. */
    private int errorsInRow;

    /** Makes a worker that does not run. */
    public Worker(Executor executor, Reclaimer reclaimer, Reports reports, Ticker ticker) {
        this.executor = executor;
        this.reclaimer = reclaimer;
        this.reports = reports;
        this.ticker = ticker;
    }

    /** After something was added: makes sure that the worker will see it. Does not fail. */
    public void wake() {
        try {
            int seen = EpochOrderings.stateFenced(this); // [work-1]
            if (seen == LINGERING
                    && EpochOrderings.replaceStateVolatile(this, LINGERING, RUNNING)) {
                LockSupport.unpark(lingering);
            } else if (seen == STARTING ? owing : seen != RUNNING && claimStart()) {
                start();
            }
        } catch (StackOverflowError e) {
            // Nothing was called since that could fail now. Whoever wakes or waits next starts
            // again.
            owing = true;
        }
    }

    private boolean claimStart() {
        return EpochOrderings.replaceStateVolatile(this, IDLE, STARTING);
    }

    /** Starts again what broke off, if it did; by whoever waits for the worker. */
    public void nudge() {
        if (owing) {
            wake();
        }
    }

    /** Returns how often the worker was started. */
    public long started() {
        return started.get();
    }

    /** Whoever is told that it failed may wait for the worker: so it is owing before that. */
    private void start() {
        owing = false;
        try {
            Start start = new Start();
            try {
                executor.execute(start);
            } finally {
                start.handingOver = false;
            }
        } catch (Throwable thrown) {
            owing = true; // the state stays STARTING: if it was taken nevertheless, it may run
            reports.broken("the executor did not take the reclaimer", thrown);
        }
    }

    /** What the executor is given. */
    private final class Start implements Runnable {
        private final Thread starter = Thread.currentThread();

        /** Volatile: each thread asks for itself only, and sees its own write. */
        private volatile boolean handingOver = true;

        @Override
        public void run() {
            if (handingOver && starter == Thread.currentThread()) {
                owing = true; // and the state stays STARTING, as where it was not taken
                reports.broken(
                        "the executor runs the reclaimer on the thread that retires",
                        new RejectedExecutionException(
                                "that thread may be a reader or hold a lock"));
                return;
            }
            Throwable why = whyNotHere();
            if (why != null) {
                owing = true;
                reports.broken(
                        why instanceof Error
                                ? "the reclaimer could not begin, and is started again"
                                : "the executor runs the reclaimer on a thread that has a pin open",
                        why);
                return;
            }
            Worker.this.run();
        }

        /** Returns what there is against this thread; or that it could not be found out, since to ask takes memory. */
        private @Nullable Throwable whyNotHere() {
            try {
                return reclaimer.isPinnedHere()
                        ? new RejectedExecutionException("it would wait for itself")
                        : null;
            } catch (OutOfMemoryError | StackOverflowError error) {
                return error;
            }
        }
    }

    /** Leaves, though something may be there; the next retirement or wait starts a worker again. */
    private void giveUp(String what, Throwable thrown) {
        try {
            reclaimer.broken(what, thrown);
        } finally {
            owing = true;
            EpochOrderings.setStateVolatile(this, IDLE);
        }
    }

    /** Works until nothing is left to do, unless another run does; by the executor. */
    private void run() {
        if (!EpochOrderings.replaceStateVolatile(this, STARTING, RUNNING)) {
            return;
        }
        started.incrementAndGet();
        owing = false;
        try {
            work();
        } catch (Throwable thrown) {
            errorsInRow++;
            giveUp("the reclaimer broke off and is started again", thrown);
            nudge();
        }
    }

    private void work() {
        Backoff backoff = new Backoff();
        if (errorsInRow > 0) {
            pause(Math.min(Backoff.LEAST << Math.min(errorsInRow, 6), Backoff.MOST));
        }
        for (; ; ) {
            switch (reclaimer.step()) {
                case PROGRESS -> {
                    errorsInRow = 0;
                    backoff.reset();
                }
                case WAITING -> pause(backoff.next());
                case NOTHING -> {
                    if (!linger()) {
                        return;
                    }
                }
            }
        }
    }

    /** Waits for more to do, and returns false when none came and the worker has left. */
    private boolean linger() {
        lingering = Thread.currentThread();
        EpochOrderings.setStateVolatile(this, LINGERING); // [work-2]
        if (reclaimer.isIdle()) {
            pause(LINGER);
        }
        lingering = null;
        int next = reclaimer.isIdle() ? IDLE : RUNNING;
        boolean woken = !EpochOrderings.replaceStateVolatile(this, LINGERING, next);
        return woken || next == RUNNING;
    }

    /** Waits a while. An interrupt may cut it short but does not stay: retired work is done all the same. */
    private void pause(long nanos) {
        ticker.park(nanos);
        boolean unused = Thread.interrupted();
    }
}
