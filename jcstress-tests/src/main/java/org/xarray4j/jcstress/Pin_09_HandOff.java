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
 * Does a late hand-off of a pin leave that of the next one in the same slot as it was?
 *
 * <p>Guarantees Q and S, orderings [hand-1] and [hand-2] of DESIGN.md. The opener closes its first pin, opens a second one in the
 * same slot, and hands that off; the other thread hands off the first, perhaps when it is long closed. The numbers: whether
 * the second pin counts against its thread before it was handed off, and whether it does afterwards.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     1, 0   54,964  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_09}
 */
@JCStressTest
@Outcome(
        id = "1, 0",
        expect = ACCEPTABLE,
        desc = "It counts until it is handed off, and no longer.")
@State
public class Pin_09_HandOff {
    private final PinTable table = new PinTable(1, true);

    private volatile Slot shared;

    @Actor
    public void opener(II_Result r) {
        Thread me = Thread.currentThread();
        Slot slot = table.claimElsewhere(me);
        table.announce(slot);
        shared = slot;
        slot.close(slot.ticket(), me);
        slot.claimOwn(me);
        table.announce(slot);
        r.r1 = bit(table.isPinned(me));
        slot.handOff(slot.ticket());
        r.r2 = bit(table.isPinned(me));
    }

    @Actor
    public void other() {
        Slot slot = shared;
        for (int spins = 0; slot == null && spins < 100; spins++) {
            slot = shared;
        }
        if (slot != null) {
            slot.handOff(1);
        }
    }
}
