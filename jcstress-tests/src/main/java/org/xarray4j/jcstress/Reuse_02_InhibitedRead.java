package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.XArray;

/**
 * Is a node never used again under a reader that has announced itself?
 *
 * <p>Guarantee A (publication), orderings [inh-1], [inh-2] and [inh-3] of DESIGN.md. As Reuse_01, but the reader
 * searches: it walks announced and validates nothing. The numbers: how often it did not find the first entry or a value
 * less than before, how often a second search did not meet each of the two entries once, and how often one threw.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0  116,421  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reuse_02}
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Every search was of a published version.")
@State
public class Reuse_02_InhibitedRead {
    private static final long INDEX = 0;
    private static final long OTHER = -1L;

    private final XArray<Integer> array = XArray.create();

    {
        // A range is made of whole nodes; the first is all there is of its height and so remains
        // one.
        array.setRange(INDEX, INDEX, 1);
        array.setRange(OTHER, OTHER, 1);
        // Enough writes for nodes to wait, and to be used again.
        for (int value = 2; value <= 3; value++) {
            array.set(OTHER, value);
            array.set(INDEX, value);
        }
    }

    @Actor
    public void writer() {
        for (int value = 4; value < 34; value++) {
            // In no regular turns, so that nodes do not always come back to the same index.
            array.set((Integer.bitCount(value) & 1) == 0 ? OTHER : INDEX, value);
        }
    }

    @Actor
    public void reader(III_Result r) {
        int before = 3;
        for (int times = 0; times < 20; times++) {
            try {
                Entry<Integer> entry = array.first(Filter.PRESENT);
                int value = entry == null || entry.index() != INDEX ? 0 : entry.value();
                r.r1 += bit(value < before);
                before = value;
                r.r2 += bit(array.extract(new Integer[3], 0, OTHER, Filter.PRESENT) != 2);
            } catch (RuntimeException torn) {
                r.r3++;
            }
        }
    }
}
