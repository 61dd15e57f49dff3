package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.XArray;
import org.xarray4j.epoch.EpochDomain;

/**
 * Is a value that is read in place not released before the function that looks at it has returned?
 *
 * <p>Guarantees H (values end once, after their last reader), P and S, ordering [close-1] of DESIGN.md. The writer replaces the
 * value, and then does itself what an executor does with the domain's work, which ends when all was released. The function
 * leaves a note by a plain store. The numbers: what was read, 0 the new value, 1 the old one, 2 the old one released; how often
 * that was released; the note that was then seen.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 1, 0   21,648   15.52%  Acceptable
 *   1, 1, 1  117,813   84.48%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Release_06}
 */
// The state is the releaser of its own array; nobody extends it.
@SuppressWarnings("this-escape")
@JCStressTest
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The new value was read.")
@Outcome(
        id = "1, 1, 1",
        expect = ACCEPTABLE,
        desc = "The function has returned, and its note is seen.")
@State
public class Release_06_ReadInPlace {
    /** For so long that the writer comes to release it meanwhile, if it may. */
    private static final int LOOKS = 10;

    private static final Hand HAND = new Hand();
    private static final EpochDomain DOMAIN =
            EpochDomain.builder().name("Release_06").executor(HAND).build();

    private final XArray<Box> array =
            XArray.<Box>builder().domain(DOMAIN).releaser(this::release).build();
    private final Box old = new Box();
    private int note;
    private int released;
    private int noted;

    {
        array.set(7, old);
    }

    @Actor
    public void reader(III_Result r) {
        r.r1 = array.read(7, this::look);
    }

    private int look(Box value) {
        if (value != old) {
            return 0;
        }
        int seen = 0;
        for (int round = 0; round < LOOKS && seen == 0; round++) {
            seen = value.look();
        }
        note = 1;
        return 1 + seen;
    }

    @Actor
    public void writer(III_Result r) {
        array.set(7, new Box());
        HAND.work();
        r.r2 = released;
        r.r3 = noted;
    }

    private void release(Box value) {
        value.release();
        noted = note;
        released++;
        Hand.hurry();
    }
}
