package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.XArray;

/**
 * Do two writes of neighbouring indices both survive?
 *
 * <p>Guarantee C (writers take turns, one version each) of DESIGN.md. Both copy the same leaf; a writer that began on a
 * version which is no longer the published one would publish a leaf without the other's value.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 2, 3  236,741  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Write_01}
 */
@JCStressTest
@Outcome(id = "1, 2, 3", expect = ACCEPTABLE, desc = "Both are there, and counted.")
@State
public class Write_01_WriterWriter {
    private final XArray<Integer> array = XArray.create();

    {
        array.set(5, 5);
    }

    @Actor
    public void first() {
        array.set(7, 1);
    }

    @Actor
    public void second() {
        array.set(8, 2);
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r1 = orZero(array.get(7));
        r.r2 = orZero(array.get(8));
        r.r3 = (int) array.size();
    }
}
