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
 * When {@code synchronize} has returned, is nobody left who reads what was retired before it?
 *
 * <p>Guarantees P and S, ordering [stamp-1] of DESIGN.md; rests on [scan-1] and [close-1]. The writer unlinks, retires and
 * synchronizes; the domain's own thread releases meanwhile. The reader leaves a note under its pin, by a plain store. The numbers: what
 * the reader found, 0 nothing, 1 the box, 2 the box released; the note that the writer saw after the wait.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 0    2,630   52.74%  Acceptable
 *     1, 1    2,357   47.26%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Retire_04}
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The reader found nothing.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The reader has left, and its note is seen.")
@State
public class Retire_04_SynchronizeVsReader {
    private static final EpochDomain DOMAIN = EpochDomain.create("Retire_04");

    private final Meeting meeting = new Meeting();
    private Box published = new Box();
    private int note;

    @Actor
    public void reader(II_Result r) {
        meeting.one();
        try (Pin pin = DOMAIN.pin()) {
            Box box = published;
            if (box != null) {
                r.r1 = 1 + looks(box);
                note = 1;
            }
        }
    }

    /** For so long that the writer comes to its wait meanwhile. */
    private static int looks(Box box) {
        int seen = 0;
        for (int round = 0; round < Box.ROUNDS && seen == 0; round++) {
            seen = box.look();
        }
        return seen;
    }

    @Actor
    public void writer(II_Result r) {
        meeting.other();
        Box old = published;
        published = null;
        DOMAIN.retire(old, Box::release);
        synchronize();
        r.r2 = note;
    }

    private static void synchronize() {
        try {
            DOMAIN.synchronize();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
