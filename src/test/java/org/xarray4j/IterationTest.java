package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Iterating while the same thread writes: forEach stays on its version, iterators and streams go on. */
class IterationTest {
    private static final int ENTRIES = 300;

    private static XArray<String> full() {
        XArray<String> array = XArray.create();
        LongStream.range(0, ENTRIES).forEach(i -> array.set(i * 10, "old"));
        return array;
    }

    /** Iterates by forEach and writes from within; returns the indices met. */
    private static List<Long> metWhile(
            XArray<String> array, Way way, BiConsumer<XArrayEditor<String>, Long> write) {
        List<Long> met = new ArrayList<>();
        way.write(array, editor -> {
            editor.forEach((index, value) -> {
                assertThat(value).isEqualTo("old");
                met.add(index);
                write.accept(editor, index);
            });
        });
        Internals.validate(array);
        return met;
    }

    private static List<Long> all() {
        return LongStream.range(0, ENTRIES).map(i -> i * 10).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"ARRAY", "SESSION"})
    void forEach_actionReplacesWhatIsAhead_meetsTheVersionOfTheCall(Way way) {
        XArray<String> array = full();
        assertThat(metWhile(array, way, (editor, index) -> editor.set(index + 10, "new")))
                .isEqualTo(all());
        assertThat(array.get(10)).isEqualTo("new");
    }

    @ParameterizedTest
    @EnumSource(names = {"ARRAY", "SESSION"})
    void forEach_actionAddsAhead_meetsTheVersionOfTheCall(Way way) {
        XArray<String> array = full();
        assertThat(metWhile(array, way, (editor, index) -> editor.set(index + 5, "new")))
                .isEqualTo(all());
        assertThat(array.size()).isEqualTo(2 * ENTRIES);
    }

    @ParameterizedTest
    @EnumSource(names = {"ARRAY", "SESSION"})
    void forEach_actionErasesWhatIsAhead_meetsTheVersionOfTheCall(Way way) {
        XArray<String> array = full();
        assertThat(metWhile(array, way, (editor, index) -> editor.erase(index + 10)))
                .isEqualTo(all());
        assertThat(array.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ARRAY", "SESSION"})
    void forEach_actionClears_meetsTheVersionOfTheCall(Way way) {
        XArray<String> array = full();
        assertThat(metWhile(array, way, (editor, index) -> editor.clear())).isEqualTo(all());
        assertThat(array.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"ARRAY", "SESSION"})
    void forEach_actionLaysRangesAhead_meetsTheVersionOfTheCall(Way way) {
        XArray<String> array = full();
        assertThat(metWhile(
                        array,
                        way,
                        (editor, index) -> editor.setRange(index + 1, index + 500, "range")))
                .isEqualTo(all());
    }

    @Test
    void forEach_inTransaction_mayMeetWhatItWritesAheadAndAdvances() {
        XArray<String> array = full();
        try (Transaction<String> transaction = array.begin()) {
            List<Long> met = new ArrayList<>();
            transaction.forEach((index, value) -> {
                met.add(index);
                transaction.set(index + 10, "new");
                transaction.erase(index);
                if (index >= 10 * ENTRIES) {
                    transaction.clear();
                }
            });
            assertThat(met).startsWith(0L, 10L, 20L).isSorted().doesNotHaveDuplicates();
            assertThat(met).containsAll(all());
            assertThat(transaction.isEmpty()).isTrue();
            transaction.setRange(0, -1L, "all");
            transaction.forEach((index, value) -> transaction.eraseRange(5, 9));
            transaction.commit();
        }
        assertThat(array.findFree(0, -1L)).hasValue(5);
        Internals.validate(array);
    }

    @ParameterizedTest
    @EnumSource
    void forEach_actionThrows_endsAndReachesTheCaller(Way way) {
        XArray<String> array = full();
        List<Long> met = new ArrayList<>();
        way.write(
                array,
                editor -> assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(
                                () -> editor.forEach(95, -1L, Filter.PRESENT, (index, value) -> {
                                    met.add(index);
                                    if (index == 120) {
                                        throw new ArithmeticException();
                                    }
                                })));
        assertThat(met).containsExactly(100L, 110L, 120L);
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void forEach_nestedForEach_meetsEverythingEachTime(Way way) {
        XArray<String> array = full();
        int[] met = new int[1];
        way.write(
                array,
                editor -> editor.forEach(
                        0,
                        90,
                        Filter.PRESENT,
                        (index, value) -> editor.forEach((inner, each) -> met[0]++)));
        assertThat(met[0]).isEqualTo(10 * ENTRIES);
    }

    @ParameterizedTest
    @EnumSource
    void iterator_eachEntryErasedWhenMet_meetsAll(Way way) {
        XArray<String> array = full();
        List<Long> met = new ArrayList<>();
        way.write(array, editor -> {
            for (Entry<String> entry : editor) {
                met.add(entry.index());
                editor.erase(entry.index());
            }
        });
        assertThat(met).isEqualTo(all());
        assertThat(array.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void iterator_addingAhead_alwaysAdvances(Way way) {
        XArray<String> array = full();
        way.write(array, editor -> {
            Iterator<Entry<String>> entries = editor.iterator();
            long last = -1;
            while (entries.hasNext() && last < 10 * ENTRIES) {
                Entry<String> entry = entries.next();
                assertThat(entry.index()).isGreaterThan(last);
                last = entry.index();
                editor.set(last + 3, "ahead");
            }
            assertThat(last).isGreaterThanOrEqualTo(10 * ENTRIES - 10);
        });
    }

    @Test
    void iterator_entryBecomesPartOfRange_isNotMetAgain() {
        XArray<String> array = XArray.create();
        LongStream.range(0, 64).forEach(i -> array.set(i, "single"));
        List<String> met = new ArrayList<>();
        for (Entry<String> entry : array) {
            met.add(entry.index() + entry.value());
            if (entry.index() == 10) {
                array.setRange(0, 127, "range");
            }
        }
        // 11 was looked up before the range was laid; then the range, from the first index not met
        // yet.
        assertThat(met).hasSizeBetween(12, 13).startsWith("0single").contains("10single");
        assertThat(met.get(met.size() - 1)).endsWith("range");
        assertThat(met.stream().distinct().count()).isEqualTo(met.size());
    }

    @Test
    void findLoop_writesBetweenSteps_meetsEachEntryOnce() {
        XArray<String> array = full();
        int met = 0;
        for (Entry<String> entry = array.first(Filter.PRESENT);
                entry != null;
                entry = array.findAfter(entry.index(), -1L, Filter.PRESENT)) {
            array.erase(entry.index());
            met++;
        }
        assertThat(met).isEqualTo(ENTRIES);
    }

    @Test
    void stream_ofArray_isLazyAndOrdered() {
        XArray<String> array = full();
        var stream = array.stream();
        array.clear();
        array.set(-1L, "last");
        array.set(1, "first");
        assertThat(stream.map(Entry::value)).containsExactly("first", "last");
    }
}
