package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Searches that begin, pass or end just where a leaf far from everything else does, or where only few entries are. */
class SparseSearchTest {
    private static final long FAR = (1L << 40) + (1L << 20);

    /** A leaf full of entries that begins at {@link #FAR}, and nothing near it. */
    private static XArray<Long> farLeaf() {
        XArray<Long> array = XArray.create();
        array.set(3, 3L);
        for (long index = FAR; index < FAR + 64; index++) {
            array.set(index, index);
        }
        array.set(1L << 50, 1L << 50);
        Internals.validate(array);
        return array;
    }

    private static void assertFound(@Nullable Entry<Long> found, long index) {
        assertThat(found).isNotNull();
        assertThat(found.index()).isEqualTo(index);
        assertThat(found.value()).isEqualTo(index);
    }

    @Test
    void findBefore_firstAndLastOfALeafFarAway_areFound() {
        XArray<Long> array = farLeaf();
        assertFound(array.findBefore(FAR + 1, 0, Filter.PRESENT), FAR);
        assertFound(array.findBefore(FAR, 0, Filter.PRESENT), 3);
        assertFound(array.findBefore(FAR + 63, 0, Filter.PRESENT), FAR + 62);
        assertFound(array.findBefore(FAR + 64, 0, Filter.PRESENT), FAR + 63);
        assertFound(array.findBefore(FAR + 1000, 0, Filter.PRESENT), FAR + 63);
        assertThat(array.findBefore(FAR, 4, Filter.PRESENT)).isNull();
    }

    @Test
    void find_rangeEndsBeforeALeafFarAway_findsNothing() {
        XArray<Long> array = farLeaf();
        assertThat(array.find(FAR - 4096, FAR - 1, Filter.PRESENT)).isNull();
        assertThat(array.find(FAR - (1L << 38), FAR - 1, Filter.PRESENT)).isNull();
        assertFound(array.find(FAR - 4096, FAR, Filter.PRESENT), FAR);
        assertFound(array.find(FAR, FAR, Filter.PRESENT), FAR);
        assertFound(array.find(FAR + 63, -1L, Filter.PRESENT), FAR + 63);
        assertFound(array.find(FAR + 64, -1L, Filter.PRESENT), 1L << 50);
    }

    /** The search goes down into few entries, all of them behind where it is, and on in the leaf before them. */
    @Test
    void findBefore_nothingInTheSlotItComesFrom_beginsAtTheEndOfTheOneBefore() {
        for (int shift = 6; shift < 60; shift += 6) {
            XArray<Long> array = XArray.create();
            long first = 1L << shift;
            array.set(1, 1L);
            for (long index = first - 130; index < first; index++) { // more than a leaf of them
                if (index >= 0) {
                    array.set(index, index);
                }
            }
            array.set(first + (first >>> 1) + 9, 0L);
            assertFound(array.findBefore(first + 4, 0, Filter.PRESENT), first - 1);
            assertThat(array.findBefore(first + 4, first, Filter.PRESENT)).isNull();
        }
    }
}
