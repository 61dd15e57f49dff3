package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A thread that holds the lock by a guard, a session or a transaction cannot take it once more: refused at once. */
class RefusalReentryTest {
    private static final Map<String, Function<XArray<String>, AutoCloseable>> HOLDERS = Map.of(
            "guard", array -> array.getLocked(1),
            "session", XArray::lock,
            "transaction", XArray::begin);

    private static Map<String, Consumer<XArray<String>>> lockTaking() {
        Map<String, Consumer<XArray<String>>> calls = new LinkedHashMap<>(Calls.locking());
        Calls.writes().forEach((name, write) -> calls.put(name, write::accept));
        calls.put("close", XArray::close);
        calls.put("trim", XArray::trim);
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> array_lockHeldHere_refusesEveryCallThatTakesIt() {
        List<DynamicTest> tests = new ArrayList<>();
        HOLDERS.forEach((holder, open) -> lockTaking()
                .forEach((name, call) -> tests.add(
                        dynamicTest(name + " under a " + holder, () -> refused(open, call)))));
        return tests.stream();
    }

    private static void refused(
            Function<XArray<String>, AutoCloseable> open, Consumer<XArray<String>> call)
            throws Exception {
        XArray<String> array = Calls.array();
        List<String> before = Dump.of(array);
        try (AutoCloseable holder = open.apply(array)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> call.accept(array))
                    .withMessageContaining("subject")
                    .withMessageContaining("already held here")
                    .withMessageContaining(holder.toString());
            assertThat(Dump.of(array)).isEqualTo(before);
            assertThat(OtherThread.canLock(array)).isFalse();
        }
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> reservationStore_lockHeldHere_refused() {
        return HOLDERS.entrySet().stream()
                .map(holder -> dynamicTest("under a " + holder.getKey(), () -> {
                    XArray<String> array = Calls.array();
                    Reservation<String> reservation = array.reserve();
                    try (AutoCloseable held = holder.getValue().apply(array)) {
                        assertThatIllegalStateException()
                                .isThrownBy(() -> reservation.store("new"))
                                .withMessageContaining("already held here")
                                .withMessageContaining(held.toString());
                    }
                    assertThat(reservation.isOpen()).isTrue();
                    assertThat(reservation.store("new")).isZero();
                }));
    }

    @Test
    void reservationClose_guardHeldHere_refusedAndStaysOpen() {
        XArray<String> array = Calls.array();
        Reservation<String> reservation = array.reserve();
        try (Guard<String> guard = array.getLocked(1)) {
            assertThatIllegalStateException()
                    .isThrownBy(reservation::close)
                    .withMessageContaining("already held here")
                    .withMessageContaining(guard.toString());
        }
        assertThat(reservation.isOpen()).isTrue();
        assertThat(array.isReserved(reservation.index())).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> array_lockHeldHere_allowsEveryRead() {
        List<DynamicTest> tests = new ArrayList<>();
        HOLDERS.forEach((holder, open) -> Calls.reads()
                .forEach((name, read) -> tests.add(dynamicTest(name + " under a " + holder, () -> {
                    XArray<String> array = Calls.array();
                    try (AutoCloseable held = open.apply(array)) {
                        read.accept(array);
                        array.snapshot();
                    }
                    assertThat(OtherThread.canLock(array)).isTrue();
                }))));
        return tests.stream();
    }

    @Test
    void twoArrays_lockOfOneHeld_otherCanBeWritten() {
        XArray<String> one = Calls.array();
        XArray<String> two = Calls.array();
        try (LockedXArray<String> session = one.lock();
                Transaction<String> transaction = two.begin()) {
            session.set(2, "one");
            transaction.set(2, "two");
            transaction.commit();
        }
        assertThat(one.get(2)).isEqualTo("one");
        assertThat(two.get(2)).isEqualTo("two");
    }

    @TestFactory
    Stream<DynamicTest> computeFunction_writesTheArray_refusedAndNothingChanges() {
        return lockTaking().entrySet().stream()
                .map(call -> dynamicTest(call.getKey(), () -> {
                    XArray<String> array = Calls.array();
                    List<String> before = Dump.of(array);
                    assertThatIllegalStateException()
                            .isThrownBy(() -> array.compute(9, (index, old) -> {
                                call.getValue().accept(array);
                                return "new";
                            }))
                            .withMessageContaining("already held here");
                    assertThat(Dump.of(array)).isEqualTo(before);
                    assertThat(OtherThread.canLock(array)).isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicTest> computeFunction_usesItsEditor_refusedAndNothingChanges() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Way way : List.of(Way.SESSION, Way.TRANSACTION)) {
            Calls.writes()
                    .forEach((name, call) -> tests.add(dynamicTest(name + " in a " + way, () -> {
                        XArray<String> array = Calls.array();
                        List<String> before = Dump.of(array);
                        way.write(array, editor -> {
                            assertThatIllegalStateException()
                                    .isThrownBy(() -> editor.compute(9, (index, old) -> {
                                        call.accept(editor);
                                        return "new";
                                    }))
                                    .withMessageContaining("must not use the array");
                            assertThat(Dump.of(editor)).isEqualTo(before);
                        });
                        assertThat(Dump.of(array)).isEqualTo(before);
                    })));
        }
        return tests.stream();
    }

    @Test
    void computeFunction_closesItsSession_refusedAndStaysOpen() {
        XArray<String> array = Calls.array();
        try (LockedXArray<String> session = array.lock()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.compute(9, (index, old) -> {
                        session.close();
                        return "new";
                    }));
            assertThat(OtherThread.canLock(array)).isFalse();
            session.set(2, "still open");
        }
        assertThat(array.contains(9)).isFalse();
    }

    @Test
    void computeFunction_commitsItsTransaction_refusedAndStaysOpen() {
        endsInFunction(Transaction::commit);
    }

    @Test
    void computeFunction_closesItsTransaction_refusedAndStaysOpen() {
        endsInFunction(Transaction::close);
    }

    private static void endsInFunction(Consumer<Transaction<String>> end) {
        XArray<String> array = Calls.array();
        try (Transaction<String> transaction = array.begin()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> transaction.compute(9, (index, old) -> {
                        end.accept(transaction);
                        return "new";
                    }));
            assertThat(OtherThread.canLock(array)).isFalse();
            transaction.set(2, "still open");
            transaction.commit();
        }
        assertThat(array.contains(9)).isFalse();
        assertThat(array.contains(2)).isTrue();
    }
}
