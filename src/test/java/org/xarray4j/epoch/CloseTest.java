package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.xarray4j.OtherThread;

/** The end of a domain: drains, refuses what comes later, never waits for itself. Guarantee U. */
class CloseTest {
    private final Bench bench = new Bench();
    private final EpochDomain domain = bench.domain;

    @Test
    void close_nothingRetired_startsNothing() {
        domain.pin().close();
        domain.close();
        assertThat(domain.isClosed()).isTrue();
        assertThat(bench.started).isEmpty();
        assertThat(domain).hasToString("EpochDomain[bench, 0 pending, closed]");
    }

    @Test
    void close_retired_waitsForTheRelease() {
        bench.retire("a");
        OtherThread<Boolean> closer = OtherThread.start(() -> {
                    domain.close();
                    return bench.log.contains("a");
                })
                .awaitWaiting();
        assertThat(domain.isClosed()).isTrue();
        bench.settle();
        assertThat(closer.join()).isTrue();
    }

    @Test
    void close_roomTaken_waitsForIt() {
        Admission room = domain.admit(2, 0);
        OtherThread<Boolean> closer = OtherThread.start(() -> {
                    domain.close();
                    return bench.log.contains("a");
                })
                .awaitWaiting();
        room.retire("a", bench.log::add);
        bench.settle();
        assertThat(closer.isDone()).isFalse();
        room.close();
        assertThat(closer.join()).isTrue();
    }

    @Test
    void close_twice_doesNothing() {
        Pin pin = OtherThread.call(domain::pin);
        bench.retire("a");
        Thread.currentThread().interrupt(); // so that the first does not wait
        domain.close();
        assertThat(Thread.interrupted()).isTrue();
        domain.close();
        pin.close();
    }

    @Test
    void close_interrupted_isClosedAndTheRestIsReleasedLater() throws InterruptedException {
        Pin pin = OtherThread.call(domain::pin);
        bench.retire("a");
        OtherThread<Boolean> closer = OtherThread.start(() -> {
                    domain.close();
                    return Thread.currentThread().isInterrupted();
                })
                .awaitWaiting();
        closer.interrupt();
        assertThat(closer.join()).isTrue();
        assertThat(domain.isClosed()).isTrue();
        pin.close();
        bench.settle();
        assertThat(bench.log).containsExactly("a");
        domain.barrier();
    }

    @Test
    void close_pinnedHere_refusedAndStaysOpen() {
        try (Pin pin = domain.pin()) {
            assertThatIllegalStateException()
                    .isThrownBy(domain::close)
                    .withMessageContaining("bench")
                    .withMessageContaining("this thread has a pin open");
            assertThat(domain.isClosed()).isFalse();
            assertThat(pin.isOpen()).isTrue();
        }
        domain.close();
    }

    @Test
    void close_inAnAction_refused() {
        domain.retire(domain::close);
        bench.settle();
        assertThat(bench.failures)
                .singleElement()
                .satisfies(report -> assertThat(report.thrown())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("release action"));
        assertThat(domain.isClosed()).isFalse();
    }

    @Test
    void close_pinOpenElsewhere_pinCanBeClosedLater() {
        Pin pin = domain.pin().handOff();
        domain.close();
        assertThat(pin.isOpen()).isTrue();
        pin.close();
        assertThat(bench.statistics().pins()).isZero();
    }

    @Test
    void close_shared_refused() {
        assertThat(EpochDomain.shared()).isSameAs(EpochDomain.shared());
        assertThatIllegalStateException()
                .isThrownBy(() -> EpochDomain.shared().close())
                .withMessageContaining("shared");
        assertThat(EpochDomain.shared().isClosed()).isFalse();
    }

    @Test
    void closed_pin_refusedHoweverOftenItWasPinnedBefore() {
        for (int i = 0; i < 10; i++) {
            domain.pin().close();
        }
        domain.close();
        assertThatIllegalStateException().isThrownBy(domain::pin).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(domain::pin);
        assertThat(bench.statistics().pins()).isZero();
    }
}
