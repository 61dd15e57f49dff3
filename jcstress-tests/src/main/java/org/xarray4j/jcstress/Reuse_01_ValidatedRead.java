package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Mark;
import org.xarray4j.XArray;

/**
 * Does a read that announces itself to nobody notice when a node that it walks is used again?
 *
 * <p>Guarantee A (publication), orderings [seq-1], [seq-2], [seq-3] and [seq-4] of DESIGN.md. The tree is eleven levels
 * high, all of whole nodes since both entries were first stored as ranges, and each write replaces all of a path, so
 * that nodes are used again after few writes, and also for another index, in another slot at each level; the reader's
 * walk is as long. The index holds a value, which never becomes less, and a mark all the time. The numbers: how often
 * the reader found the value missing or less than before, the mark missing, or another size than 2.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  124,101  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reuse_01}
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Every read was of a published version.")
@State
public class Reuse_01_ValidatedRead {
    private static final long INDEX = -1L;
    private static final long OTHER = 0;

    private final XArray<Integer> array = XArray.create();

    {
        array.setRange(OTHER, OTHER, 1);
        array.setRange(INDEX, INDEX, 1);
        array.setMark(INDEX, Mark.MARK_0);
        // Enough writes for nodes to wait, and to be used again.
        for (int value = 2; value <= 3; value++) {
            array.set(OTHER, value);
            array.set(INDEX, value);
        }
    }

    @Actor
    public void writer() {
        for (int value = 4; value < 34; value++) {
            // In no regular turns, so that nodes do not always come back to the same index.
            array.set((Integer.bitCount(value) & 1) == 0 ? OTHER : INDEX, value);
        }
    }

    @Actor
    public void reader(III_Result r) {
        int before = 3;
        for (int times = 0; times < 20; times++) {
            int value = orZero(array.get(INDEX));
            r.r1 += bit(value < before);
            r.r2 += bit(!array.isMarked(INDEX, Mark.MARK_0));
            r.r3 += bit(array.size() != 2);
            before = value;
        }
    }
}
