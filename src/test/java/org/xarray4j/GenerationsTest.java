package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/** When what was freed may be used again, also if whoever freed it was broken off before it drew a cookie. */
class GenerationsTest {
    /** What rests, by generation. */
    private static final class Counts implements Generations.Owner {
        final long[] resting = new long[2];

        @Override
        public boolean rests(int generation) {
            return resting[generation] != 0;
        }

        @Override
        public long release(int generation, long atMost) {
            long released = Math.min(atMost, resting[generation]);
            resting[generation] -= released;
            return released;
        }
    }

    private final EpochDomain domain = EpochDomain.create("generations");
    private final Counts counts = new Counts();
    private final Generations generations = new Generations(domain, counts);

    @AfterEach
    void close() {
        domain.close();
    }

    private void assertReleases(boolean released) throws InterruptedException {
        if (released) {
            domain.synchronize();
        }
        assertThat(generations.release(Long.MAX_VALUE)).isEqualTo(released);
        generations.validate();
    }

    @Test
    void release_freed_waitsForThePinsOfThen() throws InterruptedException {
        try (Pin reader = domain.pin()) {
            counts.resting[generations.young()]++;
            generations.freed();
            assertReleases(false);
            assertThat(reader).isNotNull();
        }
        assertReleases(true);
    }

    @Test
    void release_firstFreeBrokenOff_waitsForThePinsOfNow() throws InterruptedException {
        try (Pin reader = domain.pin()) {
            generations.freeing();
            counts.resting[generations.young()]++;
            generations.validate();
            assertReleases(false);
            assertThat(reader).isNotNull();
        }
        assertReleases(true);
    }

    /** An older cookie has elapsed, but it is not of this. */
    @Test
    void release_laterFreeBrokenOff_waitsForThePinsOfNow() throws InterruptedException {
        counts.resting[generations.young()]++;
        generations.freed();
        domain.synchronize();
        try (Pin reader = domain.pin()) {
            generations.freeing();
            counts.resting[generations.young()]++;
            assertReleases(false);
            assertThat(reader).isNotNull();
        }
        assertReleases(true);
        assertThat(generations.isDone()).isTrue();
    }
}
