package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.xarray4j.LockedXArray;
import org.xarray4j.OtherThread;
import org.xarray4j.XArray;

/**
 * Calls of a domain in which the first allocation fails, alone or with all that follow, then in another domain the second, and so
 * on: the call has done nothing or all, and what was retired before is released by who comes next. Loaded by {@link RewritingLoader}.
 */
public final class StarvedCalls implements Runnable {
    private static final int PINS = 4;

    /** One domain, on the test's own time and threads. */
    private static final class Subject {
        final Bench bench = new Bench(
                builder -> builder.slots(1).maxPending(16).detectLeaks(true).captureStacks(true));
        final EpochDomain domain = bench.domain;
        final List<Pin> pins = new ArrayList<>();
        final List<String> retired = new ArrayList<>();

        void pin() {
            pins.add(domain.pin());
        }

        void retire(String word) {
            bench.retire(word);
            retired.add(word);
        }

        /** Does what the executor has been given to do. */
        void work() {
            while (!bench.started.isEmpty()) {
                bench.started.remove(0).run();
            }
        }

        void closePins() {
            pins.forEach(Pin::close);
            pins.clear();
        }
    }

    private interface Call {
        void of(Subject subject) throws InterruptedException;
    }

    @Override
    public void run() {
        Logger log = Logger.getLogger("org.xarray4j.epoch");
        Kept kept = new Kept();
        log.addHandler(kept);
        log.setUseParentHandlers(false);
        try {
            all(kept);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            Allocations.disarm();
            log.setUseParentHandlers(true);
            log.removeHandler(kept);
        }
    }

    private static void all(Kept kept) throws InterruptedException {
        check("pin", s -> {}, Subject::pin);
        check("pin beyond the table", StarvedCalls::pinOften, Subject::pin);
        check("retire", s -> {}, s -> s.retire("new"));
        check("retire a second", s -> s.retire("old"), s -> s.retire("new"));
        check("retire many", s -> {}, StarvedCalls::admitMany);
        check("admit", s -> {}, s -> s.domain.admit(2, 1).close());
        check("statistics", StarvedCalls::pinOften, s -> s.domain.statistics());
        check("synchronize", s -> {}, s -> s.domain.synchronize(Duration.ZERO));
        check("synchronize in vain", s -> OtherThread.run(s::pin), StarvedCalls::waitABit);
        check("barrier", s -> s.retire("old"), s -> s.domain.barrier(Duration.ZERO));
        check("work", s -> s.retire("old"), Subject::work);
        check("work again", StarvedCalls::workOnce, Subject::work);
        check("work for an array", StarvedCalls::discard, Subject::work);
        eachStallIsReported(kept);
    }

    private static void pinOften(Subject subject) {
        for (int i = 0; i < PINS; i++) {
            subject.pin();
        }
    }

    private static void admitMany(Subject subject) {
        try (Admission room = subject.domain.admit(8, 0)) {
            for (int i = 0; i < 8; i++) {
                String word = "admitted " + i;
                subject.retired.add(word); // since it cannot fail
                room.retire(() -> subject.bench.log.add(word));
            }
        }
    }

    private static void waitABit(Subject subject) throws InterruptedException {
        subject.domain.synchronize(Duration.ofMillis(5));
    }

    private static void workOnce(Subject subject) {
        subject.retire("older");
        subject.work();
        subject.retire("old");
    }

    /** Has an array discard values one by one and with their subtree, in several versions that are one retirement. */
    private static void discard(Subject subject) {
        XArray<String> array = XArray.<String>builder()
                .domain(subject.domain)
                .releaser(subject.bench.log::add)
                .build();
        try (LockedXArray<String> session = array.lock()) {
            for (long index : new long[] {0, 1, 64, 1L << 40}) {
                String word = "at " + index;
                session.set(index, word);
                subject.retired.add(word);
            }
            session.erase(0);
            session.clear();
        }
    }

    /** Fails each allocation of a call in turn, and shows each time that nothing is lost. */
    private static void check(String name, Call before, Call call) throws InterruptedException {
        check(name, before, call, false);
        check(name + ", no memory from", before, call, true);
    }

    private static void check(String name, Call before, Call call, boolean andAllAfter)
            throws InterruptedException {
        for (int nth = 0; ; nth++) {
            Subject subject = new Subject();
            before.of(subject);
            long pins = subject.pins.size();
            AtomicInteger count = Allocations.armAt(nth, andAllAfter);
            boolean failed = fails(subject, call);
            String at = name + ", allocation " + nth;
            assertThat(subject.domain.statistics().pins()).as(at).isEqualTo(subject.pins.size());
            assertThat(subject.pins.size() - pins).as(at).isBetween(0L, failed ? 0L : 1L);
            subject.closePins();
            subject.retire("last");
            subject.work();
            assertThat(subject.bench.log)
                    .as(at)
                    .containsExactlyInAnyOrderElementsOf(subject.retired);
            EpochStatistics rest = subject.domain.statistics();
            assertThat(rest.pins()).as(at).isZero();
            assertThat(rest.pending()).as(at).isZero();
            assertThat(rest.failures()).as(at).isZero();
            if (count.get() <= nth) {
                return;
            }
        }
    }

    /** Returns whether the error was thrown. */
    private static boolean fails(Subject subject, Call call) throws InterruptedException {
        try {
            call.of(subject);
            return false;
        } catch (OutOfMemoryError error) {
            Allocations.expect(error);
            return true;
        } finally {
            Allocations.disarm();
        }
    }

    /** Two pins are held for long, and one by a thread that is gone. */
    private static void eachStallIsReported(Kept kept) throws InterruptedException {
        for (int nth = 0; ; nth++) {
            Subject subject = new Subject();
            Bench bench = subject.bench;
            subject.pin();
            subject.pin();
            OtherThread.run(subject::pin);
            subject.retire("old");
            bench.settle();
            bench.ticker.pass(Bench.STALL.multipliedBy(2));
            kept.reports = 0;
            AtomicInteger count = Allocations.armAt(nth, false);
            boolean unused = fails(subject, s -> bench.settle());
            bench.ticker.pass(Bench.STALL);
            bench.settle();
            assertThat(bench.stalls.size() + kept.reports)
                    .as("allocation %s", nth)
                    .isEqualTo(4);
            subject.closePins();
            if (count.get() <= nth) {
                return;
            }
        }
    }

    /** Counts the reports for which there was no memory. */
    private static final class Kept extends Handler {
        private int reports;

        @Override
        public void publish(LogRecord record) {
            if (record.getMessage().contains("to report it failed")) {
                reports++;
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
