package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Readers, writers and closers at random for a bounded time. Whatever a reader holds must not be released under it; what
 * is retired is released once; in the end all counters balance. A failure prints the line that draws the same once more.
 */
class TortureTest {
    private static final long NANOS =
            TimeUnit.MILLISECONDS.toNanos(Long.getLong("xarray4j.race.millis", 700));

    /** What readers find and writers replace; the fields are plain on purpose. */
    private static final class Box {
        boolean released;
    }

    /** How long a run goes on, when its time is over, for what has not happened yet. */
    private static final long OVERTIME_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** A pin that another thread is to close, with what was found under it. */
    private record Handed(Pin pin, Box box) {
        void close() {
            pin.close();
        }
    }

    private final long seed = Long.getLong("xarray4j.seed", System.nanoTime());
    private final String again =
            "the same draws once more: ./mvnw -pl src test -Dtest=TortureTest -Dxarray4j.seed="
                    + seed;
    private final AtomicReference<Box> published = new AtomicReference<>(new Box());
    private final ConcurrentLinkedQueue<Handed> passedOn = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong retired = new AtomicLong();
    private final AtomicLong released = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong closedElsewhere = new AtomicLong();
    private final AtomicLong admitted = new AtomicLong();
    private final AtomicLong waitedFor = new AtomicLong();
    private volatile boolean over;

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
        return Stream.of(reads, closedElsewhere, retired, released, admitted, waitedFor)
                .anyMatch(count -> count.get() == 0);
    }

    private boolean reader(EpochDomain domain, Random random) {
        List<Pin> mine = new ArrayList<>();
        while (!over) {
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    try (Pin pin = domain.pin()) {
                        read(published.get());
                        assertThat(pin.isOpen()).isTrue();
                    }
                }
                case 4, 5 -> {
                    Pin outer = domain.pin();
                    Pin inner = domain.pin();
                    Box box = published.get(); // under both
                    outer.close();
                    read(box);
                    inner.close();
                }
                case 6 -> {
                    if (passedOn.size() < 100) {
                        Pin pin = domain.pin().handOff();
                        passedOn.add(new Handed(pin, published.get()));
                    }
                }
                default -> mine.add(domain.pin());
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

    private boolean writer(EpochDomain domain, Random random) throws InterruptedException {
        while (!over) {
            Box next = new Box();
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Box old = published.getAndSet(next);
                    domain.retire(old, this::release, 3);
                    retired.incrementAndGet();
                }
                case 2 -> {
                    try (Admission room = domain.admit(2, 5)) {
                        Box old = published.getAndSet(next);
                        room.retire(old, this::release);
                        retired.incrementAndGet();
                        admitted.incrementAndGet();
                    }
                }
                default -> {
                    Box old = published.getAndSet(next);
                    long cookie = domain.start();
                    long end = System.nanoTime() + NANOS;
                    while (!domain.elapsed(cookie) && System.nanoTime() - end < 0) {
                        Thread.onSpinWait();
                    }
                    if (domain.elapsed(cookie)) {
                        retired.incrementAndGet();
                        waitedFor.incrementAndGet();
                        release(old);
                    }
                }
            }
        }
        return true;
    }

    private void run(EpochDomain domain, int readers) throws InterruptedException {
        List<Other<Boolean>> others = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            Random random = new Random(seed + i);
            others.add(Other.start(() -> reader(domain, random)));
        }
        for (int i = 0; i < 2; i++) {
            Random random = new Random(seed - 1 - i);
            others.add(Other.start(() -> writer(domain, random)));
        }
        long end = System.nanoTime() + NANOS;
        while (System.nanoTime() - end < (isIdle() ? OVERTIME_NANOS : 0)) {
            domain.statistics();
        }
        boolean idle = isIdle();
        over = true;
        others.forEach(Other::join);
        passedOn.forEach(Handed::close);
        domain.barrier();
        EpochStatistics rest = domain.statistics();
        assertThat(faults).as(again).isEmpty();
        assertThat(idle)
                .as(
                        "%s; reads %s, closed elsewhere %s, retired %s, released %s, admitted %s, waited for %s",
                        again, reads, closedElsewhere, retired, released, admitted, waitedFor)
                .isFalse();
        assertThat(released).as(again).hasValue(retired.get());
        assertThat(rest.pins()).as(again).isZero();
        assertThat(rest.pending()).as(again).isZero();
        assertThat(rest.pendingWeight()).as(again).isZero();
        assertThat(rest.failures()).as(again).isZero();
        assertThat(rest.released()).as(again).isLessThanOrEqualTo(retired.get());
        domain.close();
    }

    @Test
    void domain_plain_balances() throws InterruptedException {
        run(EpochDomain.create("torture"), 2);
    }

    @Test
    void domain_smallTableManyReaders_balances() throws InterruptedException {
        run(EpochDomain.builder().name("small").slots(1).build(), 6);
    }

    @Test
    void domain_bounded_balances() throws InterruptedException {
        run(EpochDomain.builder().name("bounded").maxPending(8).maxWeight(64).build(), 3);
    }

    @Test
    void domain_watched_balances() throws InterruptedException {
        run(
                EpochDomain.builder()
                        .name("watched")
                        .detectLeaks(true)
                        .captureStacks(true)
                        .onStall(report -> {})
                        .build(),
                2);
    }
}
