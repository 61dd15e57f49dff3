package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Cursor;
import org.xarray4j.XArray;

/**
 * Does a cursor notice when the leaf that it remembers is no longer part of the array, or is used again?
 *
 * <p>Guarantees A and B of DESIGN.md; rests on [root-1] and [step-1]: each step of a cursor of the array is a read of
 * its own. The breach of the latter, which Reuse_05 shows, it was not seen to show: the leaf is used again for a later
 * version of itself. The leaf holds a value that never becomes less and a neighbour that stays; every write replaces
 * it, so that it is used again by the next write but one. The numbers: how often a step read less than a {@code get}
 * before it, another neighbour than the one there is, or found that the leaf has another entry.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  131,781  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Iterate_02}
 */
@JCStressTest
@Outcome(
        id = "0, 0, 0",
        expect = ACCEPTABLE,
        desc = "Every step was of the version published last.")
@State
public class Iterate_02_CursorStep {
    private static final long INDEX = 100;
    private static final int NEIGHBOUR = 1000;

    private final XArray<Integer> array = XArray.create();

    {
        // A range is made of whole nodes: a cursor remembers leaves, not buckets.
        array.setRange(INDEX, INDEX, 1);
        array.set(INDEX + 1, NEIGHBOUR);
        // Enough writes for nodes to wait, and to be used again.
        array.set(INDEX, 2);
        array.set(INDEX, 3);
    }

    @Actor
    public void writer() {
        for (int value = 4; value < 34; value++) {
            array.set(INDEX, value);
        }
    }

    @Actor
    public void reader(III_Result r) {
        Cursor<Integer> cursor = array.cursor();
        for (int times = 0; times < 20; times++) {
            int before = orZero(array.get(INDEX));
            cursor.moveTo(INDEX);
            r.r1 += bit(orZero(cursor.load()) < before);
            r.r2 += bit(orZero(cursor.next()) != NEIGHBOUR);
            cursor.moveTo(INDEX);
            r.r3 += bit(orZero(cursor.find(-1L)) < before || orZero(cursor.find(-1L)) != NEIGHBOUR);
        }
    }
}
