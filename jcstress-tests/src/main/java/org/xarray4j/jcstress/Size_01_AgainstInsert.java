package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.XArray;

/**
 * Does size agree with what the same thread finds before and after it?
 *
 * <p>Guarantee B (linearizability) of DESIGN.md. The reader looks for the entry, asks for the size, and looks again. An
 * entry that was found but not counted, or counted but not found, would be two reads in the wrong order.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  995,042   92.66%  Acceptable
 *   0, 0, 1       11   <0.01%  Acceptable
 *   0, 1, 1      451    0.04%  Acceptable
 *   1, 1, 1   78,357    7.30%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Size_01}
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "The insert came after all three.")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "It came after the size was read.")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "It came before the size was read.")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "It came before all three.")
@State
public class Size_01_AgainstInsert {
    private final XArray<Integer> array = XArray.create();

    @Actor
    public void writer() {
        array.insert(7, 1);
    }

    @Actor
    public void reader(III_Result r) {
        r.r1 = bit(array.contains(7));
        r.r2 = (int) array.size();
        r.r3 = bit(array.contains(7));
    }
}
