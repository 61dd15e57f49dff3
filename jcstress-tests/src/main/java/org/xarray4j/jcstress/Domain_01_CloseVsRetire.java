package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.internal.epoch.Backlog;

/**
 * Does whoever closes wait for what was admitted, or is it refused?
 *
 * <p>Guarantee U, orderings [close-4] and [close-5] of DESIGN.md. The two first steps of a retirement and of a close, which are
 * all that they have in common. The numbers: whether room was taken, and whether the one who closes has something to wait for.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT    SAMPLES     FREQ      EXPECT
 *     0, 0    173,297   12.08%  Acceptable
 *     0, 1      9,960    0.69%  Acceptable
 *     1, 1  1,251,564   87.23%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Domain_01}
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Refused.")
@Outcome(
        id = "0, 1",
        expect = ACCEPTABLE,
        desc = "Refused; the close looks while the room is given back, and looks again.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Admitted, and waited for.")
@State
public class Domain_01_CloseVsRetire {
    private final Backlog backlog = new Backlog(Long.MAX_VALUE, Long.MAX_VALUE, () -> {});

    @Actor
    public void retirer(II_Result r) {
        r.r1 = bit(backlog.take(1, 0) == Backlog.Outcome.TAKEN);
    }

    @Actor
    public void closer(II_Result r) {
        backlog.close();
        r.r2 = bit(backlog.count() != 0);
    }
}
