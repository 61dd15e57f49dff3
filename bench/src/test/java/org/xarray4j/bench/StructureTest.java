package org.xarray4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xarray4j.Mark;
import org.xarray4j.XArray;

/** Whatever is measured gives right answers. */
class StructureTest {
    private static final int SIZE = 5000;

    @ParameterizedTest
    @EnumSource
    void get_ofEachKey_isItsLastValue(Structure structure) {
        for (Distribution distribution : Distribution.values()) {
            if (structure == Structure.ARRAY && distribution != Distribution.DENSE) {
                continue;
            }
            long[] keys = distribution.keys(SIZE);
            Payload[] values = Payload.forKeys(keys);
            Table table = structure.create(SIZE);
            table.fill(keys, values);
            for (int i = 0; i < SIZE; i += 7) {
                values[i] = new Payload(i, true);
                table.put(keys[i], values[i]);
            }
            for (int i = 0; i < SIZE; i++) {
                assertThat(table.get(keys[i]))
                        .describedAs("%s, %s, key %#x", structure, distribution, keys[i])
                        .isSameAs(values[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Structure.class,
            names = {"AGRONA", "FASTUTIL", "TRIE_MAP", "INT_MAP", "ARRAY"})
    void forEachAndStep_visitEachValueOnce(Structure structure) {
        VisitableTable table = (VisitableTable) structure.create(SIZE);
        Distribution distribution =
                structure == Structure.ARRAY ? Distribution.DENSE : Distribution.RANDOM;
        long[] keys = distribution.keys(SIZE);
        Payload[] values = Payload.forKeys(keys);
        table.fill(keys, values);
        List<Payload> visited = new ArrayList<>();
        table.forEach(visited::add);
        assertThat(visited).containsExactlyInAnyOrder(values);
        visited.clear();
        table.step(visited::add);
        assertThat(visited).containsExactlyInAnyOrder(values);
    }

    @ParameterizedTest
    @EnumSource
    void fillAndMark_marksThoseThatAreMarked(Distribution distribution) {
        long[] keys = distribution.keys(SIZE);
        Payload[] values = Payload.forKeys(keys, 7);
        XArray<Payload> array = XArray.create();
        Structure.fillAndMark(array, keys, values);
        for (int i = 0; i < SIZE; i++) {
            assertThat(array.get(keys[i])).isSameAs(values[i]);
            assertThat(array.isMarked(keys[i], Mark.MARK_0))
                    .describedAs("%s, key %#x", distribution, keys[i])
                    .isEqualTo(i % 7 == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void erase_ofEachSecondKey_leavesTheOthers(Structure structure) {
        long[] keys = Distribution.DENSE.keys(SIZE);
        Payload[] values = Payload.forKeys(keys);
        Table table = structure.create(SIZE);
        table.fill(keys, values);
        for (int i = 0; i < SIZE; i += 2) {
            table.erase(keys[i]);
        }
        for (int i = 0; i < SIZE; i++) {
            assertThat(table.get(keys[i]))
                    .describedAs("%s, key %d", structure, i)
                    .isSameAs(i % 2 == 0 ? null : values[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void createFor_fewerThanComeLater_holdsAllTheSame(Structure structure) {
        long[] keys = Distribution.DENSE.keys(SIZE);
        Payload[] values = Payload.forKeys(keys);
        Table table = structure.createFor(structure == Structure.ARRAY ? SIZE : SIZE / 2);
        table.fill(keys, values);
        for (int i = 0; i < SIZE; i++) {
            assertThat(table.get(keys[i]))
                    .describedAs("%s, key %d", structure, i)
                    .isSameAs(values[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keys_areDistinct(Distribution distribution) {
        Set<Long> keys = new HashSet<>();
        for (long key : distribution.keys(SIZE)) {
            assertThat(keys.add(key)).describedAs("%#x", key).isTrue();
        }
    }
}
