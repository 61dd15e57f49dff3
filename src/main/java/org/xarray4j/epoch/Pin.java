package org.xarray4j.epoch;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.epoch.Holder;
import org.xarray4j.internal.epoch.Slot;

/**
 * Holds back the release of whatever is retired from now on, until it is closed.
 *
 * <p>Opened by {@link EpochDomain#pin}. What a thread reads of a shared structure while the pin is open will not be
 * released before the pin is closed, provided that whoever unlinks something retires it only afterwards. Pins nest, since
 * each is its own; they may be closed in any order, and by any thread, virtual ones too, if the pin reaches it by a
 * synchronizing way. Being its own, a pin does not take over from another: what was read under an earlier pin is safe for as
 * long as that one is open, since it may have been retired before the later one was opened.
 *
 * <p>It must be closed, soonest by try-with-resources: what is not closed holds up every release of the domain. All
 * methods are wait-free or lock-free and block nobody. Actions before the close of a pin happen-before the release of
 * whatever the pin held back.
 *
 * <p>The read-side critical section of RCU, as an object: SRCU's index or crossbeam's {@code Guard}, but tied to no
 * thread.
 */
public final class Pin implements AutoCloseable {
    private final DomainCore domain;
    private final Slot slot;
    private final long ticket;

    /** The thread that opened it, if that closes it in a way of its own. */
    private final @Nullable Thread opener;

    /** What is watched in place of the pin, if anything is. */
    private final @Nullable Object leash;

    Pin(
            DomainCore domain,
            Slot slot,
            long ticket,
            @Nullable Thread opener,
            @Nullable Object leash) {
        this.domain = domain;
        this.slot = slot;
        this.ticket = ticket;
        this.opener = opener;
        this.leash = leash;
    }

    /**
     * Returns whether the pin is open still. By the thread that opened it the answer is exact unless another thread may
     * close it; constant time.
     *
     * @return false once it is closed, for ever
     */
    public boolean isOpen() {
        return slot.isOpen(ticket);
    }

    /**
     * Says that another thread than the one that opened the pin will close it. From now on the pin counts against no
     * thread: the one that opened it may wait for grace periods. Such a wait ends only when the pin is closed, so it needs
     * a timeout, or care. Constant time; a second hand-off does nothing.
     *
     * @return this pin, to be passed on
     * @throws IllegalStateException if the pin is closed
     */
    public Pin handOff() {
        if (!isOpen()) {
            throw new IllegalStateException(
                    domain.name + ": handOff refused: the pin is closed already");
        }
        slot.handOff(ticket);
        return this;
    }

    /**
     * Closes the pin. A second close harms nothing, neither this pin nor any other: {@link EpochStatistics#doubleCloses}
     * counts it, and in {@link EpochDomainBuilder#strict strict mode} it is reported; unless it races with the close by the
     * thread that opened the pin: then either may be taken for the first. On that thread usually one ordered store, elsewhere
     * a compare-and-set; lock-free. Allocates nothing.
     */
    @Override
    public void close() {
        try {
            Slot.Trace trace = slot.trace(ticket); // of the pin, so before it is closed
            if (!slot.close(ticket, opener)) {
                domain.closedTwice();
            } else if (trace != null) {
                domain.closedTraced(trace);
            }
        } finally {
            Reference.reachabilityFence(leash); // until here it is not lost
        }
    }

    /**
     * Returns which domain is pinned, and by whom while it is.
     *
     * @return for instance {@code Pin[routes, open, by main]} or {@code Pin[routes, closed]}
     */
    @Override
    public String toString() {
        Holder holder = slot.holder(ticket);
        return "Pin[" + domain.name
                + (holder != null && isOpen() ? ", open, by " + holder.name() : ", closed") + "]";
    }
}
