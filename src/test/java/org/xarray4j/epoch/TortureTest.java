package org.xarray4j.epoch;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link DomainTorture} of domains of several kinds. A failure prints the line that draws the same once more. */
@Timeout(value = 24, unit = TimeUnit.HOURS)
class TortureTest {
    private final long seed = Long.getLong("xarray4j.seed", System.nanoTime());
    private final String again =
            "the same draws once more: ./mvnw -pl src test -Dtest=TortureTest -Dxarray4j.seed="
                    + seed;

    private void run(EpochDomain domain, int readers) throws InterruptedException {
        new DomainTorture(domain, 2, seed, () -> "").run(readers, again);
    }

    @Test
    void domain_plain_balances() throws InterruptedException {
        run(EpochDomain.create("torture"), 2);
    }

    @Test
    void domain_smallTableManyReaders_balances() throws InterruptedException {
        run(EpochDomain.builder().name("small").slots(1).build(), 6);
    }

    @Test
    void domain_bounded_balances() throws InterruptedException {
        run(EpochDomain.builder().name("bounded").maxPending(8).maxWeight(64).build(), 3);
    }

    @Test
    void domain_watched_balances() throws InterruptedException {
        run(
                EpochDomain.builder()
                        .name("watched")
                        .detectLeaks(true)
                        .captureStacks(true)
                        .onStall(report -> {})
                        .build(),
                2);
    }

    @Test
    void domain_allocationsFail_balances() throws ReflectiveOperationException {
        RewritingLoader loader = new RewritingLoader();
        Runnable torture = (Runnable) loader.loadClass(StarvedTorture.class.getName())
                .getConstructor(Long.class, String.class, Collection.class)
                .newInstance(seed, again, loader.places());
        torture.run();
    }

    @Test
    void calls_outOfMemoryAtEachAllocation_loseNothing() throws ReflectiveOperationException {
        Class<?> calls = new RewritingLoader().loadClass(StarvedCalls.class.getName());
        ((Runnable) calls.getConstructor().newInstance()).run();
    }
}
