package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.xarray4j.Mark;
import org.xarray4j.Snapshot;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;

/**
 * Does a reader see all of a version or nothing of it?
 *
 * <p>Guarantee A (publication) of DESIGN.md; rests on [root-1] and [root-2]. {@link Value} asks for what the writer did
 * to a value before it stored it, with plain writes: a reader that finds the value must find all of it. {@link Version}
 * asks for what one version says of one index: value, mark, order and size are of one version when they are read through
 * one snapshot. Any other outcome would be a version met while it is being built.
 *
 * <p>No twin is for {@link Value}: its parts are written before the writer takes the lock, with a full fence on x86-64, and
 * no mistake of the library could move them behind it. What a weaker root would do to it is shown by the explorer.
 *
 * <p>One fork of {@link Value}:
 *
 * <pre>
 *       RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0, 0  640,350   89.18%  Acceptable
 *   1, 2, 3, 4   77,671   10.82%  Acceptable
 * </pre>
 *
 * <p>One fork of {@link Version}:
 *
 * <pre>
 *       RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 0, 1  239,094   77.52%  Acceptable
 *   1, 1, 6, 2   69,327   22.48%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Publish_01}
 */
public class Publish_01_RootPublication {
    private static final long INDEX = 70;

    private Publish_01_RootPublication() {}

    /** What was written into the value. */
    @JCStressTest
    @Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "The read came before the store.")
    @Outcome(id = "1, 2, 3, 4", expect = ACCEPTABLE, desc = "It came after: the value is whole.")
    @State
    public static class Value {
        private final XArray<Parts> array = XArray.create();

        {
            array.set(4095, new Parts());
        }

        @Actor
        public void writer() {
            Parts parts = new Parts();
            parts.a = 1;
            parts.b = 2;
            parts.c = 3;
            parts.d = 4;
            array.set(INDEX, parts);
        }

        @Actor
        public void reader(IIII_Result r) {
            Parts parts = array.get(INDEX);
            if (parts != null) {
                r.r1 = parts.a;
                r.r2 = parts.b;
                r.r3 = parts.c;
                r.r4 = parts.d;
            }
        }

        private static final class Parts {
            int a;
            int b;
            int c;
            int d;
        }
    }

    /** What one version says of one index. */
    @JCStressTest
    @Outcome(id = "0, 0, 0, 1", expect = ACCEPTABLE, desc = "The version before.")
    @Outcome(id = "1, 1, 6, 2", expect = ACCEPTABLE, desc = "The version after the commit.")
    @State
    public static class Version {
        private final XArray<Integer> array = XArray.create();

        {
            array.set(4095, 1);
        }

        @Actor
        public void writer() {
            try (Transaction<Integer> transaction = array.begin()) {
                transaction.setRange(64, 127, 1);
                transaction.setMark(INDEX, Mark.MARK_0);
                transaction.commit();
            }
        }

        @Actor
        public void reader(IIII_Result r) {
            Snapshot<Integer> snapshot = array.snapshot();
            r.r1 = orZero(snapshot.get(INDEX));
            r.r2 = bit(snapshot.isMarked(INDEX, Mark.MARK_0));
            r.r3 = snapshot.order(INDEX);
            r.r4 = (int) snapshot.size();
        }
    }
}
