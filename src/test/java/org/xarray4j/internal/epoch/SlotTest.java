package org.xarray4j.internal.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What two reads of one slot may see when something happens between them. Guarantee Q. */
class SlotTest {
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
