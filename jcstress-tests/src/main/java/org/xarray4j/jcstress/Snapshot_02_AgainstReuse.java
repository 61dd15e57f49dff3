package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.Snapshot;
import org.xarray4j.XArray;

/**
 * Are the nodes of a snapshot never used again, whenever it was taken?
 *
 * <p>Guarantee D (snapshots never change), orderings [snap-1] and [snap-2] of DESIGN.md. Each write replaces all eleven nodes
 * of the path, which are used again by the next write but one unless a snapshot may see them. The numbers: how often a
 * snapshot found the value missing, and how often it found another one than at first.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0   98,721  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Snapshot_02}
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The snapshot stayed what it was.")
@State
public class Snapshot_02_AgainstReuse {
    private static final long INDEX = -1L;

    private final XArray<Integer> array = XArray.create();

    {
        // A range is made of whole nodes.
        array.setRange(INDEX, INDEX, 1);
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
    public void reader(II_Result r) {
        for (int snapshots = 0; snapshots < 8; snapshots++) {
            Snapshot<Integer> snapshot = array.snapshot();
            int first = orZero(snapshot.get(INDEX));
            r.r1 += bit(first == 0);
            for (int times = 0; times < 4; times++) {
                // A volatile read of the array, so that the next of the snapshot is a real one.
                array.get(INDEX);
                r.r2 += bit(orZero(snapshot.get(INDEX)) != first);
            }
        }
    }
}
