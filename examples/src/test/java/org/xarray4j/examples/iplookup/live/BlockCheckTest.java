package org.xarray4j.examples.iplookup.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.HeapAnnouncement;
import org.xarray4j.examples.iplookup.table.TableText;

class BlockCheckTest {
    private final Blocks blocks =
            new Blocks(TableText.ranges(TableText.blocksOfV4(256), List.of()));
    private final BlockCheck check = new BlockCheck(blocks);

    private IntFunction<@Nullable Announcement> view(IntUnaryOperator generation) {
        return range -> {
            int written = generation.applyAsInt(range);
            return new HeapAnnouncement(range, blocks.country(range, written), written);
        };
    }

    @Test
    void findTear_allInOneGeneration_isNone() {
        assertThat(check.findTear(0, view(range -> 2))).isNull();
        assertThat(check.findTear(1, view(range -> 4))).isNull();
    }

    @Test
    void findTear_oneRangeNotMovedYet_isFound() {
        assertThat(check.findTear(0, view(range -> range == 63 ? 2 : 4)))
                .contains("half moved")
                .contains("range 63");
    }

    @Test
    void findTear_changeBetweenTheTwoReadings_isFound() {
        int[] calls = {0};
        assertThat(check.findTear(0, view(range -> calls[0]++ <= Blocks.SIZE ? 2 : 4)))
                .contains("half moved");
    }

    @Test
    void findTear_missingRange_isFound() {
        IntFunction<@Nullable Announcement> whole = view(range -> 2);
        assertThat(check.findTear(0, range -> range == 7 ? null : whole.apply(range)))
                .isEqualTo("block 0: range 7 of 64 is missing");
    }

    @Test
    void findTear_countryOfTheOtherGeneration_isFound() {
        assertThat(check.findTear(
                        0, range -> new HeapAnnouncement(range, blocks.country(range, 4), 2)))
                .contains("not that of its generation");
    }
}
