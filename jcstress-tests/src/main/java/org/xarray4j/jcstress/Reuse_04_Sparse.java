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
 * Does a read that announces itself to nobody end, and notice, when a node that it walks is used again for other buckets
 * and skips?
 *
 * <p>Guarantee A (publication) of DESIGN.md; rests on [seq-1], [seq-2], [seq-3] and [seq-4]. As Reuse_01, with two
 * indices: one in a bucket, one in a leaf to which a skip leads, so that the nodes in use again have now this, now that
 * in their slots. Buckets and skips are new with each write, and are met by a race: what a walk needs of them must be
 * there. The numbers: how often the reader found the bucket's value missing or less than before; the leaf's so, or its
 * mark missing; and how often a read threw.
 *
 * <p>No twin is for this test. With reads that do not validate it was seen to fail in one run of 23, each of five forks, on
 * x86-64: Reuse_01 asks that better. What it is for, a bucket or a skip that is met before what it refers to, only processors
 * show that reorder stores.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *  0, 0, 0  139,461  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reuse_04}
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Every read was of a published version.")
@State
public class Reuse_04_Sparse {
    private static final long IN_BUCKET = 5L << 60;
    private static final long IN_LEAF = 1L << 40;

    private final XArray<Integer> array = XArray.create();

    {
        array.set(IN_BUCKET, 1);
        for (int at = 0; at < 20; at++) {
            array.set(IN_LEAF + at, 1);
        }
        array.setMark(IN_LEAF, Mark.MARK_0);
        // Enough writes for nodes to wait, and to be used again.
        for (int value = 1; value <= 3; value++) {
            array.set(IN_BUCKET, value);
            array.set(IN_LEAF, value);
        }
    }

    @Actor
    public void writer() {
        for (int value = 4; value < 24; value++) {
            array.set(IN_BUCKET, value);
            array.set(IN_LEAF, value);
        }
    }

    @Actor
    public void reader(III_Result r) {
        int bucket = 3;
        int leaf = 3;
        for (int times = 0; times < 20; times++) {
            try {
                int value = orZero(array.get(IN_BUCKET));
                r.r1 += bit(value < bucket);
                bucket = value;
                value = orZero(array.get(IN_LEAF));
                r.r2 += bit(value < leaf || !array.isMarked(IN_LEAF, Mark.MARK_0));
                leaf = value;
            } catch (RuntimeException torn) {
                r.r3++;
            }
        }
    }
}
