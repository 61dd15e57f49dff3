package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Misuse and expected refusals that are not about nulls, re-entry or closing. */
class RefusalTest {
    private static List<String> dumpAfter(
            XArray<String> array, Way way, Consumer<XArrayEditor<String>> refused) {
        way.write(array, refused);
        assertThat(OtherThread.canLock(array)).isTrue();
        Internals.validate(array);
        return Dump.of(array);
    }

    @ParameterizedTest
    @EnumSource
    void setRange_lastBeforeFirst_namesBothAndChangesNothing(Way way) {
        XArray<String> array = Calls.array();
        assertThat(dumpAfter(array, way, editor -> {
                    for (Consumer<XArrayEditor<String>> call :
                            List.<Consumer<XArrayEditor<String>>>of(
                                    each -> each.setRange(-1L, 41, "new"),
                                    each -> each.eraseRange(-1L, 41))) {
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> call.accept(editor))
                                .withMessageContaining("subject")
                                .withMessageContaining("18446744073709551615")
                                .withMessageContaining("41");
                    }
                }))
                .isEqualTo(Dump.of(Calls.array()));
    }

    @ParameterizedTest
    @EnumSource
    void insert_somethingThere_isFalseAndChangesNothing(Way way) {
        XArray<String> array = Calls.array();
        assertThat(dumpAfter(array, way, editor -> {
                    assertThat(editor.insert(1, "new")).isFalse();
                    assertThat(editor.insert(64, "new")).isFalse();
                    assertThat(editor.reserveAt(1)).isNull();
                    assertThat(editor.reserveAt(64)).isNull();
                }))
                .isEqualTo(Dump.of(Calls.array()));
    }

    @ParameterizedTest
    @EnumSource
    void compareAndSet_somethingElseThere_isFalseAndChangesNothing(Way way) {
        XArray<String> array = Calls.array();
        assertThat(dumpAfter(array, way, editor -> {
                    assertThat(editor.compareAndSet(1, null, "new")).isFalse();
                    assertThat(editor.compareAndSet(1, "other", "new")).isFalse();
                    assertThat(editor.compareAndSet(2, "other", "new")).isFalse();
                    assertThat(editor.compareAndSet(64, "other", "new")).isFalse();
                    assertThat(editor.compareAndSet(64, null, "new")).isFalse();
                    assertThat(editor.compareAndSet(64, null, null)).isFalse();
                    assertThat(editor.compareAndExchange(1, null, "new")).isEqualTo("old");
                    assertThat(editor.compareAndExchange(1, "other", null)).isEqualTo("old");
                    assertThat(editor.compareAndExchange(2, "other", "new")).isNull();
                    assertThat(editor.compareAndExchange(64, null, "new")).isNull();
                }))
                .isEqualTo(Dump.of(Calls.array()));
    }

    @Test
    void compareAndSet_equalButNotIdentical_isFalse() {
        XArray<String> array = XArray.create();
        String there = String.copyValueOf("value".toCharArray());
        array.set(1, there);
        assertThat(array.compareAndSet(1, "value", "new")).isFalse();
        assertThat(array.compareAndSet(1, there, "new")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void erase_nothingThere_isRefusedAndChangesNothing(Way way) {
        XArray<String> array = Calls.array();
        assertThat(dumpAfter(array, way, editor -> {
                    assertThat(editor.remove(7)).isNull();
                    assertThat(editor.erase(7)).isFalse();
                    assertThat(editor.unreserve(7)).isFalse();
                    assertThat(editor.unreserve(1)).isFalse();
                    assertThat(editor.setMark(7, Mark.MARK_0)).isFalse();
                    assertThat(editor.clearMark(7, Mark.MARK_0)).isFalse();
                    assertThat(editor.clearMark(1, Mark.MARK_0)).isFalse();
                    editor.eraseRange(70, 1L << 50);
                }))
                .isEqualTo(Dump.of(Calls.array()));
    }

    @ParameterizedTest
    @EnumSource
    void alloc_nothingFree_throwsAndTryFormsAreEmpty(Way way) {
        XArray<String> array = Calls.array();
        List<Limit> none =
                List.of(new Limit(1, 1), new Limit(64, 64), new Limit(5, 4), new Limit(-1L, 0));
        assertThat(dumpAfter(array, way, editor -> {
                    for (Limit limit : none) {
                        assertThatExceptionOfType(NoFreeIndexException.class)
                                .isThrownBy(() -> editor.alloc("new", limit))
                                .withMessageContaining("subject")
                                .withMessageContaining(limit.toString())
                                .satisfies(
                                        refusal -> assertThat(refusal.limit()).isEqualTo(limit));
                        assertThatExceptionOfType(NoFreeIndexException.class)
                                .isThrownBy(() -> editor.reserve(limit));
                        assertThat(editor.tryAlloc("new", limit)).isEmpty();
                        assertThat(editor.tryReserve(limit)).isNull();
                        assertThat(editor.allocCyclic("new", limit, 77))
                                .isEqualTo(new CyclicResult(0, 77, false, true));
                    }
                }))
                .isEqualTo(Dump.of(Calls.array()));
    }

    @Test
    void alloc_everyIndexInUse_throws() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.setRange(0, -1L, "all");
        assertThatExceptionOfType(NoFreeIndexException.class).isThrownBy(() -> array.alloc("new"));
        assertThatExceptionOfType(NoFreeIndexException.class).isThrownBy(array::reserve);
        assertThat(Dump.of(array).get(0)).isEqualTo("0/64=all");
    }

    @TestFactory
    Stream<DynamicTest> alloc_plainArray_refusedAndNamesTheFlags() {
        Map<String, Consumer<XArrayEditor<String>>> calls = new LinkedHashMap<>(Calls.writes());
        calls.keySet()
                .removeIf(name -> !name.contains("lloc")
                        && !name.matches("reserve|reserve within|reserveCyclic|tryReserve"));
        assertThat(calls).hasSize(8);
        List<DynamicTest> tests = new ArrayList<>();
        for (Way way : Way.values()) {
            calls.forEach((name, call) -> tests.add(dynamicTest(name + " by " + way, () -> {
                XArray<String> array = XArray.create();
                way.write(
                        array,
                        editor -> assertThatIllegalStateException()
                                .isThrownBy(() -> call.accept(editor))
                                .withMessageContaining(array.name())
                                .withMessageContaining("ALLOC"));
                assertThat(array.isEmpty()).isTrue();
                assertThat(OtherThread.canLock(array)).isTrue();
            })));
        }
        return tests.stream();
    }

    @Test
    void create_zeroBusyAlone_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XArray.create(Flag.ZERO_BUSY))
                .withMessageContaining("ZERO_BUSY");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        XArray.create(Flag.ZERO_BUSY, Flag.LOCK_BH, Flag.LOCK_IRQ, Flag.ACCOUNT));
        assertThat(XArray.create(Flag.ZERO_BUSY, Flag.TRACK_FREE).isReserved(0)).isTrue();
    }

    @Test
    void extract_valueDoesNotFitDestination_refused() {
        XArray<Object> array = XArray.create();
        array.set(1, "a string");
        Object[] integers = new Integer[1];
        assertThatExceptionOfType(ArrayStoreException.class)
                .isThrownBy(() -> array.extract(integers, 0, -1L, Filter.PRESENT));
    }

    @Test
    void iterator_remove_refused() {
        XArray<String> array = Calls.array();
        var iterator = array.iterator();
        iterator.next();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(iterator::remove);
        assertThat(iterator.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    }

    @Test
    void nodeAccount_negativeLimit_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeAccount.limited(-1))
                .withMessageContaining("-1");
    }

    @Test
    void limitAndResults_print_asUnsigned() {
        assertThat(new Limit(1, -1L)).hasToString("[1, 18446744073709551615]");
        assertThat(new Entry<>(-1L, -1L, 0, "v")).hasToString("18446744073709551615=v");
        assertThat(new Entry<>(10, 8, 3, "v")).hasToString("10 in [8, 15]=v");
        assertThat(new CyclicResult(-1L, 0, true, false))
                .hasToString("18446744073709551615, next 0, wrapped");
        assertThat(new CyclicResult(0, 6, false, true)).hasToString("full, next 6");
    }
}
