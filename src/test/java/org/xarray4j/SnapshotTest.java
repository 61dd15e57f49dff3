package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot is one version for ever. Guarantee D. */
class SnapshotTest {
    @TestFactory
    Stream<DynamicTest> snapshot_everyWriteAfterwards_isNotSeen() {
        return Stream.of(Way.values())
                .flatMap(way -> Calls.writes().entrySet().stream()
                        .map(call -> dynamicTest(call.getKey() + " by " + way, () -> {
                            XArray<String> array = Calls.array();
                            List<String> before = Dump.of(array);
                            Snapshot<String> snapshot = array.snapshot();
                            way.write(array, call.getValue());
                            assertThat(Dump.of(array)).isNotEqualTo(before);
                            assertThat(Dump.of(snapshot)).isEqualTo(before);
                        })));
    }

    @Test
    void snapshot_emptyArray_isEmptyForEver() {
        XArray<String> array = XArray.create(Flag.ALLOC1);
        Snapshot<String> snapshot = array.snapshot();
        array.setRange(0, -1L, "all");
        assertThat(snapshot.isEmpty()).isTrue();
        assertThat(snapshot.get(0)).isNull();
        assertThat(snapshot.isReserved(0)).isTrue();
        assertThat(snapshot.findFree(0, -1L)).hasValue(1);
        assertThat(snapshot.iterator().hasNext()).isFalse();
        assertThat(snapshot).hasToString("Snapshot[0 entries]");
    }

    @ParameterizedTest
    @EnumSource
    void snapshots_oneAfterEachWrite_eachKeepsItsVersion(Way way) {
        XArray<Integer> array = XArray.create();
        List<Snapshot<Integer>> snapshots = new ArrayList<>();
        int versions = 400;
        for (int version = 0; version < versions; version++) {
            int value = version;
            snapshots.add(array.snapshot());
            // Heights from one to eleven, up and down.
            way.write(array, editor -> {
                editor.set(value % 70, value);
                editor.set(1L << value % 64, value);
                editor.erase(1L << (value + 32) % 64);
            });
        }
        for (int version = 1; version < versions; version++) {
            Snapshot<Integer> snapshot = snapshots.get(version);
            assertThat(snapshot.get(1L << (version - 1) % 64)).isEqualTo(version - 1);
            assertThat(snapshot.stream().mapToInt(Entry::value).max()).hasValue(version - 1);
            assertThat(snapshot.size()).isEqualTo(snapshot.stream().count());
        }
    }

    @Test
    void iterator_arrayChangesMeanwhile_staysOnItsVersion() {
        XArray<Integer> array = XArray.create();
        for (int i = 0; i < 1000; i++) {
            array.set(i * 37L, i);
        }
        Snapshot<Integer> snapshot = array.snapshot();
        Iterator<Entry<Integer>> entries = snapshot.iterator();
        for (int i = 0; i < 1000; i++) {
            assertThat(entries.next()).isEqualTo(new Entry<>(i * 37L, i * 37L, 0, i));
            array.erase((i + 1) * 37L);
            array.set(i * 37L + 1, -1);
        }
        assertThat(entries.hasNext()).isFalse();
        assertThat(snapshot.stream().mapToInt(Entry::value).sum()).isEqualTo(499_500);
    }

    @Test
    void stream_inParallel_meetsEveryEntryOnceInOrder() {
        XArray<Integer> array = XArray.create();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            array.set(i * 1001L, i);
            expected.add(i);
        }
        Snapshot<Integer> snapshot = array.snapshot();
        array.clear();
        assertThat(snapshot.stream().parallel().map(Entry::value).toList()).isEqualTo(expected);
    }

    @Test
    void spliterator_snapshotAndArray_promiseWhatTheyKeep() {
        XArray<Integer> array = XArray.create();
        array.set(-1L, 2);
        array.set(1, 1);
        Spliterator<Entry<Integer>> frozen = array.snapshot().spliterator();
        assertThat(frozen.hasCharacteristics(
                        Spliterator.IMMUTABLE | Spliterator.ORDERED | Spliterator.NONNULL))
                .isTrue();
        assertThat(array.spliterator().hasCharacteristics(Spliterator.CONCURRENT))
                .isTrue();
        assertThat(array.spliterator().hasCharacteristics(Spliterator.IMMUTABLE))
                .isFalse();
        assertThat(frozen.getComparator()
                        .compare(new Entry<>(1, 1, 0, 1), new Entry<>(-1L, -1L, 0, 2)))
                .isNegative();
        assertThat(array.stream().sorted(frozen.getComparator()).map(Entry::value))
                .containsExactly(1, 2);
    }

    @Test
    void snapshot_writersGoOn_isSharedByThreads() {
        XArray<Integer> array = XArray.create();
        for (int i = 0; i < 2000; i++) {
            array.set(i, i);
        }
        Snapshot<Integer> snapshot = array.snapshot();
        OtherThread<Boolean> writer = OtherThread.start(() -> {
            for (int i = 0; i < 2000; i++) {
                array.set(i, -1);
                array.erase(i / 2);
            }
            return true;
        });
        for (int round = 0; round < 20; round++) {
            assertThat(snapshot.stream().mapToInt(Entry::value).sum()).isEqualTo(1_999_000);
        }
        assertThat(writer.join()).isTrue();
        assertThat(array.size()).isEqualTo(1000);
    }

    @Test
    void snapshot_arrayClosed_staysWhole() {
        XArray<String> array = Calls.array();
        Snapshot<String> snapshot = array.snapshot();
        List<String> before = Dump.of(array);
        array.close();
        assertThat(Dump.of(snapshot)).isEqualTo(before);
    }
}
