package org.xarray4j.internal.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who may claim a slot, and what two reads of one may see when something happens between them. Guarantee Q. */
class SlotTest {
    private static final Holder ME = new Holder(Thread.currentThread());

    /** A thread that is gone, as one that was never started. */
    private static Holder gone() {
        Holder gone = new Holder(new Thread(() -> {}));
        assertThat(gone.isGone()).isTrue();
        return gone;
    }

    private static Slot owned(Holder holder, long word, long closedElsewhere) {
        Slot slot = new Slot.Owned();
        slot.holder = holder;
        slot.word = word;
        slot.closedElsewhere = closedElsewhere;
        return slot;
    }

    @Test
    void takeOver_nobodysOrOfAThreadThatIsGone_hasTheNextTicket() {
        Holder later = new Holder(Thread.currentThread());
        Slot fresh = owned(Holder.NOBODY, 0, 0);
        assertThat(fresh.takeOver(later)).isTrue();
        assertThat(fresh.openTicket()).isOne();
        Slot left = owned(gone(), 4, 0);
        assertThat(left.takeOver(later)).isTrue();
        assertThat(left.openTicket()).isEqualTo(5);
        assertThat(left.holder).isSameAs(later);
        Slot closedElsewhere = owned(gone(), 5, 5);
        assertThat(closedElsewhere.takeOver(later)).isTrue();
        assertThat(closedElsewhere.openTicket()).isEqualTo(7);
    }

    @Test
    void takeOver_ofALivingThreadOrOfOneThatDiedPinned_isRefused() {
        Holder other = new Holder(Thread.currentThread());
        Slot living = owned(ME, 4, 0);
        assertThat(living.takeOver(other)).isFalse();
        assertThat(living.holder).isSameAs(ME);
        Holder dead = gone();
        Slot pinned = owned(dead, 5, 4);
        assertThat(pinned.takeOver(other)).isFalse();
        assertThat(pinned.openTicket()).isEqualTo(5);
        assertThat(pinned.holder).isSameAs(dead);
    }

    @Test
    void claim_shared_isForWhoFindsItFree() {
        Slot slot = new Slot();
        assertThat(slot.isTaken()).isFalse();
        assertThat(slot.claim(ME)).isTrue();
        assertThat(slot.ticket()).isOne();
        assertThat(slot.holder).isSameAs(ME);
        assertThat(slot.isTaken()).isTrue();
        assertThat(slot.claim(gone())).isFalse();
        assertThat(slot.holder).isSameAs(ME);
        assertThat(slot.close(1, null)).isTrue();
        assertThat(slot.isTaken()).isFalse();
        assertThat(slot.claim(ME)).isTrue();
        assertThat(slot.ticket()).isEqualTo(3);
    }

    @Test
    void isTaken_owned_isSoWhileOpenOrOfALivingThread() {
        assertThat(owned(Holder.NOBODY, 0, 0).isTaken()).isFalse();
        assertThat(owned(gone(), 4, 0).isTaken()).isFalse();
        assertThat(owned(gone(), 5, 5).isTaken()).isFalse();
        assertThat(owned(gone(), 5, 4).isTaken()).isTrue();
        assertThat(owned(ME, 4, 0).isTaken()).isTrue();
        assertThat(owned(ME, 5, 5).isTaken()).isTrue();
    }

    /** A pin that was closed by two other threads than its own: one of them has closed it. */
    @Test
    void close_twiceElsewhere_countsOnce() {
        Slot slot = owned(ME, 1, 0);
        Thread opener = new Thread(() -> {});
        assertThat(slot.close(1, opener)).isTrue();
        assertThat(slot.close(1, opener)).isFalse();
        assertThat(slot.isOpen(1)).isFalse();
    }

    /** Its own thread comes later, and finds the slot still as it left it: the pin is closed, and the slot is free. */
    @Test
    void close_elsewhereAndThenByItsOwnThread_countsOnceAndFreesTheSlot() {
        Slot slot = owned(ME, 1, 1);
        assertThat(slot.close(1, Thread.currentThread())).isFalse();
        assertThat(slot.word).isEqualTo(2);
    }

    /** The pin was closed, and the next one in the slot was handed off, after it was looked at and before it was written. */
    @Test
    void handOff_laterPinHandedOffBefore_staysSo() {
        Slot slot = owned(ME, 3, 0);
        slot.handOff(3);
        slot.handOff(1);
        assertThat(slot.isHandedOff(3)).isTrue();
    }

    @Test
    void trace_ofALaterPin_isNotTheEarliers() {
        Slot slot = owned(ME, 3, 0);
        Slot.Trace trace = new Slot.Trace(3, 17, null, null);
        assertThat(slot.trace(3)).isNull();
        slot.trace(trace);
        assertThat(slot.trace(3)).isSameAs(trace);
        assertThat(slot.trace(1)).isNull();
    }

    /**
     * The word was read while it was ticket 1; then the pin was closed, another one opened as ticket 3, and closed elsewhere
     * too, before {@code closedElsewhere} was read.
     */
    @Test
    void isOpen_laterPinClosedElsewhereBetweenTheReads_isFalse() {
        Slot slot = new Slot();
        slot.word = 1;
        slot.closedElsewhere = 3;
        assertThat(slot.isOpen(1)).isFalse();
        assertThat(slot.openTicket()).isZero();
    }
}
