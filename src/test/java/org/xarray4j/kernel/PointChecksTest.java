package org.xarray4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.xarray4j.kernel.Kernel.erase;
import static org.xarray4j.kernel.Kernel.holds;
import static org.xarray4j.kernel.Kernel.isEmpty;
import static org.xarray4j.kernel.Kernel.lacks;
import static org.xarray4j.kernel.Kernel.same;
import static org.xarray4j.kernel.Kernel.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.AccountExceededException;
import org.xarray4j.Filter;
import org.xarray4j.Flag;
import org.xarray4j.Internals;
import org.xarray4j.Limit;
import org.xarray4j.LockedXArray;
import org.xarray4j.Mark;
import org.xarray4j.NodeAccount;
import org.xarray4j.Reservation;
import org.xarray4j.Transaction;
import org.xarray4j.WritingCursor;
import org.xarray4j.XArray;

/** The checks of single indices, marks, reservations and the tree's shape. */
class PointChecksTest {
    private final NodeAccount account = NodeAccount.unlimited();
    private final XArray<Long> array =
            XArray.<Long>builder().account(account).reuseNodes(false).build();

    /** A store for which there is no memory is refused and leaves nothing; given memory, it succeeds. */
    @Test
    void check_xa_err() {
        store(array, 0);
        long room = account.used();
        NodeAccount tight = NodeAccount.limited(room);
        XArray<Long> poor =
                XArray.<Long>builder().account(tight).reuseNodes(false).build();
        store(poor, 0);
        erase(poor, 0);
        assertThatExceptionOfType(AccountExceededException.class)
                .isThrownBy(() -> store(poor, 1L << 40));
        isEmpty(poor);
        assertThat(tight.used()).isZero();
        store(array, 1L << 40);
        holds(array, 1L << 40);
        erase(array, 1L << 40);
        assertThat(account.used()).isEqualTo(room);
    }

    /** A cursor in a leaf that others empty goes on, finds what is there by then, and never a leftover. */
    @Test
    void check_xas_retry() {
        store(array, 0);
        store(array, 1);
        WritingCursor<Long> cursor = array.cursor();
        same(0L, cursor.find(-1L), 0);
        erase(array, 1);
        same(null, cursor.find(-1L), 1);
        cursor.reset();
        same(0L, cursor.load(), 0);
        same(null, cursor.next(), 1);
        store(array, 1);
        same(1L, cursor.reload(), 1);
        array.clear();
        same(null, cursor.reload(), 1);
        for (long index = 0; index < 5; index++) {
            array.vacate(index);
        }
        cursor.moveTo(0);
        same(null, cursor.find(-1L), 0);
        for (long index = 0; index < 5; index++) {
            assertThat(cursor.moveTo(index).isReserved()).isTrue();
            cursor.set(index);
        }
        cursor.reset();
        cursor.moveTo(0);
        for (long index = 0; index < 5; index++) {
            same(index, cursor.find(-1L), index);
        }
        Internals.validate(array);
    }

    /** After each store exactly what was stored loads, and the same while erasing. */
    @Test
    void check_xa_load() {
        for (long i = 0; i < 1024; i++) {
            store(array, i);
            for (long j = 0; j < 1024; j++) {
                same(j <= i ? j : null, array.get(j), j);
            }
        }
        for (long i = 0; i < 1024; i++) {
            erase(array, i);
            for (long j = 0; j < 1024; j++) {
                same(j > i ? j : null, array.get(j), j);
            }
        }
        isEmpty(array);
    }

    /** Nothing has no marks; marks are independent; erasing clears them; a multi-index store unites them. */
    @ParameterizedTest
    @ValueSource(longs = {0, 4, 64, 4096, 1L << 40, Long.MIN_VALUE, -4096})
    void check_xa_mark_1(long index) {
        assertThat(array.setMark(index, Mark.MARK_0)).isFalse();
        assertThat(array.isMarked(index, Mark.MARK_0)).isFalse();
        store(array, index);
        assertThat(array.isMarked(index, Mark.MARK_0)).isFalse();
        assertThat(array.setMark(index, Mark.MARK_0)).isTrue();
        assertThat(array.isMarked(index, Mark.MARK_0)).isTrue();
        assertThat(array.isMarked(index + 1, Mark.MARK_0)).isFalse();
        assertThat(array.isMarked(index, Mark.MARK_1)).isFalse();
        erase(array, index);
        assertThat(array.isMarked(index, Mark.MARK_0)).isFalse();
        assertThat(array.setMark(index, Mark.MARK_0)).isFalse();
        for (int order = 2; order < 13; order++) {
            long base = index >>> order << order;
            store(array, index + 1);
            array.setMark(index + 1, Mark.MARK_0);
            store(array, index + 2);
            array.setMark(index + 2, Mark.MARK_2);
            store(array, base, order);
            for (long i = base; i != base + (1L << order); i++) {
                same(true, array.isMarked(i, Mark.MARK_0), i);
                same(false, array.isMarked(i, Mark.MARK_1), i);
                same(true, array.isMarked(i, Mark.MARK_2), i);
            }
            for (Filter filter : new Filter[] {Filter.MARK_0, Filter.MARK_2}) {
                WritingCursor<Long> cursor = array.cursor();
                same(base, cursor.find(-1L, filter), base);
                same(null, cursor.find(-1L, filter), base);
            }
            same(null, array.cursor().find(-1L, Filter.MARK_1), base);
            erase(array, base);
            isEmpty(array);
        }
    }

    /** All marks of an entry are cleared at once; marked iteration over a thousand meets each. */
    @Test
    void check_xa_mark_2() {
        store(array, 0);
        array.setMark(0, Mark.MARK_0);
        WritingCursor<Long> cursor = array.cursor();
        same(0L, cursor.load(), 0);
        assertThat(cursor.clearMarks()).isTrue();
        assertThat(array.isMarked(0, Mark.MARK_0)).isFalse();
        for (long index = 3500; index < 4500; index++) {
            store(array, index);
            array.setMark(index, Mark.MARK_0);
        }
        cursor.reset();
        int count = 0;
        while (cursor.find(-1L, Filter.MARK_0) != null) {
            same(3500L + count, cursor.index(), count);
            count++;
        }
        assertThat(count).isEqualTo(1000);
        try (LockedXArray<Long> session = array.lock()) {
            WritingCursor<Long> each = session.cursor();
            while (each.find(-1L) != null) {
                each.clearMarks();
                same(false, each.isMarked(Mark.MARK_0), each.index());
                same(false, session.isMarked(each.index(), Mark.MARK_0), each.index());
            }
        }
        assertThat(array.anyMarked(Mark.MARK_0)).isFalse();
        assertThat(array.size()).isEqualTo(1001);
        array.clear();
        isEmpty(array);
    }

    /** A marked search that begins within a marked entry meets it once. */
    @Test
    void check_xa_mark_3() {
        store(array, 0x40, 2);
        array.setMark(0x41, Mark.MARK_0);
        WritingCursor<Long> cursor = array.cursor().moveTo(0x41);
        same(0x40L, cursor.find(-1L, Filter.MARK_0), 0x41);
        same(null, cursor.find(-1L, Filter.MARK_0), 0x41);
    }

    /** The tree becomes as low again as it was, whatever order of entry has stood beside. */
    @Test
    void check_xa_shrink() {
        store(array, 0);
        long one = account.used();
        store(array, 1);
        erase(array, 1);
        assertThat(account.used()).isEqualTo(one);
        for (int order = 0; order < 15; order++) {
            array.clear();
            store(array, 0, order);
            long before = account.used();
            store(array, -1L);
            assertThat(account.used()).isGreaterThan(before);
            erase(array, -1L);
            assertThat(account.used()).isEqualTo(before);
            holds(array, 0);
            Internals.validate(array);
        }
        array.clear();
        assertThat(account.used()).isZero();
    }

    /** Everything is erased through a cursor on its way, the greatest index too. */
    @Test
    void check_xas_erase() {
        for (int round = 0; round < 200; round++) {
            for (long j = round; j < 2L * round; j++) {
                store(array, j);
            }
            store(array, -1L);
            WritingCursor<Long> cursor = array.cursor();
            while (cursor.find(-1L) != null) {
                assertThat(cursor.erase()).isTrue();
            }
            isEmpty(array);
        }
    }

    /** An insert stores where nothing is, and changes no neighbour. */
    @Test
    void check_insert() {
        for (long index = 0; index < 1024; index++) {
            insert(index);
        }
        for (int bit = 10; bit < Long.SIZE; bit++) {
            insert(1L << bit);
            insert((1L << bit) - 1);
        }
        insert(-1L);
    }

    private void insert(long index) {
        lacks(array, index);
        assertThat(array.insert(index, index)).isTrue();
        assertThat(array.insert(index, 0L)).isFalse();
        holds(array, index);
        lacks(array, index - 1);
        lacks(array, index + 1);
        erase(array, index);
        isEmpty(array);
    }

    /** Compare-and-exchange to and from null, and what it answers. */
    @Test
    void check_cmpxchg() {
        Long five = 5L;
        Long other = 12_345_678L;
        assertThat(array.compareAndExchange(0, null, five)).isNull();
        assertThat(array.insert(0, other)).isFalse();
        assertThat(array.compareAndExchange(0, other, other)).isSameAs(five);
        assertThat(array.compareAndExchange(0, five, other)).isSameAs(five);
        assertThat(array.compareAndExchange(5, other, null)).isNull();
        assertThat(array.compareAndExchange(5, null, five)).isNull();
        assertThat(array.compareAndExchange(5, five, null)).isSameAs(five);
        assertThat(array.remove(0)).isSameAs(other);
        isEmpty(array);
    }

    /** Exchanged for null, a multi-index entry is gone as a whole; its neighbour stays what it is. */
    @Test
    void check_cmpxchg_order() {
        Long value = 1L;
        array.cursor().moveTo(0, 3).set(value);
        array.cursor().moveTo(8, 3).set(value);
        assertThat(array.compareAndExchange(4, value, null)).isSameAs(value);
        for (long index = 0; index < 8; index++) {
            lacks(array, index);
            same(0, array.order(index), index);
        }
        assertThat(array.order(8)).isEqualTo(3);
        assertThat(array.get(15)).isSameAs(value);
        array.erase(9);
        isEmpty(array);
    }

    /** A reserved index is in use and holds nothing. */
    @ParameterizedTest
    @EnumSource(names = {"LOCK_BH", "ALLOC"})
    void check_reserve(Flag flag) {
        XArray<Long> subject = XArray.create(flag);
        long index = 12_345_678;
        Reservation<Long> reservation = subject.reserveAt(index);
        assertThat(reservation).isNotNull();
        assertThat(subject.isEmpty()).isFalse();
        lacks(subject, index);
        assertThat(subject.unreserve(index)).isTrue();
        isEmpty(subject);

        assertThat(subject.reserveAt(index)).isNotNull();
        subject.set(index, index);
        assertThat(subject.unreserve(index)).isFalse();
        erase(subject, index);
        isEmpty(subject);

        // Decided otherwise: a reserved index is not empty, so an exchange that expects nothing is
        // refused, and its reservation is filled through itself.
        Reservation<Long> own = subject.reserveAt(index);
        assertThat(subject.compareAndSet(index, null, index)).isFalse();
        assertThat(own.store(index)).isEqualTo(index);
        assertThat(subject.unreserve(index)).isFalse();
        erase(subject, index);

        assertThat(subject.reserveAt(index)).isNotNull();
        assertThat(subject.insert(index, index)).isFalse();
        lacks(subject, index);
        assertThat(subject.erase(index)).isTrue();
        isEmpty(subject);

        for (long i = 5; i < 16; i++) {
            assertThat(subject.reserveAt(i)).isNotNull();
        }
        subject.set(7, 7L);
        assertThat(subject.stream()).hasSize(1);
        subject.clear();
        isEmpty(subject);

        if (flag == Flag.ALLOC) {
            assertThat(subject.reserveAt(0)).isNotNull();
            assertThat(subject.alloc(1L, new Limit(0, 9))).isEqualTo(1);
            assertThat(subject.unreserve(0)).isTrue();
            assertThat(subject.alloc(0L, new Limit(0, 9))).isZero();
        }
    }

    /** The counts are right whatever stands in an array: entries, nodes, bitmaps. */
    @Test
    void check_account() {
        for (int order = 1; order < 12; order++) {
            long first = 1L << order;
            store(array, first, order);
            Internals.validate(array);
            assertThat(array.size()).isEqualTo(1);
            store(array, first + (1L << order));
            Internals.validate(array);
            assertThat(array.size()).isEqualTo(2);
            erase(array, first + (1L << order));
            Internals.validate(array);
            store(array, first);
            assertThat(array.size()).isEqualTo(1);
            erase(array, first);
            isEmpty(array);
            assertThat(account.used()).isZero();
        }
    }

    /** Everything is gone at once: single entries, the greatest index, multi-index entries. */
    @Test
    void check_destroy() {
        array.clear();
        isEmpty(array);
        for (long index = 0; index < 1000; index++) {
            store(array, index);
        }
        array.clear();
        isEmpty(array);
        store(array, -1L);
        array.clear();
        isEmpty(array);
        store(array, 1L << 62, 62);
        array.setMark(1L << 62, Mark.MARK_0);
        array.clear();
        isEmpty(array);
        assertThat(account.used()).isZero();
        store(array, 3);
        holds(array, 3);
    }

    /** A value may be any object; once an index is reserved, a transaction stores there without memory. */
    @Test
    void check_align() {
        XArray<Object> any = XArray.create(Flag.ALLOC);
        Object[] values = {"", new Object[65], Mark.MARK_0, any, new int[0], 'c'};
        for (int i = 0; i < values.length; i++) {
            assertThat(any.alloc(values[i])).isEqualTo(i);
        }
        any.forEach((index, value) -> assertThat(value).isSameAs(values[(int) index]));

        long nodes = 2;
        NodeAccount tight = NodeAccount.limited(nodes * 352);
        XArray<Long> poor =
                XArray.<Long>builder().account(tight).reuseNodes(false).build();
        try (Transaction<Long> transaction = poor.begin()) {
            Reservation<Long> reservation = transaction.reserveAt(1L << 40);
            assertThat(tight.used()).isEqualTo(tight.limit());
            assertThat(reservation.store(transaction, 7L)).isEqualTo(1L << 40);
            transaction.commit();
        }
        assertThat(poor.get(1L << 40)).isEqualTo(7);
    }

    /** No node outlives its last entry. There is no callback: nodes are nobody's list. */
    @Test
    void check_workingset() {
        for (long index : new long[] {0, 1, 63, 64, 4096, -1L}) {
            store(array, index);
            store(array, index + 1);
            long both = account.used();
            erase(array, index);
            assertThat(account.used()).isLessThanOrEqualTo(both);
            erase(array, index + 1);
            assertThat(account.used()).isZero();
            isEmpty(array);
        }
    }
}
