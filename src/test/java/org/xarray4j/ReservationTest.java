package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reservation is an identity: it fills or frees its own slot and never anybody else's. Guarantee G. */
class ReservationTest {
    private static final long INDEX = 5;

    private static void assertLost(XArray<String> array, Reservation<String> reservation) {
        List<String> before = Dump.of(array);
        assertThat(reservation.isOpen()).isFalse();
        assertThatExceptionOfType(ReservationLostException.class)
                .isThrownBy(() -> reservation.store("too late"))
                .withMessageContaining(Long.toUnsignedString(reservation.index()))
                .withMessageContaining(array.name())
                .satisfies(lost -> assertThat(lost.index()).isEqualTo(reservation.index()));
        reservation.close();
        reservation.close();
        assertThat(Dump.of(array)).isEqualTo(before);
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @Test
    void reserve_open_isUsedWithoutValue() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        Reservation<String> reservation = array.reserve();
        assertThat(reservation.index()).isZero();
        assertThat(reservation.isOpen()).isTrue();
        assertThat(reservation.toString()).contains("0", array.name());
        assertThat(array.isReserved(0)).isTrue();
        assertThat(array.isEmpty()).isFalse();
        assertThat(array.size()).isZero();
        assertThat(array.alloc("next")).isEqualTo(1);
        assertThat(array.reserve().index()).isEqualTo(2);
        assertThat(array).containsExactly(new Entry<>(1, 1, 0, "next"));
    }

    @Test
    void store_open_fillsAndEnds() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        Reservation<String> reservation = array.reserve(Limit.U16);
        assertThat(reservation.store("filled")).isEqualTo(reservation.index());
        assertThat(array.get(0)).isEqualTo("filled");
        assertThat(array.isReserved(0)).isFalse();
        assertLost(array, reservation);
        assertThat(array.get(0)).isEqualTo("filled");
    }

    @Test
    void close_open_freesAndEnds() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        Reservation<String> reservation = array.tryReserve(Limit.ALL);
        reservation.close();
        assertThat(array.isEmpty()).isTrue();
        assertLost(array, reservation);
        assertThat(array.alloc("next")).isZero();
    }

    private static Map<String, Consumer<XArrayEditor<String>>> losing() {
        Map<String, Consumer<XArrayEditor<String>>> calls = new LinkedHashMap<>();
        calls.put("set", editor -> editor.set(INDEX, "somebody's"));
        calls.put("getAndSet", editor -> editor.getAndSet(INDEX, "somebody's"));
        calls.put(
                "computeIfAbsent", editor -> editor.computeIfAbsent(INDEX, index -> "somebody's"));
        calls.put("compute", editor -> editor.compute(INDEX, (index, old) -> "somebody's"));
        calls.put("setRange", editor -> editor.setRange(0, 63, "somebody's"));
        calls.put("setRange of one", editor -> editor.setRange(INDEX, INDEX, "somebody's"));
        calls.put("erase", editor -> editor.erase(INDEX));
        calls.put("remove", editor -> editor.remove(INDEX));
        calls.put("eraseRange", editor -> editor.eraseRange(0, 9));
        calls.put("clear", XArrayEditor::clear);
        calls.put("unreserve", editor -> editor.unreserve(INDEX));
        calls.put("unreserve, reserveAt", editor -> {
            editor.unreserve(INDEX);
            editor.reserveAt(INDEX);
        });
        calls.put("unreserve, vacate", editor -> {
            editor.unreserve(INDEX);
            editor.vacate(INDEX);
        });
        calls.put("set, vacate", editor -> {
            editor.set(INDEX, "somebody's");
            editor.vacate(INDEX);
        });
        calls.put("eraseRange, tryReserve", editor -> {
            editor.eraseRange(0, -1L);
            editor.tryReserve(new Limit(INDEX, INDEX));
        });
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> reservation_writtenOverOrReleased_isLostAndHarmsNobody() {
        return Stream.of(Way.values())
                .flatMap(way -> losing().entrySet().stream()
                        .map(call -> dynamicTest(call.getKey() + " by " + way, () -> {
                            XArray<String> array = XArray.create(Flag.ALLOC);
                            Reservation<String> reservation = array.reserveAt(INDEX);
                            way.write(array, call.getValue());
                            assertLost(array, reservation);
                        })));
    }

    private static Map<String, Consumer<XArrayEditor<String>>> harmless() {
        Map<String, Consumer<XArrayEditor<String>>> calls = new LinkedHashMap<>();
        calls.put("insert", editor -> editor.insert(INDEX, "refused"));
        calls.put("compareAndSet", editor -> editor.compareAndSet(INDEX, null, "refused"));
        calls.put("compareAndExchange", editor -> editor.compareAndExchange(INDEX, null, null));
        calls.put("reserveAt", editor -> editor.reserveAt(INDEX));
        calls.put("vacate", editor -> editor.vacate(INDEX));
        calls.put("compute to null", editor -> editor.compute(INDEX, (index, old) -> null));
        calls.put("setMark", editor -> editor.setMark(INDEX, Mark.MARK_1));
        calls.put("neighbours", editor -> {
            editor.set(INDEX - 1, "neighbour");
            editor.set(INDEX + 1, "neighbour");
            editor.setRange(64, 200, "neighbour");
            editor.erase(INDEX - 1);
            editor.eraseRange(INDEX + 1, -1L);
            editor.set(-1L, "higher");
            editor.erase(-1L);
        });
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> reservation_otherWrites_staysOpenAndCanBeFilled() {
        return Stream.of(Way.values())
                .flatMap(way -> harmless().entrySet().stream()
                        .map(call -> dynamicTest(call.getKey() + " by " + way, () -> {
                            XArray<String> array = XArray.create(Flag.ALLOC);
                            Reservation<String> reservation = array.reserveAt(INDEX);
                            way.write(array, call.getValue());
                            assertThat(reservation.isOpen()).isTrue();
                            assertThat(reservation.store("filled")).isEqualTo(INDEX);
                            assertThat(array.get(INDEX)).isEqualTo("filled");
                        })));
    }

    @Test
    void reservation_ofSomebodyElseAtTheSameIndex_isAnother() {
        XArray<String> array = XArray.create();
        Reservation<String> mine = array.reserveAt(INDEX);
        array.unreserve(INDEX);
        Reservation<String> theirs = array.reserveAt(INDEX);
        assertLost(array, mine);
        assertThat(theirs.isOpen()).isTrue();
        assertThat(theirs.store("theirs")).isEqualTo(INDEX);
        assertLost(array, mine);
        assertThat(array.get(INDEX)).isEqualTo("theirs");
    }

    @Test
    void reservation_ofRolledBackTransaction_neverMatchesAnother() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        Reservation<String> rolledBack;
        try (Transaction<String> transaction = array.begin()) {
            rolledBack = transaction.reserveAt(INDEX);
            assertThat(rolledBack.isOpen()).isTrue();
            assertThat(OtherThread.call(rolledBack::isOpen)).isFalse();
        }
        assertLost(array, rolledBack);
        Reservation<String> next = array.reserveAt(INDEX);
        assertLost(array, rolledBack);
        assertThat(next.isOpen()).isTrue();
    }

    @Test
    void twoReservations_inOneVersion_differ() {
        XArray<String> array = XArray.create();
        try (Transaction<String> transaction = array.begin()) {
            Reservation<String> first = transaction.reserveAt(INDEX);
            transaction.unreserve(INDEX);
            Reservation<String> second = transaction.reserveAt(INDEX);
            assertThat(first.isOpen()).isFalse();
            assertThat(second.isOpen()).isTrue();
            assertThatExceptionOfType(ReservationLostException.class)
                    .isThrownBy(() -> first.store(transaction, "lost"));
            second.store(transaction, "second");
            transaction.commit();
        }
        assertThat(array.get(INDEX)).isEqualTo("second");
    }

    @Test
    void store_inTransactionRolledBack_isOpenAgain() {
        XArray<String> array = XArray.create();
        Reservation<String> reservation = array.reserveAt(INDEX);
        Transaction<String> transaction = array.begin();
        reservation.store(transaction, "rolled back");
        assertThat(reservation.isOpen()).isFalse();
        assertThat(OtherThread.call(reservation::isOpen)).isTrue();
        transaction.close();
        assertThat(transaction.rolledBack()).containsExactly("rolled back");
        assertThat(reservation.isOpen()).isTrue();
        assertThat(reservation.store("filled")).isEqualTo(INDEX);
    }

    @Test
    void close_inTransaction_freesItAtTheCommit() {
        XArray<String> array = XArray.create();
        Reservation<String> reservation = array.reserveAt(INDEX);
        try (Transaction<String> transaction = array.begin()) {
            reservation.close();
            assertThat(transaction.isReserved(INDEX)).isFalse();
        }
        assertThat(reservation.isOpen()).isTrue();
        try (Transaction<String> transaction = array.begin()) {
            reservation.close();
            transaction.commit();
        }
        assertThat(array.isEmpty()).isTrue();
        assertLost(array, reservation);
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION", "TRANSACTION"})
    void reservation_madeAndEndedWithin_works(Way way) {
        XArray<String> array = XArray.create(Flag.ALLOC);
        way.write(array, editor -> {
            Reservation<String> filled = editor.reserve();
            Reservation<String> closed = editor.reserve();
            assertThat(filled.store(editor, "filled")).isZero();
            closed.close();
        });
        assertThat(array).containsExactly(new Entry<>(0, 0, 0, "filled"));
        assertThat(array.isReserved(1)).isFalse();
    }

    @Test
    void store_inSomethingOfAnotherArray_refused() {
        XArray<String> array = XArray.create();
        XArray<String> another = XArray.create();
        Reservation<String> reservation = array.reserveAt(INDEX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reservation.store(another, "lost"))
                .withMessageContaining(reservation.toString());
        try (Transaction<String> transaction = another.begin()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reservation.store(transaction, "lost"));
        }
        assertThat(reservation.isOpen()).isTrue();
        assertThat(another.isEmpty()).isTrue();
    }

    @Test
    void reservation_onAnotherThread_canBeFilledAndClosed() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        Reservation<String> filled = array.reserve();
        Reservation<String> closed = array.reserve();
        assertThat(OtherThread.call(() -> filled.store("other"))).isZero();
        OtherThread.run(closed::close);
        assertThat(array).containsExactly(new Entry<>(0, 0, 0, "other"));
        assertLost(array, filled);
        assertLost(array, closed);
    }

    @Test
    void store_twoThreadsAtOnce_oneSucceeds() {
        for (int round = 0; round < 200; round++) {
            XArray<String> array = XArray.create();
            Reservation<String> reservation = array.reserveAt(INDEX);
            OtherThread<Boolean> other = OtherThread.start(() -> stored(reservation, "other"));
            boolean here = stored(reservation, "here");
            assertThat(other.join()).isNotEqualTo(here);
            assertThat(array.get(INDEX)).isEqualTo(here ? "here" : "other");
        }
    }

    private static boolean stored(Reservation<String> reservation, String value) {
        try {
            reservation.store(value);
            return true;
        } catch (ReservationLostException e) {
            return false;
        }
    }

    @Test
    void unreserve_filled_leavesTheValue() {
        XArray<String> array = XArray.create();
        array.reserveAt(INDEX).store("filled");
        assertThat(array.unreserve(INDEX)).isFalse();
        assertThat(array.get(INDEX)).isEqualTo("filled");
    }

    @Test
    void vacate_valueThere_belongsToNobody() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        Reservation<String> reservation = array.reserveAt(INDEX);
        reservation.store("filled");
        array.vacate(INDEX);
        assertLost(array, reservation);
        assertThat(array.isReserved(INDEX)).isTrue();
    }
}
