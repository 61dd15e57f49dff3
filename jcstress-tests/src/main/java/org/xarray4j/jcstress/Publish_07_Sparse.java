package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Mark;
import org.xarray4j.XArray;

/**
 * Does a reader always find what is in a bucket, while the bucket is replaced, is made nodes of, and gives way to a leaf
 * behind a skip?
 *
 * <p>Guarantee A (publication) of DESIGN.md. One index holds a value and a mark all the time. The writer stores its
 * neighbours until they are worth a leaf, and then a range beside it. The numbers: how often the reader found the value
 * missing, or the range gone again which it had met; the mark missing; or a neighbour's value not filled.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *  0, 0, 0  149,701  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Publish_07}
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Every read was of a published version.")
@State
public class Publish_07_Sparse {
    private static final long INDEX = 1L << 40;

    /** Beside {@link #INDEX}, but not of its leaf. */
    private static final long BESIDE = INDEX + 500;

    private final XArray<int[]> array = XArray.create();

    {
        array.set(INDEX, new int[] {1});
        array.setMark(INDEX, Mark.MARK_0);
        array.set(-1L, new int[] {1});
    }

    @Actor
    public void writer() {
        for (int more = 1; more < 20; more++) {
            int[] value = new int[1];
            value[0] = 1;
            array.set(INDEX + more, value);
        }
        array.setRange(BESIDE, BESIDE + 20, new int[] {1});
        // A range elsewhere: now the nodes of the one before become a bucket.
        array.setRange(-3L, -2L, new int[] {1});
    }

    @Actor
    public void reader(III_Result r) {
        boolean wasBeside = false;
        for (int times = 0; times < 20; times++) {
            int[] beside = array.get(BESIDE);
            r.r1 += bit(array.get(INDEX) == null || (wasBeside && beside == null));
            wasBeside |= beside != null;
            r.r2 += bit(!array.isMarked(INDEX, Mark.MARK_0));
            int[] neighbour = array.get(INDEX + times);
            r.r3 += bit(neighbour != null && neighbour[0] != 1);
        }
    }
}
