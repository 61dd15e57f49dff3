package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.XArray;

/**
 * Can a thread read a new version and after it an older one?
 *
 * <p>Guarantee B (linearizability) of DESIGN.md; rests on [root-1], whose breach it was not seen to show. The two
 * references are to the same array, so that a compiler cannot see that it reads one variable twice. The outcome 1 and
 * then 0 would be a read from the past.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT    SAMPLES     FREQ      EXPECT
 *     0, 0  1,082,456   93.66%  Acceptable
 *     0, 1        543    0.05%  Acceptable
 *     1, 1     72,782    6.30%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Publish_05}
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both reads came before the write.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The write came between them.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both reads came after the write.")
@State
public class Publish_05_NeverBack {
    private final XArray<Integer> array = XArray.create();
    private final XArray<Integer> alias = array;

    @Actor
    public void writer() {
        array.set(0, 1);
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = orZero(array.get(0));
        r.r2 = orZero(alias.get(0));
    }
}
