package org.xarray4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jol.info.GraphLayout;
import org.openjdk.jol.info.GraphPathRecord;

class LayoutTest {
    private static final int SIZE = 1 << 14;
    private static final long PAGE = 4096;

    /** Either way a table has a value for each key, and that is the key's. */
    @ParameterizedTest
    @EnumSource
    void fill_givesEachKeyItsValue(Layout layout) {
        for (Distribution distribution : Distribution.values()) {
            Table table = Structure.XARRAY.create(SIZE);
            long[] keys = distribution.keys(SIZE);
            List<?> neighbours = layout.fill(table, keys);
            for (long key : keys) {
                assertThat(((Payload) table.get(key)).key).isEqualTo(key);
            }
            assertThat(neighbours).hasSize(layout == Layout.COMPACT ? 0 : SIZE);
        }
    }

    /** If they lay side by side, they would be on as many pages as their bytes fill. */
    @ParameterizedTest
    @EnumSource
    void nodes_ofASpreadTable_areOnMorePagesThanTheyFill(Distribution distribution) {
        Lookups lookups = Lookups.of(Structure.XARRAY, distribution, SIZE, 0, Layout.SPREAD);
        GraphLayout objects = GraphLayout.parseInstance(lookups.table());
        Set<Long> pages = new HashSet<>();
        long bytes = 0;
        for (long address : objects.addresses()) {
            GraphPathRecord object = objects.record(address);
            if (object.klass() != Payload.class) {
                pages.add(address / PAGE);
                bytes += object.size();
            }
        }
        assertThat(lookups.neighbours).hasSize(SIZE);
        assertThat((long) pages.size()).isGreaterThan(2 * bytes / PAGE);
    }
}
