package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Mark;
import org.xarray4j.ReadView;
import org.xarray4j.XArray;

/**
 * Is a node never used again under a view that was opened before it was replaced?
 *
 * <p>Guarantee K (views), orderings [dom-1] and [dom-2] of DESIGN.md. As Reuse_01, but the reader opens a view, often the
 * first of the array, which makes its domain, and validates nothing. The numbers: how often a later read of a view found
 * another value than its first, how often the mark was missing, and how often a read threw.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  113,861  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reuse_03}
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each view was of one published version.")
@State
public class Reuse_03_PinnedView {
    private static final long INDEX = -1L;

    private final XArray<Integer> array = XArray.create();

    {
        array.setRange(INDEX, INDEX, 1);
        array.setMark(INDEX, Mark.MARK_0);
        // Enough writes for nodes to wait, and to be used again.
        array.set(INDEX, 2);
        array.set(INDEX, 3);
    }

    @Actor
    public void writer() {
        for (int value = 4; value < 34; value++) {
            array.set(INDEX, value);
        }
    }

    @Actor
    public void reader(III_Result r) {
        for (int times = 0; times < 5; times++) {
            try (ReadView<Integer> view = array.read()) {
                Integer first = view.get(INDEX);
                for (int reads = 0; reads < 10; reads++) {
                    r.r1 += bit(first == null || !first.equals(view.get(INDEX)));
                    r.r2 += bit(!view.isMarked(INDEX, Mark.MARK_0));
                }
            } catch (RuntimeException torn) {
                r.r3++;
            }
        }
    }
}
