package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xarray4j.Asked;
import org.xarray4j.OtherThread;

/**
 * Domains, one after the other, that are closed while two threads retire, and a third releases. What a domain accepts is
 * released when its close returns; what it refuses never is. Guarantee U.
 */
@Timeout(value = 24, unit = TimeUnit.HOURS)
class ClosingTortureTest {
    private static final long NANOS = Asked.raceNanos();

    private static final int MOST_SPINS = 200;

    private final long seed = Asked.seed(System.nanoTime());
    private final CyclicBarrier meeting = new CyclicBarrier(3);
    private final AtomicInteger accepted = new AtomicInteger();
    private EpochDomain domain;
    private boolean over;

    /** Plain, as are those above, which the meetings order: the close has to order it after all releases. */
    private int released;

    @Test
    void domain_closedWhileOthersRetire_releasesWhatItAccepts() throws Exception {
        List<OtherThread<Boolean>> retirers = List.of(
                OtherThread.start(() -> retireInEach(new Random(seed + 1))),
                OtherThread.start(() -> retireInEach(new Random(seed + 2))));
        Random random = new Random(seed);
        int rounds = 0;
        int all = 0;
        long end = System.nanoTime() + NANOS;
        while (all == 0 || all == 2 * rounds || System.nanoTime() - end < 0) {
            domain = EpochDomain.create("closing");
            accepted.set(0);
            released = 0;
            meet();
            int first = random.nextInt(3);
            while (accepted.get() < first) {
                Thread.onSpinWait();
            }
            spin(random);
            domain.close();
            int releasedByTheClose = released;
            meet();
            assertThat(releasedByTheClose)
                    .as("round %d of seed %d: released when the close returned", rounds, seed)
                    .isEqualTo(accepted.get());
            all += releasedByTheClose;
            rounds++;
        }
        over = true;
        meet();
        retirers.forEach(OtherThread::join);
    }

    private void meet() throws Exception {
        meeting.await(1, TimeUnit.MINUTES); // else one of the others has failed
    }

    private boolean retireInEach(Random random) throws Exception {
        for (; ; ) {
            meet();
            if (over) {
                return true;
            }
            spin(random);
            try {
                domain.retire(this::release);
                accepted.incrementAndGet();
            } catch (IllegalStateException closed) {
                // It stays the caller's.
            }
            meet();
        }
    }

    private void release() {
        // So that a close that does not wait for this one has returned before it is counted.
        for (int spins = 0; spins < MOST_SPINS; spins++) {
            Thread.onSpinWait();
        }
        released++;
    }

    private static void spin(Random random) {
        for (int spins = random.nextInt(MOST_SPINS); spins > 0; spins--) {
            Thread.onSpinWait();
        }
    }
}
