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
 * Is the function of two racing computeIfAbsent called once, and do both callers get what it made?
 *
 * <p>Guarantees B and C of DESIGN.md. A third number other than 1 would be a function called twice; two different first
 * numbers would be two threads with a value each.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 1, 1  107,103   63.90%  Acceptable
 *   2, 2, 1   60,518   36.10%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Write_04}
 */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Both have what the first one made.")
@Outcome(id = "2, 2, 1", expect = ACCEPTABLE, desc = "Both have what the second one made.")
@State
public class Write_04_ComputeAtMostOnce {
    private final XArray<Integer> array = XArray.create();

    /** Plain: the functions run under the array's lock. */
    private int calls;

    @Actor
    public void first(III_Result r) {
        r.r1 = orZero(array.computeIfAbsent(7, index -> make(1)));
    }

    @Actor
    public void second(III_Result r) {
        r.r2 = orZero(array.computeIfAbsent(7, index -> make(2)));
    }

    private Integer make(int value) {
        calls++;
        return value;
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = calls;
    }
}
