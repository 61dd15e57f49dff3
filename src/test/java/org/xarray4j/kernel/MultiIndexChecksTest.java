package org.xarray4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.xarray4j.kernel.Kernel.erase;
import static org.xarray4j.kernel.Kernel.holds;
import static org.xarray4j.kernel.Kernel.isEmpty;
import static org.xarray4j.kernel.Kernel.lacks;
import static org.xarray4j.kernel.Kernel.last;
import static org.xarray4j.kernel.Kernel.same;
import static org.xarray4j.kernel.Kernel.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.Filter;
import org.xarray4j.Internals;
import org.xarray4j.LockedXArray;
import org.xarray4j.Mark;
import org.xarray4j.Transaction;
import org.xarray4j.WritingCursor;
import org.xarray4j.XArray;

/** The checks of entries that cover many indices: stores, orders, ranges, conflicts, splits. */
class MultiIndexChecksTest {
    private static final int MOST = 20;

    private final XArray<Long> array = XArray.create();

    private void storeAll(long index, int order, Long value) {
        array.cursor().moveTo(index, order).set(value);
    }

    /** All pairs of orders over index 0: stores beside, over and within, and erasing many at once. */
    @Test
    void check_multi_store() {
        storeAll(0, 1, 0L);
        same(0L, array.get(0), 0);
        same(0L, array.get(1), 1);
        lacks(array, 2);
        store(array, 3);
        same(0L, array.get(0), 0);
        lacks(array, 2);
        holds(array, 3);
        storeAll(0, 2, 1L);
        for (long index = 0; index < 4; index++) {
            same(1L, array.get(index), index);
        }
        lacks(array, 4);
        assertThat(array.size()).isEqualTo(1);
        assertThat(array.cursor().moveTo(0, 63).erase()).isTrue();
        isEmpty(array);

        store(array, 1);
        store(array, 2);
        assertThat(array.cursor().moveTo(0, 2).erase()).isTrue();
        isEmpty(array);

        for (int i = 0; i <= Long.SIZE; i++) {
            for (int j = 0; j <= Long.SIZE; j++) {
                storeAll(0, i, (long) i);
                storeAll(0, j, (long) j);
                // The larger of the two is what the second store has changed.
                int covered = Math.max(i, j);
                for (int k = 0; k <= Long.SIZE; k++) {
                    long index = last(0, k);
                    same(k <= covered ? (long) j : null, array.get(index), index);
                }
                assertThat(array.order(0)).isEqualTo(covered);
                assertThat(array.cursor().moveTo(0, Math.min(i, j)).erase()).isTrue();
                isEmpty(array);
            }
        }
    }

    /** An entry is stored over through any of its indices. */
    @Test
    void check_multi_store_1() {
        for (int order = 1; order < Long.SIZE; order++) {
            for (long offset : new long[] {0, 1, (1L << order) - 1, 1L << (order - 1)}) {
                long min = order == 63 ? 0 : 1L << order;
                long max = last(min, order);
                storeAll(min + offset, order, 1L);
                same(1L, array.get(min), min);
                same(1L, array.get(max), max);
                lacks(array, max + 1);
                if (min != 0) {
                    lacks(array, min - 1);
                }
                WritingCursor<Long> cursor = array.cursor().moveTo(min + offset);
                same(1L, cursor.getAndSet(min), min);
                same(min, array.get(min), min);
                same(min, array.get(max), max);
                lacks(array, max + 1);
                erase(array, min);
                isEmpty(array);
            }
        }
    }

    /** Stored over and erased through a cursor of one index in it, which stays there. */
    @Test
    void check_multi_store_2() {
        for (int order = 1; order <= Long.SIZE; order++) {
            long index = last(0, order);
            storeAll(index, order, 0L);
            WritingCursor<Long> cursor = array.cursor().moveTo(index);
            same(0L, cursor.getAndSet(1L), index);
            same(index, cursor.index(), index);
            same(1L, cursor.remove(), index);
            same(index, cursor.index(), index);
            isEmpty(array);
        }
    }

    /** Iteration from anywhere meets an entry once, however its neighbours lie. */
    @Test
    void check_multi_store_3() {
        for (int order = 0; order < 13; order++) {
            long index = 1L << order;
            storeAll(index, order, index);
            store(array, 2 * index);
            for (long from = 0; from < 2 * index; from += 1 + order) {
                WritingCursor<Long> cursor = array.cursor().moveTo(from);
                same(index, cursor.find(-1L), from);
                same(2 * index, cursor.find(-1L), from);
                same(null, cursor.find(-1L), from);
            }
            array.clear();
        }
    }

    /** As a page cache adds and removes: blocks of all orders at many places, nothing beside them. */
    @Test
    void check_multi_store_advanced() {
        long[] places = {0, 3L << 20, 55L << 21, 1L << 40, Long.MIN_VALUE, -(1L << 21)};
        for (int order = 0; order < MOST; order++) {
            long size = 1L << order;
            for (long place : places) {
                long index = place >>> order << order;
                WritingCursor<Long> cursor = array.cursor().moveTo(index + size / 2, order);
                cursor.set(index);
                array.cursor().moveTo(index + 2 * size, order).set(index + 2 * size);
                for (long at = 0; at < size; at += 1 + size / 37) {
                    long i = index + at;
                    same(index, array.get(i), i);
                    lacks(array, i - size);
                    lacks(array, i + size);
                    same(index + 2 * size, array.get(i + 2 * size), i);
                }
                assertThat(cursor.erase()).isTrue();
                lacks(array, index);
                lacks(array, index + size - 1);
                assertThat(array.cursor().moveTo(index + 2 * size, order).erase())
                        .isTrue();
                isEmpty(array);
            }
        }
    }

    /** The order is the same from every index of an entry, and 0 where nothing is. */
    @Test
    void check_get_order() {
        for (long i = 0; i < 3; i++) {
            same(0, array.order(i), i);
        }
        for (int order = 0; order < 13; order++) {
            for (long i = 0; i < 10; i++) {
                storeAll(i << order, order, i << order);
                for (long j = i << order; j < (i + 1) << order; j++) {
                    same(order, array.order(j), j);
                }
                array.erase(i << order);
            }
        }
        for (int order = 13; order <= Long.SIZE; order++) {
            storeAll(0, order, 0L);
            same(order, array.order(0), 0);
            same(order, array.order(last(0, order)), order);
            array.clear();
        }
    }

    /** The same asked of a cursor, which must have stepped. */
    @Test
    void check_xas_get_order() {
        for (int order = 0; order < 13; order++) {
            for (long i = 0; i < 10; i++) {
                WritingCursor<Long> cursor = array.cursor().moveTo(i << order, order);
                cursor.set(i);
                for (long j = i << order; j < (i + 1) << order; j++) {
                    cursor.moveTo(j);
                    same(0, cursor.order(), j);
                    same(i, cursor.load(), j);
                    same(order, cursor.order(), j);
                }
                cursor.moveTo(i << order, order).erase();
            }
        }
        isEmpty(array);
    }

    /** The same asked while conflicts are iterated: a larger entry conflicts once, with its own order. */
    @Test
    void check_xas_conflict_get_order() {
        for (int order = 0; order < MOST; order++) {
            for (long i = 0; i < 10; i++) {
                WritingCursor<Long> cursor = array.cursor().moveTo(i << order, order);
                cursor.set(i);
                for (int k = 0; k <= order + 1; k++) {
                    cursor.moveTo(i << order, k);
                    same(i, cursor.findConflict(), i);
                    same(order, cursor.order(), i);
                    same(null, cursor.findConflict(), i);
                }
                assertThat(cursor.moveTo(i << order, order).erase()).isTrue();
            }
        }
        isEmpty(array);
    }

    /** Any range: its edges are right, outside is nothing, and it is erased to nothing. */
    @ParameterizedTest
    @ValueSource(longs = {0, 128, 4095, 4096, 123_456, 1L << 24, Long.MAX_VALUE - 63, -256})
    void check_store_range(long offset) {
        for (long i = 0; i < 128; i++) {
            for (long j = i; j < 128; j++) {
                long first = offset + i;
                long last = offset + j;
                array.setRange(first, last, first);
                same(first, array.get(first), first);
                same(first, array.get(last), last);
                lacks(array, first - 1);
                lacks(array, last + 1);
                array.eraseRange(first, last);
                same(true, array.isEmpty(), first);
            }
        }
        // Decided otherwise: up to the greatest index it works as anywhere.
        array.setRange(offset, -1L, offset);
        same(offset, array.get(-1L), -1L);
        array.eraseRange(offset, -1L);
        isEmpty(array);
    }

    /** Conflicts are counted, and then replaced by one store. */
    @Test
    void check_store_iter() {
        for (int order = 0; order < 17; order++) {
            long min = 1L << order;
            long max = (2L << order) - 1;
            storeIter(0, order, 0);
            storeIter(min, order, 0);
            store(array, min);
            storeIter(min, order, 1);
            store(array, max);
            storeIter(min, order, 1);
            long many = Math.min(min, 1 << 11);
            for (long j = 0; j < many; j++) {
                store(array, j);
            }
            storeIter(0, order, many);
            for (long j = 0; j < many; j++) {
                store(array, min + j);
            }
            storeIter(min, order, many);
        }
        store(array, 63);
        store(array, 65);
        storeIter(64, 2, 1);
        erase(array, 63);
        isEmpty(array);
    }

    private void storeIter(long start, int order, long present) {
        long end = last(start, order);
        try (LockedXArray<Long> session = array.lock()) {
            WritingCursor<Long> cursor = session.cursor().moveTo(start, order);
            long count = 0;
            for (Long value = cursor.findConflict(); value != null; value = cursor.findConflict()) {
                assertThat(value).isBetween(start, end);
                count++;
            }
            assertThat(count).isEqualTo(present);
            cursor.set(start);
        }
        same(start, array.get(start), start);
        same(start, array.get(end), end);
        erase(array, start);
    }

    /** Every order is cut into every smaller one; values, marks and the count are right. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void check_split_1(int order) {
        for (int smaller = 0; smaller < order; smaller++) {
            for (long index : new long[] {0, 1L << order, 3L << order, -(1L << order)}) {
                storeAll(index, order, index);
                array.setMark(index, Mark.MARK_1);
                WritingCursor<Long> cursor = array.cursor().moveTo(index, smaller);
                assertThat(cursor.split()).isTrue();
                Internals.validate(array);
                assertThat(array.size()).isEqualTo(1L << (order - smaller));
                for (long i = 0; i < 1L << order; i += 1L << smaller) {
                    same(index, array.getAndSet(index + i, index + i), i);
                }
                for (long i = 0; i < 1L << order; i++) {
                    same(index + (i >>> smaller << smaller), array.get(index + i), i);
                }
                array.setMark(index, Mark.MARK_0);
                same(false, array.isMarked(last(index, order), Mark.MARK_0), index);
                cursor.moveTo(index);
                long found = 0;
                while (cursor.find(-1L, Filter.MARK_1) != null) {
                    same(smaller, cursor.order(), cursor.index());
                    found++;
                }
                assertThat(found).isEqualTo(1L << (order - smaller));
                array.clear();
                isEmpty(array);
            }
        }
    }

    /** An entry is cut only as far as one block needs it: one piece of each order, and two of the least. */
    @Test
    void check_split_2() {
        for (int order = 1; order <= Long.SIZE; order++) {
            for (int smaller = 0; smaller < order; smaller += 1 + order / 7) {
                for (long at : new long[] {0, -1L, 0x5555_5555_5555_5555L}) {
                    long whole = order == Long.SIZE ? 0 : at >>> order << order;
                    storeAll(whole, order, whole);
                    array.setMark(whole, Mark.MARK_2);
                    WritingCursor<Long> cursor = array.cursor().moveTo(at, smaller);
                    assertThat(cursor.splitOff()).isTrue();
                    same(smaller, array.order(at), at);
                    assertThat(array.size()).isEqualTo(order - smaller + 1L);
                    Internals.validate(array);
                    cursor.moveTo(whole);
                    long next = whole;
                    for (int pieces = 0; pieces <= order - smaller; pieces++) {
                        same(whole, cursor.find(-1L, Filter.MARK_2), next);
                        same(next, cursor.index(), next);
                        next = cursor.last() + 1;
                    }
                    same(last(whole, order) + 1, next, next);
                    array.clear();
                }
            }
        }
    }

    // That the stores need no memory is what CreateRangeTest is about; here, what is there
    // afterwards.

    /** All of a block is stored, index by index, and is seen at once. */
    @Test
    void check_create_range_1() {
        for (int order = 0; order < 13; order++) {
            for (long index : new long[] {0, 1L << order, 1L << 50}) {
                try (Transaction<Long> transaction = array.begin()) {
                    WritingCursor<Long> cursor = transaction.cursor().moveTo(index, order);
                    cursor.createRange();
                    same(index, cursor.index(), order);
                    same(0, cursor.span(), order);
                    for (long i = index; i <= last(index, order); i++) {
                        same(null, cursor.next(), i);
                        cursor.set(i);
                        lacks(array, i);
                    }
                    transaction.commit();
                }
                for (long i = index; i <= last(index, order); i++) {
                    erase(array, i);
                }
                isEmpty(array);
            }
        }
    }

    /** Within an entry of any order a store of one index alone leaves the others what they are. */
    @Test
    void check_create_range_2() {
        for (int order = 1; order <= Long.SIZE; order++) {
            storeAll(0, order, 1L);
            array.setRange(1, 1, 2L);
            same(1L, array.get(0), 0);
            same(2L, array.get(1), 1);
            same(order == 1 ? 2L : 1L, array.get(last(0, order)), order);
            same(order + 1L, array.size(), order);
            array.clear();
            isEmpty(array);
        }
    }

    /** A cursor that was refused stays refused. */
    @Test
    void check_create_range_3() {
        WritingCursor<Long> cursor;
        try (LockedXArray<Long> session = array.lock()) {
            cursor = session.cursor().moveTo(3, 6);
        }
        for (int times = 0; times < 3; times++) {
            assertThatIllegalStateException().isThrownBy(() -> cursor.set(1L));
            assertThatIllegalStateException().isThrownBy(cursor::load);
        }
        isEmpty(array);
    }

    /** Filling a block keeps the entries that are there already. */
    @ParameterizedTest
    @ValueSource(longs = {0, 63, 64, 4095, 4096, 1L << 24, -1L})
    void check_create_range_4(long index) {
        for (int order = 0; order < 11; order++) {
            long base = index >>> order << order;
            array.set(index, -7L);
            try (Transaction<Long> transaction = array.begin()) {
                WritingCursor<Long> cursor = transaction.cursor().moveTo(base, order);
                cursor.createRange();
                for (long i = 0; i < 1L << order; i++) {
                    Long there = cursor.next();
                    same(base + i == index ? -7L : null, there, base + i);
                    if (there == null) {
                        cursor.set(base + i);
                    }
                }
                transaction.commit();
            }
            same(-7L, array.get(index), index);
            assertThat(array.size()).isEqualTo(1L << order);
            assertThat(array.cursor().moveTo(base, order).erase()).isTrue();
            isEmpty(array);
        }
    }

    /** On top of a multi-index entry: a block store within it changes all of it, until it is split off. */
    @Test
    void check_create_range_5() {
        for (int order = 2; order <= Long.SIZE; order++) {
            storeAll(0, order, 1L);
            WritingCursor<Long> cursor = array.cursor().moveTo(2, 1);
            cursor.set(2L);
            same(2L, array.get(last(0, order)), order);
            assertThat(cursor.splitOff()).isTrue();
            cursor.set(3L);
            same(2L, array.get(0), 0);
            same(3L, array.get(2), 2);
            same(3L, array.get(3), 3);
            same(order == 2 ? 3L : 2L, array.get(last(0, order)), order);
            try (Transaction<Long> transaction = array.begin()) {
                transaction.cursor().moveTo(4, 2).createRange();
                same(order == 2 ? null : 2L, transaction.get(5), order);
                transaction.set(5, 4L);
                transaction.commit();
            }
            // The whole piece of [0, 2^order) that index 5 is in.
            same(4L, array.get(order == 2 ? 5 : 7), order);
            array.clear();
        }
    }
}
