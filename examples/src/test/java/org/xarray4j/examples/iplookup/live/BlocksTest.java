package org.xarray4j.examples.iplookup.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.TableText;

class BlocksTest {
    @Test
    void contains_agreesWithTheStarts() {
        Ranges ranges = TableText.ranges(TableText.blocksOfV4(400), TableText.blocksOfV6(400));
        Blocks blocks = new Blocks(ranges);
        assertThat(blocks.count()).isPositive();
        List<Integer> expected = IntStream.range(0, blocks.count())
                .flatMap(block ->
                        IntStream.range(blocks.start(block), blocks.start(block) + Blocks.SIZE))
                .boxed()
                .toList();
        assertThat(IntStream.range(0, ranges.size()).filter(blocks::contains).boxed())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void blocks_neverMixFamilies() {
        Ranges ranges = TableText.ranges(TableText.blocksOfV4(400), TableText.blocksOfV6(400));
        Blocks blocks = new Blocks(ranges);
        for (int block = 0; block < blocks.count(); block++) {
            int start = blocks.start(block);
            assertThat(ranges.isV4(start)).isEqualTo(ranges.isV4(start + Blocks.SIZE - 1));
        }
    }

    @Test
    void blocks_neverHoldAPartOfA64() {
        List<String> lines = Stream.concat(
                        TableText.blocksOfV6(10).stream(),
                        Stream.of("2001:db8:1::,2001:db8:1::1,DE"))
                .toList();
        List<String> padded = Stream.concat(
                        lines.stream(),
                        IntStream.range(0, 200)
                                .mapToObj(i -> "3001:0:0:" + Integer.toHexString(i) + "::,3001:0:0:"
                                        + Integer.toHexString(i) + ":ffff:ffff:ffff:ffff,FR"))
                .toList();
        Blocks blocks = new Blocks(TableText.ranges(List.of(), padded));
        assertThat(blocks.contains(0)).isFalse();
        assertThat(blocks.contains(10)).isFalse();
    }

    @Test
    void country_oneForTheWholeBlock_andTwoByTurns() {
        Ranges ranges = TableText.ranges(TableText.blocksOfV4(256), List.of());
        Blocks blocks = new Blocks(ranges);
        assertThat(blocks.country(5, 0)).isEqualTo(ranges.country(5));
        int first = blocks.country(0, 2);
        int second = blocks.country(0, 4);
        assertThat(first).isNotEqualTo(second);
        for (int range = 0; range < Blocks.SIZE; range++) {
            assertThat(blocks.country(range, 2)).isEqualTo(first);
            assertThat(blocks.country(range, 4)).isEqualTo(second);
            assertThat(blocks.country(range, 6)).isEqualTo(first);
        }
        assertThat(blocks.country(Blocks.SIZE, 2)).isEqualTo(ranges.country(Blocks.SIZE));
    }

    @Test
    void blocks_smallTable_hasNone() {
        assertThat(new Blocks(TableText.ranges(TableText.V4, TableText.V6)).count())
                .isZero();
    }
}
