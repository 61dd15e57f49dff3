package org.xarray4j.epoch;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@link DomainTorture} in which each allocation of the epochs fails now and then; loaded by {@link RewritingLoader}. It goes
 * on until each place that allocates has failed.
 */
public final class StarvedTorture implements Runnable {
    private static final int READERS = 3;

    /** Fills more than a chunk of the queue, so that it takes memory for another. */
    private static final int AT_ONCE = 100;

    /** Where memory is taken while the domain is made, before any of it fails. */
    private static final String MADE_WITH_THE_DOMAIN =
            "EpochDomain\\.builder|EpochDomainBuilder\\..*|(?!Segment).*\\.<init>";

    /** What is only for the text of a refusal. */
    private static final String REFUSED =
            "DomainCore\\.(check.*|elapsed|message|nanos|notNull)|Pin\\.handOff";

    /** What the torture does not do: print, compare, have an action throw or a thread end, use the queue otherwise. */
    private static final String NOT_DONE = ".*\\.(toString|equals|hashCode)|Reporter\\.failed"
            + "|Holder\\.(name|stack)|BaseMpsc.*\\.(fill|iterator)|AtomicQueueUtil\\.allocateLongArray";

    private static final Pattern LEFT_OUT =
            Pattern.compile("(" + MADE_WITH_THE_DOMAIN + "|" + REFUSED + "|" + NOT_DONE + "): .*");

    private final long seed;
    private final String again;
    private final Collection<String> places;

    /** Made by its name, with what the loader has rewritten. */
    public StarvedTorture(Long seed, String again, Collection<String> places) {
        this.seed = seed;
        this.again = again;
        this.places = places;
    }

    @Override
    public void run() {
        // A report for which there is no memory is logged, with its stack.
        Logger log = Logger.getLogger("org.xarray4j.epoch");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            torture();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            Allocations.disarm();
            log.setLevel(before);
        }
    }

    private void torture() throws InterruptedException {
        EpochDomain domain = EpochDomain.builder()
                .name("starved")
                .slots(1)
                .maxPending(400)
                .detectLeaks(true)
                .captureStacks(true)
                .stallThreshold(Duration.ofMillis(2))
                .onStall(report -> {})
                .onFailure(report -> {})
                .build();
        Allocations failing = Allocations.arm(seed);
        DomainTorture torture =
                new DomainTorture(domain, AT_ONCE, seed, DomainBug.NONE, () -> missing(failing));
        torture.run(READERS, again);
        System.out.println("allocations that have failed: " + failing);
    }

    private String missing(Allocations failing) {
        Set<String> never = failing.neverFailed(places.stream()
                .filter(place -> !LEFT_OUT.matcher(place).matches())
                .collect(Collectors.toSet()));
        return never.isEmpty() ? "" : "allocations that have not failed: " + never;
    }
}
