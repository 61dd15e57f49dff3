package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Snapshot;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;

/**
 * Is a transaction seen whole or not at all?
 *
 * <p>Guarantee E (whole or not at all) of DESIGN.md. It stores near and far, and erases. {@link Frozen} reads all three
 * through one snapshot; {@link Live} reads the array itself: whoever finds the first write must
 * then find the others.
 *
 * <p>One fork of {@link Frozen}:
 *
 * <pre>
 *       RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 1, 1  266,231   81.58%  Acceptable
 *   1, 1, 0, 2   60,110   18.42%  Acceptable
 * </pre>
 *
 * <p>One fork of {@link Live}:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0        2   <0.01%  Acceptable
 *   0, 0, 1  248,849   80.68%  Acceptable
 *   0, 1, 0        8   <0.01%  Acceptable
 *   1, 1, 0   59,562   19.31%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Transaction_01}
 */
public class Transaction_01_SeenWhole {
    private static final long NEAR = 1;
    private static final long FAR = 5000;
    private static final long GONE = 2;

    private Transaction_01_SeenWhole() {}

    private static XArray<Integer> arrayWithGone() {
        XArray<Integer> array = XArray.create();
        array.set(GONE, 1);
        return array;
    }

    private static void write(XArray<Integer> array) {
        try (Transaction<Integer> transaction = array.begin()) {
            transaction.set(NEAR, 1);
            transaction.set(FAR, 1);
            transaction.erase(GONE);
            transaction.commit();
        }
    }

    /** Through a snapshot. */
    @JCStressTest
    @Outcome(id = "0, 0, 1, 1", expect = ACCEPTABLE, desc = "Nothing of the transaction is there.")
    @Outcome(id = "1, 1, 0, 2", expect = ACCEPTABLE, desc = "All of the transaction is there.")
    @State
    public static class Frozen {
        private final XArray<Integer> array = arrayWithGone();

        @Actor
        public void writer() {
            write(array);
        }

        @Actor
        public void reader(IIII_Result r) {
            Snapshot<Integer> snapshot = array.snapshot();
            r.r1 = orZero(snapshot.get(NEAR));
            r.r2 = orZero(snapshot.get(FAR));
            r.r3 = orZero(snapshot.get(GONE));
            r.r4 = (int) snapshot.size();
        }
    }

    /** By reads of the array itself. */
    @JCStressTest
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "The commit came after all reads.")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "It came before the third read.")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "It came before the second read.")
    @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "It came before all reads.")
    @State
    public static class Live {
        private final XArray<Integer> array = arrayWithGone();

        @Actor
        public void writer() {
            write(array);
        }

        @Actor
        public void reader(III_Result r) {
            r.r1 = orZero(array.get(NEAR));
            r.r2 = orZero(array.get(FAR));
            r.r3 = orZero(array.get(GONE));
        }
    }
}
