package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.XArray;

/**
 * Are values right while the tree grows and shrinks under the reader?
 *
 * <p>Guarantee A (publication) of DESIGN.md. The writer makes the tree seven levels high and one level low again. Height
 * and top are one load, so no reader can walk a top of another height. The values are arrays of the user's: one that was
 * taken for a node would be descended into, and show as 9, as does an exception.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 0, 1  121,530   99.99%  Acceptable
 *   1, 2, 1       11   <0.01%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Publish_04}
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "The far index was empty.")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "The far index was in use.")
@State
public class Publish_04_GrowShrink {
    private static final long FAR = 1L << 40;
    private static final Object[] NEAR_VALUE = user(1);
    private static final Object[] FAR_VALUE = user(2);

    private final XArray<Object[]> array = XArray.create();

    {
        array.set(0, NEAR_VALUE);
    }

    /** As long as a node, full, and with nothing of a node's in it. */
    private static Object[] user(int number) {
        Object[] value = new Object[65];
        Arrays.fill(value, new Object[] {number});
        return value;
    }

    @Actor
    public void writer() {
        array.set(FAR, FAR_VALUE);
        array.erase(FAR);
    }

    @Actor
    public void reader(III_Result r) {
        r.r1 = which(0);
        r.r2 = which(FAR);
        r.r3 = which(0);
    }

    private int which(long index) {
        try {
            Object[] value = array.get(index);
            if (value == null) {
                return 0;
            }
            return value == NEAR_VALUE ? 1 : value == FAR_VALUE ? 2 : 9;
        } catch (RuntimeException torn) {
            return 9;
        }
    }
}
