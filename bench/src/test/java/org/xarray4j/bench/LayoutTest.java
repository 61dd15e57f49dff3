package org.xarray4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jol.info.GraphLayout;

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

    @Test
    void nodes_ofASpreadTable_areOnMorePages() {
        long together = pages(Layout.COMPACT);
        assertThat(pages(Layout.SPREAD)).isGreaterThan(2 * together);
    }

    /** Returns how many pages have an object of an array, values not counted, after a collection. */
    private static long pages(Layout layout) {
        Lookups lookups = Lookups.of(Structure.XARRAY, Distribution.DENSE, SIZE, 0, layout);
        GraphLayout objects = GraphLayout.parseInstance(lookups.table());
        Set<Long> pages = new HashSet<>();
        for (long address : objects.addresses()) {
            if (objects.record(address).klass() != Payload.class) {
                pages.add(address / PAGE);
            }
        }
        assertThat(lookups.neighbours).hasSize(layout == Layout.COMPACT ? 0 : SIZE);
        return pages.size();
    }
}
