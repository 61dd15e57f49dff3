package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is closed is refused, a second close does nothing, and what belongs to another thread is refused. */
class RefusalClosedTest {
    private static Stream<DynamicTest> everyCallOn(XArrayEditor<String> editor, String... words) {
        List<DynamicTest> tests = new ArrayList<>();
        Calls.writes()
                .forEach((name, call) -> tests.add(
                        dynamicTest(name, () -> refused(() -> call.accept(editor), words))));
        Calls.reads()
                .forEach((name, call) -> tests.add(
                        dynamicTest(name, () -> refused(() -> call.accept(editor), words))));
        return tests.stream();
    }

    private static void refused(Runnable call, String... words) {
        assertThatIllegalStateException()
                .isThrownBy(call::run)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
    }

    @TestFactory
    Stream<DynamicTest> array_closed_refusesEveryWrite() {
        XArray<String> array = Calls.array();
        Reservation<String> reservation = array.reserve();
        array.close();
        List<DynamicTest> tests = new ArrayList<>();
        Calls.writes()
                .forEach((name, call) -> tests.add(dynamicTest(
                        name, () -> refused(() -> call.accept(array), "subject", "closed"))));
        Calls.locking()
                .forEach((name, call) -> tests.add(dynamicTest(
                        name, () -> refused(() -> call.accept(array), "subject", "closed"))));
        tests.add(dynamicTest(
                "reservation", () -> refused(() -> reservation.store("new"), "subject", "closed")));
        tests.add(dynamicTest(
                "lock is free",
                () -> refused(() -> OtherThread.run(array::lock), "subject", "closed")));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> array_closed_readsFindNothing() {
        XArray<String> array = Calls.array();
        Reservation<String> reservation = array.reserve();
        Snapshot<String> snapshot = array.snapshot();
        array.close();
        array.close();
        return Stream.of(
                dynamicTest("array", () -> {
                    assertThat(array.isEmpty()).isTrue();
                    assertThat(Dump.of(array)).isEqualTo(Dump.of(XArray.create()));
                    assertThat(array.snapshot().isEmpty()).isTrue();
                }),
                dynamicTest("older snapshot", () -> assertThat(snapshot.get(1)).isEqualTo("old")),
                dynamicTest("reservation", () -> {
                    assertThat(reservation.isOpen()).isFalse();
                    assertThatNoException().isThrownBy(reservation::close);
                }));
    }

    @TestFactory
    Stream<DynamicTest> session_closed_refusesEveryCall() {
        LockedXArray<String> session = Calls.array().lock();
        session.close();
        return everyCallOn(session, "LockedXArray[subject]", "closed");
    }

    @TestFactory
    Stream<DynamicTest> transaction_committed_refusesEveryCall() {
        Transaction<String> transaction = Calls.array().begin();
        transaction.commit();
        return everyCallOn(transaction, "Transaction[subject]", "committed");
    }

    @TestFactory
    Stream<DynamicTest> transaction_rolledBack_refusesEveryCall() {
        Transaction<String> transaction = Calls.array().begin();
        transaction.close();
        return everyCallOn(transaction, "Transaction[subject]", "rolled back");
    }

    @Test
    void transaction_secondCommit_refused() {
        Transaction<String> committed = Calls.array().begin();
        committed.commit();
        refused(committed::commit, "committed");
        Transaction<String> rolledBack = Calls.array().begin();
        rolledBack.close();
        refused(rolledBack::commit, "rolled back");
    }

    @TestFactory
    Stream<DynamicTest> session_ofAnotherThread_refusesEveryCallAndStaysOpen() {
        XArray<String> array = Calls.array();
        String here = Thread.currentThread().getName();
        LockedXArray<String> session = array.lock();
        return Stream.concat(
                onAnotherThread(session, here), Stream.of(dynamicTest("and last", () -> {
                    refused(() -> OtherThread.run(session::close), here, "other");
                    session.set(1, "still open");
                    session.close();
                    assertThat(OtherThread.canLock(array)).isTrue();
                })));
    }

    @TestFactory
    Stream<DynamicTest> transaction_ofAnotherThread_refusesEveryCallAndStaysOpen() {
        XArray<String> array = Calls.array();
        String here = Thread.currentThread().getName();
        Transaction<String> transaction = array.begin();
        return Stream.concat(
                onAnotherThread(transaction, here), Stream.of(dynamicTest("and last", () -> {
                    refused(() -> OtherThread.run(transaction::close), here, "other");
                    refused(() -> OtherThread.run(transaction::commit), here, "other");
                    transaction.set(1, "still open");
                    transaction.commit();
                    assertThat(array.get(1)).isEqualTo("still open");
                })));
    }

    private static Stream<DynamicTest> onAnotherThread(XArrayEditor<String> editor, String here) {
        List<DynamicTest> tests = new ArrayList<>();
        Calls.writes()
                .forEach((name, call) ->
                        tests.add(dynamicTest(name, () -> onOther(editor, call, here))));
        Calls.reads()
                .forEach((name, call) ->
                        tests.add(dynamicTest(name, () -> onOther(editor, call::accept, here))));
        return tests.stream();
    }

    private static void onOther(
            XArrayEditor<String> editor, Consumer<XArrayEditor<String>> call, String here) {
        refused(() -> OtherThread.run(() -> call.accept(editor)), here, "other");
    }

    @Test
    void guard_closedByAnotherThread_refusedAndStaysOpen() {
        XArray<String> array = Calls.array();
        Guard<String> guard = array.getLocked(1);
        refused(
                () -> OtherThread.run(guard::close),
                Thread.currentThread().getName(),
                "other",
                guard.toString());
        assertThat(guard.value()).isEqualTo("old");
        assertThat(OtherThread.canLock(array)).isFalse();
        guard.close();
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @Test
    void guard_closed_refusesValue() {
        Guard<String> guard = Calls.array().getLocked(1);
        guard.close();
        refused(guard::value, guard.toString(), "closed");
    }

    @TestFactory
    Stream<DynamicTest> secondClose_lockTakenByAnotherMeanwhile_doesNotFreeIt() {
        XArray<String> array = Calls.array();
        Guard<String> guard = array.getLocked(1);
        guard.close();
        LockedXArray<String> session = array.lock();
        session.close();
        Transaction<String> rolledBack = array.begin();
        rolledBack.close();
        Transaction<String> committed = array.begin();
        committed.commit();
        return Stream.of(guard, session, rolledBack, committed)
                .map(closed -> dynamicTest(closed.getClass().getSimpleName(), () -> {
                    try (LockedXArray<String> other = array.lock()) {
                        closed.close();
                        assertThat(OtherThread.canLock(array)).isFalse();
                        other.set(5, "still held");
                    }
                    OtherThread.run(() -> assertThatNoException().isThrownBy(closed::close));
                }));
    }
}
