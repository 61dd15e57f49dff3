package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.XArray;

/**
 * Is each value released exactly once when a set and an erase race?
 *
 * <p>Guarantee H (no value is lost or doubled) of DESIGN.md. The array has a releaser. The numbers: how often the old value
 * and the new one were released, and whether the new one is there afterwards.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 0, 1  148,032   52.82%  Acceptable
 *   1, 1, 0  132,229   47.18%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Release_01}
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "The old one was erased, then the new set.")
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "The new one was set, then erased.")
@State
public class Release_01_OncePerValue {
    private final XArray<AtomicInteger> array = XArray.<AtomicInteger>builder()
            .domain(Releases.DOMAIN)
            .releaser(AtomicInteger::incrementAndGet)
            .build();
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();

    {
        array.set(7, before);
    }

    @Actor
    public void setter() {
        array.set(7, after);
    }

    @Actor
    public void eraser() {
        array.erase(7);
    }

    @Arbiter
    public void afterwards(III_Result r) {
        Releases.settle();
        r.r1 = before.get();
        r.r2 = after.get();
        r.r3 = bit(array.contains(7));
    }
}
