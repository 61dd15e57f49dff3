package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a list says of the entries in it, and when it has no room. */
class EntryListTest {
    private static final long LEAF = 1L << 40;

    /** The order of a block that is more than a node of leaves, and of the largest that is not. */
    private static final int FAR = 13;

    private static final int NEAR = 12;

    private final EntryList list = new EntryList(true);

    /** One entry each in leaves of their own. */
    private void addApart(int entries, long from) {
        for (int i = 0; i < entries; i++) {
            list.add(from + ((long) i << Index.BITS), 0, 0, "apart");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16})
    void isDense_sixteenOfOneLeaf_isTrue(int together) {
        addApart(20, 0);
        for (int i = 0; i < together; i++) {
            list.add(LEAF + i, 0, 0, "together");
        }
        addApart(20, LEAF + 64);
        assertThat(list.isDense(FAR, 0, 40 + together)).isEqualTo(together == 16);
        assertThat(list.isDense(FAR, 20, 20 + together)).isEqualTo(together == 16);
        assertThat(list.isDense(FAR, 21, 40 + together)).isFalse();
        assertThat(list.isDense(FAR, 0, 19 + together)).isFalse();
    }

    private void addNeighbours(long first, int many, int step) {
        for (int i = 0; i < many; i++) {
            list.add(first + (long) i * step, 0, 0, "neighbour");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // first slot, how many, how far apart: whether they need leaves
        "1, 16, 1, false",
        "1, 64, 1, false",
        "0, 16, 1, true",
        "1, 65, 1, true",
        "1, 16, 2, true",
        "33, 32, 2, false",
        "32, 33, 2, true"
    })
    void isDense_neighboursByThemselves_isFalseWhereTheyBeginWithinALeaf(
            int slot, int many, int step, boolean dense) {
        addNeighbours(LEAF + slot, many, step);
        assertThat(list.isDense(FAR, 0, many)).isEqualTo(dense);
        assertThat(list.isDense(NEAR, 0, many)).isTrue();
    }

    @Test
    void isDense_neighboursAndOneFarFromThem_isTrue() {
        addNeighbours(LEAF + 40, 64, 1);
        list.add(2 * LEAF, 0, 0, "far");
        assertThat(list.isDense(FAR, 0, 64)).isFalse();
        assertThat(list.isDense(FAR, 0, 65)).isTrue();
    }

    @Test
    void isDense_neighboursBehindAnother_isFalseOfThemAlone() {
        list.add(0, 0, 0, "before");
        addNeighbours(LEAF + 1, 16, 1);
        assertThat(list.isDense(FAR, 1, 17)).isFalse();
        assertThat(list.isDense(FAR, 0, 17)).isTrue();
    }

    @Test
    void tryAddBlocks_roomForAll_addsTheFewest() {
        addApart(Bucket.MOST + 1 - 6, LEAF);
        assertThat(list.tryAddBlocks(1, 14, 5, "blocks")).isTrue();
        assertThat(list.size()).isEqualTo(Bucket.MOST + 1);
        int[] firsts = {1, 2, 4, 8, 12, 14};
        int[] orders = {0, 1, 2, 2, 1, 0};
        for (int i = 0; i < 6; i++) {
            int at = Bucket.MOST + 1 - 6 + i;
            assertThat(list.first(at)).isEqualTo(firsts[i]);
            assertThat(list.order(at)).isEqualTo(orders[i]);
            assertThat(list.marks(at)).isEqualTo(5);
            assertThat(list.element(at)).isEqualTo("blocks");
        }
    }

    @Test
    void tryAddBlocks_noRoomForTheLast_isFalse() {
        addApart(Bucket.MOST + 2 - 6, LEAF);
        assertThat(list.tryAddBlocks(1, 14, 0, "blocks")).isFalse();
    }

    @Test
    void isCounted_fromTheFirstPieceUntilCleared() {
        list.add(0, 0, 0, "value");
        assertThat(list.isCounted()).isFalse();
        list.add(1, 0, 0, new CountedWide("piece", 2));
        assertThat(list.isCounted()).isTrue();
        list.add(2, 0, 0, "value");
        assertThat(list.isCounted()).isTrue();
        Bucket bucket = Bucket.of(40, list, 0, 3);
        list.clear();
        assertThat(list.isCounted()).isFalse();
        list.add(bucket, 0, 3);
        assertThat(list.isCounted()).isTrue();
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.first(2)).isEqualTo(2);
    }

    @Test
    void clear_keepsNothingAlive() {
        addApart(Bucket.MOST + 1, 0);
        list.clear();
        assertThat(list.size()).isZero();
        assertThat(Arrays.asList((Object[]) ValidatorTest.hidden(list, "elements")))
                .containsOnlyNulls();
    }
}
