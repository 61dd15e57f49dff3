package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.ReadView;
import org.xarray4j.XArray;

/**
 * Is a value released only when every view that shows it is closed?
 *
 * <p>Guarantee H (values end once, after their last reader), ordering [scan-1] of DESIGN.md. The reader takes a value
 * out of a view and looks again and again whether it was released; it gives its processor away in between, so that the
 * domain's thread can run. The writer discards the value. The numbers: whether the reader saw it released, and how often
 * it was in the end.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     0, 1       21  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Release_05}
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It was released once, and not under the view.")
@State
public class Release_05_AfterTheLastReader {
    private static final int LOOKS = 500;

    private final XArray<AtomicInteger> array = XArray.<AtomicInteger>builder()
            .domain(Releases.DOMAIN)
            .releaser(AtomicInteger::incrementAndGet)
            .build();
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();

    {
        array.set(7, before);
    }

    @Actor
    public void writer() {
        array.set(7, after);
    }

    // It only makes likely what must be right in any case.
    @SuppressWarnings("ThreadPriorityCheck")
    @Actor
    public void reader(II_Result r) {
        try (ReadView<AtomicInteger> view = array.read()) {
            AtomicInteger value = view.get(7);
            for (int look = 0; look < LOOKS && r.r1 == 0; look++) {
                r.r1 = bit(value.get() != 0);
                Thread.yield();
            }
        }
    }

    @Arbiter
    public void afterwards(II_Result r) {
        Releases.settle();
        r.r2 = before.get();
    }
}
