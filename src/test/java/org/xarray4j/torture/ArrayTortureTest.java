package org.xarray4j.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.Asked;

/**
 * Runs {@link Torture} for a bounded time: {@code -Plong -Dxarray4j.torture.seconds=600} for longer, {@code -Dxarray4j.seed=...}
 * to draw the same once more. A run that tries nothing of something is a fault too. For each kind of fault a run with a bug on
 * purpose shows that it is found. Guarantees H, J, K, P to S and V.
 */
@Timeout(value = 24, unit = TimeUnit.HOURS)
class ArrayTortureTest {
    private static final long NANOS =
            Asked.nanos("xarray4j.torture.seconds", TimeUnit.SECONDS, 4) / 2;

    private final long seed = Asked.seed(System.nanoTime());

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void array_everythingAtOnce_balances(boolean bounded) throws InterruptedException {
        Ledger ledger = Torture.run(seed, NANOS, bounded, Bug.NONE);
        String report = Torture.report(ledger, seed);
        System.out.println("bounded " + bounded + ", " + report);
        assertThat(ledger.faults()).as(report).isEmpty();
        // That it was no idle run; that everything has happened at least once, the run itself sees
        // to.
        assertThat(ledger.seen()).as(report).isGreaterThan(100);
        assertThat(ledger.stored.sum()).as(report).isGreaterThan(100);
    }

    /** What is found before the end ends the run, long before the time is up. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void array_withBug_isFound(Bug bug) throws InterruptedException {
        long seconds = bug.foundAtTheEnd ? 1 : 60;
        Ledger ledger = Torture.run(seed, TimeUnit.SECONDS.toNanos(seconds), false, bug);
        assertThat(ledger.faults())
                .as(Torture.report(ledger, seed))
                .anySatisfy(fault -> assertThat(fault).contains(bug.fault));
    }
}
