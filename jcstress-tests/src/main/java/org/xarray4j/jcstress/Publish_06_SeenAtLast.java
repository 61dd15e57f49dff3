package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.xarray4j.XArray;

/**
 * Does a thread that does nothing but read see a write in the end?
 *
 * <p>Guarantee B (linearizability), ordering [root-1] of DESIGN.md: a read that begins after a write has returned sees it.
 * With a plain load of the root the compiler may load it once, before the loop, and the loop never ends: STALE.
 *
 * <p>One fork:
 *
 * <pre>
 *       RESULT  SAMPLES     FREQ      EXPECT
 *   TERMINATED      630  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Publish_06}
 */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "The reader has seen the write.")
@State
public class Publish_06_SeenAtLast {
    private final XArray<Integer> array = XArray.create();

    {
        array.set(1, 1);
    }

    @Actor
    public void reader() {
        while (array.get(0) == null) {
            // Nothing in here orders anything.
        }
    }

    @Signal
    public void writer() {
        array.set(0, 1);
    }
}
