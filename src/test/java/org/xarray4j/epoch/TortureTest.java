package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xarray4j.Asked;

/**
 * {@link DomainTorture} of domains of several kinds. A failure prints the line that draws the same once more. For each kind of
 * fault a run with a bug on purpose shows that it is found.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TortureTest {
    private final long seed = Asked.seed(System.nanoTime());
    private final String again =
            "the same draws once more: ./mvnw -pl src test -Dtest=TortureTest -Dxarray4j.seed="
                    + seed;

    private void run(EpochDomain domain, int readers) throws InterruptedException {
        new DomainTorture(domain, 2, seed, DomainBug.NONE, () -> "").run(readers, again);
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

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void domain_withBug_isFound(DomainBug bug) throws InterruptedException {
        EpochDomain domain = EpochDomain.builder()
                .name(bug.name())
                .maxPending(1000)
                .onFailure(report -> {})
                .build();
        assertThat(new DomainTorture(domain, 2, seed, bug, () -> "").faults(2))
                .as(again)
                .anySatisfy(fault -> assertThat(fault).startsWith(bug.fault));
    }

    @Test
    void calls_outOfMemoryAtEachAllocation_loseNothing() throws ReflectiveOperationException {
        Class<?> calls = new RewritingLoader().loadClass(StarvedCalls.class.getName());
        ((Runnable) calls.getConstructor().newInstance()).run();
    }
}
