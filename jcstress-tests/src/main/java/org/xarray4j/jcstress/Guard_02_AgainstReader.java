package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.LockedXArray;
import org.xarray4j.XArray;

/**
 * Does a reader go on, and read what is right, while a session holds the lock?
 *
 * <p>Guarantee F (guards and sessions never keep a reader out) of DESIGN.md. The value 2 is in the array only while the
 * session is open. Whoever reads it has read under the other thread's lock, without waiting for it.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     1, 1  388,811   87.05%  Acceptable
 *     1, 2      118    0.03%  Acceptable
 *     1, 3       29   <0.01%  Acceptable
 *     2, 2       38   <0.01%  Acceptable
 *     2, 3      116    0.03%  Acceptable
 *     3, 3   57,549   12.88%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Guard_02}
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Nothing was written yet.")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The second read went on under the lock.")
@Outcome(id = "1, 3", expect = ACCEPTABLE, desc = "All was written between the reads.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Both reads went on under the lock.")
@Outcome(id = "2, 3", expect = ACCEPTABLE, desc = "The first read went on under the lock.")
@Outcome(id = "3, 3", expect = ACCEPTABLE, desc = "All was written before.")
@State
public class Guard_02_AgainstReader {
    private final XArray<Integer> array = XArray.create();

    {
        array.set(7, 1);
    }

    @Actor
    public void holder() {
        try (LockedXArray<Integer> session = array.lock()) {
            session.set(7, 2);
            session.set(7, 3);
        }
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = orZero(array.get(7));
        r.r2 = orZero(array.get(7));
    }
}
