package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.xarray4j.LockedXArray;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;

/**
 * Is nothing lost when one thread reads and then writes in a session, the other in a transaction?
 *
 * <p>Guarantee F (guards, sessions and transactions keep every other writer out) of DESIGN.md. Both step the same count.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *        2  467,141  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Guard_03}
 */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both steps were counted.")
@State
public class Guard_03_ReadThenWrite {
    private final XArray<Integer> array = XArray.create();

    @Actor
    public void inSession() {
        try (LockedXArray<Integer> session = array.lock()) {
            session.set(7, orZero(session.get(7)) + 1);
        }
    }

    @Actor
    public void inTransaction() {
        try (Transaction<Integer> transaction = array.begin()) {
            transaction.set(7, orZero(transaction.get(7)) + 1);
            transaction.commit();
        }
    }

    @Arbiter
    public void afterwards(I_Result r) {
        r.r1 = orZero(array.get(7));
    }
}
