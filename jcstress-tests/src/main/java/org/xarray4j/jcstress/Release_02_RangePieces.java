package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.xarray4j.XArray;

/**
 * Is the value of a range store released exactly once when it is cut into ever more pieces while others are released?
 *
 * <p>Guarantee H (no value is lost or doubled) of DESIGN.md. Two threads erase the two halves of a range index by index:
 * each erase cuts an entry, which adds pieces, while the domain's thread counts down those that were erased before. The
 * number: how often the value was released.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *        1   37,378  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Release_02}
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "It was released once.")
@State
public class Release_02_RangePieces {
    private static final int HALF = 32;

    private final XArray<AtomicInteger> array = XArray.<AtomicInteger>builder()
            .domain(Releases.DOMAIN)
            .releaser(AtomicInteger::incrementAndGet)
            .build();
    private final AtomicInteger value = new AtomicInteger();

    {
        array.setRange(0, 2 * HALF - 1, value);
    }

    @Actor
    public void lower() {
        for (int index = 0; index < HALF; index++) {
            array.eraseRange(index, index);
        }
    }

    @Actor
    public void upper() {
        for (int index = HALF; index < 2 * HALF; index++) {
            array.eraseRange(index, index);
        }
    }

    @Arbiter
    public void afterwards(I_Result r) {
        Releases.settle();
        r.r1 = value.get();
    }
}
