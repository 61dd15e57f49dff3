package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every write at every boundary: it acts there, and at no other boundary. */
class BoundaryTest {
    private static final Mark MARK = Mark.MARK_1;

    static Stream<Arguments> everywhere() {
        return Stream.of(Way.values())
                .flatMap(way -> Boundaries.stream().mapToObj(index -> Arguments.of(way, index)));
    }

    static Stream<Arguments> everyRange() {
        return Stream.of(Way.values())
                .flatMap(way -> Boundaries.stream()
                        .boxed()
                        .flatMap(first -> Boundaries.stream()
                                .filter(last -> Long.compareUnsigned(first, last) <= 0)
                                .mapToObj(last -> Arguments.of(way, first, last))));
    }

    private static String valueAt(long index) {
        return ("at " + Long.toUnsignedString(index)).intern();
    }

    private static XArray<String> full(Flag... flags) {
        XArray<String> array = XArray.create(flags);
        Boundaries.stream().forEach(index -> array.set(index, valueAt(index)));
        return array;
    }

    /** An array with something at all boundaries but one. */
    private static XArray<String> fullBut(long index, Flag... flags) {
        XArray<String> array = full(flags);
        array.erase(index);
        return array;
    }

    private static void write(
            XArray<String> array, long index, Way way, Consumer<XArrayEditor<String>> writes) {
        way.write(array, writes);
        Boundaries.stream().filter(other -> other != index).forEach(other -> {
            assertThat(array.get(other)).isEqualTo(valueAt(other));
            assertThat(array.isMarked(other, MARK)).isFalse();
        });
        Internals.validate(array);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void set_valueThere_isReplaced(Way way, long index) {
        XArray<String> array = full();
        write(array, index, way, editor -> editor.set(index, "new"));
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void set_onlyIndex_isFound(Way way, long index) {
        XArray<String> array = XArray.create();
        way.write(array, editor -> editor.set(index, "only"));
        assertThat(array).containsExactly(new Entry<>(index, index, 0, "only"));
        assertThat(array.size()).isEqualTo(1);
        Internals.validate(array);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void getAndSet_valueThere_isReturned(Way way, long index) {
        XArray<String> array = full();
        write(
                array,
                index,
                way,
                editor -> assertThat(editor.getAndSet(index, "new")).isEqualTo(valueAt(index)));
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void getAndSet_nothingThere_isNull(Way way, long index) {
        XArray<String> array = fullBut(index);
        write(
                array,
                index,
                way,
                editor -> assertThat(editor.getAndSet(index, "new")).isNull());
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void remove_valueThere_isReturned(Way way, long index) {
        XArray<String> array = full();
        write(array, index, way, editor -> {
            assertThat(editor.remove(index)).isEqualTo(valueAt(index));
            assertThat(editor.remove(index)).isNull();
        });
        assertThat(array.contains(index)).isFalse();
        assertThat(array.findFree(index, index)).hasValue(index);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void erase_valueThere_isTrueOnce(Way way, long index) {
        XArray<String> array = full();
        write(array, index, way, editor -> {
            assertThat(editor.erase(index)).isTrue();
            assertThat(editor.erase(index)).isFalse();
        });
        assertThat(array.contains(index)).isFalse();
        assertThat(array.size()).isEqualTo(Boundaries.indices().length - 1);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void vacate_valueThere_leavesReserved(Way way, long index) {
        XArray<String> array = full();
        write(array, index, way, editor -> {
            assertThat(editor.vacate(index)).isEqualTo(valueAt(index));
            assertThat(editor.vacate(index)).isNull();
        });
        assertThat(array.isReserved(index)).isTrue();
        assertThat(array.get(index)).isNull();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void insert_nothingThere_isStoredOnce(Way way, long index) {
        XArray<String> array = fullBut(index);
        write(array, index, way, editor -> {
            assertThat(editor.insert(index, "new")).isTrue();
            assertThat(editor.insert(index, "newer")).isFalse();
        });
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void compareAndExchange_expectedThere_isReplaced(Way way, long index) {
        XArray<String> array = full();
        write(array, index, way, editor -> {
            assertThat(editor.compareAndExchange(index, "other", "wrong"))
                    .isEqualTo(valueAt(index));
            assertThat(editor.compareAndExchange(index, valueAt(index), "new"))
                    .isEqualTo(valueAt(index));
        });
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void compareAndSet_nullExpected_storesOnce(Way way, long index) {
        XArray<String> array = fullBut(index);
        write(array, index, way, editor -> {
            assertThat(editor.compareAndSet(index, null, "new")).isTrue();
            assertThat(editor.compareAndSet(index, null, "newer")).isFalse();
        });
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void compareAndSet_toNull_erases(Way way, long index) {
        XArray<String> array = full();
        write(
                array,
                index,
                way,
                editor -> assertThat(editor.compareAndSet(index, valueAt(index), null))
                        .isTrue());
        assertThat(array.contains(index)).isFalse();
        assertThat(array.isReserved(index)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void computeIfAbsent_nothingThere_storesOnce(Way way, long index) {
        XArray<String> array = fullBut(index);
        write(array, index, way, editor -> {
            assertThat(editor.computeIfAbsent(index, Long::toHexString))
                    .isEqualTo(Long.toHexString(index));
            assertThat(editor.computeIfAbsent(index, i -> "newer"))
                    .isEqualTo(Long.toHexString(index));
        });
        assertThat(array.get(index)).isEqualTo(Long.toHexString(index));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void compute_valueThere_isReplacedAndErased(Way way, long index) {
        XArray<String> array = full();
        write(array, index, way, editor -> {
            assertThat(editor.compute(index, (i, old) -> i + " " + old))
                    .isEqualTo(index + " " + valueAt(index));
            assertThat(editor.get(index)).isEqualTo(index + " " + valueAt(index));
            assertThat(editor.compute(index, (i, old) -> null)).isNull();
        });
        assertThat(array.contains(index)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyRange")
    void setRange_betweenBoundaries_coversExactlyIt(Way way, long first, long last) {
        XArray<String> array = full();
        way.write(array, editor -> editor.setRange(first, last, "range"));
        Boundaries.stream()
                .forEach(index -> assertThat(array.get(index))
                        .isEqualTo(within(first, index, last) ? "range" : valueAt(index)));
        assertThat(array.find(first, last, Filter.PRESENT).first()).isEqualTo(first);
        assertThat(array.findFree(first, last)).isEmpty();
        Internals.validate(array);
    }

    @ParameterizedTest
    @MethodSource("everyRange")
    void eraseRange_betweenBoundaries_erasesExactlyIt(Way way, long first, long last) {
        XArray<String> array = full();
        array.setRange(0, -1L, "all");
        way.write(array, editor -> editor.eraseRange(first, last));
        Boundaries.stream()
                .forEach(index -> assertThat(array.get(index))
                        .isEqualTo(within(first, index, last) ? null : "all"));
        assertThat(array.find(first, last, Filter.PRESENT)).isNull();
        assertThat(array.findFree(0, -1L)).hasValue(first);
        assertThat(array.findFreeBefore(-1L, 0)).hasValue(last);
        Internals.validate(array);
    }

    private static boolean within(long first, long index, long last) {
        return Long.compareUnsigned(first, index) <= 0 && Long.compareUnsigned(index, last) <= 0;
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void clear_valueThere_emptiesArray(Way way, long index) {
        XArray<String> array = XArray.create();
        array.set(index, "value");
        array.setMark(index, MARK);
        way.write(array, XArrayEditor::clear);
        assertThat(array.isEmpty()).isTrue();
        assertThat(array.size()).isZero();
        assertThat(array.anyMarked(MARK)).isFalse();
        Internals.validate(array);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void setMark_valueThere_isSetOnce(Way way, long index) {
        XArray<String> array = full();
        write(array, index, way, editor -> {
            assertThat(editor.setMark(index, MARK)).isTrue();
            assertThat(editor.setMark(index, MARK)).isFalse();
        });
        assertThat(array.isMarked(index, MARK)).isTrue();
        assertThat(array.first(Filter.of(MARK)).index()).isEqualTo(index);
        assertThat(array.last(Filter.of(MARK)).index()).isEqualTo(index);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void clearMark_markThere_isClearedOnce(Way way, long index) {
        XArray<String> array = full();
        array.setMark(index, MARK);
        write(array, index, way, editor -> {
            assertThat(editor.clearMark(index, MARK)).isTrue();
            assertThat(editor.clearMark(index, MARK)).isFalse();
        });
        assertThat(array.anyMarked(MARK)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void alloc_onlyFreeIndex_isChosen(Way way, long index) {
        XArray<String> array = fullBut(index, Flag.ALLOC);
        Limit only = new Limit(index, index);
        write(array, index, way, editor -> {
            assertThat(editor.alloc("new", only)).isEqualTo(index);
            assertThat(editor.tryAlloc("newer", only)).isEmpty();
            assertThat(editor.allocCyclic("newest", only, 0))
                    .isEqualTo(new CyclicResult(0, 0, false, true));
        });
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void allocCyclic_fromBoundary_isChosen(Way way, long index) {
        XArray<String> array = fullBut(index, Flag.ALLOC);
        write(
                array,
                index,
                way,
                editor -> assertThat(editor.allocCyclic("new", Limit.ALL, index))
                        .isEqualTo(new CyclicResult(index, index + 1, false, false)));
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void reserve_onlyFreeIndex_isChosenAndFilled(Way way, long index) {
        XArray<String> array = fullBut(index, Flag.ALLOC);
        Limit only = new Limit(index, index);
        write(array, index, way, editor -> {
            Reservation<String> reservation = editor.reserve(only);
            assertThat(reservation.index()).isEqualTo(index);
            assertThat(editor.tryReserve(only)).isNull();
            assertThat(editor.isReserved(index)).isTrue();
            assertThat(reservation.store(editor, "new")).isEqualTo(index);
        });
        assertThat(array.get(index)).isEqualTo("new");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void reserveAt_nothingThere_isReservedOnce(Way way, long index) {
        XArray<String> array = fullBut(index);
        write(array, index, way, editor -> {
            assertThat(editor.reserveAt(index).index()).isEqualTo(index);
            assertThat(editor.reserveAt(index)).isNull();
        });
        assertThat(array.isReserved(index)).isTrue();
        assertThat(array.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void unreserve_reserved_isFreedOnce(Way way, long index) {
        XArray<String> array = fullBut(index);
        array.vacate(index);
        write(array, index, way, editor -> {
            assertThat(editor.unreserve(index)).isTrue();
            assertThat(editor.unreserve(index)).isFalse();
        });
        assertThat(array.isReserved(index)).isFalse();
        assertThat(array.findFree(index, index)).hasValue(index);
    }
}
