package org.xarray4j.internal.epoch;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The thread that a slot belongs to, held weakly: an idle slot must not keep a thread from being collected, nor a pin
 * an abandoned virtual thread. Name and id outlive the thread, so that a report can name one that is gone.
 */
public final class Holder extends WeakReference<Thread> {
    /** The holder of a slot that was never claimed. */
    static final Holder NOBODY = new Holder();

    private final String name;
    private final long id;

    private Holder() {
        super(null);
        name = "nobody";
        id = 0;
    }

    Holder(Thread thread) {
        super(thread);
        id = thread.getId();
        name = thread.getName();
    }

    /** Returns the thread's name; the virtual threads that have none get one made of their id. */
    public String name() {
        Thread thread = get();
        String now = thread == null ? name : thread.getName();
        return now.isEmpty() ? "thread-" + id : now;
    }

    /** Returns the thread's id. */
    public long id() {
        return id;
    }

    /** Returns whether the thread has ended, or can never run again since nothing refers to it. */
    public boolean isGone() {
        Thread thread = get();
        return thread == null || !thread.isAlive();
    }

    /** Returns where the thread is now; empty when that cannot be told. */
    public StackTraceElement[] stack() {
        Thread thread = get();
        return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    }

    /** Tells a holder of one thread from that of another. */
    boolean is(@Nullable Thread thread) {
        return refersTo(thread);
    }
}
