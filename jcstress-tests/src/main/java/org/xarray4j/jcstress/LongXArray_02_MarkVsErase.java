package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Filter;
import org.xarray4j.LongXArray;
import org.xarray4j.Mark;

/**
 * Can the mark of an erased integer be left behind in the tree, or in its leaf?
 *
 * <p>Guarantees A and B of DESIGN.md. One thread marks index 5, the other erases it; 6 in the same leaf stays. The first
 * number says whether the mark was set. Afterwards nothing may bear it, neither by the tree nor by a search.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  143,309   26.72%  Acceptable
 *   1, 0, 0  392,952   73.28%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t LongXArray_02}
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Marked, then erased with the mark.")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Erased before it could be marked.")
@State
public class LongXArray_02_MarkVsErase {
    private final LongXArray array = LongXArray.create();

    {
        array.set(5, 50);
        array.set(6, 60);
    }

    @Actor
    public void marker(III_Result r) {
        r.r1 = bit(array.setMark(5, Mark.MARK_1));
    }

    @Actor
    public void eraser() {
        array.erase(5);
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r2 = bit(array.anyMarked(Mark.MARK_1));
        r.r3 = bit(array.find(0, -1L, Filter.MARK_1) != null);
    }
}
