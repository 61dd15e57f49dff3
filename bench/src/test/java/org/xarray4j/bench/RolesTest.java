package org.xarray4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What plays a part in a benchmark does what the part is, so that no figure is of something else. */
class RolesTest {
    private static final int SIZE = 5000;
    private static final int MARKED_EVERY = 7;

    @ParameterizedTest
    @EnumSource
    void searched_findsTheNext_andTheNextMarked(SearchBenchmark.Searched structure) {
        for (Distribution distribution : Distribution.values()) {
            long[] keys = distribution.keys(SIZE);
            Payload[] values = Payload.forKeys(keys, MARKED_EVERY);
            SearchBenchmark.Ordered ordered = structure.create();
            ordered.fill(keys, values);
            Integer[] order = inOrder(keys);
            Object nextMarked = null;
            Object next = null;
            for (int i = SIZE - 1; i >= 0; i--) {
                Payload here = values[order[i]];
                assertThat(value(ordered.next(here.key))).isSameAs(next);
                nextMarked = here.marked ? here : nextMarked;
                assertThat(value(ordered.nextMarked(here.key))).isSameAs(nextMarked);
                next = here;
            }
        }
    }

    /** Returns the positions of keys in the order of the keys. */
    private static Integer[] inOrder(long[] keys) {
        Integer[] order = new Integer[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(order, (a, b) -> Long.compareUnsigned(keys[a], keys[b]));
        return order;
    }

    /** A structure returns values, or entries that have them. */
    private static Object value(Object found) {
        return found instanceof Map.Entry<?, ?> entry
                ? entry.getValue()
                : found instanceof org.xarray4j.Entry<?> entry ? entry.value() : found;
    }

    @ParameterizedTest
    @EnumSource
    void giver_ofIndices_givesEachToOne(AllocBenchmark.Giver structure) {
        AllocBenchmark.Allocator allocator = structure.create();
        Payload value = new Payload(0, false);
        Set<Long> held = new HashSet<>();
        for (int i = 0; i < SIZE; i++) {
            assertThat(held.add(allocator.alloc(value))).isTrue();
        }
        assertThat(held).contains(0L, SIZE - 1L);
        allocator.free(17);
        held.remove(17L);
        long again = allocator.alloc(value);
        assertThat(held).doesNotContain(again);
        if (structure == AllocBenchmark.Giver.XARRAY) {
            assertThat(again).isEqualTo(17);
        }
    }

    @ParameterizedTest
    @EnumSource
    void giver_ofIds_knowsWhichAreHeld(IdBenchmark.Giver structure) {
        IdBenchmark.Ids ids = structure.create();
        for (long id = 0; id < SIZE; id++) {
            assertThat(ids.alloc()).isEqualTo(id);
        }
        assertThat(ids.exists(17)).isTrue();
        assertThat(ids.exists(SIZE)).isFalse();
        ids.free(17);
        assertThat(ids.exists(17)).isFalse();
        assertThat(ids.alloc()).isIn(17L, (long) SIZE);
    }

    @ParameterizedTest
    @EnumSource
    void longs_areThoseThatWereStored(LongBenchmark.Kind structure) {
        for (Distribution distribution : Distribution.values()) {
            long[] keys = distribution.keys(SIZE);
            LongBenchmark.Longs longs = structure.create();
            longs.fill(keys);
            longs.put(keys[1], 99);
            long total = 99;
            for (int i = 0; i < SIZE; i++) {
                if (i != 1) {
                    total += LongBenchmark.value(keys[i]);
                    assertThat(longs.get(keys[i])).isEqualTo(LongBenchmark.value(keys[i]));
                }
            }
            assertThat(longs.get(keys[1])).isEqualTo(99);
            assertThat(longs.total()).isEqualTo(total);
        }
    }

    @ParameterizedTest
    @EnumSource
    void versioned_isChanged_andHasSnapshots(SnapshotBenchmark.Taken structure) {
        SnapshotBenchmark.Versioned versioned = structure.create(SIZE, new Payload(0, false));
        Object before = versioned.snapshot();
        assertThat(before).isNotNull();
        versioned.put(17, new Payload(1, false));
        assertThat(versioned.snapshot()).isNotSameAs(before);
    }
}
