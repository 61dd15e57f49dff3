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
 * Does a cursor notice when the leaf that it remembers is used again for another place?
 *
 * <p>Guarantee A (publication), ordering [step-1] of DESIGN.md. Two leaves, whole nodes since what is in them was first
 * stored as ranges, have a value and a neighbour each, in the same slots. The writer replaces now the one and now the
 * other, so that the leaf of one place is used again for the other after few writes. The values of the cursor's place
 * never become less, and all of the other place are negative. The numbers: how often a load, a step by one, or a search
 * showed a value that was less than before, or not the neighbour that is there.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  185,541  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reuse_05}
 */
@JCStressTest
@Outcome(
        id = "0, 0, 0",
        expect = ACCEPTABLE,
        desc = "Every step was of the version published last.")
@State
public class Reuse_05_CursorStep {
    private static final long INDEX = 100;
    private static final long OTHER = INDEX + 64;
    private static final int NEIGHBOUR = 1000;

    private final Meeting meeting = new Meeting();
    private final XArray<Integer> array = XArray.create();

    {
        array.setRange(INDEX, INDEX, 1);
        array.set(INDEX + 1, NEIGHBOUR);
        array.setRange(OTHER, OTHER, -1);
        array.set(OTHER + 1, -NEIGHBOUR);
        // Enough writes for nodes to wait, and to be used again.
        for (int value = 2; value <= 3; value++) {
            array.set(OTHER, -value);
            array.set(INDEX, value);
        }
    }

    @Actor
    public void writer() {
        meeting.one();
        for (int value = 4; value < 34; value++) {
            // In no regular turns, so that leaves do not always come back to the same place.
            if ((Integer.bitCount(value) & 1) == 0) {
                array.set(OTHER, -value);
            } else {
                array.set(INDEX, value);
            }
        }
    }

    @Actor
    public void reader(III_Result r) {
        Cursor<Integer> cursor = array.cursor();
        int before = 3;
        meeting.other();
        for (int times = 0; times < 20; times++) {
            cursor.moveTo(INDEX);
            // The first load may walk to the leaf, and so may the first search; what follows are
            // steps in it.
            int walked = orZero(cursor.load());
            int value = orZero(cursor.load());
            r.r1 += bit(walked < before || value < walked);
            r.r2 += bit(orZero(cursor.next()) != NEIGHBOUR);
            cursor.moveTo(INDEX);
            before = orZero(cursor.find(-1L));
            r.r3 += bit(before < value || orZero(cursor.find(-1L)) != NEIGHBOUR);
        }
    }
}
