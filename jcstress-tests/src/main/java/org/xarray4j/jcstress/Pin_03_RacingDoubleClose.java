package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * Can a second close, on another thread, end a later pin in the same slot?
 *
 * <p>Guarantee Q, ordering [close-2] of DESIGN.md; rests on [close-3], without which a pin is only waited for in vain.
 * Both actors close the first pin; the second pin is then in the slot of the first, which its thread frees by a mere
 * store. The numbers: whether the second pin is open, and whether it is passed by.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT    SAMPLES     FREQ      EXPECT
 *     1, 0  4,558,021  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_03}
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second pin is open and holds back.")
@State
public class Pin_03_RacingDoubleClose {
    private static final EpochDomain DOMAIN = EpochDomain.create("Pin_03");

    private volatile Pin shared;

    @Actor
    public void opener(II_Result r) {
        Pin first = DOMAIN.pin();
        shared = first;
        first.close();
        Pin second = DOMAIN.pin();
        for (int spins = 0; spins < 4; spins++) {
            Thread.onSpinWait();
        }
        r.r2 = bit(DOMAIN.elapsed(DOMAIN.start()));
        r.r1 = bit(second.isOpen());
        second.close();
    }

    @Actor
    public void other() {
        Pin first = shared;
        for (int spins = 0; first == null && spins < 100; spins++) {
            first = shared;
        }
        if (first != null) {
            first.close();
        }
    }
}
