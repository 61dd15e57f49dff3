package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.Guard;
import org.xarray4j.XArray;

/**
 * Does a guard keep another writer out while it is open?
 *
 * <p>Guarantee F (guards keep every other writer out) of DESIGN.md. The numbers are what the guard shows, and what the
 * array says while the guard is still open. Two different ones would be a writer that got in.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     1, 1  290,673   58.38%  Acceptable
 *     2, 2  207,188   41.62%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Guard_01}
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The write came after the guard.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "The write came before the guard.")
@State
public class Guard_01_AgainstWriter {
    private final XArray<Integer> array = XArray.create();

    {
        array.set(7, 1);
    }

    @Actor
    public void holder(II_Result r) {
        try (Guard<Integer> guard = array.getLocked(7)) {
            if (guard != null) {
                r.r1 = guard.value();
                r.r2 = orZero(array.get(7));
            }
        }
    }

    @Actor
    public void writer() {
        array.set(7, 2);
    }
}
