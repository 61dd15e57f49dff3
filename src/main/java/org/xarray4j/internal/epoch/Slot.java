package org.xarray4j.internal.epoch;

import org.jspecify.annotations.Nullable;

/**
 * A place for one pin at a time, which each pin takes under a ticket of its own.
 *
 * <pre>
 * word             even: free             odd: the ticket of the pin that has it
 * closedElsewhere  the greatest ticket that was closed otherwise than by a mere store of the word
 * handedOff        the greatest ticket whose pin was handed off
 * epoch            0: free, or not yet announced to the end    else: the epoch that the pin read
 * holder           the thread that claimed it last
 *
 *   free 6 ──claim (CAS)──► 7, epoch 0 ──announce──► 7, epoch e ──close by its thread──► free 8
 *                                                        │                                 ▲
 *                                                        └─close elsewhere─► 7, closed     │
 *                                    owned: when its thread comes back, or is gone; shared: at once
 * </pre>
 *
 * <p>There are two kinds. A slot of the first segment is <i>owned</i>: while the word is odd nobody writes it but the
 * thread that made it so, or the table's tender once that thread is gone; that is why its own close may be a mere store. Who
 * closes it elsewhere only says so; its thread, which tries the same few slots each time, frees it when it comes back.
 * All other slots are <i>shared</i>: a thread does not come back to them, so whoever raises {@code closedElsewhere} to the
 * ticket, its own thread too, and so exactly one, frees the slot.
 *
 * <p>Invariants: a ticket is never used twice in a slot. A pin is open if and only if the word is its ticket and {@code
 * closedElsewhere} is less.
 *
 * <p>Rejected: a reference to a record of the pin, whose close is a store into the record. As safe, but it stores a
 * reference to a young object into an old one at each pin, for which G1 pays a second full fence, and it leaves the last
 * record in each slot. A ticket that is closed by compare-and-set: twice the price of everything else in a pin.
 */
public class Slot {
    // All but holder and trace only through EpochOrderings.
    long word;
    long closedElsewhere;
    long handedOff;
    long epoch;

    /**
     * Plain: written by whoever has claimed the slot, before the epoch is announced [pin-3]. A claimer reads it between
     * the word and the compare-and-set of that word, whoever looks for a thread after the epoch [scan-2].
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
     * Claims the slot if it has this holder already and is free, or was closed by another thread. The holder is read
     * after what is known of the word: whoever else claims the slot changes the word first.
     *
     * @param thread the current thread
     * @return the ticket, or 0; to read it from the word again would wait for the compare-and-set to be over
     */
    public final long claimOwn(Thread thread) {
        long seen = EpochOrderings.wordVolatile(this);
        if (isTicket(seen)) {
            return reclaimOwn(thread, seen);
        }
        return holder.is(thread) && EpochOrderings.claimVolatile(this, seen) ? seen + 1 : 0;
    }

    private long reclaimOwn(Thread thread, long seen) {
        if (EpochOrderings.closedElsewhereAcquire(this) != seen || !holder.is(thread)) {
            return 0;
        }
        EpochOrderings.freeRelease(this, seen);
        return EpochOrderings.claimVolatile(this, seen + 1) ? seen + 2 : 0;
    }

    /** Claims the slot if it is free. */
    final boolean claim(Holder claimer) {
        long seen = EpochOrderings.wordVolatile(this);
        if (isTicket(seen) || !EpochOrderings.claimVolatile(this, seen)) {
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
     * Closes the pin.
     *
     * @param opener the thread that opened it if the slot is {@linkplain #isOwned owned}, else null
     * @return false if it was closed before
     */
    public final boolean close(long ticket, @Nullable Thread opener) {
        if (Thread.currentThread() == opener && isOpen(ticket)) {
            EpochOrderings.freeRelease(this, ticket);
            return true;
        }
        return closeRare(ticket, opener);
    }

    private boolean closeRare(long ticket, @Nullable Thread opener) {
        if (EpochOrderings.wordOpaque(this) != ticket) {
            return false;
        }
        if (Thread.currentThread() == opener) {
            EpochOrderings.freeRelease(this, ticket); // closed elsewhere, and now the slot is free
            return false;
        }
        for (; ; ) {
            long seen = EpochOrderings.closedElsewhereAcquire(this);
            if (seen >= ticket) {
                return false;
            }
            if (EpochOrderings.closeElsewhereVolatile(this, seen, ticket)) {
                if (opener == null) {
                    EpochOrderings.freeRelease(this, ticket); // nobody else does it
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

    /**
     * Frees an owned slot if its pin was closed elsewhere and its thread will never come back; by the tender. When the word
     * is the same before and after, nobody claimed the slot in between, so the holder is the pin's; and it is gone, so it
     * writes no more.
     */
    final void freeIfAbandoned() {
        long seen = EpochOrderings.wordVolatile(this);
        if (isTicket(seen)
                && EpochOrderings.closedElsewhereAcquire(this) == seen
                && holder.isGone()
                && EpochOrderings.wordAgainFenced(this) == seen) {
            EpochOrderings.freeRelease(this, seen);
        }
    }

    /** Returns whether nobody but its holder could claim the slot now. */
    final boolean isTaken() {
        return isTicket(EpochOrderings.wordVolatile(this));
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
