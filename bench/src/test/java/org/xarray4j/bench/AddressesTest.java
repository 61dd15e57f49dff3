package org.xarray4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddressesTest {
    @ParameterizedTest
    @EnumSource
    void ranges_ascendAndDoNotOverlap(Addresses table) {
        Addresses.Ranges ranges = table.ranges();
        assertThat(ranges.firsts).hasSize(table.count());
        for (int i = 0; i < table.count(); i++) {
            assertThat(Long.compareUnsigned(ranges.firsts[i], ranges.lasts[i]))
                    .describedAs("range %d of %s", i, table)
                    .isNotPositive();
            if (i > 0) {
                assertThat(Long.compareUnsigned(ranges.lasts[i - 1], ranges.firsts[i]))
                        .describedAs("ranges %d and %d of %s", i - 1, i, table)
                        .isNegative();
            }
        }
    }

    /** All structures find the range of every query: so none is measured on keys that it does not have. */
    @ParameterizedTest
    @EnumSource
    void get_ofEachQuery_isTheRangeAroundIt(Addresses table) {
        Addresses.Ranges ranges = table.ranges();
        long[] queries = ranges.queries(20_000);
        for (RangeStructure structure : RangeStructure.values()) {
            RangeTable filled = AddressBenchmark.filled(structure, ranges);
            for (long query : queries) {
                assertThat(filled.get(query))
                        .describedAs("%s, %s, %#x", table, structure, query)
                        .isInstanceOfSatisfying(RangeTable.Assigned.class, found -> {
                            assertThat(Long.compareUnsigned(found.first(), query))
                                    .isNotPositive();
                            assertThat(Long.compareUnsigned(query, found.last()))
                                    .isNotPositive();
                        });
            }
        }
    }

    @Test
    void get_betweenRanges_isNull() {
        Addresses.Ranges ranges = Addresses.IPV4.ranges();
        long before = ranges.firsts[0] - 1;
        long gap = -1;
        for (int i = 1; i < ranges.firsts.length && gap < 0; i++) {
            gap = ranges.firsts[i] > ranges.lasts[i - 1] + 1 ? ranges.firsts[i] - 1 : -1;
        }
        assertThat(gap).isPositive();
        for (RangeStructure structure : RangeStructure.values()) {
            RangeTable filled = AddressBenchmark.filled(structure, ranges);
            assertThat(filled.get(before))
                    .describedAs("%s before all", structure)
                    .isNull();
            if (structure == RangeStructure.FLOOR_ENTRY) {
                // Of which it is no more than a bound of what a right answer costs.
                assertThat(filled.get(gap)).isNotNull();
            } else {
                assertThat(filled.get(gap))
                        .describedAs("%s in a gap", structure)
                        .isNull();
            }
        }
    }
}
