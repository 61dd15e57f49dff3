package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Entry;
import org.xarray4j.XArray;

/**
 * Does iteration return what is there all the time once, whatever is erased meanwhile?
 *
 * <p>Guarantee A of DESIGN.md (each step of an iteration reads one version), and the weak consistency of the package
 * documentation. Each number says how often the iterator returned one of three entries: the first stays, the second and
 * the third are erased, which makes the tree lower. An entry returned twice, the first one missed, or an exception is
 * forbidden.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 0, 0   71,474   17.40%  Acceptable
 *   1, 0, 1    1,529    0.37%  Acceptable
 *   1, 1, 0       31   <0.01%  Acceptable
 *   1, 1, 1  337,787   82.22%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Iterate_01}
 */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "All three were met.")
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "The third was erased before it was met.")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "The second was erased, the third met.")
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Both were erased before they were met.")
@State
public class Iterate_01_AgainstErase {
    private final XArray<Integer> array = XArray.create();

    {
        array.set(1, 1);
        array.set(70, 2);
        array.set(5000, 3);
    }

    @Actor
    public void eraser() {
        array.erase(70);
        array.erase(5000);
    }

    @Actor
    public void reader(III_Result r) {
        for (Entry<Integer> entry : array) {
            switch (entry.value()) {
                case 1 -> r.r1++;
                case 2 -> r.r2++;
                default -> r.r3++;
            }
        }
    }
}
