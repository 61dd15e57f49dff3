package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.internal.epoch.Backlog;
import org.xarray4j.internal.epoch.Holder;
import org.xarray4j.internal.epoch.PinTable;
import org.xarray4j.internal.epoch.Reclaimer;
import org.xarray4j.internal.epoch.Reports;
import org.xarray4j.internal.epoch.Retired;
import org.xarray4j.internal.epoch.Slot;
import org.xarray4j.internal.epoch.StallWatch;
import org.xarray4j.internal.epoch.Ticker;

/**
 * When several batches wait, is of these released what is past, and nothing else?
 *
 * <p>Guarantees P and R, ordering [past-2] of DESIGN.md; rests on [past-1]. The writer retires each box that it replaces, and makes
 * one step of the reclaimer after each; the reader pins over and over. So while one pin holds back the newer batches, the
 * older ones get past. The numbers: how often the reader met a released box, and whether any was released.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0       59    0.06%  Acceptable
 *     0, 1   95,026   99.94%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Retire_05}
 */
// The state is clock and reporter of its own reclaimer; nobody extends it.
@SuppressWarnings("this-escape")
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader was waited for each time.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Released, and none under the reader.")
@State
public class Retire_05_BatchAfterBatch implements Reports, Ticker {
    private final PinTable table = new PinTable(1, true);
    private final Backlog backlog = new Backlog(Long.MAX_VALUE, Long.MAX_VALUE, () -> {});
    private final Reclaimer reclaimer = new Reclaimer(
            table, backlog, new StallWatch(table, null, this, this, Long.MAX_VALUE), this, this);
    private int released;

    private Box published = new Box();

    @Actor
    public void reader(II_Result r) {
        Thread me = Thread.currentThread();
        for (int round = 0; round < Box.ROUNDS; round++) {
            Slot slot = table.claimElsewhere(me);
            table.announce(slot);
            r.r1 += published.look();
            slot.close(slot.ticket(), me);
        }
    }

    @Actor
    public void writer(II_Result r) {
        for (int round = 0; round < Box.ROUNDS; round++) {
            Box old = published;
            published = new Box();
            retire(old);
            reclaimer.step();
        }
        r.r2 = bit(released > 0);
    }

    private void retire(Box old) {
        Retired retired = Retired.blank(0);
        backlog.take(1, 0);
        retired.fill(old, this::release, null);
        reclaimer.add(retired);
    }

    private void release(Object old) {
        ((Box) old).release();
        released++;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public void park(long nanos) {}

    @Override
    public void suspect(Slot slot, Holder holder, long ticket, Suspicion suspicion, long age) {}

    @Override
    public void failed(Retired retired, Throwable thrown) {
        throw new AssertionError(thrown);
    }

    @Override
    public void broken(String what, Throwable thrown) {
        throw new AssertionError(what, thrown);
    }
}
