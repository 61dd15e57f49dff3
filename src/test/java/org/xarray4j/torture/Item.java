package org.xarray4j.torture;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A value that knows where it may be met, when it was made, when it was discarded and how often it was released. */
final class Item {
    /** For {@link #discardedAt}: nobody has said so yet. */
    static final long LIVE = -1;

    private final long first;
    private final long last;
    private final long born = System.nanoTime();
    private final AtomicInteger releases = new AtomicInteger();
    private final AtomicBoolean handedOut = new AtomicBoolean();
    private volatile long discardedAt = LIVE;

    /** Creates a value for one store, at some or any index of a range. */
    Item(long first, long last) {
        this.first = first;
        this.last = last;
    }

    boolean mayBeAt(long index) {
        return first <= index && index <= last;
    }

    long ageNanos() {
        return System.nanoTime() - born;
    }

    /** Counts a release; returns how many there were before. */
    int release() {
        return releases.getAndIncrement();
    }

    boolean isReleased() {
        return releases.get() != 0;
    }

    /** Notes that a caller was handed the value; returns whether that is new: a range gives it out piece by piece. */
    boolean handOut() {
        return handedOut.compareAndSet(false, true);
    }

    boolean isHandedOut() {
        return handedOut.get();
    }

    /** Notes how many grace periods were over when the array was known to have discarded the value. */
    void discardedAt(long graces) {
        discardedAt = graces;
    }

    long discardedAt() {
        return discardedAt;
    }

    @Override
    public String toString() {
        return "item of " + first + " to " + last + ", released " + releases + ", handed out "
                + handedOut + ", discarded at " + discardedAt;
    }
}
