package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.internal.epoch.PinTable;
import org.xarray4j.internal.epoch.Slot;

/**
 * Does a scan find a pin in a segment that is just being looked through, to be passed by from then on?
 *
 * <p>Guarantee P, orderings [used-1] and [used-2] of DESIGN.md; rests on [table-1] and [table-2]. The writer tends the
 * table, by a first scan, and then unlinks and scans; the reader is in the second segment, or in the overflow list. The numbers: what the
 * reader found, 0 nothing, 1 the box, 2 the box released; and whether the writer released it.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0   32,508    4.18%  Acceptable
 *     0, 1  303,342   39.05%  Acceptable
 *     1, 0  155,171   19.97%  Acceptable
 *     1, 1  285,880   36.80%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_05}
 */
@JCStressTest
@Outcome(
        id = "0, 0",
        expect = ACCEPTABLE,
        desc = "The reader came after the unlinking, and was waited for.")
@Outcome(
        id = "0, 1",
        expect = ACCEPTABLE,
        desc = "The reader came after the unlinking, and was not waited for.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The reader holds the box, and was waited for.")
@Outcome(
        id = "1, 1",
        expect = ACCEPTABLE,
        desc = "The reader held the box, and was gone when it was released.")
@State
public class Pin_05_GrownTable {
    private final PinTable table = new Slots().table;

    private Box published = new Box();

    {
        // The second segment is in use, and its slot free.
        Slot slot = table.claimElsewhere(Thread.currentThread());
        slot.close(slot.ticket(), null);
    }

    @Actor
    public void reader(II_Result r) {
        Slot slot = table.claimElsewhere(Thread.currentThread());
        long ticket = slot.ticket();
        table.announce(slot);
        Box box = published;
        r.r1 = box == null ? 0 : 1 + box.look();
        slot.close(ticket, slot.isOwned() ? Thread.currentThread() : null);
    }

    @Actor
    public void writer(II_Result r) {
        table.isPast(table.stamp());
        Box old = published;
        published = null;
        if (table.isPast(table.stamp())) {
            old.release();
            r.r2 = 1;
        }
    }
}
