package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Flag;
import org.xarray4j.Limit;
import org.xarray4j.XArray;

/**
 * Is an index that was erased found by the very next allocation, and given to one only?
 *
 * <p>Guarantees B and C of DESIGN.md. Indices 1 and 2 are all that may be allocated, and both are in use. The first thread
 * frees one and allocates; the second allocates. One of the two gets the index, -1 is the answer to the other. Both
 * refused would be a freed index that was not seen; both given would be one index for two.
 *
 * <p>One fork:
 *
 * <pre>
 *     RESULT  SAMPLES     FREQ      EXPECT
 *   -1, 1, 2    1,088    0.18%  Acceptable
 *   1, -1, 2  596,613   99.82%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Alloc_02}
 */
@JCStressTest
@Outcome(id = "1, -1, 2", expect = ACCEPTABLE, desc = "The thread that freed it has it again.")
@Outcome(id = "-1, 1, 2", expect = ACCEPTABLE, desc = "The other thread came between.")
@State
public class Alloc_02_EraseThenAlloc {
    private static final Limit TWO = new Limit(1, 2);

    private final XArray<Integer> array = XArray.create(Flag.ALLOC);

    {
        array.set(1, 1);
        array.set(2, 2);
    }

    @Actor
    public void eraser(III_Result r) {
        array.erase(1);
        r.r1 = (int) array.tryAlloc(3, TWO).orElse(-1);
    }

    @Actor
    public void other(III_Result r) {
        r.r2 = (int) array.tryAlloc(4, TWO).orElse(-1);
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = (int) array.size();
    }
}
