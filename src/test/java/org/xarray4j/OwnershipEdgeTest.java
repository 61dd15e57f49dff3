package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xarray4j.epoch.EpochDomain;

/** Values that own something, where it is easy to lose one or to show one too long. */
class OwnershipEdgeTest {
    private final Released<Object> released = new Released<>();

    private XArray<Object> array() {
        return XArray.builder().releaser(released).build();
    }

    @Test
    void rolledBack_piecesHandedOutTwiceAndStoredAgain_isNotLost() {
        XArray<Object> array = array();
        Object value = new Object();
        Transaction<Object> transaction = array.begin();
        transaction.setRange(0, 2, value);
        // The first hands the value out; the second shows what is the caller's already.
        assertThat(transaction.remove(0)).isSameAs(value);
        assertThat(transaction.remove(2)).isSameAs(value);
        transaction.set(7, value);
        transaction.close();
        assertThat(transaction.rolledBack()).containsExactly(value);
    }

    /** It was the caller's before the transaction began, which so has not handed it out. */
    @Test
    void rolledBack_pieceHandedOutBeforeAndStoredAgain_isNotLost() {
        XArray<Object> array = array();
        Object value = new Object();
        array.setRange(0, 2, value);
        assertThat(array.remove(0)).isSameAs(value);
        Transaction<Object> transaction = array.begin();
        assertThat(transaction.remove(2)).isSameAs(value);
        transaction.set(7, value);
        transaction.close();
        assertThat(transaction.rolledBack()).containsExactly(value);
        array.close();
        assertThat(released.by(array)).isEmpty();
    }

    /** A write that stores an object at the last index of a range, over what is a piece of a store of the same object. */
    private enum Again {
        SET {
            @Override
            void store(LockedXArray<Object> session, Object value) {
                session.set(2, value);
            }
        },
        GET_AND_SET {
            @Override
            void store(LockedXArray<Object> session, Object value) {
                assertThat(session.getAndSet(2, value)).isSameAs(value);
            }
        },
        COMPARE_AND_SET {
            @Override
            void store(LockedXArray<Object> session, Object value) {
                assertThat(session.compareAndSet(2, value, value)).isTrue();
            }
        },
        COMPARE_AND_EXCHANGE {
            @Override
            void store(LockedXArray<Object> session, Object value) {
                assertThat(session.compareAndExchange(2, value, value)).isSameAs(value);
            }
        },
        CURSOR {
            @Override
            void store(LockedXArray<Object> session, Object value) {
                session.cursor().moveTo(2).set(value);
            }
        },
        RANGE {
            @Override
            void store(LockedXArray<Object> session, Object value) {
                session.setRange(2, 2, value);
            }
        };

        abstract void store(LockedXArray<Object> session, Object value);
    }

    @ParameterizedTest
    @EnumSource
    void store_overPieceHandedOutBefore_isTheArraysAgain(Again again) {
        for (long reach : new long[] {0, 1L << 20}) {
            XArray<Object> array = array();
            // Far away as well, so that the pieces are in a bucket.
            array.set(reach, new Object());
            Object value = new Object();
            try (LockedXArray<Object> session = array.lock()) {
                session.setRange(0, 2, value);
                assertThat(session.remove(0)).isSameAs(value);
                again.store(session, value);
            }
            array.close();
            assertThat(released.by(array)).containsOnlyOnce(value);
        }
    }

    @Test
    void store_overPieceOfManySlotsHandedOutBefore_isTheArraysAgain() {
        XArray<Object> array = array();
        Object value = new Object();
        array.setRange(64, 64 * 4 - 1, value);
        assertThat(array.remove(64)).isSameAs(value);
        array.set(200, value);
        array.close();
        assertThat(released.by(array)).containsExactly(value);
    }

    @Test
    void store_overPieceNotHandedOut_isNoOther() {
        XArray<Object> array = array();
        Object value = new Object();
        array.setRange(0, 2, value);
        array.erase(0);
        array.set(2, value);
        array.close();
        assertThat(released.by(array)).containsExactly(value);
    }

    @Test
    void rolledBack_storedOverPieceHandedOut_isTheCallersOnce() {
        XArray<Object> array = array();
        Object value = new Object();
        array.setRange(0, 2, value);
        Transaction<Object> first = array.begin();
        assertThat(first.remove(0)).isSameAs(value);
        first.set(2, value);
        first.close();
        // What it was lent and given is the array's still.
        assertThat(first.rolledBack()).isEmpty();
        assertThat(array.remove(0)).isSameAs(value);
        Transaction<Object> second = array.begin();
        second.set(2, value);
        second.close();
        assertThat(second.rolledBack()).containsExactly(value);
        array.close();
        assertThat(released.by(array)).isEmpty();
    }

    @Test
    void compute_answersPieceHandedOut_storesNothing() {
        XArray<Object> array = array();
        Object value = new Object();
        array.setRange(0, 2, value);
        assertThat(array.remove(0)).isSameAs(value);
        try (LockedXArray<Object> session = array.lock()) {
            assertThat(session.compute(2, (index, before) -> before)).isSameAs(value);
        }
        array.close();
        assertThat(released.by(array)).isEmpty();
    }

    @Test
    void release_everyOneThrows_isReportedOnceWithSomeOfTheOthers() {
        List<Throwable> failures = new ArrayList<>();
        EpochDomain domain = EpochDomain.builder()
                .onFailure(report -> failures.add(report.thrown()))
                .build();
        XArray<Object> array = XArray.builder()
                .domain(domain)
                .releaser(value -> {
                    throw new IllegalArgumentException("releaser " + value);
                })
                .build();
        for (int i = 0; i < 40; i++) {
            array.set(i, i);
        }
        array.close();
        domain.close();
        assertThat(failures).singleElement().satisfies(first -> {
            assertThat(first).hasMessage("releaser 0");
            assertThat(first.getSuppressed()).hasSize(15);
        });
    }

    @Test
    void release_handlerThrowsAsWell_othersAreReleased() {
        EpochDomain domain = EpochDomain.builder()
                .onFailure(report -> {
                    throw new IllegalStateException("handler", report.thrown());
                })
                .build();
        XArray<Object> array = XArray.builder()
                .domain(domain)
                .releaser(value -> {
                    if (value.equals(1)) {
                        throw new IllegalArgumentException("releaser");
                    }
                    released.accept(value);
                })
                .build();
        for (int i = 0; i < 5; i++) {
            array.set(i, i);
        }
        array.close();
        assertThat(released.by(array)).containsExactly(0, 2, 3, 4);
        domain.close();
    }

    @Test
    void sessionForEach_actionClosesTheSession_nothingReleasedIsShown() {
        XArray<Object> array = array();
        for (int i = 0; i < 5; i++) {
            array.set(i, "value " + i);
        }
        List<Object> shownTooLate = new ArrayList<>();
        try (LockedXArray<Object> session = array.lock()) {
            session.forEach((index, value) -> {
                if (released.now().contains(value)) {
                    shownTooLate.add(value);
                }
                session.close();
                array.eraseRange(2, 4);
            });
        } catch (IllegalStateException refused) {
            // As good an answer as any.
        }
        assertThat(shownTooLate).isEmpty();
    }

    @Test
    void reservationClose_arrayClosedWhileItWaits_doesNothing() {
        XArray<Object> array = XArray.create(Flag.ALLOC);
        Reservation<Object> reservation = array.reserve();
        OtherThread<Boolean> closing;
        OtherThread<Boolean> cancelling;
        try (LockedXArray<Object> session = array.lock()) {
            closing = OtherThread.start(() -> {
                array.close();
                return true;
            });
            closing.awaitWaiting();
            cancelling = OtherThread.start(() -> {
                reservation.close();
                return true;
            });
            cancelling.awaitWaiting();
        }
        assertThat(closing.join()).isTrue();
        assertThat(cancelling.join()).isTrue();
    }
}
