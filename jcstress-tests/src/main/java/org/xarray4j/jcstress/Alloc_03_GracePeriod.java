package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.Flag;
import org.xarray4j.Limit;
import org.xarray4j.ReadView;
import org.xarray4j.XArray;

/**
 * Can a reader meet a stranger under an index that it has found in a view, while the view is open?
 *
 * <p>Guarantee X of DESIGN.md. There is one index, 1, and it holds 10. The reader opens a view, finds what is there, and then
 * asks the array itself, again and again, what the index holds now: that or nothing. The writer erases the index and
 * allocates: if it is given the index, 20 is there.
 *
 * <p>The first number is what the view has shown, 0 for nothing, or -1 when the array then held something else; the second is
 * the index that the writer was given, or -1.
 *
 * <p>One fork:
 *
 * <pre>
 *  RESULT  SAMPLES    FREQ      EXPECT
 *   0, -1      164   0.07%  Acceptable
 *    0, 1   51,264  20.76%  Acceptable
 *  10, -1   47,059  19.05%  Acceptable
 *   10, 1  143,793  58.22%  Acceptable
 *   20, 1    4,701   1.90%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Alloc_03}
 */
@JCStressTest
@Outcome(
        id = "10, -1",
        expect = ACCEPTABLE,
        desc = "The view was open, so the index is not given out.")
@Outcome(
        id = "10, 1",
        expect = ACCEPTABLE,
        desc = "The view was closed before the index was given out.")
@Outcome(
        id = "0, 1",
        expect = ACCEPTABLE,
        desc = "The index was erased before the view was opened.")
@Outcome(
        id = "0, -1",
        expect = ACCEPTABLE,
        desc = "As before, and the reader was pinned at the time all the same.")
@Outcome(
        id = "20, 1",
        expect = ACCEPTABLE,
        desc = "The index was given out before the view was opened.")
@State
public class Alloc_03_GracePeriod {
    private static final Limit ONE = new Limit(1, 1);
    private static final int LOOKS = 200;

    private final Meeting meeting = new Meeting();
    private final XArray<Integer> array = XArray.<Integer>builder()
            .flags(Flag.ALLOC1)
            .reuseIdsAfterGracePeriod()
            .build();

    {
        array.set(1, 10);
    }

    @Actor
    public void reader(II_Result r) {
        meeting.one();
        try (ReadView<Integer> view = array.read()) {
            Integer shown = view.get(1);
            if (shown != null) {
                Integer now = shown;
                for (int i = 0; i < LOOKS && (now == null || now.equals(shown)); i++) {
                    now = array.get(1);
                }
                r.r1 = now == null || now.equals(shown) ? shown : -1;
            }
        }
    }

    @Actor
    public void writer(II_Result r) {
        meeting.other();
        array.erase(1);
        r.r2 = (int) array.tryAlloc(20, ONE).orElse(-1);
    }
}
