package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every read at every boundary, on the array, a snapshot, a session and a transaction. */
class BoundaryReadTest {
    private static final long[] ALL = Boundaries.indices();

    /** Position of a boundary in {@link #ALL}, and a way to read. */
    static Stream<Arguments> everywhere() {
        return Stream.of(Sight.values())
                .flatMap(sight ->
                        IntStream.range(0, ALL.length).mapToObj(at -> Arguments.of(sight, at)));
    }

    private static String valueAt(int at) {
        return "value " + at;
    }

    /** Something at every boundary, with MARK_0 on every other one. */
    private static XArrayView<String> full(Sight sight) {
        XArray<String> array = XArray.create();
        for (int at = 0; at < ALL.length; at++) {
            array.set(ALL[at], valueAt(at));
            if (at % 2 == 0) {
                array.setMark(ALL[at], Mark.MARK_0);
            }
        }
        return sight.of(array);
    }

    private static Entry<String> entry(int at) {
        return at < 0 || at >= ALL.length ? null : new Entry<>(ALL[at], ALL[at], 0, valueAt(at));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void readsOfOneIndex_valueThere_agree(Sight sight, int at) {
        XArrayView<String> view = full(sight);
        assertThat(view.get(ALL[at])).isEqualTo(valueAt(at));
        assertThat(view.contains(ALL[at])).isTrue();
        assertThat(view.isReserved(ALL[at])).isFalse();
        assertThat(view.order(ALL[at])).isZero();
        assertThat(view.isMarked(ALL[at], Mark.MARK_0)).isEqualTo(at % 2 == 0);
        assertThat(view.isMarked(ALL[at], Mark.MARK_1)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void readsOfOneIndex_nothingThere_agree(Sight sight, int at) {
        XArray<String> array = XArray.create();
        array.set(ALL[at] ^ 5, "beside");
        XArrayView<String> view = sight.of(array);
        assertThat(view.get(ALL[at])).isNull();
        assertThat(view.contains(ALL[at])).isFalse();
        assertThat(view.isReserved(ALL[at])).isFalse();
        assertThat(view.order(ALL[at])).isZero();
        assertThat(view.isMarked(ALL[at], Mark.MARK_0)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void readsOfOneIndex_reservedThere_agree(Sight sight, int at) {
        XArray<String> array = XArray.create();
        assertThat(array.reserveAt(ALL[at])).isNotNull();
        array.setMark(ALL[at], Mark.MARK_2);
        XArrayView<String> view = sight.of(array);
        assertThat(view.get(ALL[at])).isNull();
        assertThat(view.contains(ALL[at])).isFalse();
        assertThat(view.isReserved(ALL[at])).isTrue();
        assertThat(view.isMarked(ALL[at], Mark.MARK_2)).isTrue();
        assertThat(view.anyMarked(Mark.MARK_2)).isTrue();
        assertThat(view.isEmpty()).isFalse();
        assertThat(view.size()).isZero();
        assertThat(view.first(Filter.PRESENT)).isNull();
        assertThat(view.first(Filter.MARK_2)).isNull();
        assertThat(view.findFree(ALL[at], ALL[at])).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void find_fromBoundary_meetsItOrNext(Sight sight, int at) {
        XArrayView<String> view = full(sight);
        assertThat(view.find(ALL[at], -1L, Filter.PRESENT)).isEqualTo(entry(at));
        assertThat(view.find(ALL[at], ALL[at], Filter.PRESENT)).isEqualTo(entry(at));
        assertThat(view.find(ALL[at], -1L, Filter.MARK_0))
                .isEqualTo(entry(at % 2 == 0 ? at : at + 1));
        assertThat(view.find(ALL[at], -1L, Filter.MARK_1)).isNull();
        if (at > 0) {
            assertThat(view.find(ALL[at], ALL[at] - 1, Filter.PRESENT)).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void findAfter_boundary_meetsNext(Sight sight, int at) {
        XArrayView<String> view = full(sight);
        assertThat(view.findAfter(ALL[at], -1L, Filter.PRESENT)).isEqualTo(entry(at + 1));
        assertThat(view.findAfter(ALL[at], -1L, Filter.MARK_0))
                .isEqualTo(entry(at % 2 == 0 ? at + 2 : at + 1));
        assertThat(view.findAfter(ALL[at], ALL[at], Filter.PRESENT)).isNull();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void findBefore_boundary_meetsPrevious(Sight sight, int at) {
        XArrayView<String> view = full(sight);
        assertThat(view.findBefore(ALL[at], 0, Filter.PRESENT)).isEqualTo(entry(at - 1));
        assertThat(view.findBefore(ALL[at], 0, Filter.MARK_0))
                .isEqualTo(entry(at % 2 == 0 ? at - 2 : at - 1));
        assertThat(view.findBefore(ALL[at], ALL[at], Filter.PRESENT)).isNull();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void findFree_fromBoundary_isNextIndexWithoutValue(Sight sight, int at) {
        XArrayView<String> view = full(sight);
        long next = ALL[at];
        while (view.contains(next)) {
            next++;
        }
        // Behind the greatest index there is nothing, so the loop has come back to 2.
        boolean isLast = at == ALL.length - 1;
        if (isLast) {
            assertThat(view.findFree(ALL[at], -1L)).isEmpty();
        } else {
            assertThat(view.findFree(ALL[at], -1L)).hasValue(next);
        }
        assertThat(view.findFree(ALL[at], ALL[at])).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void findFreeBefore_fromBoundary_isPreviousIndexWithoutValue(Sight sight, int at) {
        XArrayView<String> view = full(sight);
        if (at < 2) {
            assertThat(view.findFreeBefore(ALL[at], 0)).isEmpty();
        } else {
            long previous = ALL[at];
            while (view.contains(previous)) {
                previous--;
            }
            assertThat(view.findFreeBefore(ALL[at], 0)).hasValue(previous);
        }
        assertThat(view.findFreeBefore(ALL[at], ALL[at])).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void extract_fromBoundary_copiesTheRest(Sight sight, int at) {
        XArrayView<String> view = full(sight);
        String[] destination = new String[ALL.length];
        assertThat(view.extract(destination, ALL[at], -1L, Filter.PRESENT))
                .isEqualTo(ALL.length - at);
        assertThat(Arrays.asList(destination).subList(0, ALL.length - at))
                .containsExactlyElementsOf(IntStream.range(at, ALL.length)
                        .mapToObj(BoundaryReadTest::valueAt)
                        .toList());
        String[] one = new String[1];
        assertThat(view.extract(one, ALL[at], -1L, Filter.PRESENT)).isEqualTo(1);
        assertThat(one).containsExactly(valueAt(at));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void forEach_upToBoundary_meetsAllBefore(Sight sight, int at) {
        XArrayView<String> view = full(sight);
        List<Long> met = new ArrayList<>();
        view.forEach(0, ALL[at], Filter.PRESENT, (index, value) -> met.add(index));
        assertThat(met)
                .containsExactlyElementsOf(
                        Arrays.stream(ALL).limit(at + 1L).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource
    void iteration_allBoundaries_areMetInUnsignedOrder(Sight sight) {
        XArrayView<String> view = full(sight);
        List<Entry<String>> expected =
                IntStream.range(0, ALL.length).mapToObj(BoundaryReadTest::entry).toList();
        List<Entry<String>> met = new ArrayList<>();
        view.forEach((index, value) -> met.add(new Entry<>(index, index, 0, value)));
        assertThat(met).isEqualTo(expected);
        assertThat(view).containsExactlyElementsOf(expected);
        assertThat(view.stream()).containsExactlyElementsOf(expected);
        assertThat(view.first(Filter.PRESENT)).isEqualTo(entry(0));
        assertThat(view.last(Filter.PRESENT)).isEqualTo(entry(ALL.length - 1));
        assertThat(view.last(Filter.MARK_1)).isNull();
        assertThat(view.size()).isEqualTo(ALL.length);
        assertThat(view.isEmpty()).isFalse();
        assertThat(view.anyMarked(Mark.MARK_0)).isTrue();
        assertThat(view.anyMarked(Mark.MARK_1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void entryOverEverything_isReadFromEveryBoundary(Sight sight) {
        XArray<String> array = XArray.create();
        array.setRange(0, -1L, "all");
        array.setMark(4095, Mark.MARK_2);
        XArrayView<String> view = sight.of(array);
        for (long index : ALL) {
            assertThat(view.get(index)).isEqualTo("all");
            assertThat(view.order(index)).isEqualTo(Long.SIZE);
            assertThat(view.isMarked(index, Mark.MARK_2)).isTrue();
            assertThat(view.find(index, index, Filter.MARK_2))
                    .isEqualTo(new Entry<>(index, 0, Long.SIZE, "all"));
            assertThat(view.findAfter(index, -1L, Filter.PRESENT)).isNull();
            assertThat(view.findBefore(index, 0, Filter.PRESENT)).isNull();
        }
        assertThat(view.last(Filter.PRESENT)).isEqualTo(new Entry<>(-1L, 0, Long.SIZE, "all"));
        assertThat(view.findFree(0, -1L)).isEmpty();
        assertThat(view.findFreeBefore(-1L, 0)).isEmpty();
        assertThat(view.size()).isEqualTo(1);
    }
}
