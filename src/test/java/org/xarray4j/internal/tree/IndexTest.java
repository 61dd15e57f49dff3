package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xarray4j.Boundaries;

/** Arithmetic on indices, which are unsigned, against the same with numbers that do not overflow. */
class IndexTest {
    private static final BigInteger END = BigInteger.ONE.shiftLeft(Long.SIZE);

    private static Set<Long> indices() {
        Set<Long> indices = new LinkedHashSet<>();
        for (long index : Boundaries.indices()) {
            indices.add(index);
            indices.add(index + 1);
            indices.add(index * 3);
        }
        return indices;
    }

    private static BigInteger big(long index) {
        return new BigInteger(Long.toUnsignedString(index));
    }

    private static BigInteger block(int order) {
        return BigInteger.ONE.shiftLeft(order);
    }

    private static boolean isMultiple(BigInteger number, BigInteger of) {
        return number.mod(of).signum() == 0;
    }

    @Test
    void levels_eachIndex_isPutTogetherFromItsSlots() {
        for (long index : indices()) {
            long sum = 0;
            for (int level = 0; level < Index.MAX_HEIGHT; level++) {
                int slot = Index.slot(index, level);
                assertThat(slot).isBetween(0, level == Index.MAX_HEIGHT - 1 ? 15 : 63);
                assertThat(Index.slotFirst(index, level)).isEqualTo(index - sum);
                sum += (long) slot << Index.shift(level);
                assertThat(Index.nodeFirst(index, level)).isEqualTo(index - sum);
            }
            assertThat(sum).isEqualTo(index);
        }
    }

    @Test
    void height_eachIndex_isTheLeastThatReachesIt() {
        for (long index : indices()) {
            int least = Index.heightFor(index);
            assertThat(least).isBetween(1, Index.MAX_HEIGHT);
            for (int height = 1; height <= Index.MAX_HEIGHT; height++) {
                assertThat(Index.isBeyond(index, height)).isEqualTo(height < least);
                BigInteger end = block(Math.min(Index.BITS * height, Long.SIZE));
                assertThat(big(Index.last(height))).isEqualTo(end.subtract(BigInteger.ONE));
                assertThat(big(index).compareTo(end) < 0).isEqualTo(height >= least);
            }
        }
    }

    @Test
    void orders_each_isTheSlotsOfALevel() {
        for (int order = 0; order <= Long.SIZE; order++) {
            int level = Index.levelOf(order);
            assertThat(block(order))
                    .isEqualTo(block(Index.shift(level))
                            .multiply(BigInteger.valueOf(Index.runOf(order))));
            assertThat(Index.runOf(order)).isBetween(1, 32);
        }
    }

    @Test
    void blocks_anyRange_areTheLargestAtItsEnds() {
        for (long first : indices()) {
            for (long last : indices()) {
                if (Long.compareUnsigned(first, last) <= 0) {
                    BigInteger end = big(last).add(BigInteger.ONE);
                    int order = Index.blockOrder(first, last);
                    int lastOrder = Index.lastBlockOrder(first, last);
                    for (int each = 0; each <= Long.SIZE; each++) {
                        boolean fits = big(first).add(block(each)).compareTo(end) <= 0;
                        assertThat(order >= each)
                                .isEqualTo(fits && isMultiple(big(first), block(each)));
                        assertThat(lastOrder >= each)
                                .isEqualTo(fits && isMultiple(end, block(each)));
                    }
                    assertThat(big(Index.blockLast(first, order)).add(BigInteger.ONE))
                            .isEqualTo(big(first).add(block(order)).min(END));
                }
            }
        }
    }
}
