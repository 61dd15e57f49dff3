package org.xarray4j.epoch;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Runs each task on a new thread. */
final class ThreadPerTask implements Executor {
    private final String domain;
    private final @Nullable ThreadFactory factory;

    ThreadPerTask(String domain, @Nullable ThreadFactory factory) {
        this.domain = domain;
        this.factory = factory;
    }

    @Override
    public void execute(Runnable task) {
        Thread thread = factory == null ? daemon(task) : factory.newThread(task);
        if (thread == null) {
            throw new RejectedExecutionException("the thread factory has made no thread");
        }
        thread.start();
    }

    /** Makes a thread that owes nothing to the one that happens to retire first. */
    @SuppressWarnings("ThreadPriorityCheck") // only so as not to inherit a low one
    private Thread daemon(Runnable task) {
        Thread thread = new Thread(null, task, "xarray4j-epoch-" + domain, 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
