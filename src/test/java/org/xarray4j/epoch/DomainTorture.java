package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.xarray4j.OtherThread;

/**
 * Readers, writers and closers at random for a bounded time. Whatever a reader holds must not be released under it; what
 * is retired is released once, and before a barrier that came after it returns; in the end all counters balance.
 *
 * <p>Allocations of the domain may fail meanwhile. Then a call has changed nothing and is made again or left; what cannot be
 * left, a retirement into room that was admitted for it, must not fail.
 */
final class DomainTorture {
    private static final long NANOS =
            TimeUnit.MILLISECONDS.toNanos(Long.getLong("xarray4j.race.millis", 700));

    /** How long a run goes on, when its time is over, for what has not happened yet. */
    private static final long OVERTIME_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Duration A_WHILE = Duration.ofMillis(20);
    private static final Duration A_LONG_WHILE = Duration.ofMillis(200);
    private static final Duration SETTLE = Duration.ofSeconds(60);

    /** What readers find and writers replace; the fields are plain on purpose. */
    private static final class Box {
        boolean released;
    }

    /** A pin that another thread is to close, with what was found under it. */
    private record Handed(Pin pin, Box box) {
        void close() {
            pin.close();
        }
    }

    private final EpochDomain domain;
    private final int atOnce;
    private final long seed;

    /** Says what else has not happened yet. */
    private final Supplier<String> missing;

    private final AtomicReference<Box> published = new AtomicReference<>(new Box());
    private final ConcurrentLinkedQueue<Handed> passedOn = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    /** What a barrier that comes now waits for. */
    private final ConcurrentLinkedQueue<Box> held = new ConcurrentLinkedQueue<>();

    private final Map<String, AtomicLong> counts = new LinkedHashMap<>();
    private final AtomicLong reads = counted("reads");
    private final AtomicLong closedElsewhere = counted("closed elsewhere");
    private final AtomicLong retired = counted("retired");
    private final AtomicLong released = counted("released");
    private final AtomicLong admitted = counted("admitted");
    private final AtomicLong waitedFor = counted("waited for");
    private final AtomicLong barriers = counted("barriers");
    private final AtomicLong graces = counted("grace periods");
    private volatile boolean over;

    /**
     * Makes a torture that has not begun.
     *
     * @param atOnce for how many retirements room is admitted
     * @param missing says what else has not happened yet that must; empty for nothing
     */
    DomainTorture(EpochDomain domain, int atOnce, long seed, Supplier<String> missing) {
        this.domain = domain;
        this.atOnce = atOnce;
        this.seed = seed;
        this.missing = missing;
    }

    private AtomicLong counted(String what) {
        AtomicLong count = new AtomicLong();
        counts.put(what, count);
        return count;
    }

    private void release(Box box) {
        if (box.released) {
            faults.add("released twice");
        }
        box.released = true;
        released.incrementAndGet();
    }

    private void read(Box box) {
        for (int i = 0; i < 3; i++) {
            if (box.released) {
                faults.add("released under a reader");
            }
            Thread.onSpinWait();
        }
        reads.incrementAndGet();
    }

    /** Whether something has not happened yet, so that nothing was tried of it. */
    private boolean isIdle() {
        return counts.values().stream().anyMatch(count -> count.get() == 0)
                || !missing.get().isEmpty();
    }

    // ---------------------------------------------------------------- readers

    private boolean reader(Random random) {
        List<Pin> mine = new ArrayList<>();
        while (!over) {
            try {
                readOnce(random, mine);
            } catch (OutOfMemoryError error) {
                Allocations.expect(error);
            }
            if (mine.size() > 20) {
                mine.forEach(Pin::close);
                mine.forEach(Pin::close);
                mine.clear();
            }
            Handed other = random.nextBoolean() ? passedOn.poll() : null;
            if (other != null) {
                read(other.box()); // under the pin of the thread that found it
                other.close();
                closedElsewhere.incrementAndGet();
            }
        }
        mine.forEach(Pin::close);
        return true;
    }

    private void readOnce(Random random, List<Pin> mine) {
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> {
                try (Pin pin = domain.pin()) {
                    read(published.get());
                    assertThat(pin.isOpen()).isTrue();
                }
            }
            case 4, 5 -> readUnderTheInner();
            case 6 -> {
                if (passedOn.size() < 100) {
                    Pin pin = domain.pin().handOff();
                    passedOn.add(new Handed(pin, published.get()));
                }
            }
            default -> mine.add(domain.pin());
        }
    }

    private void readUnderTheInner() {
        Pin outer = domain.pin();
        Pin inner = null;
        Box box = null;
        try {
            inner = domain.pin();
            box = published.get(); // under both
        } finally {
            outer.close();
        }
        read(box);
        inner.close();
    }

    // ---------------------------------------------------------------- writers

    private boolean writer(Random random) throws InterruptedException {
        while (!over) {
            Box next = new Box();
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Box old = published.getAndSet(next);
                    while (!retire(old)) {
                        Thread.onSpinWait();
                    }
                    retired(old);
                }
                case 2 -> admit();
                default -> {
                    Box old = published.getAndSet(next);
                    long cookie = domain.start();
                    long end = System.nanoTime() + NANOS;
                    while (!domain.elapsed(cookie) && System.nanoTime() - end < 0) {
                        Thread.onSpinWait();
                    }
                    if (domain.elapsed(cookie)) {
                        release(old);
                        retired.incrementAndGet();
                        waitedFor.incrementAndGet();
                    }
                }
            }
        }
        return true;
    }

    private void retired(Box old) {
        retired.incrementAndGet();
        held.add(old);
    }

    /** Returns false if there was no memory for it. */
    private boolean retire(Box old) {
        try {
            domain.retire(old, this::release, 3);
            return true;
        } catch (OutOfMemoryError error) {
            Allocations.expect(error);
            return false;
        }
    }

    /** Retires into room, but for the last of it, which is given back. */
    private void admit() {
        Admission admission;
        try {
            admission = domain.admit(atOnce, 5);
        } catch (OutOfMemoryError error) {
            Allocations.expect(error);
            return;
        }
        try (Admission room = admission) {
            while (room.left() > 1) {
                Box old = published.getAndSet(new Box());
                room.retire(old, this::release);
                retired(old);
                admitted.incrementAndGet();
            }
        }
    }

    // ---------------------------------------------------------------- who waits

    /** Asks for numbers, and waits a while for what is held back now. */
    private void waitOnce(List<Box> waitFor) throws InterruptedException {
        try {
            domain.statistics();
            if (domain.synchronize(A_WHILE)) {
                graces.incrementAndGet();
            }
            for (Box box = held.poll(); box != null; box = held.poll()) {
                waitFor.add(box);
            }
            if (domain.barrier(A_LONG_WHILE)) {
                if (!waitFor.stream().allMatch(box -> box.released)) {
                    faults.add("not released when a barrier has returned");
                }
                waitFor.clear();
                barriers.incrementAndGet();
            }
        } catch (OutOfMemoryError error) {
            Allocations.expect(error);
        }
    }

    /** Runs for a time; a failure begins with what is given. */
    void run(int readers, String again) throws InterruptedException {
        List<OtherThread<Boolean>> others = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            Random random = new Random(seed + i);
            others.add(OtherThread.start(() -> reader(random)));
        }
        for (int i = 0; i < 2; i++) {
            Random random = new Random(seed - 1 - i);
            others.add(OtherThread.start(() -> writer(random)));
        }
        List<Box> waitFor = new ArrayList<>();
        long end = System.nanoTime() + NANOS;
        while (faults.isEmpty() && System.nanoTime() - end < (isIdle() ? OVERTIME_NANOS : 0)) {
            waitOnce(waitFor);
        }
        boolean idle = isIdle();
        over = true;
        others.forEach(OtherThread::join);
        Allocations.disarm();
        passedOn.forEach(Handed::close);
        assertThat(faults).as(again).isEmpty();
        assertThat(domain.barrier(SETTLE))
                .as("%s; nothing is held back: %s", again, domain.statistics())
                .isTrue();
        EpochStatistics rest = domain.statistics();
        assertThat(faults).as(again).isEmpty();
        assertThat(idle).as("%s; %s; %s", again, counts, missing.get()).isFalse();
        assertThat(released).as(again).hasValue(retired.get());
        assertThat(rest.pins()).as(again).isZero();
        assertThat(rest.pending()).as(again).isZero();
        assertThat(rest.pendingWeight()).as(again).isZero();
        assertThat(rest.failures()).as(again).isZero();
        assertThat(rest.released()).as(again).isLessThanOrEqualTo(retired.get());
        domain.close();
    }
}
