package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.XArray;

/**
 * Is one index reserved for one of two threads only?
 *
 * <p>Guarantees C and G of DESIGN.md. The third number says whether the index is reserved afterwards.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 1, 1  311,250   43.82%  Acceptable
 *   1, 0, 1  399,091   56.18%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reserve_03}
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "The first thread has it.")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "The second thread has it.")
@State
public class Reserve_03_TwoReserveAt {
    private final XArray<Integer> array = XArray.create();

    @Actor
    public void first(III_Result r) {
        r.r1 = bit(array.reserveAt(7) != null);
    }

    @Actor
    public void second(III_Result r) {
        r.r2 = bit(array.reserveAt(7) != null);
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = bit(array.isReserved(7));
    }
}
