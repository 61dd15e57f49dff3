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
 * Is a value that is stored while the array is closed either released or refused?
 *
 * <p>Guarantee H (no value is lost or doubled) of DESIGN.md. The numbers: whether the store was accepted, how often the
 * value was released, and whether it is there afterwards. An accepted value that is not released would be lost; a refused
 * one that is released would be the caller's and gone.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  103,236   36.17%  Acceptable
 *   1, 1, 0  182,145   63.83%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Release_04}
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "It was stored, and released by the close.")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "It was refused and stays the caller's.")
@State
public class Release_04_SetVsClose {
    private final XArray<AtomicInteger> array = XArray.<AtomicInteger>builder()
            .domain(Releases.DOMAIN)
            .releaser(AtomicInteger::incrementAndGet)
            .build();
    private final AtomicInteger value = new AtomicInteger();

    @Actor
    public void setter(III_Result r) {
        try {
            array.set(7, value);
            r.r1 = 1;
        } catch (IllegalStateException closed) {
            r.r1 = 0;
        }
    }

    @Actor
    public void closer() {
        array.close();
    }

    @Arbiter
    public void afterwards(III_Result r) {
        Releases.settle();
        r.r2 = value.get();
        r.r3 = bit(array.contains(7));
    }
}
