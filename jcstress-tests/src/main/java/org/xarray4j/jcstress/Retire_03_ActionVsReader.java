package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * Does what was retired run once, and only when every pin of that time is closed and what was done under it is seen?
 *
 * <p>Guarantees P and S, ordering [stamp-1] of DESIGN.md; rests on [scan-1] and [close-1]. Retirer and reclaimer in one: unlinks,
 * retires, and then does itself what an executor does with the domain's work, which ends when all was released; with a thread of the
 * domain's in between that is Retire_04. The reader leaves a note under its pin, by a plain store. The numbers: what the reader
 * found, 0 nothing, 1 the box, 2 the box released; how often it was released; the note that was then seen.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 1, 0   26,216   21.57%  Acceptable
 *   1, 1, 1   95,325   78.43%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Retire_03}
 */
@JCStressTest
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The reader found nothing.")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "The reader has left, and its note is seen.")
@State
public class Retire_03_ActionVsReader {
    private static final Hand HAND = new Hand();
    private static final EpochDomain DOMAIN =
            EpochDomain.builder().name("Retire_03").executor(HAND).build();

    private Box published = new Box();
    private int note;
    private int released;
    private int noted;

    @Actor
    public void reader(III_Result r) {
        try (Pin pin = DOMAIN.pin()) {
            Box box = published;
            if (box != null) {
                r.r1 = 1 + box.look();
                note = 1;
            }
        }
    }

    @Actor
    public void writer(III_Result r) {
        Box old = published;
        published = null;
        DOMAIN.retire(old, this::release);
        HAND.work();
        r.r2 = released;
        r.r3 = noted;
    }

    private void release(Box old) {
        old.release();
        noted = note;
        released++;
        Hand.hurry();
    }
}
