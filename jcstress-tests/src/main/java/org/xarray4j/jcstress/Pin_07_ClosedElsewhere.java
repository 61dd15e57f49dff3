package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * Does a pin that was handed off hold back until the other thread, which reads under it, has closed it?
 *
 * <p>Guarantees P, Q and S of DESIGN.md; rests on [close-2] and [close-3]. Opener, retirer and reclaimer in one: pins, hands the
 * pin off, unlinks the box, begins a grace period, asks until it is over, releases. The other thread takes the pin, reads
 * under it, leaves a note by a plain store, and closes it. The numbers: what it found, 0 nothing, 1 the box, 2 the box
 * released; whether the opener released it; the note that it then saw.
 *
 * <p>That the close is ordered after what was read cannot be seen broken on x86-64, where no store comes before a load or a
 * store that precedes it: explorer.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0   94,353   77.63%  Acceptable
 *   0, 1, 0      474    0.39%  Acceptable
 *   1, 0, 0   18,171   14.95%  Acceptable
 *   1, 1, 1    8,543    7.03%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Pin_07}
 */
@JCStressTest
@Outcome(
        id = "0, 0, 0",
        expect = ACCEPTABLE,
        desc = "The other thread found nothing, and was waited for.")
@Outcome(
        id = "0, 1, 0",
        expect = ACCEPTABLE,
        desc = "The other thread found nothing, and has closed the pin.")
@Outcome(
        id = "1, 0, 0",
        expect = ACCEPTABLE,
        desc = "The other thread holds the box for longer than the opener asks.")
@Outcome(
        id = "1, 1, 1",
        expect = ACCEPTABLE,
        desc = "The other thread has closed the pin, and its note is seen.")
@State
public class Pin_07_ClosedElsewhere {
    private static final EpochDomain DOMAIN = EpochDomain.create("Pin_07");

    private Box published = new Box();
    private volatile Pin handed;
    private int note;

    @Actor
    public void opener(III_Result r) {
        handed = DOMAIN.pin().handOff();
        for (int spins = 0; spins < 4; spins++) {
            Thread.onSpinWait();
        }
        Box old = published;
        published = null;
        long cookie = DOMAIN.start();
        for (int asked = 0; asked < 20; asked++) {
            if (DOMAIN.elapsed(cookie)) {
                old.release();
                r.r2 = 1;
                r.r3 = note;
                return;
            }
        }
    }

    @Actor
    public void other(III_Result r) {
        Pin given = handed;
        for (int spins = 0; given == null && spins < 10_000; spins++) {
            Thread.onSpinWait();
            given = handed;
        }
        if (given != null) {
            Box box = published;
            if (box != null) {
                r.r1 = 1 + box.look();
                note = 1;
            }
            given.close();
        }
    }

    /** If it was handed off too late. */
    @Arbiter
    public void leave() {
        if (handed.isOpen()) {
            handed.close();
        }
    }
}
