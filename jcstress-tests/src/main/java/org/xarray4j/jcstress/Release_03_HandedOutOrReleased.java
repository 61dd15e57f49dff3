package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.XArray;

/**
 * Is the value of a range store released although a piece of it was handed to a caller?
 *
 * <p>Guarantee H (no value is lost or doubled) of DESIGN.md. One thread removes one half of the range and is handed the
 * value; the other erases the other half. Whatever comes first, the value is the caller's, and the releaser is not given
 * it. The numbers: handed out, released.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     1, 0  200,901  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Release_03}
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It was handed out and not released.")
@State
public class Release_03_HandedOutOrReleased {
    private final XArray<AtomicInteger> array = XArray.<AtomicInteger>builder()
            .domain(Releases.DOMAIN)
            .releaser(AtomicInteger::incrementAndGet)
            .build();
    private final AtomicInteger value = new AtomicInteger();

    {
        array.setRange(56, 71, value);
    }

    @Actor
    public void remover(II_Result r) {
        r.r1 = bit(array.remove(60) == value);
    }

    @Actor
    public void eraser() {
        array.eraseRange(64, 71);
    }

    @Arbiter
    public void afterwards(II_Result r) {
        Releases.settle();
        r.r2 = value.get();
    }
}
