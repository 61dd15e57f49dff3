package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.Snapshot;
import org.xarray4j.XArray;

/**
 * Is a range store seen whole or not at all?
 *
 * <p>Guarantee E (whole or not at all) of DESIGN.md. The range is cut into eight entries in three nodes. {@link Frozen}
 * reads its ends and the number of entries through one snapshot; {@link Live} reads the array itself: whoever finds the
 * first index must then find the last.
 *
 * <p>One fork of {@link Frozen}:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  624,625   91.91%  Acceptable
 *   1, 1, 8   54,996    8.09%  Acceptable
 * </pre>
 *
 * <p>One fork of {@link Live}:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0  651,006   90.67%  Acceptable
 *     0, 1       16   <0.01%  Acceptable
 *     1, 1   66,999    9.33%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Range_01}
 */
public class Range_01_SeenWhole {
    private static final long FIRST = 10;
    private static final long LAST = 200;

    private Range_01_SeenWhole() {}

    /** Through a snapshot. */
    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Nothing of the range is there.")
    @Outcome(id = "1, 1, 8", expect = ACCEPTABLE, desc = "All of the range is there.")
    @State
    public static class Frozen {
        private final XArray<Integer> array = XArray.create();

        @Actor
        public void writer() {
            array.setRange(FIRST, LAST, 1);
        }

        @Actor
        public void reader(III_Result r) {
            Snapshot<Integer> snapshot = array.snapshot();
            r.r1 = orZero(snapshot.get(FIRST));
            r.r2 = orZero(snapshot.get(LAST));
            r.r3 = (int) snapshot.size();
        }
    }

    /** By reads of the array itself. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The store came after both reads.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The store came between the reads.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The store came before both reads.")
    @State
    public static class Live {
        private final XArray<Integer> array = XArray.create();

        @Actor
        public void writer() {
            array.setRange(FIRST, LAST, 1);
        }

        @Actor
        public void reader(II_Result r) {
            r.r1 = orZero(array.get(FIRST));
            r.r2 = orZero(array.get(LAST));
        }
    }
}
