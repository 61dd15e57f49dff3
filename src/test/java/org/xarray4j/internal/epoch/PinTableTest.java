package org.xarray4j.internal.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where in the table a pin stands makes no difference to what is past. Guarantee P. */
class PinTableTest {
    private static final Thread ME = Thread.currentThread();

    private final PinTable table = new PinTable(2, true);

    private Slot pin() {
        Slot slot = table.claimElsewhere(ME);
        table.announce(slot);
        return slot;
    }

    private static void close(Slot slot) {
        assertThat(slot.close(slot.ticket(), slot.isOwned() ? ME : null)).isTrue();
    }

    /** Pushes a pin onto the overflow list, as if there had been no room elsewhere. */
    private Slot overflow(long epoch) {
        Slot slot = Slot.claimed(new Holder(ME));
        slot.next = table.overflow;
        slot.epoch = epoch;
        table.overflow = slot;
        return slot;
    }

    private List<Slot> overflowed() {
        List<Slot> list = new ArrayList<>();
        for (Slot slot = table.overflow;
                slot.next != null;
                slot = slot.next) { // the end has no next
            list.add(slot);
        }
        return list;
    }

    private List<Slot> slotsOf(@Nullable Segment segment) {
        assertThat(segment).isNotNull();
        return Arrays.asList(segment.slots);
    }

    private Segment second() {
        assertThat(table.first).isNotNull();
        assertThat(table.first.next).isNotNull();
        return table.first.next;
    }

    @Test
    void claim_firstSegmentFull_goesToTheListOnceAndThenToTheNextSegment() {
        Slot a = pin();
        Slot b = pin();
        assertThat(slotsOf(table.first)).containsExactlyInAnyOrder(a, b);
        Slot c = pin();
        assertThat(overflowed()).containsExactly(c);
        assertThat(table.length()).isEqualTo(4);
        Slot d = pin();
        Slot e = pin();
        assertThat(slotsOf(second())).containsExactlyInAnyOrder(d, e);
        assertThat(second().isEmpty()).isFalse();
        assertThat(overflowed()).containsExactly(c);
    }

    /** The first pin met is of the very stamp that is asked for, and holds it back no more than it is held back by older ones. */
    @Test
    void isPast_pinOfTheStampItselfIsMetFirst_olderOnesAreStillSeen() {
        Slot a = pin();
        Slot b = pin();
        Slot c = pin(); // in the list
        Slot d = pin(); // in the second segment
        close(a);
        close(b);
        long stamp = table.stamp();
        Slot young = pin();
        assertThat(slotsOf(table.first)).contains(young);
        assertThat(table.isPast(stamp)).isFalse();
        close(c);
        assertThat(table.isPast(stamp)).isFalse();
        Slot below = overflow(1);
        Slot above = overflow(stamp);
        close(d);
        assertThat(table.isPast(stamp)).isFalse();
        close(below);
        assertThat(table.isPast(stamp)).isTrue();
        assertThat(above.openTicket()).isOne();
        assertThat(table.past()).isEqualTo(stamp);
    }

    @Test
    void isPast_newerPinsInTheList_hideNoOlderOneBelow() {
        close(pin());
        Slot old = overflow(1);
        long stamp = table.stamp();
        table.stamp();
        Slot closed = overflow(3);
        overflow(3);
        close(closed);
        assertThat(table.isPast(stamp)).isFalse();
        close(old);
        assertThat(table.isPast(stamp)).isTrue();
    }

    @Test
    void isPast_closedOnesInTheList_areUnlinkedAndTheOthersStay() {
        close(pin());
        List<Slot> list = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            list.add(0, overflow(1));
        }
        for (int i : new int[] {7, 5, 4, 1, 0}) { // at both ends, and two neighbours
            close(list.remove(i));
        }
        assertThat(table.isPast(table.stamp())).isFalse();
        assertThat(overflowed()).isEqualTo(list);
        list.forEach(PinTableTest::close);
        assertThat(table.isPast(table.stamp())).isTrue();
        assertThat(overflowed()).isEmpty();
    }

    /** What nobody is in any more is passed by from the next scan on. */
    @Test
    void isPast_nobodyInTheSecondSegment_isFoundEmpty() {
        List<Slot> pins = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pins.add(pin());
        }
        close(pins.remove(2)); // nothing is in the list
        assertThat(table.isPast(table.stamp())).isFalse();
        assertThat(overflowed()).isEmpty();
        pins.forEach(PinTableTest::close);
        assertThat(second().isEmpty()).isFalse();
        assertThat(table.isPast(table.stamp())).isTrue();
        assertThat(second().isEmpty()).isTrue();
    }

    /** A pin is found at once where its thread has been before. */
    @Test
    void home_afterTheFirstPin_isOneOfTheFirstSegment() {
        assertThat(table.home(ME).claimOwn(ME)).isZero();
        close(pin());
        assertThat(slotsOf(table.first)).contains(table.home(ME));
        PinTable without = new PinTable(2, false);
        close(without.claimElsewhere(ME));
        assertThat(slotsOf(without.first)).doesNotContain(without.home(ME));
        table.closeHome();
        assertThat(slotsOf(table.first)).doesNotContain(table.home(ME));
        assertThat(table.home(ME).claimOwn(ME)).isZero();
    }
}
