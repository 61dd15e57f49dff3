package org.xarray4j.internal.epoch;

import org.jspecify.annotations.Nullable;

/**
 * A place for one pin at a time, which each pin takes under a ticket of its own.
 *
 * <pre>
 * word             even: free             odd: the ticket of the pin that has it
 * closedElsewhere  the greatest ticket that was closed otherwise than by a mere store of the word
 * handedOff        the greatest ticket whose pin was handed off
 * epoch            the epoch that the pin read; until it is announced that of the one before, or 0 if the slot is shared
 * holder           whose it is, or, if shared, who claimed it last
 *
 *   free 6 ──claim──► 7, epoch d ──announce──► 7, epoch e ──close by its thread──► free 8
 *                                                   │                                ▲
 *                                                   └──close elsewhere──► 7, closed ─┘ (if shared, by whoever did)
 *                                                                             │
 *                                                          if owned: next claim └──► 9, epoch d
 * </pre>
 *
 * <p>There are two kinds. A slot of the first segment is <i>owned</i>, by the first thread that takes it, until that thread is
 * gone: nobody else writes its word; that is why claim and close may be mere stores, which cost less than
 * compare-and-sets. Who closes a pin elsewhere only says so, and the thread, which tries the same few slots each time,
 * claims the slot anew when it comes back. All other slots are <i>shared</i>: whoever finds one free claims it by compare-and-set, and
 * whoever raises {@code closedElsewhere} to the ticket, its own thread too, and so exactly one, frees it.
 *
 * <p>Invariants: a ticket is never used twice in a slot. A pin is open if and only if the word is its ticket and {@code
 * closedElsewhere} is less.
 *
 * <p>Rejected: a reference to a record of the pin, whose close is a store into the record. As safe, but it stores a
 * reference to a young object into an old one at each pin, for which G1 pays a second full fence, and it leaves the last
 * record in each slot. Slots that all threads compete for: each claim is a compare-and-set, and so is each close of a
 * ticket, if a store is not to free somebody else's.
 */
public class Slot extends RoomBefore {
    // All but trace, and where it says so holder, only through EpochOrderings.
    long word;
    long closedElsewhere;
    long handedOff;
    long epoch;

    /**
     * If owned, set by [own-1]; a thread finds itself by a plain load, since then it was itself that wrote it and nobody
     * else has. If shared, plain: written by whoever has claimed the slot, before the epoch is announced [pin-3]; read by
     * whoever looks for a thread after the epoch [scan-2].
     */
    Holder holder = Holder.NOBODY;

    /**
     * What is known of the pin's origin, if anything. Plain and racy: whoever reads it looks whether it is of the pin
     * meant, and all its fields are final.
     */
    @Nullable Trace trace;

    /** The slot pushed before, in the overflow list. */
    @Nullable Slot next;

    Slot() {}

    /** Returns whether the thread that claims the slot closes by a mere store. */
    public boolean isOwned() {
        return false;
    }

    /** An owned slot, on cache lines of its own: two, since processors fetch them in pairs. */
    static final class Owned extends Slot {
        @SuppressWarnings("unused") // only there
        private long p0, p1, p2, p3, p4, p5, p6, p7, p8;

        @Override
        public boolean isOwned() {
            return true;
        }
    }

    /**
     * Where a pin came from.
     *
     * @param ticket the pin
     * @param openedAt the ticker's time
     * @param origin whose stack is that of the opening, or null
     * @param handle how it is found out that nobody can close the pin, or null
     */
    public record Trace(
            long ticket,
            long openedAt,
            @Nullable Throwable origin,
            Leaks.@Nullable Tracked handle) {}

    /**
     * Claims the slot if it is this thread's own, and no pin is open in it.
     *
     * @param thread the current thread
     * @return the ticket, or 0
     */
    public final long claimOwn(Thread thread) {
        if (!holder.is(thread)) {
            return 0;
        }
        long seen = EpochOrderings.wordOpaque(this);
        if (isTicket(seen)) {
            return reclaimOwn(seen);
        }
        EpochOrderings.claimOwnVolatile(this, seen + 1);
        return seen + 1;
    }

    private long reclaimOwn(long seen) {
        if (EpochOrderings.closedElsewhereAcquire(this) < seen) {
            return 0; // a pin within a pin
        }
        EpochOrderings.claimOwnVolatile(this, seen + 2);
        return seen + 2;
    }

    /** Makes an owned slot another thread's own, if it is nobody's or of a thread that is gone, and claims it. */
    final boolean takeOver(Holder claimer) {
        Holder before = EpochOrderings.holderAcquire(this);
        if (!(before == Holder.NOBODY || before.isGone())) {
            return false;
        }
        long seen = EpochOrderings.wordVolatile(this); // its last: the thread that wrote it is gone
        if (isTicket(seen) && EpochOrderings.closedElsewhereAcquire(this) < seen) {
            return false; // it has died pinned
        }
        if (!EpochOrderings.takeOverVolatile(this, before, claimer)) {
            return false;
        }
        EpochOrderings.claimOwnVolatile(this, isTicket(seen) ? seen + 2 : seen + 1);
        return true;
    }

    /** Claims a shared slot if it is free. */
    final boolean claim(Holder claimer) {
        long seen = EpochOrderings.wordVolatile(this);
        if (isTicket(seen) || !EpochOrderings.claimSharedVolatile(this, seen)) {
            return false;
        }
        holder = claimer;
        return true;
    }

    /** Makes a slot that nobody else knows a claimed one. */
    static Slot claimed(Holder claimer) {
        Slot slot = new Slot();
        slot.word = 1;
        slot.holder = claimer;
        return slot;
    }

    /** Returns the ticket, to the thread that has just claimed the slot. */
    public final long ticket() {
        return EpochOrderings.wordOpaque(this);
    }

    /** Notes where the pin came from; by the thread that has just claimed the slot. */
    public final void trace(Trace of) {
        trace = of;
    }

    /** Returns where the pin came from, or null when that was not noted. */
    public final @Nullable Trace trace(long ticket) {
        Trace of = trace;
        return of != null && of.ticket() == ticket ? of : null;
    }

    /** Returns the thread that opened the pin, or null if that is closed meanwhile: then the holder is another's. */
    public final @Nullable Holder holder(long ticket) {
        Holder found = holder;
        return EpochOrderings.wordAgainFenced(this) == ticket ? found : null;
    }

    /** Returns whether the pin is open. */
    public final boolean isOpen(long ticket) {
        return EpochOrderings.wordOpaque(this) == ticket
                && EpochOrderings.closedElsewhereAcquire(this) < ticket;
    }

    /**
     * Closes the pin. Where its own thread closes an owned slot just when another one does, both may be told that they were
     * first: to tell them apart the own thread's close would need a compare-and-set or a fence, which it is there to save.
     *
     * @param opener the thread that opened it if the slot is {@linkplain #isOwned owned}, else null
     * @return false if it was closed before
     */
    public final boolean close(long ticket, @Nullable Thread opener) {
        if (Thread.currentThread() == opener && isOpen(ticket)) {
            EpochOrderings.freeOwnRelease(this, ticket);
            return true;
        }
        return closeRare(ticket, opener);
    }

    private boolean closeRare(long ticket, @Nullable Thread opener) {
        if (EpochOrderings.wordOpaque(this) != ticket) {
            return false;
        }
        if (Thread.currentThread() == opener) {
            EpochOrderings.freeOwnRelease(
                    this, ticket); // closed elsewhere, and now the slot is free
            return false;
        }
        for (; ; ) {
            long seen = EpochOrderings.closedElsewhereAcquire(this);
            if (seen >= ticket) {
                return false;
            }
            if (EpochOrderings.closeElsewhereVolatile(this, seen, ticket)) {
                if (opener == null) {
                    EpochOrderings.freeSharedRelease(this, ticket); // nobody else does it
                }
                return true;
            }
        }
    }

    /** From now on the pin counts against no thread. */
    public final void handOff(long ticket) {
        for (; ; ) {
            long seen = EpochOrderings.handedOffVolatile(this);
            if (seen >= ticket || EpochOrderings.handOffVolatile(this, seen, ticket)) {
                return;
            }
        }
    }

    /** Returns whether the pin was handed off. */
    public final boolean isHandedOff(long ticket) {
        return EpochOrderings.handedOffVolatile(this) == ticket;
    }

    /** Returns whether another thread than its holder could not claim the slot now. */
    final boolean isTaken() {
        if (!isOwned()) {
            return isTicket(EpochOrderings.wordVolatile(this));
        }
        Holder owner = EpochOrderings.holderAcquire(this);
        return openTicket() != 0 || !(owner == Holder.NOBODY || owner.isGone());
    }

    /** Returns the ticket of the open pin, or 0 when there is none. */
    final long openTicket() {
        long seen = EpochOrderings.wordVolatile(this);
        return isTicket(seen) && EpochOrderings.closedElsewhereAcquire(this) < seen ? seen : 0;
    }

    private static boolean isTicket(long word) {
        return (word & 1) != 0;
    }
}
