package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.XArray;

/**
 * Does exactly one of two inserts at one index win?
 *
 * <p>Guarantee C (writers take turns) of DESIGN.md. Two winners would be a value lost; none would be an insert that was
 * refused by nothing.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 1, 2  380,284   46.79%  Acceptable
 *   1, 0, 1  432,457   53.21%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Write_02}
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "The first insert has won.")
@Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "The second insert has won.")
@State
public class Write_02_InsertRace {
    private final XArray<Integer> array = XArray.create();

    @Actor
    public void first(III_Result r) {
        r.r1 = bit(array.insert(7, 1));
    }

    @Actor
    public void second(III_Result r) {
        r.r2 = bit(array.insert(7, 2));
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = orZero(array.get(7));
    }
}
