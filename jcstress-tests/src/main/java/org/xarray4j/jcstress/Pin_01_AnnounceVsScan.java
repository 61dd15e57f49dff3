package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * Either the scan sees the pin, or the pin sees that the box is unlinked?
 *
 * <p>Guarantee P, orderings [pin-1], [pin-2] and [stamp-1] of DESIGN.md; rests on [scan-1]. Box and reference are plain: nothing
 * but the pin orders them. The domain is one for all, so that a state is small. The numbers: how often the reader met a released box, and
 * whether the writer released any.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0   26,072   15.09%  Acceptable
 *     0, 1  146,669   84.91%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_01}
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader was waited for each time.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Released, and none under the reader.")
@State
public class Pin_01_AnnounceVsScan {
    private static final EpochDomain DOMAIN = EpochDomain.create("Pin_01");

    private Box published = new Box();

    @Actor
    public void reader(II_Result r) {
        for (int round = 0; round < Box.ROUNDS; round++) {
            try (Pin pin = DOMAIN.pin()) {
                r.r1 += published.look();
            }
        }
    }

    @Actor
    public void writer(II_Result r) {
        for (int round = 0; round < Box.ROUNDS; round++) {
            Box old = published;
            published = new Box();
            long cookie = DOMAIN.start();
            if (DOMAIN.elapsed(cookie)) {
                old.release();
                r.r2 = 1;
            }
        }
    }
}
