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
 * Does a count kept by compute lose a step when two threads step it?
 *
 * <p>Guarantee C (no write is lost) of DESIGN.md. The third number is what is there afterwards.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 2, 2  484,931   55.31%  Acceptable
 *   2, 1, 2  391,810   44.69%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Write_05}
 */
@JCStressTest
@Outcome(id = "1, 2, 2", expect = ACCEPTABLE, desc = "The first thread stepped first.")
@Outcome(id = "2, 1, 2", expect = ACCEPTABLE, desc = "The second thread stepped first.")
@State
public class Write_05_ComputeCounts {
    private final XArray<Integer> array = XArray.create();

    @Actor
    public void first(III_Result r) {
        r.r1 = step();
    }

    @Actor
    public void second(III_Result r) {
        r.r2 = step();
    }

    private int step() {
        return orZero(array.compute(7, (index, count) -> orZero(count) + 1));
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = orZero(array.get(7));
    }
}
