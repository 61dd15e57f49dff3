package org.xarray4j.internal.epoch;

import org.jspecify.annotations.Nullable;

/**
 * A run of slots, linked to the next one, which is twice as long; never moved, copied or unlinked.
 *
 * <p>A segment in which no pin is open is passed by in a scan: that is the high-water mark. The first one is always
 * looked at.
 */
final class Segment {
    /** Nobody has claimed a slot here since all of them were free. */
    static final int EMPTY = 0;

    /** The tender looks whether all are free. */
    static final int CHECKING = 1;

    /** Pins may be open here. */
    static final int USED = 2;

    /** How many slots a claim tries in each segment. */
    static final int PROBES = 8;

    final Slot[] slots;

    private final boolean isFirst;

    /** Only through {@link EpochOrderings}. */
    int use;

    /** Only through {@link EpochOrderings}. */
    @Nullable Segment next;

    /** Makes a segment, whose length is a power of two. The slots of the first are owned, those of all others shared. */
    Segment(int length, boolean isFirst) {
        this.isFirst = isFirst;
        slots = new Slot[length];
        for (int i = 0; i < length; i++) {
            slots[i] = isFirst ? new Slot.Owned() : new Slot();
        }
    }

    /** Claims one of a few neighbours that is this thread's own; in the first segment only. */
    @Nullable Slot claimOwn(int start, Thread thread) {
        for (int i = 0; i < PROBES; i++) {
            Slot slot = at(start + i);
            if (slot.claimOwn(thread) != 0) {
                return slot;
            }
        }
        return null;
    }

    /** Claims one of a few neighbours; in the first segment for good. */
    @Nullable Slot claimAny(int start, Holder me) {
        for (int i = 0; i < PROBES; i++) {
            Slot slot = at(start + i);
            if (isFirst ? slot.takeOver(me) : slot.claim(me)) {
                return slot;
            }
        }
        return null;
    }

    private Slot at(int index) {
        return slots[index & (slots.length - 1)];
    }

    /** After a claim here and before the pin reads the epoch. */
    void markUsed() {
        if (EpochOrderings.useVolatile(this) != USED) { // [used-1]
            EpochOrderings.setUseVolatile(this, USED);
        }
    }

    /** Returns whether no pin can be open here, without a look at the slots. */
    boolean isEmpty() {
        return !isFirst && EpochOrderings.useVolatile(this) == EMPTY;
    }

    /** Finds out whether all is free, and returns how much is not; by the tender only. */
    int tend() {
        if (isEmpty()) {
            return 0;
        }
        EpochOrderings.setUseVolatile(this, CHECKING); // [used-2]
        int taken = 0;
        for (Slot slot : slots) {
            taken += slot.isTaken() ? 1 : 0;
        }
        if (taken != 0) {
            EpochOrderings.setUseVolatile(this, USED);
        } else {
            EpochOrderings.replaceUseVolatile(this, CHECKING, EMPTY);
        }
        return taken;
    }

    /** Returns the least epoch of an open pin, {@link Long#MAX_VALUE} if none is, or any below enough. */
    long oldest(long enough) {
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < slots.length && oldest >= enough; i++) {
            Slot slot = slots[i];
            if (slot.openTicket() != 0) {
                oldest = Math.min(oldest, EpochOrderings.pinEpochAcquire(slot));
            }
        }
        return oldest;
    }
}
