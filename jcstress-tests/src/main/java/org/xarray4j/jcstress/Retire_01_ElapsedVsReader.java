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
 * When a grace period is over, is what was done under its pins over and seen, and is nothing released before?
 *
 * <p>Guarantees P and S, orderings [stamp-1] and [past-1] of DESIGN.md; rests on [close-1] and [past-2]. Retirer and
 * reclaimer in one: unlinks, stamps, asks until it is so, releases. The reader leaves a note under each pin, by a plain store. The
 * numbers: what the reader found, 0 nothing, 1 the box, 2 the box released; whether the writer released it; the note
 * that it then saw.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT    SAMPLES     FREQ      EXPECT
 *   0, 0, 0    224,526   11.73%  Acceptable
 *   0, 1, 0    300,874   15.72%  Acceptable
 *   1, 0, 0    329,885   17.24%  Acceptable
 *   1, 1, 1  1,058,256   55.30%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Retire_01}
 */
@JCStressTest
@Outcome(
        id = "0, 0, 0",
        expect = ACCEPTABLE,
        desc = "The reader found nothing, and was waited for.")
@Outcome(
        id = "0, 1, 0",
        expect = ACCEPTABLE,
        desc = "The reader found nothing, and was not waited for.")
@Outcome(
        id = "1, 0, 0",
        expect = ACCEPTABLE,
        desc = "The reader holds the box for longer than the writer asks.")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "The reader has left, and its note is seen.")
@State
public class Retire_01_ElapsedVsReader {
    private static final EpochDomain DOMAIN = EpochDomain.create("Retire_01");

    private Box published = new Box();
    private int note;

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
        long cookie = DOMAIN.start();
        for (int asked = 0; asked < 10; asked++) {
            if (DOMAIN.elapsed(cookie)) {
                old.release();
                r.r2 = 1;
                r.r3 = note;
                return;
            }
        }
    }
}
