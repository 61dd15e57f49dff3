package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.epoch.EpochDomain;

/**
 * Is what is retired while the domain is closed either refused, or released once by the time the close returns?
 *
 * <p>Guarantee U of DESIGN.md, asked of the whole domain; rests on [close-4] and [close-5]. The retirer does itself what an
 * executor does with the domain's work: each sample closes a domain of its own, and a thread for each would linger. What is
 * released is counted by a plain field, which the close has to order. The numbers: whether it was accepted; how often it was
 * released when the close returned; and how often in the end.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0    2,008   48.60%  Acceptable
 *   1, 1, 1    2,124   51.40%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Domain_02}
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Refused, and still the caller's.")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Accepted, and the close has waited for it.")
@State
public class Domain_02_CloseReleases {
    private final Meeting meeting = new Meeting();
    private final Hand hand = new Hand();
    private final EpochDomain domain =
            EpochDomain.builder().name("Domain_02").executor(hand).build();
    private int released;

    @Actor
    public void retirer(III_Result r) {
        meeting.one();
        try {
            domain.retire(() -> released++);
            r.r1 = 1;
        } catch (IllegalStateException refused) {
            return;
        }
        hand.work();
    }

    @Actor
    public void closer(III_Result r) {
        meeting.other();
        domain.close();
        r.r2 = released;
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = released;
    }
}
