package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.FailureReport;

/** An array with a releaser passes on each value that it discards, once for each time it was stored. Guarantee H. */
class ReleaserTest {
    private final Released<String> released = new Released<>();
    private final XArray<String> array = XArray.<String>builder()
            .flags(Flag.ALLOC)
            .name("subject")
            .releaser(released)
            .build();

    @ParameterizedTest
    @EnumSource
    void discardingWrites_valueThere_isReleasedOnce(Way way) {
        for (long index = 0; index < 7; index++) {
            array.set(index, "old " + index);
        }
        String expected = "old 2";
        array.set(2, expected);
        released.forget(array);
        way.write(array, editor -> {
            editor.set(0, "new");
            editor.erase(1);
            assertThat(editor.compareAndSet(2, expected, "new")).isTrue();
            editor.eraseRange(3, 3);
            editor.setRange(4, 5, "range");
        });
        assertThat(released.by(array))
                .containsExactlyInAnyOrder("old 0", "old 1", "old 2", "old 3", "old 4", "old 5");
        array.close();
        assertThat(released.by(array)).hasSize(10).containsOnlyOnce("old 6", "range");
    }

    @ParameterizedTest
    @EnumSource
    void handingOutWrites_valueThere_isNotReleased(Way way) {
        array.set(1, "getAndSet");
        array.set(2, "remove");
        array.set(3, "vacate");
        way.write(array, editor -> {
            assertThat(editor.getAndSet(1, "stays")).isEqualTo("getAndSet");
            assertThat(editor.remove(2)).isEqualTo("remove");
            assertThat(editor.vacate(3)).isEqualTo("vacate");
        });
        assertThat(released.by(array)).isEmpty();
        array.close();
        assertThat(released.by(array)).containsExactly("stays");
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION", "TRANSACTION"})
    void valueGivingWrites_withinEditor_discardOrHandOut(Way way) {
        LongStream.range(0, 6).forEach(index -> array.set(index, "old " + index));
        way.write(array, editor -> {
            assertThat(editor.compareAndExchange(0, editor.get(0), "new")).isEqualTo("old 0");
            editor.compareAndExchange(1, "other", "refused");
            editor.compute(2, (index, old) -> "new");
            editor.compute(3, (index, old) -> null);
            editor.compute(4, (index, old) -> old);
            editor.computeIfAbsent(5, index -> "not called");
            editor.computeIfAbsent(6, index -> "new");
            assertThat(released.now()).isEmpty();
        });
        assertThat(released.by(array)).containsExactly("old 2", "old 3");
    }

    @ParameterizedTest
    @EnumSource
    void refusedWrites_offeredAndPresentValues_areNotReleased(Way way) {
        array.set(1, "there");
        array.vacate(2);
        way.write(array, editor -> {
            editor.insert(1, "refused");
            editor.insert(2, "refused");
            editor.compareAndSet(1, null, "refused");
            editor.compareAndSet(1, "other", null);
            editor.compareAndSet(2, null, "refused");
            editor.tryAlloc("refused", new Limit(1, 2));
            editor.allocCyclic("refused", new Limit(1, 2), 1);
            editor.unreserve(1);
            editor.unreserve(2);
            editor.setMark(1, Mark.MARK_0);
        });
        assertThat(released.by(array)).isEmpty();
        assertThat(array.contains(1)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void identicalObject_storedOverItself_isNotReleased(Way way) {
        String value = "the one";
        array.set(1, value);
        array.setRange(64, 127, "range");
        array.setRange(130, 140, "pieces");
        way.write(array, editor -> {
            editor.set(1, value);
            assertThat(editor.getAndSet(1, value)).isSameAs(value);
            editor.compareAndSet(1, value, value);
            editor.setRange(1, 1, value);
            editor.set(100, "range");
            editor.setRange(64, 127, "range");
            editor.setRange(130, 140, "pieces");
        });
        assertThat(released.by(array)).isEmpty();
        array.clear();
        assertThat(released.by(array)).containsExactlyInAnyOrder(value, "range", "pieces");
    }

    @ParameterizedTest
    @EnumSource
    void identicalObject_atTwoIndices_isReleasedTwice(Way way) {
        array.set(1, "twice");
        array.set(1L << 40, "twice");
        way.write(array, editor -> editor.erase(1));
        assertThat(released.by(array)).containsExactly("twice");
        way.write(array, editor -> editor.set(1L << 40, "new"));
        assertThat(released.by(array)).containsExactly("twice", "twice");
    }

    @Test
    void reservation_filledAndErased_isReleasedOnce() {
        array.reserve().store("filled");
        array.reserve().close();
        array.vacate(77);
        array.erase(77);
        assertThat(released.by(array)).isEmpty();
        array.erase(0);
        assertThat(released.by(array)).containsExactly("filled");
    }

    @Test
    void clearAndClose_everyKindOfEntry_isReleasedOnce() {
        List<String> all = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (long index : Boundaries.indices()) {
                array.set(index, round + " at " + index);
                all.add(round + " at " + index);
            }
            array.setRange(100, 3000, round + " range");
            array.setRange(1L << 33, (1L << 35) + 5, round + " wide");
            all.add(round + " range");
            all.add(round + " wide");
            if (round == 0) {
                array.clear();
            } else {
                array.close();
                array.close();
            }
            assertThat(released.by(array)).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    // ---------------------------------------------------------------- when

    @Test
    void session_discards_areReleasedAtItsClose() {
        array.set(1, "old");
        array.set(2, "gone");
        try (LockedXArray<String> session = array.lock()) {
            String seen = session.get(1);
            session.set(1, "new");
            session.erase(2);
            assertThat(released.now()).isEmpty();
            assertThat(seen).isEqualTo("old");
        }
        assertThat(released.by(array)).containsExactly("old", "gone");
    }

    @Test
    void transaction_discards_areReleasedAtCommitAndKeptAtRollback() {
        array.set(1, "old");
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(1, "dropped");
            transaction.clear();
        }
        assertThat(released.by(array)).isEmpty();
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(1, "given and discarded");
            transaction.set(1, "new");
            assertThat(released.now()).isEmpty();
            transaction.commit();
            assertThat(released.by(array)).containsExactlyInAnyOrder("old", "given and discarded");
        }
        assertThat(released.by(array)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void manyDiscards_ofAllKinds_areReleasedOnceEach(Way way) {
        List<String> all = new ArrayList<>();
        for (long index = 0; index < 1000; index++) {
            all.add("value " + index);
            array.set(index * 5, "value " + index);
        }
        way.write(array, editor -> {
            for (long index = 0; index < 1000; index++) {
                if (index % 3 == 0) {
                    editor.erase(index * 5);
                } else if (index % 3 == 1) {
                    editor.set(index * 5, "new");
                } else {
                    editor.eraseRange(index * 5 - 1, index * 5 + 1);
                }
            }
        });
        assertThat(released.by(array)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void transaction_valueMoved_isNotReleased() {
        array.set(1, "moved");
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(2, transaction.remove(1));
            transaction.commit();
        }
        assertThat(released.by(array)).isEmpty();
        assertThat(array.contains(2)).isTrue();
    }

    @Test
    void guard_closed_valueCanBeReleased() {
        array.set(1, "guarded");
        try (Guard<String> guard = array.getLocked(1)) {
            assertThat(guard.value()).isEqualTo("guarded");
            assertThat(OtherThread.canLock(array)).isFalse();
        }
        array.erase(1);
        assertThat(released.by(array)).containsExactly("guarded");
    }

    @Test
    void releaser_running_lockIsFreeAndValueIsGone() {
        List<Boolean> lockWasFree = Collections.synchronizedList(new ArrayList<>());
        List<Boolean> wasThere = Collections.synchronizedList(new ArrayList<>());
        List<XArray<String>> self = new CopyOnWriteArrayList<>();
        XArray<String> subject = XArray.<String>builder()
                .releaser(value -> {
                    lockWasFree.add(OtherThread.canLock(self.get(0)));
                    wasThere.add(self.get(0).contains(1));
                })
                .build();
        self.add(subject);
        subject.set(1, "old");
        subject.erase(1);
        for (Way way : Way.values()) {
            Released.settle(subject.domain());
            way.write(subject, editor -> {
                editor.set(1, "old");
                editor.erase(1);
            });
        }
        Released.settle(subject.domain());
        subject.setRange(0, 99, "range");
        subject.clear();
        Released.settle(subject.domain());
        assertThat(lockWasFree).hasSize(5).containsOnly(true);
        assertThat(wasThere).hasSize(5).containsOnly(false);
    }

    @Test
    void releaser_running_isOnNeitherTheReadersNorTheWritersThread() {
        Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());
        XArray<String> subject = XArray.<String>builder()
                .releaser(value -> threads.add(Thread.currentThread()))
                .build();
        subject.set(1, "old");
        try (ReadView<String> view = subject.read()) {
            subject.erase(1);
            assertThat(view.get(1)).isEqualTo("old");
        }
        Released.settle(subject.domain());
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
    }

    @Test
    void releaser_writesTheArray_isAllowed() {
        List<XArray<String>> self = new CopyOnWriteArrayList<>();
        XArray<String> subject = XArray.<String>builder()
                .releaser(value -> {
                    released.accept(value);
                    if (value.equals("first")) {
                        self.get(0).eraseRange(0, 9);
                    }
                })
                .build();
        self.add(subject);
        subject.set(5, "second");
        subject.set(1, "first");
        subject.set(20, "stays");
        subject.erase(1);
        // The second barrier is for what the first release has discarded.
        released.by(subject);
        assertThat(released.by(subject)).containsExactly("first", "second");
        assertThat(subject.size()).isEqualTo(1);
    }

    @Test
    void releaser_waitsOrCloses_isRefused() {
        List<Throwable> refusals = new CopyOnWriteArrayList<>();
        List<XArray<String>> self = new CopyOnWriteArrayList<>();
        XArray<String> subject = XArray.<String>builder()
                .releaser(value -> {
                    refusals.add(catchThrowable(() -> self.get(0).domain().synchronize()));
                    refusals.add(catchThrowable(() -> self.get(0).close()));
                })
                .build();
        self.add(subject);
        subject.set(1, "old");
        subject.set(2, "stays");
        subject.erase(1);
        Released.settle(subject.domain());
        assertThat(refusals).hasSize(2).allMatch(IllegalStateException.class::isInstance);
        assertThat(subject.contains(2)).isTrue();
        assertThat(subject.insert(3, "still open")).isTrue();
    }

    @Test
    void releaser_throws_othersAreReleasedAndTheDomainReportsIt() {
        List<FailureReport> told = new CopyOnWriteArrayList<>();
        EpochDomain domain =
                EpochDomain.builder().name("d").onFailure(told::add).build();
        XArray<String> failing = XArray.<String>builder()
                .domain(domain)
                .releaser(value -> {
                    released.accept(value);
                    throw new ArithmeticException(value);
                })
                .build();
        LongStream.range(0, 5).forEach(index -> failing.set(index * 100, "value " + index));
        failing.erase(0);
        failing.clear();
        assertThat(released.by(failing))
                .startsWith("value 0")
                .containsExactlyInAnyOrder("value 0", "value 1", "value 2", "value 3", "value 4");
        assertThat(told).hasSize(2);
        assertThat(told.get(0).thrown()).isInstanceOf(ArithmeticException.class);
        assertThat(told.get(1).thrown().getSuppressed()).hasSize(3);
        assertThat(OtherThread.canLock(failing)).isTrue();
        assertThat(failing.isEmpty()).isTrue();
        domain.close();
    }

    // ---------------------------------------------------------------- what is refused

    @TestFactory
    Stream<DynamicTest> array_callThatGivesOutValue_refusedAndNamesTheOtherWays() {
        array.set(1, "value");
        Map<String, Consumer<XArray<String>>> calls = new LinkedHashMap<>();
        Calls.valueReads().forEach((name, read) -> calls.put(name, read::accept));
        calls.put("snapshot", XArray::snapshot);
        calls.put("compareAndExchange", subject -> subject.compareAndExchange(1, null, "new"));
        calls.put("compute", subject -> subject.compute(1, (index, old) -> "new"));
        calls.put("computeIfAbsent", subject -> subject.computeIfAbsent(1, index -> "new"));
        return calls.entrySet().stream()
                .map(call -> dynamicTest(call.getKey(), () -> {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> call.getValue().accept(array))
                            .withMessageContainingAll(
                                    "subject", "read()", "getLocked(index)", "lock()", "begin()");
                    assertThat(array.size()).isEqualTo(1);
                    assertThat(OtherThread.canLock(array)).isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicTest> array_callThatGivesOutNothing_isAllowed() {
        array.set(1, "value");
        return Calls.harmlessReads().entrySet().stream()
                .map(read -> dynamicTest(
                        read.getKey(),
                        () -> assertThatNoException()
                                .isThrownBy(() -> read.getValue().accept(array))));
    }

    @TestFactory
    Stream<DynamicTest> view_everyRead_isAllowed() {
        array.set(1, "value");
        return Calls.reads().entrySet().stream()
                .map(read -> dynamicTest(read.getKey(), () -> {
                    try (ReadView<String> view = array.read()) {
                        assertThatNoException().isThrownBy(() -> read.getValue().accept(view));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> sessionAndTransaction_everyRead_isAllowed() {
        array.set(1, "value");
        List<DynamicTest> tests = new ArrayList<>();
        for (Way way : List.of(Way.SESSION, Way.TRANSACTION)) {
            Calls.reads()
                    .forEach((name, read) -> tests.add(dynamicTest(
                            name + " in a " + way, () -> way.write(array, read::accept))));
        }
        return tests.stream();
    }
}
