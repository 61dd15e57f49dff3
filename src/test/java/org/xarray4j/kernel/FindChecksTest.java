package org.xarray4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xarray4j.kernel.Kernel.erase;
import static org.xarray4j.kernel.Kernel.isEmpty;
import static org.xarray4j.kernel.Kernel.last;
import static org.xarray4j.kernel.Kernel.same;
import static org.xarray4j.kernel.Kernel.store;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.Cursor;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.Mark;
import org.xarray4j.WritingCursor;
import org.xarray4j.XArray;

/** The checks of searches, of iteration with pauses, and of steps. */
class FindChecksTest {
    private final XArray<Long> array = XArray.create();

    private void isFound(@Nullable Long expected, @Nullable Entry<Long> found, long from) {
        same(expected, found == null ? null : (Long) found.index(), from);
        same(expected, found == null ? null : found.value(), from);
    }

    /** All pairs of indices below 100, from every index below 100, by presence and by mark. */
    @Test
    void check_find_1() {
        for (long i = 0; i < 100; i++) {
            store(array, i);
            array.setMark(i, Mark.MARK_0);
            for (long j = 0; j < i; j++) {
                store(array, j);
                array.setMark(j, Mark.MARK_0);
                for (long k = 0; k < 100; k++) {
                    Long expected = k <= j ? (Long) j : k <= i ? (Long) i : null;
                    isFound(expected, array.find(k, -1L, Filter.PRESENT), k);
                    isFound(expected, array.find(k, -1L, Filter.MARK_0), k);
                    same(expected, array.cursor().moveTo(k).find(-1L), k);
                }
                erase(array, j);
                same(false, array.isMarked(j, Mark.MARK_0), j);
                same(true, array.isMarked(i, Mark.MARK_0), i);
            }
            erase(array, i);
            isEmpty(array);
        }
    }

    /** A growing array is iterated whole, in order. */
    @Test
    void check_find_2() {
        assertThat(array.iterator().hasNext()).isFalse();
        for (long i = 0; i < 100; i++) {
            store(array, i);
            long count = 0;
            for (Entry<Long> entry : array) {
                same(count, entry.index(), i);
                same(count++, entry.value(), i);
            }
            same(i + 1, count, i);
            Cursor<Long> cursor = array.cursor();
            for (long j = 0; j <= i; j++) {
                same(j, cursor.find(-1L), j);
            }
            same(null, cursor.find(-1L), i);
        }
    }

    /** Marked searches from everywhere to everywhere keep to their limits, and go on beyond them when told to. */
    @Test
    void check_find_3() {
        for (long i = 0; i < 100; i++) {
            for (long j = 0; j < 100; j++) {
                Cursor<Long> cursor = array.cursor().moveTo(j);
                long next = j;
                for (long k = 0; k < 100; k++) {
                    Long expected = next <= k && next < i ? (Long) next : null;
                    same(expected, cursor.find(k, Filter.MARK_0), k);
                    next += expected == null ? 0 : 1;
                }
            }
            store(array, i);
            array.setMark(i, Mark.MARK_0);
        }
        array.clear();
        isEmpty(array);
    }

    /** Nothing comes after the greatest index. */
    @Test
    void check_find_4() {
        store(array, -1L);
        isFound(-1L, array.findAfter(0, -1L, Filter.PRESENT), 0);
        isFound(-1L, array.findAfter(-2L, -1L, Filter.PRESENT), -2L);
        isFound(null, array.findAfter(-1L, -1L, Filter.PRESENT), -1L);
        erase(array, -1L);
        isEmpty(array);
    }

    /** From within an entry it is found, and not again after it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 6, 7, 12, 20, 36, 61})
    void check_multi_find_1(int order) {
        long multi = 3L << order;
        long next = 4L << order;
        store(array, multi, order);
        store(array, next);
        store(array, next + 1);
        isFound(multi, array.find(0, -1L, Filter.PRESENT), 0);
        Entry<Long> within = array.find(last(multi, order), -1L, Filter.PRESENT);
        assertThat(within).isNotNull();
        assertThat(within.value()).isEqualTo(multi);
        assertThat(within.index()).isEqualTo(last(multi, order));
        assertThat(within.first()).isEqualTo(multi);
        isFound(next, array.findAfter(multi, -1L, Filter.PRESENT), multi);
        isFound(next, array.findAfter(last(multi, order), -1L, Filter.PRESENT), multi);
        isFound(null, array.findAfter(next, next, Filter.PRESENT), next);
        // Decided otherwise: a marked search advances as any other does.
        array.setMark(multi, Mark.MARK_1);
        isFound(null, array.findAfter(multi, -1L, Filter.MARK_1), multi);
        isFound(multi, array.find(0, -1L, Filter.MARK_1), 0);
    }

    /** An entry that is erased while a cursor stands in the middle of it is not met again. */
    @Test
    void check_multi_find_2() {
        for (int order = 0; order < 10; order++) {
            long index = 1L << order;
            for (long j = 0; j < index; j++) {
                store(array, index - 1);
                store(array, index, order);
                Cursor<Long> cursor = array.cursor().moveTo(index + j);
                int met = 0;
                while (cursor.find(-1L) != null) {
                    erase(array, index);
                    met++;
                }
                same(1, met, j);
                erase(array, index - 1);
                isEmpty(array);
            }
        }
    }

    /** Nothing is found beyond an entry, whatever its order. */
    @Test
    void check_multi_find_3() {
        for (int order = 5; order <= Long.SIZE; order++) {
            store(array, 0, order);
            for (long index : new long[] {0, 1L << (order - 5), last(0, order)}) {
                isFound(null, array.findAfter(index, -1L, Filter.PRESENT), index);
                assertThat(array.find(index, -1L, Filter.PRESENT)).isNotNull();
            }
            array.erase(0);
            isEmpty(array);
        }
    }

    /** Iteration with a pause after every entry finds each of many; what is not there is not found. */
    @Test
    void check_find_entry() {
        for (int order = 0; order < 20; order++) {
            for (int offset = 0; offset < 100; offset += 3) {
                long first = (long) offset << order;
                store(array, first, order);
                store(array, first + (5L << order));
                same(first, whereIs(first), first);
                same(first + (5L << order), whereIs(first + (5L << order)), first);
                same(null, whereIs(-5), first);
                array.clear();
            }
        }
        same(null, whereIs(0), 0);
    }

    private @Nullable Long whereIs(long wanted) {
        Cursor<Long> cursor = array.cursor();
        for (int met = 0; met <= array.size(); met++) {
            Long value = cursor.find(-1L);
            if (value == null || value == wanted) {
                return value == null ? null : (Long) cursor.index();
            }
            cursor.pause();
        }
        throw new AssertionError("more was met than there is");
    }

    /** One entry of each order in a row is met whole, with and without pauses. */
    @Test
    void check_pause() {
        for (int order = 0; order < Long.SIZE; order++) {
            array.cursor().moveTo(1L << order, order).set(1L << order);
        }
        for (boolean pausing : new boolean[] {false, true}) {
            Cursor<Long> cursor = array.cursor();
            for (int count = 0; count < Long.SIZE; count++) {
                same(1L << count, cursor.find(-1L), count);
                same(1L << count, cursor.index(), count);
                same(count, cursor.order(), count);
                if (pausing) {
                    cursor.pause();
                }
            }
            same(null, cursor.find(-1L), 64);
        }
    }

    /** Steps in an empty array and in one of a single entry. */
    @Test
    void check_move_tiny() {
        WritingCursor<Long> cursor = array.cursor();
        same(null, cursor.next(), 0);
        same(0L, cursor.index(), 0);
        same(null, cursor.next(), 1);
        same(1L, cursor.index(), 1);
        store(array, 0);
        cursor.moveTo(0);
        same(0L, cursor.next(), 0);
        same(null, cursor.next(), 1);
        cursor.moveTo(0);
        same(0L, cursor.previous(), 0);
        same(null, cursor.previous(), -1);
        same(-1L, cursor.index(), -1);
        erase(array, 0);
        isEmpty(array);
    }

    /** At the greatest index a search ends, and stays at its end. */
    @Test
    void check_move_max() {
        store(array, -1L);
        WritingCursor<Long> cursor = array.cursor();
        same(-1L, cursor.find(-1L), -1);
        same(null, cursor.find(-1L), -1);
        cursor.moveTo(0);
        same(-1L, cursor.find(-1L), -1);
        cursor.pause();
        same(null, cursor.find(-1L), -1);
        erase(array, -1L);
        isEmpty(array);
    }

    /** Steps over two entries and the gap between them, up, down, and around both ends. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 8, 15, 63, 64, 127, 128, 255, 4095, 4096, 16_383, 32_768})
    void check_move_small(long other) {
        store(array, 0);
        store(array, other);
        Cursor<Long> cursor = array.cursor();
        for (long i = 0; i < 4 * other; i++) {
            same(i == 0 || i == other ? (Long) i : null, cursor.next(), i);
            same(i, cursor.index(), i);
        }
        cursor.next();
        for (long i = 4 * other - 1; i >= 0; i--) {
            same(i == 0 || i == other ? (Long) i : null, cursor.previous(), i);
            same(i, cursor.index(), i);
        }
        cursor.moveTo(-1L);
        same(null, cursor.next(), -1);
        same(-1L, cursor.index(), -1);
        same(0L, cursor.next(), 0);
        same(0L, cursor.index(), 0);
        same(null, cursor.previous(), -1);
        same(-1L, cursor.index(), -1);
        same(0L, cursor.next(), 0);
    }

    /** Steps over 2^16 entries, up and down, full and with a hole. */
    @Test
    void check_move() {
        for (long i = 0; i < 1 << 16; i++) {
            store(array, i);
        }
        upAndDown(0, 0);
        array.eraseRange(1 << 8, (1 << 15) - 1);
        upAndDown(1 << 8, 1 << 15);
    }

    private void upAndDown(long hole, long end) {
        Cursor<Long> cursor = array.cursor();
        for (long i = 0; i < 1 << 16; i++) {
            same(i < hole || i >= end ? (Long) i : null, cursor.next(), i);
            same(i, cursor.index(), i);
        }
        cursor.next();
        for (long i = (1 << 16) - 1; i >= 0; i--) {
            same(i < hole || i >= end ? (Long) i : null, cursor.previous(), i);
            same(i, cursor.index(), i);
        }
        same(null, cursor.previous(), -1);
        same(-1L, cursor.index(), -1);
    }
}
