package org.xarray4j.epoch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.xarray4j.internal.epoch.Reclaimer;

/**
 * A domain whose reclaimer a test steps by hand, on the test's own time; the executor takes the worker and never runs
 * it. What is reported is kept.
 */
final class Bench implements Executor {
    static final Duration STALL = Duration.ofSeconds(8);

    final VirtualTicker ticker = new VirtualTicker();
    final List<Runnable> started = new ArrayList<>();
    final List<StallReport> stalls = new ArrayList<>();
    final List<FailureReport> failures = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final EpochDomain domain;

    Bench() {
        this(builder -> builder);
    }

    Bench(UnaryOperator<EpochDomainBuilder> more) {
        domain = more.apply(EpochDomain.builder()
                        .name("bench")
                        .ticker(ticker)
                        .executor(this)
                        .stallThreshold(STALL)
                        .onStall(stalls::add)
                        .onFailure(failures::add))
                .build();
    }

    @Override
    public void execute(Runnable worker) {
        started.add(worker);
    }

    /** Has the domain write a word into the log when all pins of now are closed. */
    void retire(String word) {
        domain.retire(() -> log.add(word));
    }

    /** Makes one step. */
    Reclaimer.Found step() {
        return domain.core.reclaimer.step();
    }

    /** Makes steps until they find no more to do; returns what they have left. */
    Reclaimer.Found settle() {
        Reclaimer.Found found = step();
        while (found == Reclaimer.Found.PROGRESS) {
            found = step();
        }
        return found;
    }

    EpochStatistics statistics() {
        return domain.statistics();
    }
}
