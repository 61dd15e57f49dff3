package org.xarray4j.internal.epoch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Every access of the pin, scan, retire and worker protocols that is not plain: its mode is in its name, its reason
 * stands here and in the table of DESIGN.md.
 *
 * <p>A class of its own so that a test can put a weakened one before it on the class path. A read and a write that form
 * a pair stand side by side. Wherever one thread must see that another comes, both write first and read then, all four
 * volatile: the two writes and two reads are in one total order, so at least one of the two reads sees the other's write.
 * A full fence does the same where the write is another's and weaker, [work-1].
 */
public final class EpochOrderings {
    private EpochOrderings() {}

    // ------------------------------------------------------------ announcing a pin, and scanning

    // [pin-1] Volatile store by the thread whose slot it is, in a shared slot a compare-and-set,
    // before the epoch is read and before anything the pin protects. Claim and announcement in one.
    // Pairs with [scan-1] in wordVolatile.
    //   Claim first: the scan sees the slot taken, and what is stamped waits for this pin.
    //   Scan first:  then the stamp came before [pin-2], see there.
    // Hazard if weaker: a value is released while in use.     Witness: Pin_01_AnnounceVsScan
    static void claimOwnVolatile(Slot slot, long ticket) {
        WORD.setVolatile(slot, ticket);
    }

    static boolean claimSharedVolatile(Slot slot, long free) {
        return WORD.compareAndSet(slot, free, free + 1);
    }

    // [own-1] Volatile compare-and-set that makes a slot a thread's own: it was nobody's, or its
    // thread is gone. Pairs with [own-2] in holderAcquire.
    //   Ours first:  the other's compare-and-set fails: no holder comes twice.
    //   Other first: ours fails.
    // Hazard if weaker: two threads claim one slot by mere stores, and one pin is overlooked.
    // Witness: Pin_06_TakeOver
    static boolean takeOverVolatile(Slot slot, Holder seen, Holder me) {
        return HOLDER.compareAndSet(slot, seen, me);
    }

    // [own-2] Acquire load, before [own-1]. Pairs with [own-1] in takeOverVolatile.
    //   Ours first:  we see who it is, and ask that thread whether it is gone; if it is, all that
    //                it wrote happens-before us (JLS 17.4.4, by isAlive).
    //   Other first: the other's compare-and-set fails if ours succeeds.
    // Hazard if weaker: as for [own-1].                       Witness: Pin_06_TakeOver
    static Holder holderAcquire(Slot slot) {
        return (Holder) HOLDER.getAcquire(slot);
    }

    // [scan-1] Volatile load, after the stamp was drawn. Pairs with [pin-1] in claimOwnVolatile and
    // claimSharedVolatile, and with [close-1] in freeOwnRelease and freeSharedRelease.
    //   Claim first: we see the slot taken, and what is stamped waits for that pin.
    //   Scan first:  that pin reads an epoch not below our stamp, see [pin-2].
    // Hazard if weaker: a value is released while in use.
    // Witness: Release_05_AfterTheLastReader
    static long wordVolatile(Slot slot) {
        return (long) WORD.getVolatile(slot);
    }

    // [pin-2] Volatile load, after the claim. Pairs with [stamp-1] in nextEpochVolatile.
    //   Stamp first: it happens-before us, and with it the unlinking of what was stamped: nothing
    //                that we load from now on, by whatever mode, leads there.
    //   Load first:  then the claim came before the scan too, which sees us.
    // The value goes into the slot: a load whose value nobody wants may be dropped by a compiler.
    // Hazard if weaker: plain loads that follow the claim may be performed before the claim is
    // visible; x86-64 hides it, AArch64 does not.             Witness: Pin_01_AnnounceVsScan
    static long epochVolatile(PinTable table) {
        return (long) EPOCH.getVolatile(table);
    }

    // [stamp-1] Volatile read-modify-write, after everything of the batch was unlinked and before
    // the scan. Pairs with [pin-2] in epochVolatile.
    //   Stamp first: whoever reads the epoch from now on cannot reach what was unlinked.
    //   Load first:  that pin was claimed before our scan, which sees it with a smaller epoch.
    // Hazard if weaker: a value is released while in use.
    // Witness: Pin_01_AnnounceVsScan, Retire_01_ElapsedVsReader, Retire_03_ActionVsReader,
    // Retire_04_SynchronizeVsReader
    static long nextEpochVolatile(PinTable table) {
        return (long) EPOCH.getAndAdd(table, 1L) + 1;
    }

    // [pin-3] Release store of the pin's epoch, after the claim, unless it is there from the pin
    // before. Until then there is an older one, or 0: either is not above what the pin has read or
    // will read, since the epoch only grows. Pairs with [scan-2] in pinEpochAcquire.
    //   Store first: the scan sees this pin's epoch, and that the slot's pins before it are closed.
    //   Scan first:  the scan sees an older one. If that is below the stamp, it waits, perhaps in
    //                vain; if not, then neither is what this pin reads.
    // Hazard if weaker: whose pin it is, is asked of an earlier holder: a self-wait goes unseen.
    // Witness: Pin_08_WhosePin
    static void announceEpochRelease(Slot slot, long epoch) {
        PIN_EPOCH.setRelease(slot, epoch);
    }

    // Opaque: by the thread that has claimed the slot, and so is the only one to write it.
    static long pinEpochOpaque(Slot slot) {
        return (long) PIN_EPOCH.getOpaque(slot);
    }

    // [scan-2] Acquire load, after [scan-1]. Pairs with [pin-3] in announceEpochRelease.
    //   Store first: we see the epoch of this or of a later pin of the slot.
    //   Scan first:  we see one that is not above this pin's.
    // Hazard if weaker: as for [pin-3].                       Witness: Pin_08_WhosePin
    static long pinEpochAcquire(Slot slot) {
        return (long) PIN_EPOCH.getAcquire(slot);
    }

    // ------------------------------------------------------------ closing a pin

    // [close-1] Release store by whoever frees the slot, and may: of an owned slot the thread that
    // opened the pin, after everything it read under it; of a shared one whoever has done
    // [close-2].
    // Pairs with [scan-1] in wordVolatile.
    //   Store first: the scan sees the slot free, and everything read under the pin is over.
    //   Scan first:  the scan waits for this pin.
    // Hazard if weaker: a value is released while its last reader still reads it.
    // Witness: Release_06_ReadInPlace
    static void freeOwnRelease(Slot slot, long ticket) {
        WORD.setRelease(slot, ticket + 1);
    }

    // So that its next holder, which is written after the claim, is not asked for before [pin-3].
    static void freeSharedRelease(Slot slot, long ticket) {
        PIN_EPOCH.setOpaque(slot, 0L); // covered by the store that follows
        WORD.setRelease(slot, ticket + 1);
    }

    // Opaque: by the thread that opened the pin it is exact, since while the word is its ticket
    // nobody else writes it; for others it is a question whose answer may be old at once.
    static long wordOpaque(Slot slot) {
        return (long) WORD.getOpaque(slot);
    }

    // Acquire fence, volatile load: the plain load of the holder that came before is over, so that
    // the holder was the ticket's if the word is the ticket even now. As in StampedLock.validate.
    static long wordAgainFenced(Slot slot) {
        VarHandle.acquireFence();
        return (long) WORD.getVolatile(slot);
    }

    // [close-2] Volatile compare-and-set by any other thread than the one that opened the pin, in a
    // shared slot by any. A field of its own, which only grows: so one of them succeeds, and two
    // that close one pin can never free a slot that belongs to a third. Pairs with [close-3] in
    // closedElsewhereAcquire.
    //   Store first: the scan sees the pin closed, and everything read under it is over.
    //   Scan first:  the scan waits for this pin.
    // Hazard if weaker: as for [close-1]; two racing closes free somebody else's pin.
    // Witness: Pin_03_RacingDoubleClose, Pin_04_RacingDoubleCloseShared
    static boolean closeElsewhereVolatile(Slot slot, long seen, long ticket) {
        return CLOSED_ELSEWHERE.compareAndSet(slot, seen, ticket);
    }

    // [close-3] Acquire load, after [scan-1]; and before [pin-1], by who claims an owned slot that
    // nobody has freed: so a scan that sees that claim comes after the close of the pin before it.
    // Pairs with [close-2] in closeElsewhereVolatile. A greater ticket than the word's was closed
    // after the word has changed: it is an answer too.
    //   Store first: we see the pin closed, and everything read under it is over.
    //   Scan first:  we wait for that pin.
    // Hazard if weaker: as for [close-1].
    // Witness: Pin_10_ClosedByAnother
    static long closedElsewhereAcquire(Slot slot) {
        return (long) CLOSED_ELSEWHERE.getAcquire(slot);
    }

    // [hand-1] Volatile compare-and-set of a field that only grows, as in [close-2]. Pairs with
    // [hand-2] in handedOffVolatile.
    //   Store first: a wait of the thread that opened the pin is let pass.
    //   Wait first:  it is refused, as it was right when it was asked for.
    // Stronger than needed, and rare. Hazard if weaker: a late hand-off undoes that of a later pin.
    // Witness: PinTest.handOff_old_doesNotHandOffALaterPinOfTheSlot, Pin_09_HandOff
    static boolean handOffVolatile(Slot slot, long seen, long ticket) {
        return HANDED_OFF.compareAndSet(slot, seen, ticket);
    }

    // [hand-2] Volatile load. Pairs with [hand-1] in handOffVolatile.
    //   Store first: the pin counts against nobody.
    //   Wait first:  it counts against the thread that opened it.
    // Hazard if weaker: as for [hand-1].
    // Witness: PinTest.handOff_old_doesNotHandOffALaterPinOfTheSlot, Pin_09_HandOff
    static long handedOffVolatile(Slot slot) {
        return (long) HANDED_OFF.getVolatile(slot);
    }

    // ------------------------------------------------------------ the table's other parts

    // [table-1] Volatile store or compare-and-set that makes a new place for pins reachable, before
    // a pin in it reads the epoch. Pairs with [table-2] in firstVolatile, nextVolatile,
    // overflowVolatile.
    //   Store first: the scan sees the new place and looks there.
    //   Scan first:  as in [scan-1]: that pin reads an epoch not below our stamp.
    // Hazard if weaker: a pin in a grown table is overlooked.
    // Witness: Pin_06_TakeOver
    static Segment installFirstVolatile(PinTable table, Segment made) {
        Segment first = (Segment) FIRST.compareAndExchange(table, null, made);
        return first == null ? made : first;
    }

    static void replaceHomeVolatile(PinTable table, Slot[] none, Slot[] slots) {
        HOME.compareAndSet(table, none, slots); // after the first segment was installed
    }

    static void closeHomeVolatile(PinTable table, Slot[] none) {
        HOME.setVolatile(table, none);
    }

    static void linkVolatile(Segment last, Segment next) {
        NEXT_SEGMENT.setVolatile(last, next);
    }

    // Both the push, and the unlinking of a closed slot at the head.
    static boolean replaceOverflowVolatile(PinTable table, Slot head, Slot slot) {
        return OVERFLOW.compareAndSet(table, head, slot);
    }

    // Release: whoever takes a link that the tender has laid past closed slots sees those closed.
    static void linkOverflowRelease(Slot slot, Slot next) {
        NEXT_OVERFLOW.setRelease(slot, next);
    }

    // [table-2] Volatile loads, after the stamp was drawn. Pair with [table-1].
    //   Store first: we see the new place and look there.
    //   Scan first:  whoever pins there reads an epoch not below our stamp.
    // Hazard if weaker: as for [table-1].
    // Witness: Pin_11_Overflow
    static @Nullable Segment firstVolatile(PinTable table) {
        return (Segment) FIRST.getVolatile(table);
    }

    static Slot[] homeVolatile(PinTable table) {
        return (Slot[]) HOME.getVolatile(table);
    }

    static @Nullable Segment nextVolatile(Segment segment) {
        return (Segment) NEXT_SEGMENT.getVolatile(segment);
    }

    static Slot overflowVolatile(PinTable table) {
        return (Slot) OVERFLOW.getVolatile(table);
    }

    static Slot nextOverflowAcquire(Slot slot) {
        return (Slot) NEXT_OVERFLOW.getAcquire(slot);
    }

    // [used-1] Volatile, by a pin: after the claim it reads the segment's state, and unless that is
    // USED stores USED, before it reads the epoch. Pairs with [used-2] in setUseVolatile.
    //   Claim first: the check that follows [used-2] sees the slot taken, and undoes.
    //   Check first: the pin sees CHECKING or EMPTY and stores USED; a scan that still passed the
    //                segment by came before that store, and so before the pin's load of the epoch.
    // Hazard if weaker: a pin in a segment thought empty is overlooked.
    // Witness: Pin_05_GrownTable
    static int useVolatile(Segment segment) {
        return (int) USE.getVolatile(segment);
    }

    // [used-2] Volatile, by the one thread that tends the table: stores CHECKING, looks at every
    // slot, then EMPTY in place of CHECKING, or USED. Pairs with [used-1] in useVolatile.
    //   Claim first: we see the slot taken, and store USED.
    //   Check first: the pin stores USED, and EMPTY no more replaces CHECKING.
    // Hazard if weaker: as for [used-1].                      Witness: Pin_05_GrownTable
    static void setUseVolatile(Segment segment, int use) {
        USE.setVolatile(segment, use);
    }

    static boolean replaceUseVolatile(Segment segment, int seen, int use) {
        return USE.compareAndSet(segment, seen, use);
    }

    // [past-1] Volatile compare-and-set of the newest stamp known to be past, after the scan that
    // showed it. Pairs with [past-2] in pastVolatile.
    //   Store first: whoever reads it may free what was stamped: the readers that the scan found
    //                closed happen-before the scan, and the scan before them.
    //   Load first:  the older value is right too.
    // Hazard if weaker: a value is released while its last reader still reads it.
    // Witness: Retire_01_ElapsedVsReader
    static boolean raisePastVolatile(PinTable table, long seen, long past) {
        return PAST.compareAndSet(table, seen, past);
    }

    // [past-2] Volatile load, before anything that was stamped is freed. Pairs with [past-1] in
    // raisePastVolatile.
    //   Store first: what was read under the pins of that time is over.
    //   Load first:  we scan for ourselves.
    // Hazard if weaker: as for [past-1].
    // Witness: Retire_05_BatchAfterBatch
    static long pastVolatile(PinTable table) {
        return (long) PAST.getVolatile(table);
    }

    // ------------------------------------------------------------ the worker

    // [work-1] Full fence, volatile load, by whoever has just put something into the queue. An
    // offer mostly moves the producer index by a compare-and-set; but one that begins a new chunk
    // ends with ordered stores, which nothing else keeps before this load. Pairs with [work-2] in
    // setStateVolatile.
    //   Offer first: the worker, looking once more after its store, finds what was offered.
    //   Store first: we see that there is no worker, or a sleeping one, and start or wake it.
    // Hazard if weaker: retired work waits for the next retirement, for ever if there is none.
    // Witness: Retire_02_AgainstLeaving
    static int stateFenced(Worker worker) {
        VarHandle.fullFence();
        return (int) STATE.getVolatile(worker);
    }

    // [work-2] Volatile store of LINGERING by the worker that is about to sleep or to leave, before
    // it looks once more whether something is there. An offer that is going on then may look like
    // none: whoever makes it looks at the state after it. Pairs with [work-1] in stateFenced.
    //   Offer first: we find it.
    //   Store first: whoever offers sees our store, or that we have left since, and replaces either
    //                by a compare-and-set; so we do not leave, or a worker is started.
    // Hazard if weaker: as for [work-1].
    // Witness: Retire_02_AgainstLeaving
    static void setStateVolatile(Worker worker, int state) {
        STATE.setVolatile(worker, state);
    }

    static boolean replaceStateVolatile(Worker worker, int seen, int state) {
        return STATE.compareAndSet(worker, seen, state);
    }

    // ------------------------------------------------------------ VarHandle mechanics

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final VarHandle WORD = field(Slot.class, "word", long.class);
    private static final VarHandle PIN_EPOCH = field(Slot.class, "epoch", long.class);
    private static final VarHandle HOLDER = field(Slot.class, "holder", Holder.class);
    private static final VarHandle CLOSED_ELSEWHERE =
            field(Slot.class, "closedElsewhere", long.class);
    private static final VarHandle HANDED_OFF = field(Slot.class, "handedOff", long.class);
    private static final VarHandle NEXT_OVERFLOW = field(Slot.class, "next", Slot.class);
    private static final VarHandle EPOCH = field(PinTable.class, "epoch", long.class);
    private static final VarHandle PAST = field(PinTable.class, "past", long.class);
    private static final VarHandle FIRST = field(PinTable.class, "first", Segment.class);
    private static final VarHandle HOME = field(PinTable.class, "home", Slot[].class);
    private static final VarHandle OVERFLOW = field(PinTable.class, "overflow", Slot.class);
    private static final VarHandle NEXT_SEGMENT = field(Segment.class, "next", Segment.class);
    private static final VarHandle USE = field(Segment.class, "use", int.class);
    private static final VarHandle STATE = field(Worker.class, "state", int.class);

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return LOOKUP.findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
