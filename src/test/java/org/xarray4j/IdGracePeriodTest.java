package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/** A freed id is not handed out again while a reader that could hold it is pinned. */
class IdGracePeriodTest {
    private static final Limit THREE = new Limit(1, 3);

    private final EpochDomain domain = EpochDomain.create("readers");
    private final IdAllocator ids = IdAllocator.builder()
            .name("subject")
            .reuseIdsAfterGracePeriod(domain)
            .build();

    @AfterEach
    void close() {
        Internals.validate(ids);
        domain.close();
    }

    @Test
    void free_readerPinned_idComesOnlyAfterItsPin() {
        long id = ids.alloc(THREE);
        Pin pin = domain.pin();
        ids.free(id);
        assertThat(ids.exists(id)).isFalse();
        assertThat(ids.alloc(THREE)).isEqualTo(2);
        assertThat(ids.alloc(THREE)).isEqualTo(3);
        assertThat(ids.tryAlloc(THREE)).isEmpty();
        assertThat(ids.resting()).isEqualTo(1);
        assertThat(ids.reclaim()).isFalse();
        assertThatExceptionOfType(NoFreeIndexException.class)
                .isThrownBy(() -> ids.alloc(THREE))
                .withMessage(
                        "subject: no free index in [1, 3], while 1 ids are in their grace period");
        pin.close();
        assertThat(ids.tryAlloc(THREE)).hasValue(1);
        assertThat(ids.resting()).isZero();
    }

    @Test
    void free_nobodyPinned_idComesAtOnce() {
        ids.alloc(THREE);
        ids.alloc(THREE);
        ids.free(1);
        assertThat(ids.alloc(THREE)).isEqualTo(1);
        ids.free(2);
        ids.free(1);
        assertThat(ids.alloc(THREE)).isEqualTo(1);
        assertThat(ids.alloc(THREE)).isEqualTo(2);
    }

    @Test
    void free_pinOpenedAfterwards_doesNotHoldTheIdBack() {
        ids.alloc(THREE);
        ids.free(1);
        try (Pin later = domain.pin()) {
            assertThat(later).isNotNull();
            assertThat(ids.alloc(THREE)).isEqualTo(1);
        }
    }

    @Test
    void free_secondGeneration_waitsForItsOwnPinsOnly() {
        Limit four = new Limit(1, 4);
        for (int i = 1; i <= 4; i++) {
            assertThat(ids.alloc(four)).isEqualTo(i);
        }
        Pin first = domain.pin();
        ids.free(1);
        assertThat(ids.tryAlloc(four)).isEmpty(); // from here on 1 waits, and 2 is of the next
        Pin second = domain.pin();
        ids.free(2);
        first.close();
        assertThat(ids.tryAlloc(four)).hasValue(1);
        assertThat(ids.tryAlloc(four)).isEmpty();
        Pin third = domain.pin();
        second.close();
        assertThat(ids.tryAlloc(four)).hasValue(2);
        third.close();
    }

    @Test
    void free_twice_isRefusedAndSaysWhy() {
        ids.alloc(THREE);
        try (Pin pin = domain.pin()) {
            assertThat(pin).isNotNull();
            ids.free(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ids.free(1))
                    .withMessageContaining("subject: id 1 is not allocated")
                    .withMessageContaining("grace period");
            assertThat(ids.tryFree(1)).isFalse();
        }
        assertThat(ids.alloc(THREE)).isEqualTo(1);
    }

    @Test
    void clear_readerPinned_allRest() {
        for (int i = 0; i < 3000; i++) {
            ids.alloc();
        }
        Pin pin = domain.pin();
        ids.clear();
        assertThat(ids.isEmpty()).isTrue();
        assertThat(ids.size()).isZero();
        assertThat(ids.first()).isEmpty();
        assertThat(ids.resting()).isEqualTo(3000);
        assertThat(ids.alloc()).isEqualTo(3000);
        pin.close();
        assertThat(ids.reclaim()).isTrue();
        assertThat(ids.alloc()).isZero();
    }

    @Test
    void clear_someRestAlready_theyRestOnAsTheyWere() {
        ids.alloc(new Limit(1, 1));
        ids.alloc(new Limit(5000, 5000));
        Pin first = domain.pin();
        ids.free(1);
        assertThat(ids.reclaim())
                .isFalse(); // 1 waits now, and what follows is of the next generation
        Pin second = domain.pin();
        ids.clear();
        assertThat(ids.resting()).isEqualTo(2);
        first.close();
        assertThat(ids.reclaim()).isFalse();
        assertThat(ids.resting()).isEqualTo(1);
        assertThat(ids.alloc(new Limit(1, 1))).isEqualTo(1);
        second.close();
        assertThat(ids.reclaim()).isTrue();
    }

    @Test
    void alloc_manyChunksElapsed_letsGoOfSomeAtATime() {
        int chunks = 100;
        for (long i = 0; i < chunks; i++) {
            ids.alloc(new Limit(i << 10, -1L));
        }
        for (long i = 0; i < chunks; i++) {
            ids.free(i << 10);
        }
        assertThat(ids.alloc()).isZero();
        assertThat(ids.resting()).isEqualTo(chunks - 16);
        // What nothing else is left for is let go of at once.
        assertThat(ids.alloc(new Limit(90L << 10, 90L << 10))).isEqualTo(90L << 10);
        assertThat(ids.resting()).isZero();
    }

    @Test
    void cyclic_readerPinned_skipsWhatRests() {
        IdCursor cursor = ids.cyclic(THREE);
        cursor.alloc();
        Pin pin = domain.pin();
        ids.free(1);
        assertThat(cursor.alloc()).isEqualTo(2);
        assertThat(cursor.alloc()).isEqualTo(3);
        assertThat(cursor.tryAlloc().full()).isTrue();
        assertThat(cursor.next()).isEqualTo(4);
        pin.close();
        assertThat(cursor.tryAlloc()).isEqualTo(new CyclicResult(1, 2, true, false));
    }

    @Test
    void stalledReader_manyFrees_takeABitEach() {
        Pin pin = domain.pin();
        for (int i = 0; i < 50_000; i++) {
            ids.free(ids.alloc());
        }
        assertThat(ids.resting()).isEqualTo(50_000);
        // All that is kept of them is their chunks.
        assertThat(ids.chunks().size()).isEqualTo(49);
        pin.close();
        assertThat(ids.reclaim()).isTrue();
        assertThat(ids.chunks().isEmpty()).isTrue();
    }

    @Test
    void domainClosed_idsStillComeBack() {
        ids.alloc(THREE);
        domain.close();
        ids.free(1);
        assertThat(ids.alloc(THREE)).isEqualTo(1);
    }

    /**
     * Readers follow a link to an id, and from the id to what it names, again and again under one pin; the writer moves the
     * link, frees the id, and names something else by whatever id it is given.
     */
    @Test
    void readers_underOnePin_meetNoStranger() {
        int universe = 8;
        AtomicLongArray named = new AtomicLongArray(universe);
        long first = ids.alloc(new Limit(0, universe - 1));
        named.set((int) first, 1);
        AtomicLong link = new AtomicLong(first);
        AtomicLong full = new AtomicLong();
        Race.run(
                round -> {
                    long old = link.get();
                    var id = ids.tryAlloc(new Limit(0, universe - 1));
                    if (id.isEmpty()) {
                        full.incrementAndGet();
                        Thread.onSpinWait();
                        return;
                    }
                    named.set((int) id.getAsLong(), round + 1);
                    link.set(id.getAsLong());
                    ids.free(old);
                },
                random -> {
                    try (Pin pin = domain.pin()) {
                        assertThat(pin).isNotNull();
                        int id = (int) link.get();
                        long is = named.get(id);
                        for (int i = 0; i < 200; i++) {
                            if (named.get(id) != is) {
                                throw new AssertionError("id " + id + " named " + is
                                        + " and now names " + named.get(id));
                            }
                        }
                    }
                });
        assertThat(ids.size()).isEqualTo(1);
        assertThat(full.get()).isNotNegative();
    }
}
