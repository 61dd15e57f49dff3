package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.xarray4j.internal.epoch.PinTable;

/**
 * When two threads come to an empty table at once, does each get a pin that is found?
 *
 * <p>Guarantee Q, orderings [own-1], [own-2] and [table-1] of DESIGN.md. Whoever comes first makes the table's first segment, of
 * one slot. One of the two threads gets that, the other goes elsewhere. The number: how many pins are open in the end.
 *
 * <p>Two things could go wrong, but the question is one, and so is the answer: that both make the same slot their own, or that
 * each makes a segment and one is lost with the pin in it, is seen as one pin where there should be two.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT    SAMPLES     FREQ      EXPECT
 *        2  2,776,261  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_06}
 */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Each thread has a pin of its own.")
@State
public class Pin_06_TakeOver {
    private final PinTable table = new PinTable(1, true);

    @Actor
    public void one() {
        table.claimElsewhere(Thread.currentThread());
    }

    @Actor
    public void other() {
        table.claimElsewhere(Thread.currentThread());
    }

    @Arbiter
    public void count(I_Result r) {
        table.forEachOpen((slot, ticket, epoch) -> r.r1++);
    }
}
