package org.xarray4j.internal.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the reclaimer makes of elements that the queue could not take. Guarantees R and S. */
class ReclaimerTest {
    private final List<String> log = new ArrayList<>();
    private final PinTable table = new PinTable(2, true);
    private final Backlog backlog = new Backlog(10, 100, () -> {});
    private final Reports reports = new Reports() {
        @Override
        public void suspect(
                Slot slot, Holder holder, long ticket, Suspicion suspicion, long ageNanos) {
            throw new AssertionError(suspicion);
        }

        @Override
        public void failed(Retired retired, Throwable thrown) {
            throw new AssertionError(thrown);
        }

        @Override
        public void broken(String what, Throwable thrown) {
            throw new AssertionError(what, thrown);
        }
    };
    private final StallWatch watch =
            new StallWatch(table, null, reports, Ticker.SYSTEM, TimeUnit.HOURS.toNanos(1));
    private final Reclaimer reclaimer =
            new Reclaimer(table, backlog, watch, reports, Ticker.SYSTEM);

    private Retired writing(String word) {
        assertThat(backlog.take(1, 7)).isEqualTo(Backlog.Outcome.TAKEN);
        Retired retired = Retired.blank(7);
        retired.fill(word, with -> log.add((String) with), null);
        return retired;
    }

    @Test
    void step_spilled_runsInOrderAndBeforeTheBarrierBehindIt() {
        reclaimer.add(writing("a"));
        reclaimer.queue.spill(writing("b"));
        reclaimer.queue.spill(writing("c"));
        CountDownLatch[] barrier = new CountDownLatch[1];
        Retired last = Retired.blank(7);
        last.fill(
                log,
                with -> log.add("d before the barrier: " + (barrier[0].getCount() == 1)),
                null);
        assertThat(backlog.take(1, 7)).isEqualTo(Backlog.Outcome.TAKEN);
        reclaimer.queue.spill(last);
        barrier[0] = reclaimer.addBarrier();
        reclaimer.add(writing("e"));
        assertThat(reclaimer.step()).isEqualTo(Reclaimer.Found.PROGRESS);
        assertThat(log).containsExactly("a", "e", "b", "c", "d before the barrier: true");
        assertThat(barrier[0].getCount()).isZero();
        assertThat(reclaimer.released()).isEqualTo(5);
        assertThat(backlog.count()).isZero();
        assertThat(backlog.weight()).isZero();
        assertThat(reclaimer.step()).isEqualTo(Reclaimer.Found.NOTHING);
    }

    @Test
    void step_onlySpilled_isFoundAndHeldBackByAPin() {
        Slot pin = table.claimElsewhere(Thread.currentThread());
        table.announce(pin);
        reclaimer.queue.spill(writing("a"));
        assertThat(reclaimer.isIdle()).isFalse();
        assertThat(reclaimer.step()).isEqualTo(Reclaimer.Found.PROGRESS); // it has its stamp
        assertThat(reclaimer.step()).isEqualTo(Reclaimer.Found.WAITING);
        assertThat(log).isEmpty();
        assertThat(pin.close(pin.ticket(), Thread.currentThread())).isTrue();
        assertThat(reclaimer.step()).isEqualTo(Reclaimer.Found.PROGRESS);
        assertThat(log).containsExactly("a");
    }
}
