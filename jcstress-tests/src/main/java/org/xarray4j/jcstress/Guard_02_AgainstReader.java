package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Guard;
import org.xarray4j.LockedXArray;
import org.xarray4j.XArray;

/**
 * Does a reader come to its end, and read what is right, while somebody holds the lock?
 *
 * <p>Guarantee F (guards and sessions never keep a reader out) of DESIGN.md. A {@link Session} writes, a {@link Held}
 * guard does not; neither is closed before the reader has finished, who waits a while for the lock to be taken, and reads
 * by {@code get}, which announces nothing, and then in a snapshot. A reader that waits for the lock would wait for ever:
 * the holder asks whether he is parked for it, since one that has no processor for a while is not stuck. The numbers:
 * what was read, and whether the reader has finished under the lock.
 *
 * <p>One fork of {@link Session}:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 1, 1  278,412   98.44%  Acceptable
 *   1, 2, 1    2,716    0.96%  Acceptable
 *   1, 3, 1      122    0.04%  Acceptable
 *   2, 2, 1       31    0.01%  Acceptable
 *   2, 3, 1        5   <0.01%  Acceptable
 *   3, 3, 1    1,535    0.54%  Acceptable
 * </pre>
 *
 * <p>One fork of {@link Held}:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   1, 1, 1  211,141  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Guard_02}
 */
public class Guard_02_AgainstReader {
    private static final int INDEX = 7;

    private Guard_02_AgainstReader() {}

    /** Beside a session, which writes. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Nothing was written yet.")
    @Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "One write came between the reads.")
    @Outcome(id = "1, 3, 1", expect = ACCEPTABLE, desc = "All was written between the reads.")
    @Outcome(id = "2, 2, 1", expect = ACCEPTABLE, desc = "Both reads came between the writes.")
    @Outcome(id = "2, 3, 1", expect = ACCEPTABLE, desc = "The first read came between the writes.")
    @Outcome(id = "3, 3, 1", expect = ACCEPTABLE, desc = "All was written before.")
    @State
    public static class Session {
        private final XArray<Integer> array = XArray.create();
        private final Encounter encounter = new Encounter();

        {
            array.set(INDEX, 1);
        }

        @Actor
        public void holder(III_Result r) {
            try (LockedXArray<Integer> session = array.lock()) {
                encounter.beginHolding();
                session.set(INDEX, 2);
                session.set(INDEX, 3);
                r.r3 = bit(encounter.readerFinishes());
            }
        }

        @Actor
        public void reader(III_Result r) {
            encounter.read(array, r);
        }
    }

    /** Beside a guard. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "It has finished.")
    @State
    public static class Held {
        private final XArray<Integer> array = XArray.create();
        private final Encounter encounter = new Encounter();

        {
            array.set(INDEX, 1);
        }

        @Actor
        public void holder(III_Result r) {
            try (Guard<Integer> guard = array.getLocked(INDEX)) {
                encounter.beginHolding();
                r.r3 = bit(guard != null && encounter.readerFinishes());
            }
        }

        @Actor
        public void reader(III_Result r) {
            encounter.read(array, r);
        }
    }

    /** What holder and reader know of each other. */
    private static final class Encounter {
        /** How often either only looks again, and how often the holder sleeps before each look after that. */
        private static final int SPINS = 1_000;

        private static final int SLEEPS = 600_000;
        private static final long NANOS = 50_000;

        private volatile boolean held;
        private volatile Thread reader;
        private volatile boolean finished;

        void beginHolding() {
            held = true;
        }

        void read(XArray<Integer> array, III_Result r) {
            for (int spins = 0; spins < SPINS && !held; spins++) {
                Thread.onSpinWait();
            }
            reader = Thread.currentThread();
            r.r1 = orZero(array.get(INDEX));
            r.r2 = orZero(array.snapshot().get(INDEX));
            finished = true;
        }

        boolean readerFinishes() {
            for (int spins = 0; spins < SPINS && !finished; spins++) {
                Thread.onSpinWait();
            }
            for (int sleeps = 0; sleeps < SLEEPS && !finished && !isReaderParked(); sleeps++) {
                LockSupport.parkNanos(NANOS);
            }
            return finished;
        }

        /** Returns whether the reader is parked for a lock; nothing else in what he does here parks. */
        private boolean isReaderParked() {
            Thread thread = reader;
            return thread != null && LockSupport.getBlocker(thread) != null;
        }
    }
}
