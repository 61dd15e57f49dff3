package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges: what they cover, how they are cut, what they leave of entries that they overlap. */
class RangeTest {
    private static final int SPAN = 128;

    /** Where the ranges of 0 to 127 are moved to: across the boundaries of levels, and up to the greatest index. */
    static LongStream offsets() {
        return LongStream.of(
                0, 64, 4000, (1L << 12) - 3, (1L << 32) - 61, Long.MAX_VALUE - 70, -1L - 127);
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void setRange_everyRangeOfSpan_coversExactlyItAndErasesAgain(long offset) {
        XArray<String> array = XArray.create();
        for (int i = 0; i < SPAN; i++) {
            for (int j = i; j < SPAN; j++) {
                long first = offset + i;
                long last = offset + j;
                array.setRange(first, last, "range");
                check(array, first, last, null);
                array.eraseRange(first, last);
                assertThat(array.isEmpty()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 128, 4096 - 128, Long.MIN_VALUE, -256})
    void setRange_everyRangeWithinEntry_leavesTheRestOfIt(long offset) {
        for (int i = 0; i < SPAN; i++) {
            for (int j = i; j < SPAN; j += 1 + j % 5) {
                XArray<String> array = XArray.create();
                array.setRange(offset, offset + SPAN - 1, "around");
                array.setMark(offset, Mark.MARK_1);
                array.setRange(offset + i, offset + j, "range");
                check(array, offset + i, offset + j, "around");
                assertThat(pieces(array, Filter.MARK_1)).isEqualTo(pieces(array, Filter.PRESENT));
                array.eraseRange(offset + i, offset + j);
                assertThat(array.findFree(offset + i, -1L)).hasValue(offset + i);
                assertThat(array.find(offset + i, offset + j, Filter.PRESENT)).isNull();
                assertThat(array.get(offset + i - 1)).isEqualTo(i > 0 ? "around" : null);
                assertThat(array.get(offset + j + 1)).isEqualTo(j < SPAN - 1 ? "around" : null);
                Internals.validate(array);
            }
        }
    }

    /** Checks that a range reads "range" and its neighbours do not, and that it is cut into the fewest entries. */
    private static void check(XArray<String> array, long first, long last, String outside) {
        assertThat(array.get(first)).isEqualTo("range");
        assertThat(array.get(last)).isEqualTo("range");
        assertThat(array.get(first + ((last - first) >>> 1))).isEqualTo("range");
        assertThat(first != 0 && "range".equals(array.get(first - 1))).isFalse();
        assertThat(last != -1L && "range".equals(array.get(last + 1))).isFalse();
        List<Entry<String>> pieces = pieces(array, Filter.PRESENT);
        assertThat(pieces.stream()
                        .filter(piece -> piece.value().equals("range"))
                        .toList())
                .isEqualTo(fewest(first, last));
        assertThat(pieces.stream().map(Entry::value))
                .allMatch(value -> value.equals("range") || value.equals(outside));
        assertThat(array.size()).isEqualTo(pieces.size());
    }

    private static List<Entry<String>> pieces(XArray<String> array, Filter filter) {
        List<Entry<String>> pieces = new ArrayList<>();
        for (Entry<String> piece = array.first(filter);
                piece != null;
                piece = array.findAfter(piece.index(), -1L, filter)) {
            pieces.add(piece);
        }
        return pieces;
    }

    /** Returns the fewest aligned powers of two that make up a range, lowest first. */
    private static List<Entry<String>> fewest(long first, long last) {
        List<Entry<String>> pieces = new ArrayList<>();
        for (long next = first; next - 1 != last || pieces.isEmpty(); ) {
            int order = Math.min(63, Long.numberOfTrailingZeros(next));
            while (Long.compareUnsigned((1L << order) - 1, last - next) > 0) {
                order--;
            }
            pieces.add(new Entry<>(next, next, order, "range"));
            next += 1L << order;
        }
        return pieces;
    }

    @ParameterizedTest
    @EnumSource
    void setRange_everything_isOneEntryOfOrder64(Way way) {
        XArray<String> array = XArray.create();
        array.set(77, "covered");
        array.setMark(77, Mark.MARK_0);
        way.write(array, editor -> editor.setRange(0, -1L, "all"));
        assertThat(array).containsExactly(new Entry<>(0, 0, 64, "all"));
        assertThat(array.last(Filter.PRESENT)).isEqualTo(new Entry<>(-1L, 0, 64, "all"));
        assertThat(array.isMarked(Long.MIN_VALUE, Mark.MARK_0)).isTrue();
        assertThat(array.findFree(0, -1L)).isEmpty();
        way.write(array, editor -> editor.set(5, "replaced"));
        assertThat(array).containsExactly(new Entry<>(0, 0, 64, "replaced"));
        way.write(array, editor -> assertThat(editor.remove(-1L)).isEqualTo("replaced"));
        assertThat(array.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("org.xarray4j.Boundaries#stream")
    void eraseRange_oneIndexOfEverything_leavesEverythingElse(long index) {
        XArray<String> array = XArray.create();
        array.setRange(0, -1L, "all");
        array.setMark(0, Mark.MARK_2);
        array.eraseRange(index, index);
        assertThat(array.contains(index)).isFalse();
        assertThat(array.isMarked(index, Mark.MARK_2)).isFalse();
        Boundaries.stream().filter(other -> other != index).forEach(other -> {
            assertThat(array.get(other)).isEqualTo("all");
            assertThat(array.isMarked(other, Mark.MARK_2)).isTrue();
        });
        // One piece of each order from 0 to 63.
        assertThat(array.stream().map(Entry::order).sorted().toList())
                .isEqualTo(
                        LongStream.range(0, 64).mapToObj(order -> (int) order).toList());
        assertThat(array.findFree(0, -1L)).hasValue(index);
        Internals.validate(array);
        array.setRange(index, index, "back");
        assertThat(array.findFree(0, -1L)).isEmpty();
        assertThat(array.size()).isEqualTo(65);
    }

    @Test
    void setRange_oneIndexOfEntry_changesThatIndexAlone() {
        XArray<String> routes = XArray.create();
        long ten = 10L << 24;
        routes.setRange(ten, ten + (1 << 24) - 1, "10.0.0.0/8");
        routes.setRange(ten + 257, ten + 257, "10.0.1.1/32");
        assertThat(routes.get(ten + 256)).isEqualTo("10.0.0.0/8");
        assertThat(routes.get(ten + 257)).isEqualTo("10.0.1.1/32");
        assertThat(routes.get(ten + 258)).isEqualTo("10.0.0.0/8");
        assertThat(routes.size()).isEqualTo(25);
    }

    @Test
    void set_oneIndexOfEntry_changesAllOfIt() {
        XArray<String> routes = XArray.create();
        long ten = 10L << 24;
        routes.setRange(ten, ten + (1 << 24) - 1, "10.0.0.0/8");
        routes.setMark(ten, Mark.MARK_0);
        assertThat(routes.getAndSet(ten + 257, "new")).isEqualTo("10.0.0.0/8");
        assertThat(routes).containsExactly(new Entry<>(ten, ten, 24, "new"));
        assertThat(routes.compareAndSet(ten + 9, "new", "newer")).isTrue();
        assertThat(routes.isMarked(ten + (1 << 24) - 1, Mark.MARK_0)).isTrue();
        assertThat(routes.get(ten + (1 << 24) - 1)).isEqualTo("newer");
        assertThat(routes.remove(ten + 5)).isEqualTo("newer");
        assertThat(routes.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 7, 11, 12, 13, 18, 30, 59, 60, 61, 62, 63})
    void setRange_alignedBlock_isOneEntryOfThatOrder(int order) {
        XArray<String> array = XArray.create();
        long size = 1L << order;
        for (long first : new long[] {0, 5 * size, -size}) {
            long last = first + size - 1;
            array.clear();
            array.setRange(first, last, "block");
            assertThat(array).containsExactly(new Entry<>(first, first, order, "block"));
            assertThat(array.order(first)).isEqualTo(order);
            assertThat(array.order(last)).isEqualTo(order);
            assertThat(array.find(last, -1L, Filter.PRESENT))
                    .isEqualTo(new Entry<>(last, first, order, "block"));
            assertThat(array.findAfter(first, -1L, Filter.PRESENT)).isNull();
            Internals.validate(array);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 12, 18, 24, 36, 48, 54, 60})
    void setRange_withinEntryInTheLowestSlot_leavesNoLevelTooMany(int order) {
        XArray<String> array = XArray.create();
        array.setRange(0, (1L << order) - 1, "around");
        array.setRange(5, 7, "within");
        assertThat(array.get(4)).isEqualTo("around");
        assertThat(array.get(6)).isEqualTo("within");
        assertThat(array.get((1L << order) - 1)).isEqualTo("around");
        Internals.validate(array);
        array.eraseRange(9, 10);
        Internals.validate(array);
        array.eraseRange(6, -1L);
        Internals.validate(array);
        assertThat(array.size()).isEqualTo(3);
    }

    @Test
    void setRange_overReservedBlock_splitsIt() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.setRange(64, 127, "block");
        array.setMark(64, Mark.MARK_1);
        array.vacate(100);
        assertThat(array.isReserved(64)).isTrue();
        assertThat(array.isReserved(127)).isTrue();
        array.setRange(80, 95, "middle");
        array.eraseRange(120, 127);
        assertThat(array.isReserved(79)).isTrue();
        assertThat(array.get(80)).isEqualTo("middle");
        assertThat(array.isMarked(95, Mark.MARK_1)).isTrue();
        assertThat(array.isReserved(96)).isTrue();
        assertThat(array.isMarked(119, Mark.MARK_1)).isTrue();
        assertThat(array.isReserved(120)).isFalse();
        assertThat(array.alloc("new", new Limit(64, -1L))).isEqualTo(120);
        Internals.validate(array);
    }

    @Test
    void setRange_allocatingArray_marksIndicesAsUsed() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.setRange(0, 99, "low");
        array.setRange(101, 5000, "high");
        assertThat(array.alloc("between")).isEqualTo(100);
        assertThat(array.alloc("after")).isEqualTo(5001);
        array.eraseRange(50, 4000);
        assertThat(array.alloc("again")).isEqualTo(50);
        assertThat(array.insert(4000, "last erased")).isTrue();
        assertThat(array.insert(4001, "still used")).isFalse();
    }

    @Test
    void eraseRange_manyEntriesInPart_keepsWhatIsOutside() {
        XArray<Long> array = XArray.create();
        LongStream.range(0, 10_000).forEach(i -> array.set(i * 3, i));
        array.eraseRange(1000, 20_000);
        assertThat(array.stream().map(Entry::value).toList())
                .isEqualTo(LongStream.concat(
                                LongStream.rangeClosed(0, 333), LongStream.range(6667, 10_000))
                        .boxed()
                        .toList());
        Internals.validate(array);
    }
}
