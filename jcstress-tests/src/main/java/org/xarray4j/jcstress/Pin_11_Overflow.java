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
 * Does a scan find a pin in the overflow list?
 *
 * <p>Guarantee P, ordering [table-2] of DESIGN.md; rests on [table-1]. There is one free slot, in the second segment. The reader takes
 * it, and so its second pin, under which it reads, is pushed onto the list. The writer tends the table, by a first scan, and then
 * unlinks and scans. The numbers: what the reader found, 0 nothing, 1 the box, 2 the box released; and whether the writer
 * released it.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0    6,196    1.06%  Acceptable
 *     0, 1  510,894   87.35%  Acceptable
 *     1, 0    1,555    0.27%  Acceptable
 *     1, 1   66,256   11.33%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_11}
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
public class Pin_11_Overflow {
    private final PinTable table = new Slots().table;

    private Box published = new Box();

    @Actor
    public void reader(II_Result r) {
        Slot near = claim();
        Slot slot = claim();
        close(near);
        table.announce(slot);
        Box box = published;
        r.r1 = box == null ? 0 : 1 + box.look();
        close(slot);
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

    private Slot claim() {
        return table.claimElsewhere(Thread.currentThread());
    }

    /** None of these slots is a thread's own. */
    private static void close(Slot slot) {
        slot.close(slot.ticket(), null);
    }
}
