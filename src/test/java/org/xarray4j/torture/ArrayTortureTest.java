package org.xarray4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs {@link Torture} for a bounded time: {@code -Dxarray4j.torture.seconds=600} for longer, {@code -Dxarray4j.seed=...}
 * to repeat. Two runs with bugs on purpose show that it finds a missing grace period and a lost release. Guarantees H, J,
 * K and P to S.
 */
@Timeout(value = 24, unit = TimeUnit.HOURS)
class ArrayTortureTest {
    private static final long NANOS =
            TimeUnit.SECONDS.toNanos(Long.getLong("xarray4j.torture.seconds", 4)) / 2;

    private final long seed = Long.getLong("xarray4j.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void array_everythingAtOnce_balances(boolean bounded) throws InterruptedException {
        Ledger ledger = Torture.run(seed, NANOS, bounded, Torture.Bug.NONE);
        String report = Torture.report(ledger, seed);
        System.out.println("bounded " + bounded + ", " + report);
        assertThat(ledger.faults()).as(report).isEmpty();
        // That it was no idle run.
        assertThat(ledger.seen()).as(report).isGreaterThan(100);
        assertThat(ledger.stored.sum()).as(report).isGreaterThan(100);
        assertThat(ledger.outOfMemory.sum()).as(report).isPositive();
    }

    @Test
    void array_withoutGracePeriod_isFound() throws InterruptedException {
        // It ends with the first fault, long before the time is up.
        Ledger ledger =
                Torture.run(seed, TimeUnit.SECONDS.toNanos(60), false, Torture.Bug.NO_GRACE_PERIOD);
        assertThat(ledger.faults())
                .as("seed " + seed)
                .anySatisfy(fault -> assertThat(fault).startsWith("released under a reader"));
    }

    @Test
    void array_withLostReleases_doesNotBalance() throws InterruptedException {
        Ledger ledger =
                Torture.run(seed, TimeUnit.SECONDS.toNanos(1), false, Torture.Bug.LOST_RELEASE);
        assertThat(ledger.faults())
                .as("seed " + seed)
                .anySatisfy(fault -> assertThat(fault).contains("before close: stored"));
    }
}
