package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions run under the lock, at most once, and decide what is stored. Guarantee C. */
class ComputeTest {
    @ParameterizedTest
    @EnumSource
    void computeIfAbsent_valueThere_doesNotCall(Way way) {
        XArray<String> array = XArray.create();
        array.set(1, "there");
        way.write(
                array,
                editor -> assertThat(editor.computeIfAbsent(1, index -> {
                            throw new AssertionError("called");
                        }))
                        .isEqualTo("there"));
        assertThat(array.get(1)).isEqualTo("there");
    }

    @ParameterizedTest
    @EnumSource
    void computeIfAbsent_answersNull_changesNothing(Way way) {
        XArray<String> array = XArray.create();
        array.vacate(2);
        way.write(array, editor -> {
            assertThat(editor.computeIfAbsent(1, index -> null)).isNull();
            assertThat(editor.computeIfAbsent(2, index -> null)).isNull();
        });
        assertThat(array.size()).isZero();
        assertThat(array.isReserved(1)).isFalse();
        assertThat(array.isReserved(2)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void computeIfAbsent_reservedIndex_storesAndReservationIsLost(Way way) {
        XArray<String> array = XArray.create(Flag.ALLOC1);
        Reservation<String> reservation = array.reserveAt(5);
        way.write(array, editor -> {
            assertThat(editor.computeIfAbsent(5, index -> "computed")).isEqualTo("computed");
            assertThat(editor.computeIfAbsent(0, index -> "zero")).isEqualTo("zero");
        });
        assertThat(array.get(5)).isEqualTo("computed");
        assertThat(array.get(0)).isEqualTo("zero");
        assertThat(reservation.isOpen()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void compute_givenIndexAndValue_callsOnce(Way way) {
        XArray<String> array = XArray.create();
        array.set(-1L, "there");
        List<String> calls = new ArrayList<>();
        way.write(array, editor -> {
            editor.compute(-1L, (index, old) -> {
                calls.add(index + " " + old);
                return old;
            });
            editor.compute(7, (index, old) -> {
                calls.add(index + " " + old);
                return null;
            });
        });
        assertThat(calls).containsExactly("-1 there", "7 null");
        assertThat(array.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void compute_answersNull_erasesValueAndItsIndexIsFree(Way way) {
        XArray<String> array = XArray.create(Flag.ALLOC);
        array.setRange(64, 127, "block");
        way.write(
                array,
                editor -> assertThat(editor.compute(100, (index, old) -> null)).isNull());
        assertThat(array.isEmpty()).isTrue();
        assertThat(array.findFree(64, 127)).hasValue(64);
    }

    @ParameterizedTest
    @EnumSource
    void compute_reservedIndexAnswersNull_leavesReservation(Way way) {
        XArray<String> array = XArray.create();
        Reservation<String> reservation = array.reserveAt(5);
        array.setMark(5, Mark.MARK_0);
        way.write(array, editor -> {
            assertThat(editor.compute(5, (index, old) -> null)).isNull();
            assertThat(editor.isReserved(5)).isTrue();
        });
        assertThat(reservation.isOpen()).isTrue();
        assertThat(array.isMarked(5, Mark.MARK_0)).isTrue();
        assertThat(reservation.store("filled")).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void compute_withinEntry_replacesAllOfIt(Way way) {
        XArray<String> array = XArray.create();
        array.setRange(64, 127, "block");
        way.write(
                array,
                editor -> assertThat(editor.compute(100, (index, old) -> index + " " + old))
                        .isEqualTo("100 block"));
        assertThat(array).containsExactly(new Entry<>(64, 64, 6, "100 block"));
    }

    @ParameterizedTest
    @EnumSource
    void function_throws_reachesCallerAndNothingChanges(Way way) {
        XArray<String> array = Calls.array();
        List<String> before = Dump.of(array);
        way.write(array, editor -> {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> editor.compute(1, (index, old) -> {
                        throw new ArithmeticException("compute");
                    }))
                    .withMessage("compute");
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> editor.computeIfAbsent(7, index -> {
                        throw new StackOverflowError();
                    }));
        });
        assertThat(Dump.of(array)).isEqualTo(before);
        assertThat(OtherThread.canLock(array)).isTrue();
        array.set(7, "goes on");
        assertThat(array.get(7)).isEqualTo("goes on");
    }

    @Test
    void function_running_othersWaitAndReadersSeeTheOld() {
        XArray<String> array = XArray.create();
        array.set(1, "old");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        OtherThread<String> computing = OtherThread.start(() -> array.compute(1, (index, old) -> {
            running.countDown();
            await(mayEnd);
            return old + " computed";
        }));
        await(running);
        OtherThread<String> writer =
                OtherThread.start(() -> array.getAndSet(1, "written")).awaitWaiting();
        assertThat(array.get(1)).isEqualTo("old");
        mayEnd.countDown();
        assertThat(computing.join()).isEqualTo("old computed");
        assertThat(writer.join()).isEqualTo("old computed");
        assertThat(array.get(1)).isEqualTo("written");
    }

    @Test
    void computeIfAbsent_manyThreads_callsOnceForEachIndex() {
        XArray<String> array = XArray.create();
        AtomicInteger calls = new AtomicInteger();
        int indices = 500;
        OtherThread<?>[] others = new OtherThread<?>[4];
        for (int i = 0; i < others.length; i++) {
            others[i] = OtherThread.start(() -> {
                for (long index = 0; index < indices; index++) {
                    String value =
                            array.computeIfAbsent(index, each -> "call " + calls.incrementAndGet());
                    assertThat(value).isSameAs(array.get(index));
                }
                return true;
            });
        }
        for (OtherThread<?> other : others) {
            other.join();
        }
        assertThat(calls).hasValue(indices);
        assertThat(array.size()).isEqualTo(indices);
    }

    @Test
    void compute_manyThreads_losesNoUpdate() {
        XArray<Integer> array = XArray.create();
        int rounds = 2000;
        OtherThread<?>[] others = new OtherThread<?>[4];
        for (int i = 0; i < others.length; i++) {
            others[i] = OtherThread.start(() -> {
                for (int round = 0; round < rounds; round++) {
                    array.compute(-1L, (index, old) -> old == null ? 1 : old + 1);
                }
                return true;
            });
        }
        for (OtherThread<?> other : others) {
            other.join();
        }
        assertThat(array.get(-1L)).isEqualTo(others.length * rounds);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
