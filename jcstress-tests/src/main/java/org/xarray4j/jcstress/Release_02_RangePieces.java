package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.xarray4j.XArray;

/**
 * Is the value of a range store released exactly once when two threads erase the two halves of the range?
 *
 * <p>Guarantee H (no value is lost or doubled) of DESIGN.md. The pieces are counted down outside the lock, by both threads
 * at once: the one that takes the last piece releases, the other does not.
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Release_02}
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "It was released once.")
@State
public class Release_02_RangePieces {
    private final XArray<AtomicInteger> array = XArray.<AtomicInteger>builder()
            .releaser(AtomicInteger::incrementAndGet)
            .build();
    private final AtomicInteger value = new AtomicInteger();

    {
        array.setRange(56, 71, value);
    }

    @Actor
    public void lower() {
        array.eraseRange(56, 63);
    }

    @Actor
    public void upper() {
        array.eraseRange(64, 71);
    }

    @Arbiter
    public void afterwards(I_Result r) {
        r.r1 = value.get();
    }
}
