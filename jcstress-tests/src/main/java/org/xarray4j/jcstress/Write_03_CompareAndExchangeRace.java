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
 * Does exactly one of two exchanges of the same expected value win, and is the other told who has?
 *
 * <p>Guarantees B and C of DESIGN.md. What compareAndExchange answers is what was there at its moment: the winner is
 * answered the expected value, the loser the winner's.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   2, 5, 2  297,666   43.80%  Acceptable
 *   5, 1, 1  381,955   56.20%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Write_03}
 */
@JCStressTest
@Outcome(id = "5, 1, 1", expect = ACCEPTABLE, desc = "The first exchange has won.")
@Outcome(id = "2, 5, 2", expect = ACCEPTABLE, desc = "The second exchange has won.")
@State
public class Write_03_CompareAndExchangeRace {
    private static final Integer OLD = 5;

    private final XArray<Integer> array = XArray.create();

    {
        array.set(7, OLD);
    }

    @Actor
    public void first(III_Result r) {
        r.r1 = orZero(array.compareAndExchange(7, OLD, 1));
    }

    @Actor
    public void second(III_Result r) {
        r.r2 = orZero(array.compareAndExchange(7, OLD, 2));
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = orZero(array.get(7));
    }
}
