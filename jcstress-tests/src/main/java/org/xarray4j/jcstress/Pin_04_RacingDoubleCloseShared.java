package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.internal.epoch.Slot;

/**
 * Can a second close, on another thread, end a later pin in the same slot, where the slot is one that whoever closes
 * the pin frees?
 *
 * <p>Guarantee Q, ordering [close-2] of DESIGN.md; rests on [close-1]: who frees the slot has closed the pin before. The
 * table has a first slot, which is taken, and a second one, in which the first pin is and then the second. The numbers:
 * how many of the two closes have closed the first pin, and 3 if the second was open and closed by its only close.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT    SAMPLES     FREQ      EXPECT
 *   1, 0, 3  1,534,661  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_04}
 */
@JCStressTest
@Outcome(
        id = "1, 0, 3",
        expect = ACCEPTABLE,
        desc = "One close of the first pin, and the second is as it should be.")
@State
public class Pin_04_RacingDoubleCloseShared {
    private final Slots slots = new Slots();
    private final Slot first = slots.table.claimElsewhere(Thread.currentThread());
    private final long ticket = first.ticket();

    @Actor
    public void opener(III_Result r) {
        r.r1 = bit(first.close(ticket, null));
        Slot slot = slots.table.claimElsewhere(Thread.currentThread());
        long later = slot.ticket();
        slots.table.announce(slot);
        for (int spins = 0; spins < 4; spins++) {
            Thread.onSpinWait();
        }
        r.r3 = bit(slot.isOpen(later));
        r.r3 += 2 * bit(slot.close(later, null));
    }

    @Actor
    public void other(III_Result r) {
        r.r2 = bit(first.close(ticket, null));
    }

    @Arbiter
    public void sum(III_Result r) {
        r.r1 += r.r2;
        r.r2 = 0;
    }
}
