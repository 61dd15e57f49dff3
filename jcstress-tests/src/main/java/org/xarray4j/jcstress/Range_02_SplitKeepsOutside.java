package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.xarray4j.Mark;
import org.xarray4j.XArray;

/**
 * Does a range store into the middle of a larger entry leave what is outside alone, at every moment?
 *
 * <p>Guarantees A and E of DESIGN.md. The entry of 1024 indices bears a mark. The numbers: the value before the range, in
 * it, and behind it, and whether the index behind it bears the mark. A reader must never see the outside empty, unmarked
 * or changed while the entry is being cut.
 *
 * <p>One fork:
 *
 * <pre>
 *       RESULT  SAMPLES     FREQ      EXPECT
 *   1, 1, 1, 1  201,068   74.46%  Acceptable
 *   1, 2, 1, 1   68,953   25.54%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Range_02}
 */
@JCStressTest
@Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "The inside was read before the store.")
@Outcome(id = "1, 2, 1, 1", expect = ACCEPTABLE, desc = "The inside was read after the store.")
@State
public class Range_02_SplitKeepsOutside {
    private final XArray<Integer> array = XArray.create();

    {
        array.setRange(0, 1023, 1);
        array.setMark(0, Mark.MARK_1);
    }

    @Actor
    public void writer() {
        array.setRange(100, 200, 2);
    }

    @Actor
    public void reader(IIII_Result r) {
        r.r1 = orZero(array.get(99));
        r.r2 = orZero(array.get(150));
        r.r3 = orZero(array.get(201));
        r.r4 = bit(array.isMarked(201, Mark.MARK_1));
    }
}
