package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.Executor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.xarray4j.internal.epoch.Backlog;
import org.xarray4j.internal.epoch.Holder;
import org.xarray4j.internal.epoch.PinTable;
import org.xarray4j.internal.epoch.Reclaimer;
import org.xarray4j.internal.epoch.Reports;
import org.xarray4j.internal.epoch.Retired;
import org.xarray4j.internal.epoch.Slot;
import org.xarray4j.internal.epoch.StallWatch;
import org.xarray4j.internal.epoch.Ticker;
import org.xarray4j.internal.epoch.Worker;

/**
 * Is what is retired while the worker leaves found by the worker, or is another one started?
 *
 * <p>Guarantee W, orderings [work-1] and [work-2] of DESIGN.md. No thread is started: one actor is the executor's, which runs the worker until it
 * leaves; its time passes at once. If another run was asked for, it takes place in the end. The number: how many of two were
 * released.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT    SAMPLES     FREQ      EXPECT
 *        2  1,524,421  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Retire_02}
 */
// The state is executor and clock of its own worker; nobody extends it.
@SuppressWarnings("this-escape")
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both were released.")
@State
public class Retire_02_AgainstLeaving implements Executor, Reports, Ticker {
    private final Meeting meeting = new Meeting();
    private final PinTable table = new PinTable(1, true);
    private final Backlog backlog = new Backlog(Long.MAX_VALUE, Long.MAX_VALUE, () -> {});
    private final Reclaimer reclaimer = new Reclaimer(
            table, backlog, new StallWatch(table, null, this, this, Long.MAX_VALUE), this, this);
    private final Worker worker = new Worker(this, reclaimer, this, this);
    private Runnable asked;
    private int released;

    private final Runnable first;

    {
        retire();
        first = asked;
        asked = null;
    }

    private void retire() {
        Retired retired = Retired.blank(0);
        backlog.take(1, 0);
        retired.fill(this, test -> ((Retire_02_AgainstLeaving) test).released++, null);
        reclaimer.add(retired);
        worker.wake();
    }

    @Actor
    public void executor() {
        meeting.one();
        first.run();
    }

    @Actor
    public void retirer() {
        meeting.other();
        retire();
    }

    @Arbiter
    public void rest(I_Result r) {
        if (asked != null) {
            asked.run();
        }
        r.r1 = released;
    }

    @Override
    public void execute(Runnable task) {
        asked = task;
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
