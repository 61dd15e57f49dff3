package org.xarray4j.internal.epoch;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done once, when a grace period is over. Made before its room is taken, so that nothing is left that
 * could fail when it is retired; linked to others by itself, so that the reclaimer allocates nothing.
 */
public final class Retired {
    private final long weight;

    /** Counts as pending, other than what a barrier waits for. */
    private final boolean counted;

    private @Nullable Object object;
    private @Nullable Consumer<Object> action;
    private @Nullable Throwable origin;

    /** The next one in the list that it is in: spilled, then waiting. Owned by whoever owns the list. */
    @Nullable Retired next;

    /** Drawn when its batch was sealed. Owned by the reclaimer. */
    long stamp;

    /** When its batch was sealed. Owned by the reclaimer. */
    long sealedAt;

    private Retired(long weight, boolean counted) {
        this.weight = weight;
        this.counted = counted;
    }

    /** Makes one that can be filled later. */
    public static Retired blank(long weight) {
        return new Retired(weight, true);
    }

    /** Makes one that opens a latch when everything before it has run. */
    static Retired opening(CountDownLatch latch) {
        Retired retired = new Retired(0, false);
        retired.fill(latch, any -> latch.countDown(), null);
        return retired;
    }

    /**
     * Says what is to be done.
     *
     * @param with what the action is given
     * @param what the action
     * @param retiredAt whose stack is that of the retiring call, or null
     */
    public void fill(Object with, Consumer<Object> what, @Nullable Throwable retiredAt) {
        object = with;
        action = what;
        origin = retiredAt;
    }

    void run() {
        Object with = object;
        Consumer<Object> what = action;
        if (with == null || what == null) {
            throw new AssertionError("retired blank");
        }
        what.accept(with);
    }

    /** Returns what it weighs. */
    public long weight() {
        return weight;
    }

    boolean isCounted() {
        return counted;
    }

    /** Returns what the action is given. */
    public @Nullable Object object() {
        return object;
    }

    /** Returns where it was retired, or null when that was not noted. */
    public @Nullable Throwable origin() {
        return origin;
    }
}
