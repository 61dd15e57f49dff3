package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.xarray4j.Flag;
import org.xarray4j.XArray;

/**
 * Is an index ever allocated twice?
 *
 * <p>Guarantees B and C of DESIGN.md. The first two numbers are the indices, the last two what stands there afterwards.
 *
 * <p>One fork:
 *
 * <pre>
 *       RESULT  SAMPLES     FREQ      EXPECT
 *   0, 1, 5, 6  499,320   52.09%  Acceptable
 *   1, 0, 5, 6  459,341   47.91%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Alloc_01}
 */
@JCStressTest
@Outcome(id = "0, 1, 5, 6", expect = ACCEPTABLE, desc = "The first thread was first.")
@Outcome(id = "1, 0, 5, 6", expect = ACCEPTABLE, desc = "The second thread was first.")
@State
public class Alloc_01_NeverTwice {
    private final XArray<Integer> array = XArray.create(Flag.ALLOC);

    @Actor
    public void first(IIII_Result r) {
        r.r1 = (int) array.alloc(5);
    }

    @Actor
    public void second(IIII_Result r) {
        r.r2 = (int) array.alloc(6);
    }

    @Arbiter
    public void afterwards(IIII_Result r) {
        r.r3 = orZero(array.get(r.r1));
        r.r4 = orZero(array.get(r.r2));
    }
}
