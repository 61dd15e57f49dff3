package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.LockedXArray;
import org.xarray4j.XArray;

/**
 * Does a reader come to its end, and read what is right, while a session holds the lock?
 *
 * <p>Guarantee F (guards and sessions never keep a reader out) of DESIGN.md. The session is not closed before the reader has
 * finished, who begins when the lock is held; he reads by {@code get}, which announces nothing, and then in a snapshot. A
 * reader that waits for the lock would wait for ever, so the holder loses patience at last, after sleeping two thousand times:
 * a reader that has no processor for a while is not stuck. The numbers: what was read, and whether the reader has finished
 * under the lock.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 1, 1  517,350   99.32%  Acceptable
 *   1, 2, 1    1,804    0.35%  Acceptable
 *   1, 3, 1      113    0.02%  Acceptable
 *   2, 2, 1       64    0.01%  Acceptable
 *   2, 3, 1       27   <0.01%  Acceptable
 *   3, 3, 1    1,543    0.30%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Guard_02}
 */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Nothing was written yet.")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "One write came between the reads.")
@Outcome(id = "1, 3, 1", expect = ACCEPTABLE, desc = "All was written between the reads.")
@Outcome(id = "2, 2, 1", expect = ACCEPTABLE, desc = "Both reads came between the writes.")
@Outcome(id = "2, 3, 1", expect = ACCEPTABLE, desc = "The first read came between the writes.")
@Outcome(id = "3, 3, 1", expect = ACCEPTABLE, desc = "All was written before.")
@State
public class Guard_02_AgainstReader {
    /** How often the holder only looks again, and then how often it sleeps before each look. */
    private static final int SPINS = 1_000;

    private static final int SLEEPS = 2_000;
    private static final long A_MILLISECOND = 1_000_000;

    /** Whether a reader was found stuck: then nobody has such patience any more. */
    private static volatile boolean anyStuck;

    private final XArray<Integer> array = XArray.create();
    private volatile boolean held;
    private volatile boolean finished;

    {
        array.set(7, 1);
    }

    @Actor
    public void holder(III_Result r) {
        try (LockedXArray<Integer> session = array.lock()) {
            held = true;
            session.set(7, 2);
            session.set(7, 3);
            r.r3 = bit(finishes());
        }
    }

    private boolean finishes() {
        for (int spins = 0; spins < SPINS && !finished; spins++) {
            Thread.onSpinWait();
        }
        for (int sleeps = 0; sleeps < SLEEPS && !finished && !anyStuck; sleeps++) {
            LockSupport.parkNanos(A_MILLISECOND);
        }
        boolean isFinished = finished;
        anyStuck |= !isFinished;
        return isFinished;
    }

    @Actor
    public void reader(III_Result r) {
        for (int spins = 0; spins < SPINS && !held; spins++) {
            Thread.onSpinWait();
        }
        r.r1 = orZero(array.get(7));
        r.r2 = orZero(array.snapshot().get(7));
        finished = true;
    }
}
