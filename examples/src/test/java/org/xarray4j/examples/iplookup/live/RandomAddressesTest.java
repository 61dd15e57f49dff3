package org.xarray4j.examples.iplookup.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.xarray4j.examples.iplookup.table.Address;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.TableText;

class RandomAddressesTest {
    @Test
    void draw_everyRange_staysWithinIt() {
        Ranges ranges = TableText.ranges(TableText.V4, TableText.V6);
        RandomAddresses addresses = new RandomAddresses(ranges, 20_000, new SplittableRandom(1));
        Set<Integer> met = new HashSet<>();
        for (int i = 0; i < addresses.count(); i++) {
            int range = addresses.range(i);
            met.add(range);
            assertThat(Address.compare(
                            addresses.high(i),
                            addresses.low(i),
                            ranges.firstHigh(range),
                            ranges.firstLow(range)))
                    .isNotNegative();
            assertThat(Address.compare(
                            addresses.high(i),
                            addresses.low(i),
                            ranges.lastHigh(range),
                            ranges.lastLow(range)))
                    .isNotPositive();
        }
        assertThat(met).hasSize(ranges.size());
    }

    @Test
    void draw_smallRange_meetsEachAddressAboutAsOften() {
        Ranges ranges = TableText.ranges(List.of("10,14,DE"), List.of());
        RandomAddresses addresses = new RandomAddresses(ranges, 50_000, new SplittableRandom(1));
        int[] counts = new int[5];
        for (int i = 0; i < addresses.count(); i++) {
            counts[(int) addresses.low(i) - 10]++;
        }
        assertThat(counts).hasSize(5);
        for (int count : counts) {
            assertThat(count).isBetween(9_500, 10_500);
        }
    }

    @Test
    void draw_allAddresses_reachesBothEndsOfTheSpace() {
        Ranges ranges = TableText.ranges(
                List.of(), List.of("::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,DE"));
        RandomAddresses addresses = new RandomAddresses(ranges, 1000, new SplittableRandom(1));
        boolean low = false;
        boolean high = false;
        for (int i = 0; i < addresses.count(); i++) {
            low |= addresses.high(i) >= 0;
            high |= addresses.high(i) < 0;
        }
        assertThat(low && high).isTrue();
    }
}
