package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIIII_Result;
import org.xarray4j.LongXArray;

/**
 * Is a write of one integer lost that shares its leaf with another write?
 *
 * <p>Guarantees B and C of DESIGN.md. Both threads change index 5 by comparing, and one of the two must win; each also stores
 * a neighbour, in the same leaf. The numbers: whether the first thread and whether the second was told that it has won; and
 * what stands there afterwards, 1 or 2 for who has won, and both neighbours.
 *
 * <p>One fork:
 *
 * <pre>
 *           RESULT  SAMPLES     FREQ      EXPECT
 *  0, 1, 2, 10, 20   52,311   37.51%  Acceptable
 *  1, 0, 1, 10, 20   87,150   62.49%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t LongXArray_01}
 */
@JCStressTest
@Outcome(id = "1, 0, 1, 10, 20", expect = ACCEPTABLE, desc = "The first thread was first.")
@Outcome(id = "0, 1, 2, 10, 20", expect = ACCEPTABLE, desc = "The second thread was first.")
@State
public class LongXArray_01_CompareAndSet {
    private final LongXArray array = LongXArray.create();

    {
        array.set(5, 0);
    }

    @Actor
    public void first(IIIII_Result r) {
        r.r1 = bit(array.compareAndSet(5, 0, 1));
        array.set(6, 10);
    }

    @Actor
    public void second(IIIII_Result r) {
        r.r2 = bit(array.compareAndSet(5, 0, 2));
        array.set(7, 20);
    }

    @Arbiter
    public void afterwards(IIIII_Result r) {
        r.r3 = (int) array.getOrDefault(5, -1);
        r.r4 = (int) array.getOrDefault(6, -1);
        r.r5 = (int) array.getOrDefault(7, -1);
    }
}
