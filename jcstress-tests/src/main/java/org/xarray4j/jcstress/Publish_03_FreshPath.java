package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.XArray;

/**
 * Does a reader of a far index meet the whole of the path that the first store there has made?
 *
 * <p>Guarantee A (publication) of DESIGN.md. The store, of a range, makes seven levels of new nodes above and below what
 * was there; a reader must come through all of them to the value, or not find the index at all, and index 0 must never be
 * lost on the way. Another outcome would be a node met before it was filled; 9 is an exception.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 1   53,696   44.18%  Acceptable
 *   2, 3, 1   67,845   55.82%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Publish_03}
 */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "The path is not there yet.")
@Outcome(id = "2, 3, 1", expect = ACCEPTABLE, desc = "The path is there, with the value.")
@State
public class Publish_03_FreshPath {
    private static final long FAR = 1L << 40;

    private final XArray<int[]> array = XArray.create();

    {
        array.set(0, new int[] {1});
    }

    @Actor
    public void writer() {
        int[] value = new int[2];
        value[0] = 2;
        value[1] = 3;
        array.setRange(FAR, FAR, value);
    }

    @Actor
    public void reader(III_Result r) {
        try {
            int[] far = array.get(FAR);
            if (far != null) {
                r.r1 = far[0];
                r.r2 = far[1];
            }
            int[] near = array.get(0);
            r.r3 = near == null ? 0 : near[0];
        } catch (RuntimeException torn) {
            r.r3 = 9;
        }
    }
}
