package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Snapshot;
import org.xarray4j.XArray;

/**
 * Do two reads of one snapshot agree while a writer is at work?
 *
 * <p>Guarantee D (snapshots never change) of DESIGN.md. The second number is what the array itself says between the two
 * reads of the snapshot; that read is volatile, so the compiler must really read the snapshot twice. The second read is
 * repeated to give the writer time.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 1, 1  256,771   71.40%  Acceptable
 *   1, 2, 1    1,509    0.42%  Acceptable
 *   2, 2, 2  101,341   28.18%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Snapshot_01}
 */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "The write came after all of it.")
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "The snapshot is older than the write.")
@Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "The write came before all of it.")
@State
public class Snapshot_01_AgainstWriter {
    private final XArray<Integer> array = XArray.create();

    {
        array.set(7, 1);
    }

    @Actor
    public void writer() {
        array.set(7, 2);
    }

    @Actor
    public void reader(III_Result r) {
        Snapshot<Integer> snapshot = array.snapshot();
        r.r1 = orZero(snapshot.get(7));
        r.r3 = r.r1;
        for (int times = 0; times < 8 && r.r3 == r.r1; times++) {
            r.r2 = orZero(array.get(7));
            r.r3 = orZero(snapshot.get(7));
        }
    }
}
