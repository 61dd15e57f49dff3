package org.xarray4j.internal.epoch;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who has a pin open, and since which epoch; and so what is past.
 *
 * <pre>
 * first ──► Segment 16 slots ──► Segment 16 ──► Segment 32 ──► ...      found by a hash of the thread
 * overflow ──► Slot ──► Slot ──► END                                    for whom a few probes found nothing free
 * </pre>
 *
 * <p>A pin is wait-free while the table has room near where it looks: a few probes in each of at most 27 segments. Else it
 * is lock-free: its slot is pushed onto the overflow list. Whoever was sent there makes the table longer if nobody else is
 * at it, so that few will be; and whoever scans unlinks overflowed slots that are closed.
 *
 * <p>Rule: what was stamped {@code s} after it was unlinked is past when a scan begun after that saw no open pin with an
 * epoch below {@code s}. DESIGN.md has the proof.
 *
 * <p>Rejected: a pair of overflow counters, as in SRCU. They know how many but not who: a wait by a thread whose own pin
 * is counted there could not be refused, nor a stalled one be named. An exchange of the list's head, which would be
 * wait-free: until the new slot is linked to what was the head, all below is hidden, and no scan could end well; for ever,
 * if the thread dies of a stack overflow just then.
 *
 * <p>Lock nesting: {@code tending} is only ever tried, and nothing is taken or waited for under it.
 */
public final class PinTable {
    /** The end of the overflow list: a slot that is never claimed, and has no next. */
    private static final Slot END = new Slot();

    /** Where {@link #home} is before there is a first segment, and where it stays if pins are to go another way. */
    private static final Slot[] NOT_YET = {END};

    /** Where {@link #home} is after {@link #closeHome}. */
    private static final Slot[] NO_MORE = {END};

    private static final int GOLDEN = 0x9E3779B9; // 2^32 divided by the golden ratio
    private static final int MAX_LENGTH = 1 << 29;

    /** The epoch, which is also the stamp drawn last; 0 is no epoch. Only through {@link EpochOrderings}. */
    long epoch = 1;

    /** The newest stamp known to be past. Only through {@link EpochOrderings}. */
    long past = 1;

    /** Made for the first pin. Only through {@link EpochOrderings}. */
    @Nullable Segment first;

    /**
     * The slots of the first segment, one load nearer; else a single one that cannot be claimed, so that whoever tries comes
     * by {@link #claimElsewhere}. Only through {@link EpochOrderings}.
     */
    Slot[] home = NOT_YET;

    /** The slot pushed last. Only through {@link EpochOrderings}. */
    Slot overflow = END;

    /** Where the next claim beyond the first segment begins. Plain and racy: any value will do. */
    private int spread;

    private final int firstLength;
    private final boolean hasHome;
    private final ReentrantLock tending = new ReentrantLock();

    /** What is told of each open pin. */
    public interface Visitor {
        /**
         * Called for an open pin.
         *
         * @param slot where it is
         * @param ticket the pin
         * @param epoch its epoch, 0 if it is just being opened
         */
        void open(Slot slot, long ticket, long epoch);
    }

    /**
     * Makes an empty table.
     *
     * @param firstLength how long the first segment will be, a power of two
     * @param hasHome whether threads may claim by {@link #home}; or else always by {@link #claimElsewhere}
     */
    public PinTable(int firstLength, boolean hasHome) {
        this.firstLength = firstLength;
        this.hasHome = hasHome;
    }

    /** Returns a length that fits the machine: four for each processor, at least 16. */
    public static int lengthForMachine() {
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), 1 << 12);
        return Math.max(16, Integer.highestOneBit(8 * processors - 1));
    }

    // ---------------------------------------------------------------- pinning

    /**
     * Returns the slot that a thread tries first. A pin is opened so: {@code claimOwn} of this slot, {@link
     * #claimElsewhere} if that was in vain, {@link #announce}. Whatever can fail comes before the claim.
     */
    public Slot home(Thread thread) {
        Slot[] slots = EpochOrderings.homeVolatile(this);
        return slots[home(thread, slots)];
    }

    /** From now on every claim comes by {@link #claimElsewhere}. */
    public void closeHome() {
        EpochOrderings.closeHomeVolatile(this, NO_MORE);
    }

    /** After a claim: from now on the pin holds back what is stamped later, and sees nothing stamped before. */
    public void announce(Slot slot) {
        long now = EpochOrderings.epochVolatile(this); // [pin-2]
        if (EpochOrderings.pinEpochOpaque(slot) != now) { // a store costs more, and a stamp is rare
            EpochOrderings.announceEpochRelease(slot, now);
        }
    }

    private static int home(Thread thread, Slot[] slots) {
        return (((int) thread.getId() * GOLDEN) >>> 16) & (slots.length - 1);
    }

    /** Claims any slot for the current thread. */
    public Slot claimElsewhere(Thread thread) {
        Segment segment = firstSegment();
        int start = home(thread, segment.slots);
        Slot slot = segment.claimOwn(start, thread);
        if (slot != null) {
            return slot;
        }
        Holder me = new Holder(thread);
        slot = segment.claimAny(start, me);
        for (Segment s = EpochOrderings.nextVolatile(segment);
                s != null && slot == null;
                s = EpochOrderings.nextVolatile(s)) {
            spread += GOLDEN;
            slot = s.claimAny(spread >>> 8, me);
            if (slot != null) {
                s.markUsed();
            }
        }
        return slot != null ? slot : claimOverflow(me);
    }

    private Slot claimOverflow(Holder me) {
        Slot slot = Slot.claimed(me);
        Slot head;
        do {
            head = EpochOrderings.overflowVolatile(this);
            EpochOrderings.linkOverflowRelease(slot, head);
        } while (!EpochOrderings.replaceOverflowVolatile(
                this, head, slot)); // a slot is pushed once: no ABA
        tendQuietly(true);
        return slot;
    }

    private Segment firstSegment() {
        Segment segment = EpochOrderings.firstVolatile(this);
        if (segment == null) {
            segment = EpochOrderings.installFirstVolatile(this, new Segment(firstLength, true));
            if (hasHome) {
                EpochOrderings.replaceHomeVolatile(this, NOT_YET, segment.slots);
            }
        }
        return segment;
    }

    // ---------------------------------------------------------------- grace periods

    /** Returns the stamp drawn last; 1 when none was. */
    public long epoch() {
        return EpochOrderings.epochVolatile(this);
    }

    /** Draws a stamp, for what is unlinked already. */
    public long stamp() {
        return EpochOrderings.nextEpochVolatile(this);
    }

    /** Returns whether every pin that was open when the stamp was drawn is closed; scans only if it must. */
    public boolean isPast(long stamp) {
        if (stamp <= EpochOrderings.pastVolatile(this)) { // [past-2]
            return true;
        }
        long drawn = EpochOrderings.epochVolatile(this);
        long oldest = oldest(stamp);
        if (oldest < stamp) {
            return false;
        }
        raisePast(Math.min(drawn, oldest));
        return true;
    }

    /** Returns the newest stamp known to be past, without a scan. */
    public long past() {
        return EpochOrderings.pastVolatile(this);
    }

    private void raisePast(long to) {
        for (; ; ) {
            long seen = EpochOrderings.pastVolatile(this);
            if (seen >= to || EpochOrderings.raisePastVolatile(this, seen, to)) {
                return;
            }
        }
    }

    private long oldest(long enough) {
        Segment segment = EpochOrderings.firstVolatile(this); // [table-2]
        if (segment == null) {
            return Long.MAX_VALUE;
        }
        long oldest = segment.oldest(enough);
        boolean untidy = EpochOrderings.overflowVolatile(this) != END;
        for (Segment s = EpochOrderings.nextVolatile(segment);
                s != null && oldest >= enough;
                s = EpochOrderings.nextVolatile(s)) {
            if (!s.isEmpty()) {
                long here = s.oldest(enough);
                untidy |= here == Long.MAX_VALUE;
                oldest = Math.min(oldest, here);
            }
        }
        if (oldest >= enough) {
            oldest = Math.min(oldest, oldestOverflowed(enough));
        }
        if (untidy) {
            tendQuietly(false);
        }
        return oldest;
    }

    private long oldestOverflowed(long enough) {
        long oldest = Long.MAX_VALUE;
        for (Slot slot = EpochOrderings.overflowVolatile(this); slot != END; ) {
            if (slot.openTicket() != 0) {
                oldest = Math.min(oldest, EpochOrderings.pinEpochAcquire(slot));
            }
            if (oldest < enough) {
                return oldest;
            }
            slot = EpochOrderings.nextOverflowAcquire(slot);
        }
        return oldest;
    }

    // ---------------------------------------------------------------- who

    /** Shows each open pin, in no order. */
    public void forEachOpen(Visitor visitor) {
        for (Segment s = EpochOrderings.firstVolatile(this);
                s != null;
                s = EpochOrderings.nextVolatile(s)) {
            for (Slot slot : s.slots) {
                visit(slot, visitor);
            }
        }
        for (Slot slot = EpochOrderings.overflowVolatile(this); slot != END; ) {
            visit(slot, visitor);
            slot = EpochOrderings.nextOverflowAcquire(slot);
        }
    }

    private static void visit(Slot slot, Visitor visitor) {
        long ticket = slot.openTicket();
        if (ticket != 0) {
            visitor.open(slot, ticket, EpochOrderings.pinEpochAcquire(slot));
        }
    }

    /** Returns whether a pin that this thread opened is open and was not handed off. */
    public boolean isPinned(Thread thread) {
        boolean[] found = {false};
        // A pin whose epoch is 0 is just being opened: not by this thread, which is here. Its slot,
        // if shared, may still name the holder before it.
        forEachOpen((slot, ticket, pinEpoch) -> {
            Holder holder = pinEpoch == 0 ? null : slot.holder(ticket);
            found[0] |= holder != null && holder.is(thread) && !slot.isHandedOff(ticket);
        });
        return found[0];
    }

    /** Returns how many slots there are. */
    public int length() {
        int length = 0;
        for (Segment s = EpochOrderings.firstVolatile(this);
                s != null;
                s = EpochOrderings.nextVolatile(s)) {
            length += s.slots.length;
        }
        return length;
    }

    // ---------------------------------------------------------------- tending

    /**
     * Tends the table, unless another thread is at it: marks empty segments, unlinks closed
     * slots from the overflow list, and makes the table longer when pins had to overflow and more than half is taken.
     *
     * @param grow whether it may be made longer; if not, nothing is allocated
     */
    private void tend(boolean grow) {
        if (tending.tryLock()) {
            try {
                int overflowed = unlinkClosed();
                int taken = overflowed;
                Segment last = null;
                for (Segment s = EpochOrderings.firstVolatile(this);
                        s != null;
                        s = EpochOrderings.nextVolatile(s)) {
                    taken += s.tend();
                    last = s;
                }
                int length = length();
                if (grow
                        && overflowed > 0
                        && last != null
                        && taken > length / 2
                        && length <= MAX_LENGTH) {
                    EpochOrderings.linkVolatile(last, new Segment(length, false)); // [table-1]
                }
            } finally {
                tending.unlock();
            }
        }
    }

    /** Tends the table if the memory and the stack allow it: nobody's call may fail for it. */
    private void tendQuietly(boolean grow) {
        try {
            tend(grow);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // The next one who comes by tries again; until then pins go to the overflow list.
        }
    }

    /**
     * Unlinks closed slots from the overflow list and returns how many open ones there are. Whoever stands on one that was
     * unlinked still comes by all that are below it.
     */
    private int unlinkClosed() {
        int open = 0;
        Slot kept = null;
        for (Slot slot = EpochOrderings.overflowVolatile(this); slot != END; ) {
            Slot next = EpochOrderings.nextOverflowAcquire(slot);
            if (slot.openTicket() != 0) {
                open++;
                kept = slot;
            } else if (kept != null) {
                EpochOrderings.linkOverflowRelease(kept, next);
            } else if (!EpochOrderings.replaceOverflowVolatile(this, slot, next)) {
                kept = slot; // no longer the head: somebody pushed
            }
            slot = next;
        }
        return open;
    }
}
