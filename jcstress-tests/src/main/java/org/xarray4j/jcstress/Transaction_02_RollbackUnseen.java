package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;

/**
 * Does a reader ever see anything of a transaction that is rolled back?
 *
 * <p>Guarantee E (whole or not at all) of DESIGN.md. The transaction replaces, stores far and erases, then is closed
 * without a commit. The last number is the array's size afterwards.
 *
 * <p>One fork:
 *
 * <pre>
 *       RESULT  SAMPLES     FREQ      EXPECT
 *   1, 1, 0, 2  520,901  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Transaction_02}
 */
@JCStressTest
@Outcome(id = "1, 1, 0, 2", expect = ACCEPTABLE, desc = "Nothing of it was ever there.")
@State
public class Transaction_02_RollbackUnseen {
    private final XArray<Integer> array = XArray.create();

    {
        array.set(1, 1);
        array.set(2, 1);
    }

    @Actor
    public void writer() {
        try (Transaction<Integer> transaction = array.begin()) {
            transaction.set(1, 9);
            transaction.erase(2);
            transaction.set(5000, 9);
        }
    }

    @Actor
    public void reader(IIII_Result r) {
        r.r1 = orZero(array.get(1));
        r.r2 = orZero(array.get(2));
        r.r3 = orZero(array.get(5000));
    }

    @Arbiter
    public void afterwards(IIII_Result r) {
        r.r4 = (int) array.size();
    }
}
