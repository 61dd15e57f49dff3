package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.internal.tree.Validator;

/** A view shows one version until it is closed, in every array. Guarantees D and K. */
class ReadViewTest {
    private static final int ENTRIES = 300;

    private static XArray<Integer> filled(XArrayBuilder<Integer> builder) {
        XArray<Integer> array = builder.flags(Flag.ALLOC).name("subject").build();
        LongStream.range(0, ENTRIES).forEach(index -> array.set(index, 0));
        array.setMark(7, Mark.MARK_1);
        array.vacate(1000);
        return array;
    }

    private static List<XArray<Integer>> arrays() {
        return List.of(
                filled(XArray.builder()),
                filled(XArray.<Integer>builder().reuseNodes(false)),
                filled(XArray.<Integer>builder().releaser(value -> {})),
                filled(XArray.<Integer>builder().domain(EpochDomain.create("given"))));
    }

    @Test
    void view_underManyWrites_showsItsVersion() {
        for (XArray<Integer> array : arrays()) {
            try (ReadView<Integer> view = array.read()) {
                for (int round = 1; round < 40; round++) {
                    for (int index = 0; index < ENTRIES; index++) {
                        array.set(index, round);
                    }
                    array.setMark(8, Mark.MARK_1);
                    array.erase(7);
                    array.set(1000 + round, round);
                    array.setRange(1L << 30, 1L << 40, round);
                }
                assertThat(view.size()).isEqualTo(ENTRIES);
                assertThat(view.get(7)).isZero();
                assertThat(view.isMarked(7, Mark.MARK_1)).isTrue();
                assertThat(view.isMarked(8, Mark.MARK_1)).isFalse();
                assertThat(view.isReserved(1000)).isTrue();
                assertThat(view.contains(1001)).isFalse();
                assertThat(view.order(1L << 31)).isZero();
                assertThat(view.last(Filter.PRESENT).index()).isEqualTo(ENTRIES - 1);
                assertThat(view.find(0, -1L, Filter.MARK_1).index()).isEqualTo(7);
                assertThat(view.findFree(0, -1L)).hasValue(ENTRIES);
                List<Integer> values = new ArrayList<>();
                view.forEach((index, value) -> values.add(value));
                assertThat(values).hasSize(ENTRIES).containsOnly(0);
                assertThat(view.stream().map(Entry::value).collect(Collectors.toSet()))
                        .containsExactly(0);
            }
            Validator.validate(array.publishedRoot());
            array.close();
        }
    }

    @Test
    void views_ofManyVersions_eachShowsItsOwn() {
        XArray<Integer> array = filled(XArray.builder());
        List<ReadView<Integer>> views = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            for (int index = 0; index < 50; index++) {
                array.set(index, round);
            }
            views.add(array.read());
        }
        for (int round = 0; round < views.size(); round++) {
            int expected = round;
            views.get(round)
                    .forEach(
                            0,
                            49,
                            Filter.PRESENT,
                            (index, value) -> assertThat(value).isEqualTo(expected));
            views.get(round).close();
        }
    }

    @Test
    void view_openedUnderATransaction_showsWhatOthersSee() {
        XArray<Integer> array = filled(XArray.builder());
        try (Transaction<Integer> transaction = array.begin()) {
            transaction.set(3, 33);
            try (ReadView<Integer> view = array.read()) {
                transaction.commit();
                assertThat(view.get(3)).isZero();
            }
        }
        assertThat(array.get(3)).isEqualTo(33);
    }

    @Test
    void read_oneValue_isGivenToTheFunction() {
        for (XArray<Integer> array : arrays()) {
            array.set(5, 55);
            assertThat(array.<Integer>read(5, value -> value + 1)).isEqualTo(56);
            assertThat(array.<Boolean>read(5000, value -> value == null)).isTrue();
            assertThat(array.<Integer>read(5, value -> null)).isNull();
            assertThatThrownBy(() -> array.read(5, value -> {
                        throw new ArithmeticException();
                    }))
                    .isInstanceOf(ArithmeticException.class);
            array.close();
        }
    }

    @Test
    void read_functionThrows_holdsNothingBack() {
        Released<Integer> released = new Released<>();
        XArray<Integer> array = filled(XArray.<Integer>builder().releaser(released));
        assertThatThrownBy(() -> array.read(5, value -> {
                    throw new ArithmeticException();
                }))
                .isInstanceOf(ArithmeticException.class);
        array.erase(5);
        assertThat(released.by(array)).containsExactly(0);
    }

    @Test
    void closedArray_readThroughAView_isEmpty() {
        for (XArray<Integer> array : arrays()) {
            array.close();
            try (ReadView<Integer> view = array.read()) {
                assertThat(view.isEmpty()).isTrue();
            }
        }
    }

    // ---------------------------------------------------------------- closing

    @TestFactory
    Stream<DynamicTest> closedView_everyRead_isRefused() {
        XArray<String> array = Calls.array();
        ReadView<String> view = array.read();
        Iterator<Entry<String>> iterator = view.iterator();
        iterator.next();
        view.close();
        view.close();
        List<DynamicTest> tests = new ArrayList<>();
        Calls.reads()
                .forEach((name, read) -> tests.add(dynamicTest(
                        name,
                        () -> assertThatIllegalStateException()
                                .isThrownBy(() -> {
                                    read.accept(view);
                                    view.stream().count(); // those that read when they are used
                                })
                                .withMessageContainingAll("subject", "closed"))));
        tests.add(dynamicTest(
                "handOff",
                () -> assertThatIllegalStateException()
                        .isThrownBy(view::handOff)
                        .withMessageContaining("closed")));
        return tests.stream();
    }

    @Test
    void forEach_actionClosesTheView_isRefusedBeforeTheNext() {
        XArray<Integer> array = filled(XArray.builder());
        ReadView<Integer> view = array.read();
        List<Long> met = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> view.forEach((index, value) -> {
                    met.add(index);
                    view.close();
                }));
        assertThat(met).containsExactly(0L);
        assertThat(view.isOpen()).isFalse();
    }

    @Test
    void view_closedOnAnotherThread_holdsNothingBack() {
        Released<Integer> released = new Released<>();
        XArray<Integer> array = filled(XArray.<Integer>builder().releaser(released));
        ReadView<Integer> view = array.read();
        array.erase(3);
        OtherThread.run(view::close);
        assertThat(view.isOpen()).isFalse();
        assertThat(released.by(array)).containsExactly(0);
    }

    @Test
    void views_closedOutOfOrder_holdBackUntilTheLast() {
        Released<Integer> released = new Released<>();
        XArray<Integer> array = filled(XArray.<Integer>builder().releaser(released));
        ReadView<Integer> first = array.read();
        ReadView<Integer> second = array.read();
        array.erase(3);
        first.close();
        first.close();
        assertThat(array.domain().elapsed(array.domain().start())).isFalse();
        assertThat(released.now()).isEmpty();
        assertThat(second.get(3)).isZero();
        second.close();
        assertThat(released.by(array)).containsExactly(0);
    }

    @Test
    void parallelStream_taskThrows_noTaskOutlivesTheView() {
        XArray<Integer> array = filled(XArray.builder());
        Thread here = Thread.currentThread();
        List<Thread> threads = new ArrayList<>();
        try (ReadView<Integer> view = array.read()) {
            assertThatThrownBy(() -> view.stream().parallel().forEach(entry -> {
                        threads.add(Thread.currentThread());
                        if (entry.index() == 100) {
                            throw new ArithmeticException();
                        }
                    }))
                    .isInstanceOf(ArithmeticException.class);
        }
        assertThat(threads).hasSize(101).containsOnly(here);
    }

    // ---------------------------------------------------------------- waiting

    @Test
    void ownView_open_waitingIsRefusedUntilHandedOff() throws InterruptedException {
        XArray<Integer> array = filled(XArray.<Integer>builder().releaser(value -> {}));
        ReadView<Integer> view = array.read();
        assertThatIllegalStateException()
                .isThrownBy(() -> array.domain().synchronize(Duration.ZERO))
                .withMessageContainingAll("subject", "pin open");
        assertThatIllegalStateException()
                .isThrownBy(array::close)
                .withMessageContainingAll("subject", "would wait for itself");
        assertThat(array.size()).isEqualTo(ENTRIES);
        assertThat(array.insert(5000, 1)).isTrue();
        view.handOff();
        assertThat(array.domain().synchronize(Duration.ZERO)).isFalse();
        view.close();
        array.domain().synchronize();
        array.close();
        assertThat(array.isEmpty()).isTrue();
    }

    @Test
    void holderOfTheLock_waits_isRefused() {
        for (XArray<Integer> array : List.of(
                filled(XArray.<Integer>builder().releaser(value -> {})),
                filled(XArray.<Integer>builder().domain(EpochDomain.create("subject"))))) {
            try (Guard<Integer> guard = array.getLocked(1)) {
                assertThat(guard.value()).isZero();
                assertRefusesToWait(array);
            }
            try (LockedXArray<Integer> session = array.lock()) {
                assertRefusesToWait(array);
                session.computeIfAbsent(2000, index -> {
                    assertRefusesToWait(array);
                    return 1;
                });
            }
            try (Transaction<Integer> transaction = array.begin()) {
                assertRefusesToWait(array);
            }
            assertThat(array.domain().mayWait()).isTrue();
        }
        XArray<Integer> array =
                filled(XArray.<Integer>builder().domain(EpochDomain.create("subject")));
        array.compute(1, (index, old) -> {
            assertRefusesToWait(array);
            return old;
        });
    }

    private static void assertRefusesToWait(XArray<?> array) {
        assertThat(array.domain().mayWait()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> array.domain().synchronize(Duration.ofDays(1)))
                .withMessageContainingAll("subject", "pin open");
    }

    @Test
    void domain_ofAnArrayWithoutOne_isRefused() {
        XArray<Integer> array = filled(XArray.builder());
        array.read().close();
        assertThatIllegalStateException()
                .isThrownBy(array::domain)
                .withMessageContainingAll("subject", "releaser", "domain");
    }

    @Test
    void closedDomain_whatNeedsIt_isRefusedAndNothingChanges() {
        EpochDomain domain = EpochDomain.create("given");
        XArray<Integer> array =
                filled(XArray.<Integer>builder().domain(domain).releaser(value -> {}));
        domain.close();
        List<Runnable> calls = List.of(
                () -> array.set(1, 1),
                () -> array.erase(1),
                () -> array.eraseRange(1, 2),
                array::clear,
                array::close,
                array::read,
                () -> array.read(1, value -> value),
                () -> array.getLocked(1),
                array::lock,
                array::tryLock,
                array::begin);
        for (Runnable call : calls) {
            assertThatIllegalStateException()
                    .isThrownBy(call::run)
                    .withMessageContainingAll("given", "closed");
            assertThat(OtherThread.call(() -> array.insert(1, 1))).isFalse();
        }
        assertThat(array.size()).isEqualTo(ENTRIES);
        assertThat(array.contains(1)).isTrue();
    }

    // ---------------------------------------------------------------- memory

    @Test
    void closedView_keepsNoValueAlive() {
        XArray<Object> array = XArray.create();
        ReadView<Object> view = array.read();
        for (int i = 0; i < 200; i++) {
            array.set(i, new Object());
        }
        WeakReference<Object> erased = new WeakReference<>(array.get(77));
        try {
            view.close();
            array.eraseRange(64, 127);
            for (int i = 0; i < 20 && erased.get() != null; i++) {
                System.gc();
            }
            assertThat(erased.get()).isNull();
        } finally {
            Reference.reachabilityFence(array);
        }
    }
}
