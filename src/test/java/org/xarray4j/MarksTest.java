package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks belong to entries, stay while the entry stays, and are found. */
class MarksTest {
    @ParameterizedTest
    @EnumSource
    void marks_threeOfThem_areIndependent(Mark mark) {
        XArray<String> array = XArray.create();
        array.set(1000, "value");
        array.setMark(1000, mark);
        for (Mark other : Mark.values()) {
            assertThat(array.isMarked(1000, other)).isEqualTo(other == mark);
            assertThat(array.anyMarked(other)).isEqualTo(other == mark);
            assertThat(array.find(0, -1L, Filter.of(other)) != null).isEqualTo(other == mark);
        }
        assertThat(array.clearMark(1000, mark)).isTrue();
        assertThat(array.anyMarked(mark)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void marks_allocatingArrays_areTheUsersAllThree(Mark mark) {
        for (Flag flag : List.of(Flag.ALLOC, Flag.ALLOC1, Flag.TRACK_FREE)) {
            XArray<String> array = XArray.create(flag);
            assertThat(array.anyMarked(mark)).isFalse();
            long index = array.alloc("value");
            assertThat(array.isMarked(index, mark)).isFalse();
            assertThat(array.setMark(index, mark)).isTrue();
            array.alloc("unmarked");
            assertThat(array.last(Filter.of(mark)).index()).isEqualTo(index);
            array.erase(index);
            assertThat(array.anyMarked(mark)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacing_markedEntry_keepsMarks(Way way) {
        XArray<String> array = XArray.create();
        way.write(array, editor -> {
            editor.set(7, "value");
            editor.setMark(7, Mark.MARK_0);
            editor.set(7, "set");
            editor.getAndSet(7, "getAndSet");
            editor.compareAndSet(7, "getAndSet", "compareAndSet");
            editor.compareAndExchange(7, "compareAndSet", "compareAndExchange");
            editor.compute(7, (index, old) -> "compute");
            editor.setRange(7, 7, "setRange");
            editor.vacate(7);
            editor.set(7, "set after vacate");
        });
        assertThat(array.get(7)).isEqualTo("set after vacate");
        assertThat(array.isMarked(7, Mark.MARK_0)).isTrue();
        assertThat(array.isMarked(7, Mark.MARK_1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void erasing_markedEntry_dropsMarks(Way way) {
        XArray<String> array = XArray.create();
        for (long index = 0; index < 8; index++) {
            array.set(index, "value");
            array.setMark(index, Mark.MARK_2);
        }
        way.write(array, editor -> {
            editor.erase(0);
            editor.remove(1);
            editor.compareAndSet(2, "value", null);
            editor.compareAndExchange(3, "value", null);
            editor.compute(4, (index, old) -> null);
            editor.eraseRange(5, 5);
            editor.vacate(6);
            editor.unreserve(6);
            editor.clear();
            for (long index = 0; index < 8; index++) {
                editor.set(index, "new");
            }
        });
        assertThat(array.anyMarked(Mark.MARK_2)).isFalse();
        assertThat(array.first(Filter.MARK_2)).isNull();
    }

    @Test
    void erasing_oneOfTwoMarked_leavesTheOther() {
        XArray<String> array = XArray.create();
        for (long distance = 1; distance != 0; distance <<= 1) {
            array.clear();
            array.set(5, "five");
            array.set(5 + distance, "other");
            array.setMark(5, Mark.MARK_0);
            array.setMark(5 + distance, Mark.MARK_0);
            array.erase(5);
            assertThat(array.anyMarked(Mark.MARK_0)).isTrue();
            assertThat(array.first(Filter.MARK_0).index()).isEqualTo(5 + distance);
            array.erase(5 + distance);
            assertThat(array.anyMarked(Mark.MARK_0)).isFalse();
        }
    }

    @Test
    void newEntry_whereMarkedOneWas_bearsNone() {
        XArray<String> array = XArray.create();
        array.set(3, "old");
        array.setMark(3, Mark.MARK_1);
        array.erase(3);
        array.insert(3, "new");
        assertThat(array.isMarked(3, Mark.MARK_1)).isFalse();
    }

    @Test
    void reservedIndex_marked_isSeenButNeverMet() {
        XArray<String> array = XArray.create();
        Reservation<String> reservation = array.reserveAt(9);
        assertThat(array.setMark(9, Mark.MARK_0)).isTrue();
        assertThat(array.isMarked(9, Mark.MARK_0)).isTrue();
        assertThat(array.anyMarked(Mark.MARK_0)).isTrue();
        assertThat(array.first(Filter.MARK_0)).isNull();
        reservation.store("filled");
        assertThat(array.first(Filter.MARK_0).value()).isEqualTo("filled");
        assertThat(array.vacate(9)).isEqualTo("filled");
        assertThat(array.isMarked(9, Mark.MARK_0)).isTrue();
        array.unreserve(9);
        assertThat(array.anyMarked(Mark.MARK_0)).isFalse();
    }

    @Test
    void zeroOfAlloc1_nothingThere_takesNoMark() {
        XArray<String> array = XArray.create(Flag.ALLOC1);
        assertThat(array.setMark(0, Mark.MARK_0)).isFalse();
        assertThat(array.isMarked(0, Mark.MARK_0)).isFalse();
        assertThat(array.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 6, 7, 12, 20, 60, 63})
    void multiIndexEntry_markedAtAnyIndex_bearsItEverywhereAndIsMetOnce(int order) {
        XArray<String> array = XArray.create();
        long first = order == 63 ? 0 : 1L << order;
        long last = first + (1L << order) - 1;
        array.setRange(first, last, "block");
        assertThat(array.setMark(last, Mark.MARK_1)).isTrue();
        assertThat(array.setMark(first, Mark.MARK_1)).isFalse();
        assertThat(array.isMarked(first + (last - first) / 2, Mark.MARK_1)).isTrue();
        Entry<String> met = array.find(first + 1, -1L, Filter.MARK_1);
        assertThat(met).isEqualTo(new Entry<>(first + 1, first, order, "block"));
        assertThat(array.findAfter(met.index(), -1L, Filter.MARK_1)).isNull();
        assertThat(array.findAfter(first, -1L, Filter.MARK_1)).isNull();
        assertThat(array.clearMark(first + 1, Mark.MARK_1)).isTrue();
        assertThat(array.isMarked(last, Mark.MARK_1)).isFalse();
        Internals.validate(array);
    }

    @Test
    void setRange_overMarkedEntries_unitesTheirMarks() {
        XArray<String> array = XArray.create();
        array.set(65, "one");
        array.setMark(65, Mark.MARK_0);
        array.set(126, "two");
        array.setMark(126, Mark.MARK_2);
        array.reserveAt(70);
        array.setMark(70, Mark.MARK_1);
        array.set(130, "outside");
        array.setMark(130, Mark.MARK_1);
        array.setRange(64, 127, "block");
        for (Mark mark : Mark.values()) {
            assertThat(array.isMarked(100, mark)).isTrue();
        }
        array.setRange(120, 200, "across");
        assertThat(array.isMarked(110, Mark.MARK_0)).isTrue();
        assertThat(array.isMarked(125, Mark.MARK_0)).isTrue();
        assertThat(array.isMarked(150, Mark.MARK_1)).isTrue();
        assertThat(array.isMarked(150, Mark.MARK_0)).isFalse();
        assertThat(array.isMarked(200, Mark.MARK_1)).isFalse();
        Internals.validate(array);
    }

    @Test
    void marks_everyThirdOfThousands_areFoundAndOnlyThose() {
        XArray<Long> array = XArray.create();
        LongStream.range(0, 9000).forEach(i -> {
            array.set(i * i, i);
            if (i % 3 == 0) {
                array.setMark(i * i, Mark.MARK_1);
            }
        });
        Long[] found = new Long[9000];
        assertThat(array.extract(found, 0, -1L, Filter.MARK_1)).isEqualTo(3000);
        assertThat(LongStream.range(0, 3000).allMatch(i -> found[(int) i] == 3 * i))
                .isTrue();
        assertThat(array.findBefore(4000L * 4000, 0, Filter.MARK_1).value()).isEqualTo(3999);
        Internals.validate(array);
    }

    @Test
    void snapshot_marksChangeAfterwards_keepsItsOwn() {
        XArray<String> array = XArray.create();
        array.set(1, "value");
        array.setMark(1, Mark.MARK_0);
        Snapshot<String> snapshot = array.snapshot();
        array.clearMark(1, Mark.MARK_0);
        array.setMark(1, Mark.MARK_1);
        assertThat(snapshot.isMarked(1, Mark.MARK_0)).isTrue();
        assertThat(snapshot.isMarked(1, Mark.MARK_1)).isFalse();
        assertThat(snapshot.first(Filter.MARK_1)).isNull();
    }
}
