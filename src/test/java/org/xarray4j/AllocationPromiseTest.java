package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reads of one index, and a cursor's steps, allocate nothing, also before they are compiled. Guarantee I. */
class AllocationPromiseTest {
    private static final int CALLS = 20_000;
    private static final int ATTEMPTS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void measuring_allocation_isPossible() {
        assertThat(THREADS.isThreadAllocatedMemorySupported()).isTrue();
        THREADS.setThreadAllocatedMemoryEnabled(true);
    }

    /** Trees of height one, three and eleven, and one of multi-index entries. */
    private static Map<String, XArray<String>> arrays() {
        Map<String, XArray<String>> arrays = new LinkedHashMap<>();
        long[] last = {63, 1L << 17, -1L};
        for (long greatest : last) {
            XArray<String> array = XArray.create(Flag.ALLOC);
            for (long index = 0; index < 64; index += 2) {
                array.set(index, "value");
            }
            array.set(greatest, "last");
            array.setMark(greatest, Mark.MARK_1);
            array.vacate(4);
            arrays.put("up to " + Long.toUnsignedString(greatest), array);
        }
        XArray<String> ranges = XArray.create(Flag.ALLOC1);
        ranges.setRange(3, 1L << 40, "range");
        ranges.setMark(3, Mark.MARK_1);
        arrays.put("ranges", ranges);
        return arrays;
    }

    private static Map<String, LongPredicate> reads(XArrayView<String> view) {
        Map<String, LongPredicate> reads = new LinkedHashMap<>();
        reads.put("get", index -> view.get(index) != null);
        reads.put("contains", view::contains);
        reads.put("isReserved", view::isReserved);
        reads.put("isMarked", index -> view.isMarked(index, Mark.MARK_1));
        reads.put("order", index -> view.order(index) > 0);
        reads.put("anyMarked", index -> view.anyMarked(Mark.MARK_1));
        reads.put("size", index -> view.size() > index);
        reads.put("isEmpty", index -> view.isEmpty());
        return reads;
    }

    @TestFactory
    Stream<DynamicTest> readOfOneIndex_manyCalls_allocatesNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        arrays().forEach((name, array) -> {
            for (XArrayView<String> view : List.of(array, array.snapshot())) {
                reads(view)
                        .forEach((read, call) -> tests.add(dynamicTest(
                                read + " of " + view.getClass().getSimpleName() + ", " + name,
                                () -> assertThat(fewestBytes(call)).isZero())));
            }
        });
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> cursor_manySteps_allocatesNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        arrays().forEach((name, array) -> {
            for (XArrayView<String> view : List.of(array, array.snapshot())) {
                Cursor<String> cursor = view.cursor();
                Map<String, LongPredicate> steps = new LinkedHashMap<>();
                steps.put("load", index -> cursor.moveTo(index).load() != null);
                steps.put("next", index -> cursor.next() != null);
                steps.put("previous", index -> cursor.previous() != null);
                steps.put("find", index -> cursor.find(-1L) != null || cursor.moveTo(0) == null);
                steps.put(
                        "find by mark",
                        index -> cursor.moveTo(index).find(-1L, Filter.MARK_1) != null);
                steps.put("findConflict", index -> cursor.findConflict() != null);
                steps.forEach((step, call) -> tests.add(dynamicTest(
                        step + " of " + view.getClass().getSimpleName() + ", " + name,
                        () -> assertThat(fewestBytes(call)).isZero())));
            }
        });
        return tests.stream();
    }

    @Test
    void measurement_allocatingCalls_isSeen() {
        Object[] sink = new Object[1];
        assertThat(fewestBytes(index -> {
                    sink[0] = new Object();
                    return sink[0] == null;
                }))
                .isGreaterThanOrEqualTo(8L * CALLS);
    }

    /** Calls in several attempts, since linking and the measurement itself may allocate; returns the least of them. */
    private static long fewestBytes(LongPredicate call) {
        long fewest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && fewest > 0; attempt++) {
            fewest = Math.min(fewest, bytes(call));
        }
        return fewest;
    }

    private static long bytes(LongPredicate call) {
        int found = 0;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            found += call.test((i * 0x9E37_79B9L) >>> (i & 63)) ? 1 : 0;
        }
        long after = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(found).isBetween(0, CALLS);
        return after - before;
    }
}
