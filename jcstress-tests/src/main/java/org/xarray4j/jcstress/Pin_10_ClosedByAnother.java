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
 * Does a pin hold back until another thread closes it, and no longer, though the thread that opened it does not come back to
 * its slot?
 *
 * <p>Guarantee Q, ordering [close-3] of DESIGN.md; rests on [close-2]. The opener has the pin's slot for its own, and so the other
 * thread only says that the pin is closed. The numbers: whether the opener found the pin past before the other thread began
 * to close it; and whether it did when the close was over, 2 if it did not wait for so long.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT    SAMPLES     FREQ      EXPECT
 *     0, 1     79,739    5.63%  Acceptable
 *     0, 2  1,337,162   94.37%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_10}
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It held back until it was closed.")
@Outcome(
        id = "0, 2",
        expect = ACCEPTABLE,
        desc = "It held back for longer than the opener looks, and was not closed.")
@State
public class Pin_10_ClosedByAnother {
    private static final int LOOKS = 100;

    private final Meeting meeting = new Meeting();
    private final PinTable table = new PinTable(1, true);
    private Thread openedBy;
    private volatile Slot handed;
    private volatile boolean closing;
    private volatile boolean closed;

    @Actor
    public void opener(II_Result r) {
        meeting.one();
        openedBy = Thread.currentThread();
        Slot slot = table.claimElsewhere(openedBy);
        table.announce(slot);
        handed = slot;
        long stamp = table.stamp();
        for (int looks = 0; looks < LOOKS && !closed; looks++) {
            r.r1 |= bit(table.isPast(stamp) && !closing);
        }
        r.r2 = closed ? bit(table.isPast(stamp)) : 2;
    }

    @Actor
    public void other() {
        meeting.other();
        Slot slot = handed;
        for (int spins = 0; slot == null && spins < 100; spins++) {
            slot = handed;
        }
        if (slot != null) {
            closing = true;
            slot.close(slot.ticket(), openedBy);
            closed = true;
        }
    }
}
