package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xarray4j.Asked;
import org.xarray4j.OtherThread;

/** What a pin holds back, for how long, however it is nested and whoever closes it. Guarantees P and Q. */
class PinTest {
    private final Bench bench = new Bench(builder -> builder.slots(2));
    private final EpochDomain domain = bench.domain;

    @Test
    void pin_open_holdsBackWhatIsStampedLater() {
        Pin pin = domain.pin();
        long cookie = domain.start();
        assertThat(domain.elapsed(cookie)).isFalse();
        pin.close();
        assertThat(domain.elapsed(cookie)).isTrue();
    }

    @Test
    void pin_openedLater_holdsBackNothingStampedBefore() {
        long cookie = domain.start();
        try (Pin pin = domain.pin()) {
            assertThat(domain.elapsed(cookie)).isTrue();
            assertThat(pin.isOpen()).isTrue();
        }
    }

    @Test
    void pins_reopenedAllTheTime_doNotHoldBackForEver() {
        Pin held = domain.pin();
        long cookie = domain.start();
        for (int i = 0; i < 100; i++) {
            Pin next = domain.pin();
            held.close();
            assertThat(domain.elapsed(cookie)).as("after " + i).isTrue();
            held = next;
            cookie = domain.start();
        }
        held.close();
    }

    @Test
    void pins_nested_holdBackUntilTheLastIsClosed() {
        Pin outer = domain.pin();
        Pin inner = domain.pin();
        long cookie = domain.start();
        inner.close();
        assertThat(domain.elapsed(cookie)).isFalse();
        outer.close();
        assertThat(domain.elapsed(cookie)).isTrue();
    }

    @Test
    void pins_closedOutOfOrder_holdBackUntilTheLastIsClosed() {
        Pin outer = domain.pin();
        Pin inner = domain.pin();
        long cookie = domain.start();
        outer.close();
        assertThat(inner.isOpen()).isTrue();
        assertThat(domain.elapsed(cookie)).isFalse();
        inner.close();
        assertThat(domain.elapsed(cookie)).isTrue();
    }

    /** A box that was unlinked before the inner pin was opened is the outer one's business alone. */
    @Test
    void pins_nestedAndStampedBetween_innerDoesNotTakeOver() {
        Pin outer = domain.pin();
        long cookie = domain.start();
        try (Pin inner = domain.pin()) {
            assertThat(domain.elapsed(cookie)).isFalse();
            outer.close();
            assertThat(inner.isOpen()).isTrue();
            assertThat(domain.elapsed(cookie)).isTrue();
        }
    }

    @Test
    void pins_manyMoreThanSlots_eachCounts() {
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            pins.add(domain.pin());
        }
        assertThat(bench.statistics().pins()).isEqualTo(1000);
        long cookie = domain.start();
        Collections.shuffle(pins, new Random(1));
        for (Pin pin : pins) {
            assertThat(domain.elapsed(cookie)).isFalse();
            pin.close();
        }
        assertThat(domain.elapsed(cookie)).isTrue();
        assertThat(bench.statistics().pins()).isZero();
        assertThat(bench.statistics().slots()).isBetween(1000L, 4096L);
    }

    @Test
    void pins_overAndOver_needNoMoreSlotsThanAreOpenAtOnce() {
        Deque<Pin> open = new ArrayDeque<>();
        for (int i = 0; i < 100_000; i++) {
            open.add(domain.pin());
            if (open.size() == 16) {
                open.remove().close();
            }
        }
        open.forEach(Pin::close);
        assertThat(bench.statistics().slots()).isLessThanOrEqualTo(64);
    }

    @Test
    void pins_randomOpenAndClose_countsBalance() {
        long seed = Asked.seed(System.nanoTime());
        String repeat = "repeat with: ./mvnw -pl src test -Dtest=PinTest -Dxarray4j.seed=" + seed;
        Random random = new Random(seed);
        List<Pin> open = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (open.isEmpty() || random.nextInt(100) < 52) {
                open.add(domain.pin());
            } else {
                open.remove(random.nextInt(open.size())).close();
            }
            if (i % 1000 == 0) {
                assertThat(bench.statistics().pins()).as(repeat).isEqualTo(open.size());
            }
        }
        open.forEach(Pin::close);
        assertThat(bench.statistics().pins()).as(repeat).isZero();
    }

    @Test
    void close_twice_harmsNothingAndIsCounted() {
        Pin first = domain.pin();
        first.close();
        Pin second = domain.pin(); // in the same slot
        long cookie = domain.start();
        first.close();
        first.close();
        assertThat(second.isOpen()).isTrue();
        assertThat(domain.elapsed(cookie)).isFalse();
        assertThat(bench.statistics().doubleCloses()).isEqualTo(2);
        assertThat(bench.failures).isEmpty();
        second.close();
        assertThat(bench.statistics().doubleCloses()).isEqualTo(2);
    }

    @Test
    void close_twiceInStrictMode_isReportedWithItsStack() {
        Bench strict = new Bench(builder -> builder.strict(true));
        Pin pin = strict.domain.pin();
        pin.close();
        pin.close();
        assertThat(strict.failures).singleElement().satisfies(report -> {
            assertThat(report.thrown())
                    .hasMessageContaining("bench")
                    .hasMessageContaining("closed already");
            assertThat(report.thrown().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().startsWith("close_twiceInStrict"));
        });
        assertThat(strict.statistics().doubleCloses()).isOne();
    }

    @Test
    void close_onAnotherThread_ends() {
        Pin pin = domain.pin();
        long cookie = domain.start();
        OtherThread.run(pin::close);
        assertThat(pin.isOpen()).isFalse();
        assertThat(domain.elapsed(cookie)).isTrue();
        assertThat(bench.statistics().doubleCloses()).isZero();
    }

    @Test
    void close_onAnotherThreadAndThenHere_isCountedOnceAndGivesTheSlotBack() {
        for (int i = 0; i < 100; i++) {
            Pin pin = domain.pin();
            OtherThread.run(pin::close);
            pin.close();
            pin.close();
        }
        assertThat(bench.statistics().doubleCloses()).isEqualTo(200);
        assertThat(bench.statistics().slots()).isEqualTo(2);
    }

    @Test
    void close_lateOnAnotherThread_harmsNoPinThatCameLater() {
        Pin early = domain.pin();
        early.close();
        for (int i = 0; i < 5; i++) {
            Pin later = domain.pin();
            long cookie = domain.start();
            OtherThread.run(early::close);
            assertThat(later.isOpen()).isTrue();
            assertThat(domain.elapsed(cookie)).isFalse();
            OtherThread.run(later::close);
            OtherThread.run(early::close);
            assertThat(domain.elapsed(cookie)).isTrue();
        }
        assertThat(bench.statistics().doubleCloses()).isEqualTo(10);
    }

    @Test
    void close_alwaysOnAnotherThread_slotsAreUsedAgain() {
        for (int i = 0; i < 200; i++) {
            OtherThread.run(domain.pin()::close);
        }
        assertThat(bench.statistics().slots()).isEqualTo(2);
    }

    /** As an event loop does it: many pins at once by one thread that lives on, all closed by others. */
    @Test
    void close_burstsAlwaysOnAnotherThread_slotsAreUsedAgain() {
        for (int round = 0; round < 300; round++) {
            List<Pin> burst = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                burst.add(domain.pin().handOff());
            }
            OtherThread.run(() -> burst.forEach(Pin::close));
            domain.elapsed(domain.start());
            assertThat(bench.statistics().slots()).as("round " + round).isLessThanOrEqualTo(64);
        }
        assertThat(bench.statistics().pins()).isZero();
    }

    @Test
    void close_twiceAndElsewhereBeyondTheFirstSlots_countsOnceAndHarmsNoLaterPin() {
        for (int round = 0; round < 20; round++) {
            List<Pin> pins = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                pins.add(domain.pin());
            }
            OtherThread.run(() -> pins.subList(0, 20).forEach(Pin::close));
            List<Pin> later = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                later.add(domain.pin());
            }
            pins.forEach(Pin::close);
            OtherThread.run(() -> pins.forEach(Pin::close));
            assertThat(bench.statistics().doubleCloses()).isEqualTo(60L * (round + 1));
            assertThat(bench.statistics().pins()).isEqualTo(40);
            assertThat(later).allMatch(Pin::isOpen);
            later.forEach(Pin::close);
        }
        assertThat(bench.statistics().pins()).isZero();
    }

    @Test
    void table_madeLongerByOneThread_isMadeLongerByAnother() {
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            pins.add(domain.pin());
        }
        assertThat(bench.statistics().slots()).isBetween(40L, 128L);
        OtherThread.run(() -> {
            for (int i = 0; i < 400; i++) {
                pins.add(domain.pin().handOff());
            }
        });
        assertThat(bench.statistics().slots()).isBetween(300L, 1024L);
        pins.forEach(Pin::close);
    }

    @Test
    void elapsed_tableOverflowed_makesItNoLonger() {
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            pins.add(domain.pin());
            long slots = bench.statistics().slots();
            assertThat(domain.elapsed(domain.start())).isFalse();
            assertThat(bench.statistics().slots()).isEqualTo(slots);
        }
        pins.forEach(Pin::close);
    }

    /**
     * Wherever in a pin or a close the stack ends, no place in the overflow list stays half linked, which would hide the pins
     * below it: those of later are seen and can be closed. A slot may stay taken, where there was no stack to free it.
     */
    @Test
    void stack_endsAnywhere_hidesNoPin() {
        List<Pin> pins = new ArrayList<>();
        Leftover leftover = new Leftover();
        Thread deep = new Thread(null, () -> descend(leftover, 1_000_000), "deep", 256 << 10);
        for (int i = 0; i < 40; i++) {
            pins.add(domain.pin()); // so that there is no room but in the overflow list
        }
        deep.start();
        OtherThread.call(() -> {
            deep.join();
            return true;
        });
        pins.addAll(Arrays.asList(leftover.pins).subList(0, leftover.count));
        pins.forEach(Pin::close);
        assertThat(pins).noneMatch(Pin::isOpen);
        long lost = bench.statistics().pins();
        assertThat(lost).as("pins that nobody was given").isLessThanOrEqualTo(ATTEMPTS);
        List<Pin> later = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            later.add(domain.pin()); // the table gets longer, each time by way of the overflow list
            assertThat(bench.statistics().pins()).isEqualTo(lost + later.size());
        }
        while (!later.isEmpty()) {
            assertThat(domain.elapsed(domain.start())).isFalse();
            later.remove(later.size() - 1).close();
            assertThat(bench.statistics().pins()).isEqualTo(lost + later.size());
        }
        // What was pushed last is seen first: nothing is cut off behind what was lost.
        try (Pin last = domain.pin()) {
            assertThat(last.isOpen()).isTrue();
            assertThat(bench.statistics().pins()).isEqualTo(lost + 1);
        }
    }

    /** How often the stack can end in a pin or in a close. */
    private static final int ATTEMPTS = 600;

    /** Pins whose close has thrown, kept without a call: each call might be the one for which there is no stack. */
    private static final class Leftover {
        final Pin[] pins = new Pin[ATTEMPTS];
        int count;
    }

    /** Goes down until the stack ends, pins on the way back; returns how far above the end it is. */
    private int descend(Leftover leftover, int most) {
        int depth = 0;
        try {
            depth = most == 0 ? 0 : descend(leftover, most - 1);
        } catch (StackOverflowError e) {
            depth = 0;
        }
        for (int i = 0; depth < 200 && i < 3; i++) {
            Pin pin = null;
            try {
                pin = domain.pin();
                pin.close();
            } catch (StackOverflowError e) {
                if (pin != null) {
                    leftover.pins[leftover.count++] = pin;
                }
            }
        }
        return depth + 1;
    }

    @Test
    void close_afterTheOpenerHasEnded_slotsAreUsedAgain() {
        for (int i = 0; i < 200; i++) {
            Pin pin = OtherThread.call(domain::pin);
            assertThat(pin.isOpen()).isTrue();
            pin.close();
            domain.elapsed(domain.start());
        }
        assertThat(bench.statistics().pins()).isZero();
        assertThat(bench.statistics().slots()).isLessThanOrEqualTo(16);
    }

    @Test
    void threads_shortLived_leaveNothingBehind() {
        for (int i = 0; i < 500; i++) {
            OtherThread.run(() -> domain.pin().close());
        }
        assertThat(bench.statistics().pins()).isZero();
        assertThat(bench.statistics().slots()).isEqualTo(2);
        assertThat(bench.started).isEmpty();
    }

    @Test
    void handOff_closed_refused() {
        Pin pin = domain.pin();
        pin.close();
        assertThatIllegalStateException()
                .isThrownBy(pin::handOff)
                .withMessageContaining("bench")
                .withMessageContaining("closed already");
    }

    @Test
    void handOff_old_doesNotHandOffALaterPinOfTheSlot() {
        Pin old = domain.pin();
        old.handOff().handOff();
        old.close();
        try (Pin later = domain.pin()) {
            assertThat(later.isOpen()).isTrue();
            assertThatIllegalStateException().isThrownBy(domain::synchronize);
        }
    }

    @Test
    void toString_openAndClosed_saysSo() {
        Pin pin = domain.pin();
        assertThat(pin)
                .asString()
                .contains("bench", "open", Thread.currentThread().getName());
        pin.close();
        assertThat(pin).asString().contains("closed");
    }
}
