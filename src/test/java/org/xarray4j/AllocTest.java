package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Allocation answers the least free index of the limit, in all 64 bits. */
class AllocTest {
    @ParameterizedTest
    @EnumSource(names = {"ALLOC", "TRACK_FREE", "ALLOC1"})
    void alloc_emptyArray_beginsAtItsBase(Flag flag) {
        XArray<String> array = XArray.create(flag);
        long base = flag == Flag.ALLOC1 ? 1 : 0;
        for (long i = 0; i < 200; i++) {
            assertThat(array.alloc("value")).isEqualTo(base + i);
        }
        assertThat(array.size()).isEqualTo(200);
        array.clear();
        assertThat(array.alloc("again")).isEqualTo(base);
    }

    @ParameterizedTest
    @EnumSource
    void alloc_holes_areFilledLowestFirst(Way way) {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.setRange(0, 9999, "used");
        array.eraseRange(4095, 4096);
        array.eraseRange(77, 77);
        List<Long> allocated = new ArrayList<>();
        way.write(array, editor -> {
            for (int i = 0; i < 5; i++) {
                allocated.add(editor.alloc("new"));
            }
        });
        assertThat(allocated).containsExactly(77L, 4095L, 4096L, 10000L, 10001L);
        Internals.validate(array);
    }

    @Test
    void alloc_lastIndices_worksUpToTheGreatest() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        Limit last = new Limit(-3L, -1L);
        assertThat(array.alloc("a", last)).isEqualTo(-3);
        assertThat(array.alloc("b", last)).isEqualTo(-2);
        assertThat(array.alloc("c", last)).isEqualTo(-1);
        assertThat(array.tryAlloc("d", last)).isEmpty();
        assertThat(array.alloc("d")).isZero();
    }

    @Test
    void alloc_everyStore_marksItsIndexAsUsed() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.set(0, "set");
        array.insert(1, "insert");
        array.compareAndSet(2, null, "compareAndSet");
        array.computeIfAbsent(3, index -> "computeIfAbsent");
        array.vacate(4);
        array.reserveAt(5);
        array.setRange(6, 6, "setRange");
        assertThat(array.alloc("new")).isEqualTo(7);
    }

    @Test
    void alloc_everyErasure_freesItsIndex() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        for (int i = 0; i < 10; i++) {
            array.alloc("value");
        }
        array.erase(0);
        assertThat(array.alloc("value")).isZero();
        array.remove(1);
        assertThat(array.alloc("value")).isEqualTo(1);
        array.compareAndSet(2, "value", null);
        assertThat(array.alloc("value")).isEqualTo(2);
        array.compute(3, (index, old) -> null);
        assertThat(array.alloc("value")).isEqualTo(3);
        array.eraseRange(4, 4);
        assertThat(array.alloc("value")).isEqualTo(4);
        array.vacate(5);
        assertThat(array.alloc("value")).isEqualTo(10);
        array.unreserve(5);
        assertThat(array.alloc("value")).isEqualTo(5);
        array.reserve().close();
        assertThat(array.alloc("value")).isEqualTo(11);
    }

    @Test
    void alloc1_indexZero_isNeverHandedOut() {
        XArray<String> array = XArray.create(Flag.ALLOC1);
        Limit zero = new Limit(0, 0);
        for (int round = 0; round < 2; round++) {
            assertThat(array.isReserved(0)).isTrue();
            assertThat(array.insert(0, "refused")).isFalse();
            assertThat(array.reserveAt(0)).isNull();
            assertThat(array.compareAndSet(0, null, "refused")).isFalse();
            assertThat(array.tryAlloc("refused", zero)).isEmpty();
            assertThat(array.tryReserve(zero)).isNull();
            assertThat(array.allocCyclic("refused", zero, 0).full()).isTrue();
            assertThat(array.findFree(0, 0)).isEmpty();
            assertThat(array.findFreeBefore(0, 0)).isEmpty();
            assertThat(array.isEmpty()).isTrue();
            // It may be stored to; when it is erased again it is reserved as before.
            array.set(0, "zero");
            assertThat(array.isReserved(0)).isFalse();
            assertThat(array.isEmpty()).isFalse();
            assertThat(array.getAndSet(0, "zero again")).isEqualTo("zero");
            assertThat(array.erase(0)).isTrue();
        }
        array.setRange(0, 10, "range");
        array.eraseRange(0, 10);
        assertThat(array.isReserved(0)).isTrue();
        array.set(0, "closed over");
        array.clear();
        assertThat(array.alloc("first")).isEqualTo(1);
        assertThat(array.findFreeBefore(1, 0)).isEmpty();
    }

    @Test
    void flags_combined_alloc1Wins() {
        assertThat(XArray.create(Flag.ALLOC, Flag.ALLOC1).alloc("value")).isEqualTo(1);
        assertThat(XArray.create(Flag.TRACK_FREE, Flag.ZERO_BUSY).alloc("value"))
                .isEqualTo(1);
        assertThat(XArray.create(Flag.ALLOC, Flag.LOCK_IRQ, Flag.LOCK_BH, Flag.ACCOUNT)
                        .alloc("value"))
                .isZero();
        assertThat(XArray.create(Flag.ALLOC, Flag.LOCK_IRQ).flags())
                .containsExactly(Flag.LOCK_IRQ, Flag.ALLOC);
        assertThat(XArray.create().flags()).isEmpty();
    }

    @Test
    void plainArray_indexZero_isLikeAnyOther() {
        XArray<String> array = XArray.create();
        assertThat(array.isReserved(0)).isFalse();
        assertThat(array.insert(0, "zero")).isTrue();
        assertThat(array.findFree(0, -1L)).hasValue(1);
    }

    // ---------------------------------------------------------------- in a circle

    @ParameterizedTest
    @EnumSource
    void allocCyclic_limitPassed_beginsAgainAndReportsIt(Way way) {
        XArray<String> array = XArray.create(Flag.ALLOC);
        Limit limit = new Limit(10, 12);
        way.write(array, editor -> {
            assertThat(editor.allocCyclic("a", limit, 0))
                    .isEqualTo(new CyclicResult(10, 11, false, false));
            assertThat(editor.allocCyclic("b", limit, 12))
                    .isEqualTo(new CyclicResult(12, 13, false, false));
            assertThat(editor.allocCyclic("c", limit, 13))
                    .isEqualTo(new CyclicResult(11, 12, true, false));
            assertThat(editor.allocCyclic("d", limit, 12))
                    .isEqualTo(new CyclicResult(0, 12, false, true));
            editor.erase(10);
            assertThat(editor.allocCyclic("e", limit, 12))
                    .isEqualTo(new CyclicResult(10, 11, true, false));
        });
    }

    @Test
    void allocCyclic_greatestIndex_nextIsZeroAndNextSuccessReportsTheWrap() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        assertThat(array.allocCyclic("last", Limit.ALL, -1L))
                .isEqualTo(new CyclicResult(-1L, 0, false, false));
        assertThat(array.allocCyclic("none", new Limit(5, 4), 0).full()).isTrue();
        assertThat(array.allocCyclic("first", Limit.ALL, 0))
                .isEqualTo(new CyclicResult(0, 1, true, false));
        assertThat(array.allocCyclic("second", Limit.ALL, 1))
                .isEqualTo(new CyclicResult(1, 2, false, false));
    }

    @Test
    void allocCyclic_greatestIndexOf32Bits_isNoWrap() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        long last = 0xFFFF_FFFFL;
        assertThat(array.allocCyclic("a", Limit.ALL, last))
                .isEqualTo(new CyclicResult(last, last + 1, false, false));
        assertThat(array.allocCyclic("b", Limit.ALL, last + 1).index()).isEqualTo(last + 1);
        assertThat(array.allocCyclic("c", Limit.U32, last + 2))
                .isEqualTo(new CyclicResult(0, 1, true, false));
    }

    @Test
    void clear_afterGreatestIndex_forgetsTheWrap() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.allocCyclic("last", Limit.ALL, -1L);
        array.clear();
        assertThat(array.allocCyclic("first", Limit.ALL, 0).wrapped()).isFalse();
    }

    @Test
    void clear_afterGreatestIndexWasErased_forgetsTheWrap() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.allocCyclic("last", Limit.ALL, -1L);
        array.erase(-1L);
        assertThat(array.isEmpty()).isTrue();
        array.clear();
        assertThat(array.allocCyclic("first", Limit.ALL, 0).wrapped()).isFalse();
    }

    @Test
    void wrap_otherWritesBetween_isStillReported() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.allocCyclic("last", Limit.ALL, -1L);
        array.erase(-1L);
        array.set(70, "grown");
        array.alloc("plain");
        array.setRange(0, 1000, "range");
        array.eraseRange(0, -1L);
        assertThat(array.allocCyclic("first", Limit.ALL, 0))
                .isEqualTo(new CyclicResult(0, 1, true, false));
    }

    @Test
    void alloc_manyThreads_eachIndexOnce() {
        XArray<Integer> array = XArray.create(Flag.ALLOC1);
        Set<Long> all = ConcurrentHashMap.newKeySet();
        int each = 2000;
        OtherThread<?>[] others = new OtherThread<?>[4];
        for (int i = 0; i < others.length; i++) {
            int value = i;
            others[i] = OtherThread.start(() -> {
                for (int round = 0; round < each; round++) {
                    long index = array.alloc(value);
                    assertThat(all.add(index)).isTrue();
                    assertThat(array.get(index)).isEqualTo(value);
                }
                return true;
            });
        }
        for (OtherThread<?> other : others) {
            other.join();
        }
        assertThat(array.last(Filter.PRESENT).index()).isEqualTo(others.length * (long) each);
        assertThat(array.findFree(0, -1L)).hasValue(others.length * (long) each + 1);
    }

    @Test
    void alloc1_vacateIndexZero_leavesNothingBehind() {
        XArray<String> array = XArray.create(Flag.ALLOC1);
        assertThat(array.vacate(0)).isNull();
        assertStandsReservedAlone(array);
        array.set(0, "zero");
        assertThat(array.setMark(0, Mark.MARK_1)).isTrue();
        assertThat(array.vacate(0)).isEqualTo("zero");
        assertThat(array.isMarked(0, Mark.MARK_1)).isFalse();
        assertStandsReservedAlone(array);
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(0, "zero");
            assertThat(transaction.vacate(0)).isEqualTo("zero");
            assertThat(transaction.vacate(0)).isNull();
            assertThat(transaction.isEmpty()).isTrue();
            transaction.commit();
        }
        assertStandsReservedAlone(array);
    }

    private static void assertStandsReservedAlone(XArray<String> array) {
        assertThat(array.isReserved(0)).isTrue();
        assertThat(array.isEmpty()).isTrue();
        assertThat(array.unreserve(0)).isFalse();
        assertThat(array.insert(0, "refused")).isFalse();
        assertThat(array.reserveAt(0)).isNull();
    }

    @Test
    void alloc1_vacateIndexZeroOfMany_reservesAllOfThem() {
        XArray<String> array = XArray.create(Flag.ALLOC1);
        array.setRange(0, 7, "wide");
        assertThat(array.vacate(0)).isEqualTo("wide");
        assertThat(array.isReserved(7)).isTrue();
        assertThat(array.findFree(0, -1L)).hasValue(8);
        assertThat(array.unreserve(0)).isTrue();
        assertThat(array.isReserved(7)).isFalse();
        assertStandsReservedAlone(array);
    }

    @Test
    void alloc1_vacateIndexZeroWhereValuesAreReleased_isTheCallers() {
        Released<String> released = new Released<>();
        XArray<String> array =
                XArray.<String>builder().flags(Flag.ALLOC1).releaser(released).build();
        array.set(0, "zero");
        assertThat(array.vacate(0)).isEqualTo("zero");
        array.close();
        assertThat(released.by(array)).isEmpty();
    }
}
