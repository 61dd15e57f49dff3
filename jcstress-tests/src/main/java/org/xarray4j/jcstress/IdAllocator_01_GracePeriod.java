package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.IdAllocator;
import org.xarray4j.Limit;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * Can a pinned reader meet a stranger under an id that it holds?
 *
 * <p>Guarantee X of DESIGN.md. There is one id, 1, linked from a field, and it names what stands in another: 10. The reader
 * pins, reads the link, and then looks again and again at what the id names. The writer takes the link away, frees the id,
 * and allocates: if it is given the id, it names 20. The fields are plain: nothing but the grace period orders them.
 *
 * <p>The first number is what the reader has seen last, 0 for no link; the second is the id that the writer was given, or
 * -1. A reader that has found the link and sees 20 is the stranger's.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *    0, -1        0    0.00%  Acceptable
 *     0, 1   22,564   13.46%  Acceptable
 *   10, -1      711    0.42%  Acceptable
 *    10, 1  144,346   86.11%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t IdAllocator_01}
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
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The link was gone before the reader looked.")
@Outcome(
        id = "0, -1",
        expect = ACCEPTABLE,
        desc = "As before, and the reader was pinned at the free all the same.")
@State
public class IdAllocator_01_GracePeriod {
    private static final Limit ONE = new Limit(1, 1);
    private static final int LOOKS = 200;

    private final EpochDomain domain = EpochDomain.create("readers");
    private final IdAllocator ids =
            IdAllocator.builder().reuseIdsAfterGracePeriod(domain).build();
    private long link = ids.alloc(ONE);
    private int named = 10;

    @Actor
    public void reader(II_Result r) {
        try (Pin pin = domain.pin()) {
            if (link == 1) {
                int seen = named;
                // The look at id 2, which is never allocated, has an acquire load in it: that keeps
                // the compiler from reading the field only once.
                for (int i = 0; i < LOOKS && seen == 10 && !ids.exists(2); i++) {
                    seen = named;
                }
                r.r1 = seen;
            }
        }
    }

    @Actor
    public void writer(II_Result r) {
        link = 0;
        ids.free(1);
        int id = (int) ids.tryAlloc(ONE).orElse(-1);
        if (id == 1) {
            named = 20;
        }
        r.r2 = id;
    }
}
