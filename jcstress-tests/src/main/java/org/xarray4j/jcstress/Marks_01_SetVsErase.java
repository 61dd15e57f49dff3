package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Mark;
import org.xarray4j.XArray;

/**
 * Is a mark left behind when an entry is erased while it is being marked?
 *
 * <p>Guarantees A and C of DESIGN.md. The first number says whether the mark was set; the others, whether the erased index
 * or anything at all bears it afterwards.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  170,297   34.38%  Acceptable
 *   1, 0, 0  325,004   65.62%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Marks_01}
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "It was marked, then erased.")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "It was erased; nothing was there to mark.")
@State
public class Marks_01_SetVsErase {
    private final XArray<Integer> array = XArray.create();

    {
        array.set(7, 1);
        array.set(70, 1);
    }

    @Actor
    public void marker(III_Result r) {
        r.r1 = bit(array.setMark(7, Mark.MARK_2));
    }

    @Actor
    public void eraser() {
        array.erase(7);
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r2 = bit(array.isMarked(7, Mark.MARK_2));
        r.r3 = bit(array.anyMarked(Mark.MARK_2));
    }
}
