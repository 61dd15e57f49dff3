package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.XArray;

/**
 * Can two threads, each of which writes one array and then reads the other, miss each other?
 *
 * <p>Guarantee B (linearizability across arrays), orderings [root-1] and [root-2] of DESIGN.md. Both reading the old
 * value, 0 and 0, would mean that each read came before the other thread's write, hence before itself. Release and
 * acquire would allow it; volatile accesses do not.
 *
 * <p>The writes replace a value: the first write of an array goes on after its publication, with what it must make once
 * to keep the node for reuse, and the store would have left the processor's buffer before the read.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 1  365,162   46.09%  Acceptable
 *     1, 0  286,569   36.17%  Acceptable
 *     1, 1  140,530   17.74%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Publish_02}
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first thread was first.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second thread was first.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both writes came before both reads.")
@State
public class Publish_02_TwoArrays {
    private final Meeting meeting = new Meeting();
    private final XArray<Integer> x = XArray.create();
    private final XArray<Integer> y = XArray.create();

    {
        x.set(0, 0);
        y.set(0, 0);
    }

    @Actor
    public void first(II_Result r) {
        meeting.one();
        x.set(0, 1);
        r.r1 = orZero(y.get(0));
    }

    @Actor
    public void second(II_Result r) {
        meeting.other();
        y.set(0, 1);
        r.r2 = orZero(x.get(0));
    }
}
