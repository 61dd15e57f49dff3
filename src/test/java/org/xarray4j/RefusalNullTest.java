package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Null is no value and no argument: refused at once, and nothing changes. */
class RefusalNullTest {
    private static Map<String, Consumer<XArrayEditor<String>>> writes() {
        Map<String, Consumer<XArrayEditor<String>>> calls = new LinkedHashMap<>();
        calls.put("getAndSet", editor -> editor.getAndSet(1, null));
        calls.put("set", editor -> editor.set(1, null));
        calls.put("set where nothing is", editor -> editor.set(7, null));
        calls.put("insert", editor -> editor.insert(7, null));
        calls.put("insert where something is", editor -> editor.insert(1, null));
        calls.put("computeIfAbsent", editor -> editor.computeIfAbsent(7, null));
        calls.put("computeIfAbsent where something is", editor -> editor.computeIfAbsent(1, null));
        calls.put("compute", editor -> editor.compute(1, null));
        calls.put("setRange", editor -> editor.setRange(0, 9, null));
        calls.put("setMark", editor -> editor.setMark(1, null));
        calls.put("setMark where nothing is", editor -> editor.setMark(7, null));
        calls.put("clearMark", editor -> editor.clearMark(1, null));
        calls.put("alloc", editor -> editor.alloc(null));
        calls.put("alloc within", editor -> editor.alloc(null, Limit.ALL));
        calls.put("alloc without limit", editor -> editor.alloc("new", null));
        calls.put("tryAlloc", editor -> editor.tryAlloc(null, Limit.ALL));
        calls.put("tryAlloc without limit", editor -> editor.tryAlloc("new", null));
        calls.put("allocCyclic", editor -> editor.allocCyclic(null, Limit.ALL, 0));
        calls.put("allocCyclic without limit", editor -> editor.allocCyclic("new", null, 0));
        calls.put("reserveCyclic", editor -> editor.reserveCyclic(null, 0));
        calls.put("cyclic", editor -> editor.cyclic(null));
        calls.put("reserve", editor -> editor.reserve(null));
        calls.put("tryReserve", editor -> editor.tryReserve(null));
        calls.put("cursor set", editor -> editor.cursor().set(null));
        calls.put(
                "cursor set of a block", editor -> editor.cursor().moveTo(0, 9).set(null));
        calls.put("cursor getAndSet", editor -> editor.cursor().moveTo(1).getAndSet(null));
        calls.put("cursor setMark", editor -> editor.cursor().moveTo(1).setMark(null));
        calls.put("cursor clearMark", editor -> editor.cursor().moveTo(1).clearMark(null));
        return calls;
    }

    private static Map<String, Consumer<XArrayView<String>>> reads() {
        Map<String, Consumer<XArrayView<String>>> calls = new LinkedHashMap<>();
        calls.put("isMarked", view -> view.isMarked(1, null));
        calls.put("isMarked where nothing is", view -> view.isMarked(7, null));
        calls.put("anyMarked", view -> view.anyMarked(null));
        calls.put("find", view -> view.find(0, -1L, null));
        calls.put("find in nothing", view -> view.find(9, 8, null));
        calls.put("findAfter", view -> view.findAfter(0, -1L, null));
        calls.put("findBefore", view -> view.findBefore(9, 0, null));
        calls.put("first", view -> view.first(null));
        calls.put("last", view -> view.last(null));
        calls.put("extract", view -> view.extract(null, 0, -1L, Filter.PRESENT));
        calls.put("extract without filter", view -> view.extract(new String[1], 0, -1L, null));
        calls.put("cursor find", view -> view.cursor().find(-1L, null));
        calls.put("cursor isMarked", view -> view.cursor().isMarked(null));
        calls.put("forEach", view -> view.forEach((LongObjConsumer<String>) null));
        calls.put("forEach of range", view -> view.forEach(0, 9, Filter.PRESENT, null));
        calls.put("forEach of nothing", view -> view.forEach(9, 8, Filter.PRESENT, null));
        calls.put("forEach without filter", view -> view.forEach(0, 9, null, (index, value) -> {}));
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> write_null_refusedAndNothingChanges() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Way way : Way.values()) {
            writes().forEach((name, write) -> tests.add(dynamicTest(name + " by " + way, () -> {
                XArray<String> array = Calls.array();
                List<String> before = Dump.of(array);
                way.write(array, editor -> {
                    assertThatNullPointerException().isThrownBy(() -> write.accept(editor));
                    assertThat(Dump.of(editor)).isEqualTo(before);
                });
                assertThat(Dump.of(array)).isEqualTo(before);
                assertThat(OtherThread.canLock(array)).isTrue();
            })));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> read_null_refused() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Sight sight : Sight.values()) {
            reads().forEach((name, read) -> tests.add(dynamicTest(name + " of " + sight, () -> {
                XArrayView<String> view = sight.of(Calls.array());
                assertThatNullPointerException().isThrownBy(() -> read.accept(view));
            })));
        }
        return tests.stream();
    }

    @Test
    void set_null_messageNamesArrayAndIndex() {
        XArray<String> array = Calls.array();
        assertThatNullPointerException()
                .isThrownBy(() -> array.set(-1L, null))
                .withMessageContaining("subject")
                .withMessageContaining("18446744073709551615");
    }

    @Test
    void reservationStore_null_refusedAndStaysOpen() {
        XArray<String> array = Calls.array();
        Reservation<String> reservation = array.reserve();
        assertThatNullPointerException().isThrownBy(() -> reservation.store(null));
        assertThatNullPointerException().isThrownBy(() -> reservation.store(array, null));
        assertThatNullPointerException().isThrownBy(() -> reservation.store(null, "new"));
        assertThat(reservation.isOpen()).isTrue();
    }

    @Test
    void tryLock_null_refusedAndLockIsFree() {
        XArray<String> array = Calls.array();
        assertThatNullPointerException().isThrownBy(() -> array.tryLock(null));
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @Test
    void builder_null_refused() {
        XArrayBuilder<String> builder = XArray.builder();
        assertThatNullPointerException().isThrownBy(() -> builder.releaser(null));
        assertThatNullPointerException().isThrownBy(() -> builder.account(null));
        assertThatNullPointerException().isThrownBy(() -> builder.name(null));
        assertThatNullPointerException().isThrownBy(() -> builder.flags((Flag) null));
        assertThatNullPointerException().isThrownBy(() -> XArray.create((Flag) null));
        assertThatNullPointerException().isThrownBy(() -> Filter.of(null));
    }
}
