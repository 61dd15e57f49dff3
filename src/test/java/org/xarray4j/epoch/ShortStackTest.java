package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A thread that runs out of stack while it retires may lose what it retires, and nothing else: what others retire later is
 * released. Guarantee W.
 */
class ShortStackTest {
    private static final int ROUNDS = 8;
    private static final int STACK = 256 << 10;

    /** Retirements on the way back from the deepest call, each with a little more stack than the one before. */
    private static final int TRIES = 300;

    private int left;
    private int overflows;

    private void overflow(EpochDomain domain) {
        try {
            overflow(domain);
        } catch (StackOverflowError e) {
            overflows++;
        }
        if (left-- > 0) {
            domain.retire(() -> {});
        }
    }

    @Test
    void retire_stackOverflows_laterOnesAreReleased() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            EpochDomain domain = EpochDomain.builder().onFailure(report -> {}).build();
            // A class whose initialiser runs out of stack is lost for good, which is the machine's
            // doing.
            domain.retire(() -> {});
            domain.barrier();
            left = TRIES;
            overflows = 0;
            // Another size each time, so that the stack ends in other calls.
            Thread deep = new Thread(null, () -> overflow(domain), "deep", STACK + 64 * round);
            deep.start();
            deep.join();
            assertThat(overflows).isPositive();
            CountDownLatch ran = new CountDownLatch(1);
            domain.retire(ran::countDown);
            assertThat(ran.await(20, TimeUnit.SECONDS)).as("round %d", round).isTrue();
            assertThat(domain.barrier(Duration.ofSeconds(20))).isTrue();
        }
    }
}
