package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xarray4j.epoch.BacklogFullException;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.EpochDomainBuilder;
import org.xarray4j.epoch.Policy;

/**
 * What an array with a releaser discards is released after its last reader, whatever discards it, and a full backlog is
 * met before anything changes. Guarantee H.
 */
class ReleaserViewTest {
    private final Released<String> released = new Released<>();
    private final List<Runnable> atEnd = new ArrayList<>();

    private XArray<String> array() {
        return XArray.<String>builder()
                .name("subject")
                .flags(Flag.ALLOC)
                .releaser(released)
                .build();
    }

    private XArray<String> array(EpochDomain domain) {
        atEnd.add(domain::close);
        return XArray.<String>builder()
                .name("subject")
                .flags(Flag.ALLOC)
                .domain(domain)
                .releaser(released)
                .build();
    }

    @AfterEach
    void close() {
        atEnd.forEach(Runnable::run);
    }

    /** Whatever was retired before is released now, or held back by a pin. */
    private static boolean isHeldBack(EpochDomain domain) {
        return !OtherThread.call(() -> domain.barrier(Duration.ofMillis(1)));
    }

    private void assertReleasesAfterTheView(Consumer<XArrayEditor<String>> discard, Way way) {
        XArray<String> array = array();
        array.set(1, "value");
        ReadView<String> view = array.read();
        way.write(array, discard);
        assertThat(isHeldBack(array.domain())).isTrue();
        assertThat(released.now()).isEmpty();
        assertThat(view.get(1)).isEqualTo("value");
        view.close();
        assertThat(released.by(array)).containsExactly("value");
        released.forget(array);
    }

    @ParameterizedTest
    @EnumSource
    void everyDiscardingWrite_viewOpen_releasesAfterIt(Way way) {
        List<Consumer<XArrayEditor<String>>> discards = List.of(
                editor -> editor.set(1, "new"),
                editor -> editor.erase(1),
                editor -> editor.setRange(0, 100, "new"),
                editor -> editor.setRange(1, 1, "new"),
                editor -> editor.eraseRange(0, 100),
                editor -> editor.eraseRange(1, 1),
                XArrayEditor::clear);
        for (Consumer<XArrayEditor<String>> discard : discards) {
            assertReleasesAfterTheView(discard, way);
        }
    }

    @ParameterizedTest
    @EnumSource
    void compareAndSet_viewOpen_releasesAfterIt(Way way) {
        String value = "identity";
        for (String next : new String[] {"new", null}) {
            XArray<String> array = array();
            array.set(1, value);
            ReadView<String> view = array.read();
            way.write(
                    array,
                    editor -> assertThat(editor.compareAndSet(1, value, next)).isTrue());
            assertThat(isHeldBack(array.domain())).isTrue();
            assertThat(view.get(1)).isSameAs(value);
            view.close();
            assertThat(released.by(array)).containsExactly(value);
            released.forget(array);
        }
    }

    @Test
    void close_viewOpenElsewhere_waitsForItAndReleasesOnce() {
        XArray<String> array = array();
        array.set(1, "value");
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        OtherThread<String> reader = OtherThread.start(() -> {
            try (ReadView<String> view = array.read()) {
                opened.countDown();
                leave.await();
                return view.get(1);
            }
        });
        await(opened);
        OtherThread<Boolean> closing = OtherThread.start(() -> {
            array.close();
            return true;
        });
        closing.awaitWaiting();
        assertThat(released.now()).isEmpty();
        leave.countDown();
        assertThat(closing.join()).isTrue();
        assertThat(reader.join()).isEqualTo("value");
        assertThat(released.now()).containsExactly("value");
        array.close();
        assertThat(released.by(array)).containsExactly("value");
    }

    @Test
    void close_interrupted_leavesTheRestToTheDomain() {
        XArray<String> array = array();
        array.set(1, "value");
        ReadView<String> view = array.read();
        OtherThread<Boolean> closing = OtherThread.start(() -> {
            array.close();
            return Thread.interrupted();
        });
        closing.awaitWaiting();
        closing.interrupt();
        assertThat(closing.join()).isTrue();
        assertThat(released.now()).isEmpty();
        view.close();
        assertThat(released.by(array)).containsExactly("value");
    }

    @Test
    void close_givenDomain_retiresAndDoesNotWait() {
        EpochDomain domain = EpochDomain.create("given");
        XArray<String> array = array(domain);
        array.set(1, "value");
        ReadView<String> view = array.read();
        array.close();
        assertThat(isHeldBack(domain)).isTrue();
        assertThat(view.get(1)).isEqualTo("value");
        view.close();
        assertThat(released.by(array)).containsExactly("value");
    }

    @Test
    void handedOutValue_viewOpen_callerRetiresItAfterTheView() {
        XArray<String> array = array();
        array.set(1, "value");
        ReadView<String> view = array.read();
        String mine = array.remove(1);
        array.domain().retire(mine, released);
        assertThat(isHeldBack(array.domain())).isTrue();
        assertThat(view.get(1)).isEqualTo("value");
        view.close();
        assertThat(released.by(array)).containsExactly("value");
        array.close();
        assertThat(released.now()).hasSize(1);
    }

    @Test
    void rangeErasedPieceByPiece_viewsOpen_isReleasedOnceAfterTheLast() {
        XArray<String> array = array();
        array.setRange(0, 299, "range");
        List<ReadView<String>> views = new ArrayList<>();
        for (int piece = 0; piece < 30; piece++) {
            views.add(array.read());
            array.eraseRange(piece * 10L, piece * 10L + 9);
        }
        for (int piece = 0; piece < 30; piece++) {
            assertThat(released.now()).isEmpty();
            assertThat(views.get(piece).get(299)).isEqualTo("range");
            assertThat(views.get(piece).contains(piece * 10L - 1)).isFalse();
            views.get(piece).close();
        }
        assertThat(released.by(array)).containsExactly("range");
    }

    @Test
    void guardsSessionsTransactions_open_nothingTheyShowIsReleased() {
        XArray<String> array = array();
        array.set(1, "one");
        array.set(2, "two");
        // What was retired before is held back too: the holder may have read it.
        try (LockedXArray<String> session = array.lock()) {
            String shown = session.get(1);
            session.erase(1);
            assertThat(isHeldBack(array.domain())).isTrue();
            assertThat(released.now()).doesNotContain(shown);
        }
        assertThat(released.by(array)).containsExactly("one");
        try (Transaction<String> transaction = array.begin()) {
            String shown = transaction.get(2);
            transaction.set(2, "new");
            transaction.commit();
            assertThat(shown).isEqualTo("two");
        }
        assertThat(released.by(array)).containsExactly("one", "two");
        try (Guard<String> guard = array.getLocked(2)) {
            array.domain().retire(guard.value(), released);
            assertThat(isHeldBack(array.domain())).isTrue();
            assertThat(released.now()).hasSize(2);
        }
        assertThat(released.by(array)).hasSize(3);
    }

    @Test
    void rolledBack_viewOpen_nothingIsReleased() {
        XArray<String> array = array();
        array.set(1, "value");
        try (ReadView<String> view = array.read()) {
            try (Transaction<String> transaction = array.begin()) {
                transaction.set(1, "dropped");
                transaction.eraseRange(0, -1L);
            }
            assertThat(view.get(1)).isEqualTo("value");
        }
        assertThat(released.by(array)).isEmpty();
        assertThat(array.domain().statistics().pending()).isZero();
    }

    // ---------------------------------------------------------------- full backlogs

    private static EpochDomainBuilder bounded(Policy policy) {
        return EpochDomain.builder().name("small").maxPending(2).whenFull(policy);
    }

    /** Calls that may discard a value. */
    private static List<Consumer<XArray<String>>> discardingCalls() {
        return List.of(
                array -> array.set(3, "new"),
                array -> array.erase(3),
                array -> array.compareAndSet(3, "other", "new"),
                array -> array.setRange(0, 100, "new"),
                array -> array.eraseRange(0, 100),
                XArray::clear,
                XArray::close,
                XArray::lock,
                XArray::begin);
    }

    /** Fills the backlog of two under a view. */
    private static ReadView<String> fill(XArray<String> array) {
        array.set(1, "one");
        array.set(2, "two");
        array.set(3, "three");
        ReadView<String> view = array.read();
        array.erase(1);
        array.erase(2);
        return view;
    }

    @Test
    void fullBacklog_refuse_discardingCallsAreRefusedAndChangeNothing() {
        XArray<String> array = array(bounded(Policy.REFUSE).build());
        ReadView<String> view = fill(array);
        for (Consumer<XArray<String>> call : discardingCalls()) {
            assertThatExceptionOfType(BacklogFullException.class)
                    .isThrownBy(() -> call.accept(array))
                    .withMessageContainingAll("small", "full");
            assertThat(array.size()).isEqualTo(1);
            assertThat(OtherThread.call(() -> array.insert(3, "still there"))).isFalse();
        }
        assertThat(array.tryLock()).isNull();
        view.close();
        assertThat(released.by(array)).containsExactly("one", "two");
        array.close();
        assertThat(released.by(array)).containsExactly("one", "two", "three");
    }

    @Test
    void fullBacklog_callsThatDiscardNothing_goOn() {
        XArray<String> array = array(bounded(Policy.REFUSE).build());
        ReadView<String> view = fill(array);
        array.insert(700, "new");
        assertThat(array.getAndSet(3, "newer")).isEqualTo("three");
        assertThat(array.remove(3)).isEqualTo("newer");
        array.alloc("new");
        array.reserve().close();
        array.vacate(900);
        array.unreserve(900);
        array.reserve().store("new");
        array.setMark(700, Mark.MARK_0);
        assertThat(array.size()).isEqualTo(3);
        view.close();
    }

    @Test
    void fullBacklog_block_waitsBeforeTheLockIsTaken() {
        XArray<String> array = array(bounded(Policy.BLOCK).build());
        ReadView<String> view = fill(array).handOff();
        OtherThread<Boolean> writing = OtherThread.start(() -> {
            array.set(3, "new");
            return true;
        });
        writing.awaitWaiting();
        assertThat(OtherThread.call(() -> array.insert(4, "not kept out"))).isTrue();
        assertThat(OtherThread.call(() -> array.<String>read(3, value -> value)))
                .isEqualTo("three");
        view.close();
        assertThat(writing.join()).isTrue();
        assertThat(array.<String>read(3, value -> value)).isEqualTo("new");
    }

    @Test
    void fullBacklog_blockUnderOwnView_isRefusedAtOnce() {
        XArray<String> array = array(bounded(Policy.BLOCK).build());
        ReadView<String> view = fill(array);
        for (Consumer<XArray<String>> call : discardingCalls()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> call.accept(array))
                    .withMessageContainingAll("small", "pin open");
            assertThat(array.size()).isEqualTo(1);
        }
        view.close();
        released.by(array);
        array.set(3, "new");
        assertThat(released.by(array)).containsExactly("one", "two", "three");
    }

    /** A hold of an array in the same domain has a pin there; which other locks a thread has is not known. */
    @Test
    void fullBacklog_blockUnderTheLockOfAnother_isRefusedInTheSameDomainAndWaitsElsewhere() {
        EpochDomain domain = bounded(Policy.BLOCK).build();
        XArray<String> array = array(domain);
        XArray<String> near = XArray.<String>builder().domain(domain).build();
        XArray<String> far = XArray.<String>builder().build();
        try (ReadView<String> view = fill(array).handOff()) {
            try (LockedXArray<String> session = near.lock()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> array.set(3, "new"))
                        .withMessageContaining("pin open");
                session.set(1, "goes on");
            }
            OtherThread<Boolean> writing = OtherThread.start(() -> {
                try (LockedXArray<String> session = far.lock()) {
                    array.set(3, "new");
                    session.set(1, "goes on");
                }
                return true;
            });
            writing.awaitWaiting();
            assertThat(OtherThread.canLock(far)).isFalse();
            view.close(); // by a thread that needs not the lock
            assertThat(writing.join()).isTrue();
        }
        assertThat(far.get(1)).isEqualTo("goes on");
    }

    @Test
    void fullBacklog_blockInterrupted_isRefusedAndTheInterruptStays() {
        XArray<String> array = array(bounded(Policy.BLOCK).build());
        ReadView<String> view = fill(array).handOff();
        OtherThread<Boolean> writing = OtherThread.start(() -> {
            assertThatExceptionOfType(BacklogFullException.class)
                    .isThrownBy(() -> array.set(3, "new"));
            return Thread.interrupted();
        });
        writing.awaitWaiting();
        writing.interrupt();
        assertThat(writing.join()).isTrue();
        OtherThread<Boolean> locking = OtherThread.start(() -> {
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(array::lockInterruptibly);
            return Thread.interrupted();
        });
        locking.awaitWaiting();
        locking.interrupt();
        assertThat(locking.join()).isFalse();
        view.close();
        assertThat(array.size()).isEqualTo(1);
    }

    @Test
    void fullBacklog_grow_goesOnAndCounts() {
        XArray<String> array = array(bounded(Policy.GROW).build());
        ReadView<String> view = fill(array);
        array.set(3, "new");
        array.clear();
        assertThat(array.domain().statistics().beyondBounds()).isPositive();
        view.close();
        assertThat(released.by(array)).containsExactly("one", "two", "three", "new");
    }

    @Test
    void unusedRoom_isGivenBack() {
        XArray<String> array = array(bounded(Policy.REFUSE).build());
        for (int i = 0; i < 10; i++) {
            assertThat(array.erase(77)).isFalse();
            assertThat(array.compareAndSet(77, "other", "new")).isFalse();
            array.lock().close();
            array.begin().close();
            try (LockedXArray<String> session = array.tryLock()) {
                assertThat(session.contains(77)).isFalse();
            }
        }
        assertThat(array.domain().statistics().pending()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
