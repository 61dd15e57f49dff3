package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.xarray4j.Asked;
import org.xarray4j.OtherThread;

/**
 * Readers, writers and closers at random for a bounded time. Whatever a reader holds must not be released under it; what
 * is retired is released once, and before a barrier that came after it returns; in the end all counters balance.
 *
 * <p>Allocations of the domain may fail meanwhile. Then a call has changed nothing and is made again or left; what cannot be
 * left, a retirement into room that was admitted for it, must not fail.
 */
final class DomainTorture {
    private static final long NANOS = Asked.raceNanos();

    /** How long a run goes on, when its time is over, for what has not happened yet. */
    private static final long OVERTIME_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Duration A_WHILE = Duration.ofMillis(20);
    private static final Duration A_LONG_WHILE = Duration.ofMillis(200);
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final int MOST_FAULTS = 20;

    /** Retirements after which one of each kind has taken place, where a bug keeps something from happening. */
    private static final int FEWEST_RETIRED = 100;

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
    private final DomainBug bug;

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

    /** How often the domain has called. */
    private final AtomicLong calls = new AtomicLong();

    private volatile boolean over;

    /**
     * Makes a torture that has not begun.
     *
     * @param atOnce for how many retirements room is admitted
     * @param bug what is done wrong on purpose
     * @param missing says what else has not happened yet that must; empty for nothing
     */
    DomainTorture(
            EpochDomain domain, int atOnce, long seed, DomainBug bug, Supplier<String> missing) {
        this.domain = domain;
        this.atOnce = atOnce;
        this.seed = seed;
        this.bug = bug;
        this.missing = missing;
    }

    private AtomicLong counted(String what) {
        AtomicLong count = new AtomicLong();
        counts.put(what, count);
        return count;
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }

    /** What the domain is to do with what is retired. */
    private void reclaim(Box box) {
        long call = calls.incrementAndGet();
        if (bug == DomainBug.LOST_RELEASE && call % 100 == 0) {
            return;
        }
        if (bug == DomainBug.RELEASED_TWICE) {
            release(box);
        }
        release(box);
        if (bug == DomainBug.RELEASE_THROWS && call == 1) {
            throw new IllegalStateException("planted for the domain");
        }
    }

    private void release(Box box) {
        if (box.released) {
            fault("released twice");
        }
        box.released = true;
        released.incrementAndGet();
    }

    private void read(Box box) {
        for (int i = 0; i < 3; i++) {
            if (box.released) {
                fault("released under a reader");
            }
            Thread.onSpinWait();
        }
        reads.incrementAndGet();
    }

    /** Returns what has not happened yet, so that nothing was tried of it; empty for nothing. */
    private String idle() {
        List<String> never = new ArrayList<>();
        counts.forEach((what, count) -> {
            if (count.get() == 0) {
                never.add(what);
            }
        });
        return String.join(", ", never) + missing.get();
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
                    Box box = published.get();
                    if (bug == DomainBug.PIN_CLOSED_EARLY) {
                        pin.close();
                    }
                    read(box);
                    if (!pin.isOpen()) {
                        fault("a pin was closed by somebody");
                    }
                }
            }
            case 4, 5 -> readUnderTheInner();
            case 6 -> {
                if (passedOn.size() < 100 && bug != DomainBug.NEVER_HANDED_OVER) {
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
                    if (bug == DomainBug.LOST_RETIREMENT) {
                        retired.incrementAndGet();
                        continue;
                    }
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
                    while (!elapsed(cookie) && System.nanoTime() - end < 0) {
                        Thread.onSpinWait();
                    }
                    if (elapsed(cookie)) {
                        release(old);
                        retired.incrementAndGet();
                        waitedFor.incrementAndGet();
                    }
                }
            }
        }
        return true;
    }

    private boolean elapsed(long cookie) {
        return bug == DomainBug.ELAPSED_EARLY || domain.elapsed(cookie);
    }

    private void retired(Box old) {
        retired.incrementAndGet();
        held.add(old);
    }

    /** Returns false if there was no memory for it. */
    private boolean retire(Box old) {
        try {
            if (bug == DomainBug.NO_GRACE_PERIOD) {
                release(old);
            } else {
                domain.retire(old, this::reclaim, 3);
            }
            if (bug == DomainBug.RETIRED_BY_NOBODY) {
                domain.retire(new Box(), box -> {}, 3);
                domain.retire(new Box(), box -> {}, 3);
            }
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
                room.retire(old, this::reclaim);
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
            Box old = published.getAndSet(new Box());
            if (bug == DomainBug.SYNCHRONIZED_EARLY || domain.synchronize(A_WHILE)) {
                release(old);
                retired.incrementAndGet();
                graces.incrementAndGet();
            }
            for (Box box = held.poll(); box != null; box = held.poll()) {
                waitFor.add(box);
            }
            if (bug == DomainBug.BARRIER_EARLY || domain.barrier(A_LONG_WHILE)) {
                if (!waitFor.stream().allMatch(box -> box.released)) {
                    fault("not released when a barrier has returned");
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
        assertThat(faults(readers)).as("%s; %s", again, counts).isEmpty();
    }

    /** Runs for a time, or until something is wrong; returns what was. */
    Collection<String> faults(int readers) throws InterruptedException {
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
        long end = System.nanoTime() + nanos();
        while (faults.isEmpty() && goesOn(System.nanoTime() - end)) {
            waitOnce(waitFor);
        }
        String idle = idle();
        over = true;
        others.forEach(OtherThread::join);
        Allocations.disarm();
        passedOn.forEach(Handed::close);
        if (!idle.isEmpty()) {
            fault("did not happen: " + idle); // the last of several faults, if there are any
        }
        settle();
        domain.close();
        return faults;
    }

    private long nanos() {
        if (bug == DomainBug.NONE) {
            return NANOS;
        }
        return bug.foundAtTheEnd ? A_LONG_WHILE.toNanos() : OVERTIME_NANOS;
    }

    /** Whether the time is not over, or something has not happened that will. */
    private boolean goesOn(long nanosOver) {
        boolean missed = bug == DomainBug.NONE ? !idle().isEmpty() : retired.get() < FEWEST_RETIRED;
        return nanosOver < 0 || (missed && nanosOver < OVERTIME_NANOS);
    }

    /** Waits for what is held back, and compares what is left with nothing. */
    private void settle() throws InterruptedException {
        Pin forgotten = bug == DomainBug.PIN_LEFT_OPEN ? domain.pin().handOff() : null;
        if (forgotten != null) {
            domain.retire(new Box(), box -> {});
        }
        if (!domain.barrier(bug.foundAtTheEnd ? A_LONG_WHILE : SETTLE)) {
            fault("something is held back: " + domain.statistics());
        }
        EpochStatistics rest = domain.statistics();
        if (rest.pins() != 0
                || rest.pending() != 0
                || rest.pendingWeight() != 0
                || rest.failures() != 0) {
            fault("left over: " + rest);
        }
        if (released.get() != retired.get()) {
            fault("in the end released " + released + " of " + retired);
        }
        long byDomain = retired.get() - waitedFor.get() - graces.get();
        if (rest.released() != byDomain) {
            fault("the domain released " + rest.released() + " of " + byDomain);
        }
        if (forgotten != null) {
            forgotten.close();
        }
    }
}
