package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xarray4j.OtherThread;
import org.xarray4j.internal.epoch.Backlog;

/** What the domain asks for only when another thread comes between two of its steps. Guarantees T and U. */
class BacklogTest {
    private final Backlog backlog = new Backlog(3, 10, () -> {});

    private void assertHas(long count, long weight) {
        assertThat(backlog.count()).isEqualTo(count);
        assertThat(backlog.weight()).isEqualTo(weight);
    }

    @Test
    void take_closed_isRefusedAndTakesNothing() {
        assertThat(backlog.take(1, 4)).isEqualTo(Backlog.Outcome.TAKEN);
        assertThat(backlog.close()).isTrue();
        assertThat(backlog.take(1, 4)).isEqualTo(Backlog.Outcome.CLOSED);
        assertThat(backlog.take(1, 9)).isEqualTo(Backlog.Outcome.CLOSED);
        assertThat(backlog.take(3, 1)).isEqualTo(Backlog.Outcome.CLOSED);
        assertHas(1, 4);
    }

    @Test
    void takeWaiting_roomGivenBackMeanwhile_doesNotWait() throws InterruptedException {
        assertThat(backlog.takeWaiting(3, 10)).isEqualTo(Backlog.Outcome.TAKEN);
        assertHas(3, 10);
        backlog.close();
        assertThat(backlog.takeWaiting(1, 1)).isEqualTo(Backlog.Outcome.CLOSED);
        assertHas(3, 10);
    }

    /** Of several that close at once, one goes on to do it. None keeps the lock. */
    @Test
    void close_severalThreads_oneHasClosed() {
        assertThat(OtherThread.call(backlog::close)).isTrue();
        assertThat(OtherThread.call(backlog::close)).isFalse();
        assertThat(backlog.close()).isFalse();
    }

    @Test
    void awaitEmpty_empty_keepsNoLock() {
        OtherThread.call(() -> {
            backlog.awaitEmpty();
            return true;
        });
        assertThat(OtherThread.call(backlog::close)).isTrue();
    }

    @Test
    void takeWaiting_givenRoom_keepsNoLock() {
        assertThat(backlog.take(3, 0)).isEqualTo(Backlog.Outcome.TAKEN);
        OtherThread<Backlog.Outcome> waiter =
                OtherThread.start(() -> backlog.takeWaiting(1, 0)).awaitWaiting();
        backlog.giveBack(3, 0);
        assertThat(waiter.join()).isEqualTo(Backlog.Outcome.TAKEN);
        assertThat(OtherThread.call(backlog::close)).isTrue();
    }
}
