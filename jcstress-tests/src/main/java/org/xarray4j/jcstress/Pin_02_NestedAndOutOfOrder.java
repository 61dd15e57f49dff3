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
 * Do pins within pins, closed in any order, each hold back for themselves?
 *
 * <p>Guarantees P and Q of DESIGN.md. The reader reads under two pins, closes the first, and reads on under the second.
 * (What it had read before the second was opened, only the first protects.) The numbers are those of {@code Pin_01}.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0   76,389   56.86%  Acceptable
 *     0, 1   57,952   43.14%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_02}
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader was waited for each time.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Released, and none under the reader.")
@State
public class Pin_02_NestedAndOutOfOrder {
    private static final EpochDomain DOMAIN = EpochDomain.create("Pin_02");

    private Box published = new Box();

    @Actor
    public void reader(II_Result r) {
        for (int round = 0; round < Box.ROUNDS; round++) {
            Pin outer = DOMAIN.pin();
            Pin inner = DOMAIN.pin();
            Box box = published;
            outer.close();
            r.r1 += box.look();
            inner.close();
        }
    }

    @Actor
    public void writer(II_Result r) {
        for (int round = 0; round < Box.ROUNDS; round++) {
            Box old = published;
            published = new Box();
            long cookie = DOMAIN.start();
            for (int polls = 0; polls < 4; polls++) {
                if (DOMAIN.elapsed(cookie)) {
                    old.release();
                    r.r2 = 1;
                    break;
                }
            }
        }
    }
}
