package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the array no longer holds can be collected, at the latest after some more writes. */
class LeakTest {
    /** A value of its own size, so that a leak is not hidden by a constant. */
    private static Object value() {
        return new byte[16];
    }

    private static Map<String, Consumer<XArrayEditor<Object>>> losing() {
        Map<String, Consumer<XArrayEditor<Object>>> calls = new LinkedHashMap<>();
        calls.put("set", editor -> editor.set(70, "new"));
        calls.put("erase", editor -> editor.erase(70));
        calls.put("remove", editor -> editor.remove(70));
        calls.put("vacate", editor -> editor.vacate(70));
        calls.put("compareAndSet", editor -> editor.compareAndSet(70, editor.get(70), "new"));
        calls.put("compute", editor -> editor.compute(70, (index, old) -> null));
        calls.put("setRange", editor -> editor.setRange(0, 5000, "new"));
        calls.put("eraseRange", editor -> editor.eraseRange(5, 1L << 41));
        calls.put("clear", XArrayEditor::clear);
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> value_lostAndSomeWritesLater_isCollected() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Way way : Way.values()) {
            losing().forEach((name, call) -> tests.add(dynamicTest(name + " by " + way, () -> {
                XArray<Object> array = XArray.create();
                WeakReference<Object> value = stored(array);
                way.write(array, call);
                writeOn(array);
                assertCollected(value);
                array.set(1, "the array was in use all the time");
            })));
        }
        return tests.stream();
    }

    private static WeakReference<Object> stored(XArray<Object> array) {
        Object value = value();
        array.set(70, value);
        array.set(1L << 40, "far away");
        return new WeakReference<>(value);
    }

    private static void writeOn(XArray<Object> array) {
        for (long i = 0; i < 400; i++) {
            array.set(i % 3 * 1000, "write " + i);
        }
    }

    private static void assertCollected(WeakReference<Object> value) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (value.get() != null && System.nanoTime() - end < 0) {
            System.gc();
        }
        assertThat(value.get()).isNull();
    }

    @Test
    void close_holderKept_valuesAreCollected() {
        XArray<Object> array = XArray.create();
        WeakReference<Object> value = stored(array);
        Guard<Object> guard = array.getLocked(70);
        guard.close();
        LockedXArray<Object> session = array.lock();
        session.close();
        Transaction<Object> transaction = array.begin();
        transaction.commit();
        array.close();
        assertCollected(value);
        // All of these were reachable until here.
        assertThat(List.of(array, guard, session, transaction)).doesNotContainNull();
    }

    @Test
    void snapshot_kept_keepsItsValuesOnly() {
        XArray<Object> array = XArray.create();
        WeakReference<Object> old = stored(array);
        Snapshot<Object> snapshot = array.snapshot();
        WeakReference<Object> between = stored(array);
        array.clear();
        writeOn(array);
        assertCollected(between);
        assertThat(snapshot.get(70)).isNotNull().isSameAs(old.get());
    }

    @Test
    void rollback_transactionForgotten_valuesAreCollected() {
        XArray<Object> array = XArray.create();
        WeakReference<Object> value = rolledBack(array);
        array.set(1, "one more write");
        assertCollected(value);
        array.set(1, "the array was in use all the time");
    }

    private static WeakReference<Object> rolledBack(XArray<Object> array) {
        Object value = value();
        try (Transaction<Object> transaction = array.begin()) {
            transaction.set(70, value);
            transaction.setRange(1000, 10_000, value);
        }
        return new WeakReference<>(value);
    }
}
