package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.internal.epoch.PinTable;
import org.xarray4j.internal.epoch.Slot;

/**
 * Does a thread that asks whether it has a pin open never take another's for its own?
 *
 * <p>Guarantee S (a wait for oneself is refused, and no other), orderings [pin-3] and [scan-2] of DESIGN.md. Both pin in the one
 * slot of the second segment, which is shared: whoever claims it finds the other's name there. One asks when its pin is
 * closed, the other while its pin is open. The numbers: how often the one was told that it has a pin, and how often the other
 * that it has none.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0  147,443  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_08}
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Each was told the truth.")
@State
public class Pin_08_WhosePin {
    private static final int ROUNDS = 30;

    private final PinTable table = new Slots().table;

    @Actor
    public void one(II_Result r) {
        for (int round = 0; round < ROUNDS; round++) {
            Slot slot = pin();
            slot.close(slot.ticket(), null);
            r.r1 += bit(table.isPinned(Thread.currentThread()));
        }
    }

    @Actor
    public void other(II_Result r) {
        for (int round = 0; round < ROUNDS; round++) {
            Slot slot = pin();
            r.r2 += bit(!table.isPinned(Thread.currentThread()));
            slot.close(slot.ticket(), null);
        }
    }

    private Slot pin() {
        Slot slot = table.claimElsewhere(Thread.currentThread());
        table.announce(slot);
        return slot;
    }
}
