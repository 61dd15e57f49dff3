package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is stored is a value, also what looks like the inside of the array, and is never looked into. */
class ValueKindsTest {
    /** Equal to nothing, and without a usable method. */
    private static final class Hostile {
        @Override
        public boolean equals(Object other) {
            throw new AssertionError("equals");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("hashCode");
        }

        @Override
        public String toString() {
            throw new AssertionError("toString");
        }
    }

    private static List<Object> values() {
        List<Object> values = new ArrayList<>();
        for (int length : new int[] {0, 1, 64, 65, 66}) {
            values.add(new Object[length]);
            Object[] nested = new Object[length];
            Arrays.fill(nested, nested);
            values.add(nested);
            values.add(new String[length]);
        }
        values.add(new long[65]);
        values.add(new Hostile());
        values.add(XArray.create());
        values.add(XArray.create().snapshot());
        values.add(Filter.PRESENT);
        return values;
    }

    @ParameterizedTest
    @EnumSource
    void anyObject_atEveryBoundary_isAValue(Way way) {
        for (Object value : values()) {
            XArray<Object> array = XArray.create();
            way.write(array, editor -> {
                for (long index : Boundaries.indices()) {
                    editor.set(index, value);
                    assertThat(editor.get(index) == value).isTrue();
                }
            });
            Internals.validate(array);
            for (long index : Boundaries.indices()) {
                assertThat(array.isReserved(index)).isFalse();
                assertThat(array.isMarked(index, Mark.MARK_1)).isFalse();
                way.write(array, editor -> editor.setMark(index, Mark.MARK_1));
                assertThat(array.isMarked(index, Mark.MARK_1)).isTrue();
            }
            Snapshot<Object> snapshot = array.snapshot();
            for (long index : Boundaries.indices()) {
                assertThat(array.get(index) == value).isTrue();
                assertThat(array.order(index)).isZero();
                assertThat(array.find(index, index, Filter.PRESENT).value() == value)
                        .isTrue();
                if (index != XArray.MAX_INDEX) {
                    assertThat(array.findBefore(index + 1, index, Filter.PRESENT)
                                            .value()
                                    == value)
                            .isTrue();
                }
                Cursor<Object> cursor = array.cursor().moveTo(index);
                assertThat(cursor.load() == value).isTrue();
                assertThat(cursor.order()).isZero();
                way.write(
                        array,
                        editor -> assertThat(editor.remove(index) == value).isTrue());
                assertThat(snapshot.get(index) == value).isTrue();
            }
            assertThat(array.isEmpty()).isTrue();
            assertThat(snapshot.stream().allMatch(entry -> entry.value() == value))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyObject_overRanges_isAValue(Way way) {
        for (Object value : values()) {
            XArray<Object> array = XArray.create();
            way.write(array, editor -> {
                editor.setRange(3, 1L << 40, value);
                editor.eraseRange(100, 5000);
                editor.setRange(200, 263, value);
            });
            Internals.validate(array);
            for (long index : new long[] {3, 4, 63, 64, 99, 200, 263, 5001, 1L << 33, 1L << 40}) {
                assertThat(array.get(index) == value).isTrue();
                assertThat(array.isReserved(index)).isFalse();
            }
            assertThat(array.order(4)).isEqualTo(2);
            assertThat(array.order(201)).isEqualTo(3);
            assertThat(array.order(1L << 33)).isGreaterThan(20);
            Object[] destination = new Object[(int) array.size()];
            assertThat(array.extract(destination, 0, -1L, Filter.PRESENT))
                    .isEqualTo(destination.length);
            assertThat(Arrays.stream(destination).allMatch(each -> each == value))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyObject_whereAnIndexWasReserved_takesItsPlace(Way way) {
        for (Object value : values()) {
            XArray<Object> array = XArray.create();
            Reservation<Object> reservation = array.reserveAt(70);
            assertThat(reservation).isNotNull();
            assertThat(reservation.isOpen()).isTrue();
            way.write(array, editor -> editor.set(70, value));
            assertThat(reservation.isOpen()).isFalse();
            reservation.close();
            assertThat(array.get(70) == value).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyObject_discarded_isReleasedAndNotLookedInto(Way way) {
        Set<Object> released = Collections.newSetFromMap(new IdentityHashMap<>());
        XArray<Object> array = XArray.builder().releaser(released::add).build();
        List<Object> values = values();
        way.write(array, editor -> {
            for (int i = 0; i < values.size(); i++) {
                editor.set(1L << (3 * i), values.get(i));
            }
        });
        way.write(array, XArrayEditor::clear);
        array.close();
        assertThat(released.size()).isEqualTo(values.size());
        assertThat(values.stream().allMatch(released::contains)).isTrue();
    }
}
