package org.xarray4j.jcstress;

import java.util.concurrent.Executor;

/**
 * An executor that keeps what it is given until it is told to do it, by the thread that has retired something: so that
 * retirer and reclaimer are one actor. A real executor has a thread for it, which is neither a reader's nor a writer's.
 */
final class Hand implements Executor {
    private Runnable task;

    @Override
    public void execute(Runnable given) {
        task = given;
    }

    /** Does what was given, if anything was: releases what can be, and is back at once if nothing is left. */
    void work() {
        Runnable given = task;
        task = null;
        if (given != null) {
            hurry();
            given.run();
            boolean unused = Thread.interrupted();
        }
    }

    /** Cuts short what the worker, which is this thread, waits for next: else it lingers for 50 ms when it is done. */
    static void hurry() {
        Thread.currentThread().interrupt();
    }
}
