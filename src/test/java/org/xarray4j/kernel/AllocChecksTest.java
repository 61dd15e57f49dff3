package org.xarray4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xarray4j.kernel.Kernel.erase;
import static org.xarray4j.kernel.Kernel.holds;
import static org.xarray4j.kernel.Kernel.isEmpty;
import static org.xarray4j.kernel.Kernel.lacks;
import static org.xarray4j.kernel.Kernel.store;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xarray4j.CyclicResult;
import org.xarray4j.Flag;
import org.xarray4j.Limit;
import org.xarray4j.Reservation;
import org.xarray4j.XArray;

/** The checks of allocation, in arrays that count from 0 and from 1. */
class AllocChecksTest {
    private static final long UINT_MAX = 0xFFFF_FFFFL;

    static Stream<Arguments> kinds() {
        return Stream.of(Arguments.of(Flag.ALLOC, 0L), Arguments.of(Flag.ALLOC1, 1L));
    }

    /** The least index, the base kept after erasing everything, the limits. */
    @ParameterizedTest
    @MethodSource("kinds")
    void check_xa_alloc_1(Flag flag, long base) {
        XArray<Long> array = XArray.create(flag);
        isEmpty(array);
        for (int times = 0; times < 2; times++) {
            assertThat(array.alloc(base)).isEqualTo(base);
            assertThat(array.remove(base)).isEqualTo(base);
            isEmpty(array);
        }
        array.alloc(7L);
        array.clear();
        isEmpty(array);
        for (long i = base; i < base + 10; i++) {
            assertThat(array.alloc(i)).isEqualTo(i);
        }
        for (long i = base; i < base + 10; i++) {
            erase(array, i);
        }
        isEmpty(array);
        store(array, base + 1);
        assertThat(array.alloc(0L)).isEqualTo(base);
        assertThat(array.alloc(0L)).isEqualTo(base + 2);
        array.clear();

        Limit top = new Limit(UINT_MAX - 1, UINT_MAX);
        assertThat(array.tryAlloc(1L, top)).hasValue(UINT_MAX - 1);
        assertThat(array.tryAlloc(2L, top)).hasValue(UINT_MAX);
        assertThat(array.tryAlloc(3L, top)).isEmpty();
        assertThat(array.size()).isEqualTo(2);
        array.clear();
        assertThat(array.tryAlloc(1L, new Limit(10, 5))).isEmpty();
        isEmpty(array);

        // Indices have 64 bits here, up to the last.
        assertThat(array.tryAlloc(1L, new Limit(-1L, -1L))).hasValue(-1L);
        assertThat(array.tryAlloc(1L, new Limit(-1L, -1L))).isEmpty();
        // Decided otherwise: index 0 of an array that counts from 1 is never handed out.
        assertThat(array.tryAlloc(1L, new Limit(0, 0)).isPresent()).isEqualTo(base == 0);
        assertThat(array.insert(0, 1L)).isFalse();
    }

    /** An allocation without a value takes the index: it holds nothing until somebody stores there. */
    @ParameterizedTest
    @MethodSource("kinds")
    void check_xa_alloc_2(Flag flag, long base) {
        XArray<Long> array = XArray.create(flag);
        Reservation<Long> reservation = array.reserve();
        assertThat(reservation.index()).isEqualTo(base);
        lacks(array, base);
        assertThat(array.isEmpty()).isFalse();
        assertThat(array.alloc(1L)).isEqualTo(base + 1);
        array.set(base, base);
        holds(array, base);
        assertThat(array.vacate(base)).isEqualTo(base);
        assertThat(array.alloc(2L)).isEqualTo(base + 2);
        assertThat(array.erase(base)).isTrue();
        assertThat(array.alloc(3L)).isEqualTo(base);
        array.clear();
        isEmpty(array);
        for (long i = base; i < base + 3; i++) {
            assertThat(array.reserve().index()).isEqualTo(i);
        }
        assertThat(array.stream()).isEmpty();
        assertThat(array.unreserve(base + 1)).isTrue();
        assertThat(array.alloc(4L)).isEqualTo(base + 1);
        array.clear();
        isEmpty(array);
    }

    /** Cyclic allocation goes around its limit and says when it has, also at the greatest index. */
    @ParameterizedTest
    @MethodSource("kinds")
    void check_xa_alloc_3(Flag flag, long base) {
        XArray<Long> array = XArray.create(flag);
        Limit limit = new Limit(1, 0x3FFF);
        assertThat(array.allocCyclic(1L, limit, 0)).isEqualTo(new CyclicResult(1, 2, false, false));
        assertThat(array.allocCyclic(2L, limit, 0x3FFD))
                .isEqualTo(new CyclicResult(0x3FFD, 0x3FFE, false, false));
        array.erase(0x3FFD);
        array.erase(1);
        isEmpty(array);
        long next = 0x3FFE;
        for (long i = 0x3FFE; i < 0x4003; i++) {
            long expected = i < 0x4000 ? i : i - 0x3FFF;
            CyclicResult result = array.allocCyclic(i, limit, next);
            assertThat(result)
                    .isEqualTo(new CyclicResult(expected, expected + 1, expected == 1, false));
            next = result.next();
        }
        array.clear();

        CyclicResult last = array.allocCyclic(1L, Limit.U32, UINT_MAX);
        assertThat(last).isEqualTo(new CyclicResult(UINT_MAX, UINT_MAX + 1, false, false));
        CyclicResult wrapped = array.allocCyclic(2L, Limit.U32, last.next());
        assertThat(wrapped).isEqualTo(new CyclicResult(base, base + 1, true, false));
        assertThat(array.allocCyclic(3L, Limit.U32, wrapped.next()).wrapped()).isFalse();
        array.clear();

        last = array.allocCyclic(1L, Limit.ALL, -1L);
        assertThat(last).isEqualTo(new CyclicResult(-1L, 0, false, false));
        wrapped = array.allocCyclic(2L, Limit.ALL, last.next());
        assertThat(wrapped).isEqualTo(new CyclicResult(base, base + 1, true, false));
        assertThat(array.allocCyclic(3L, Limit.ALL, wrapped.next()).wrapped()).isFalse();
        assertThat(array.allocCyclic(4L, new Limit(-1L, -1L), 0))
                .isEqualTo(new CyclicResult(0, 0, false, true));
    }
}
