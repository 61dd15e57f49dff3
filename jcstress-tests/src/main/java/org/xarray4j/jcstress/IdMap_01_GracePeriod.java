package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.IdMap;
import org.xarray4j.Limit;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * Can a pinned reader meet another object under an id at which it has found one?
 *
 * <p>Guarantee X of DESIGN.md. There is one id, 1, and its object is 10. The reader pins, finds what is there, and then asks
 * again and again what the id names now: that or nothing. The writer removes the id and allocates: if it is given the id, 20
 * is there.
 *
 * <p>The first number is what the reader has found, 0 for nothing, or -1 when there was something else later; the second is
 * the id that the writer was given, or -1.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *    0, -1        0    0.00%  Acceptable
 *     0, 1      376    6.60%  Acceptable
 *   10, -1       42    0.74%  Acceptable
 *    10, 1    2,959   51.90%  Acceptable
 *    20, 1    2,324   40.76%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t IdMap_01}
 */
@JCStressTest
@Outcome(
        id = "10, -1",
        expect = ACCEPTABLE,
        desc = "The reader was pinned, so the id is not given out.")
@Outcome(
        id = "10, 1",
        expect = ACCEPTABLE,
        desc = "The reader was gone before the id was given out.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The id was removed before the reader looked.")
@Outcome(
        id = "0, -1",
        expect = ACCEPTABLE,
        desc = "As before, and the reader was pinned at the removal all the same.")
@Outcome(id = "20, 1", expect = ACCEPTABLE, desc = "The id was given out before the reader looked.")
@State
public class IdMap_01_GracePeriod {
    private static final Limit ONE = new Limit(1, 1);
    private static final int LOOKS = 200;

    private final EpochDomain domain = EpochDomain.create("readers");
    private final IdMap<Integer> map =
            IdMap.<Integer>builder().reuseIdsAfterGracePeriod(domain).build();
    private final Meeting meeting = new Meeting();

    {
        map.alloc(10, ONE);
    }

    @Actor
    public void reader(II_Result r) {
        meeting.one();
        try (Pin pin = domain.pin()) {
            Integer found = map.get(1);
            if (found != null) {
                Integer now = found;
                for (int i = 0; i < LOOKS && (now == null || now.equals(found)); i++) {
                    now = map.get(1);
                }
                r.r1 = now == null || now.equals(found) ? found : -1;
            }
        }
    }

    @Actor
    public void writer(II_Result r) {
        meeting.other();
        map.erase(1);
        r.r2 = (int) map.tryAlloc(20, ONE).orElse(-1);
    }
}
