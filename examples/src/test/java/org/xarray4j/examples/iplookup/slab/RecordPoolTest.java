package org.xarray4j.examples.iplookup.slab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RecordPoolTest {
    private final RecordPool pool = new RecordPool();

    private static final class Plain extends SlabRecord {
        private final int written;

        Plain(RecordPool pool, int written) {
            super(pool, written, -written, written ^ 0x5A5A);
            this.written = written;
        }

        void assertAsWritten() {
            assertThat(range()).isEqualTo(written);
            assertThat(country()).isEqualTo(-written);
            assertThat(generation()).isEqualTo(written ^ 0x5A5A);
        }
    }

    private static void assertUseIsFound(SlabRecord record, String whose) {
        List<Callable<Integer>> reads = List.of(record::range, record::country, record::generation);
        for (Callable<Integer> read : reads) {
            assertThatThrownBy(read::call)
                    .isInstanceOf(UseAfterReleaseException.class)
                    .hasMessageContaining(record.toString())
                    .hasMessageContaining(whose);
        }
    }

    @Test
    void take_moreThanASlab_keepsEachAsWritten() {
        List<Plain> records = new ArrayList<>();
        for (int i = 0; i < 2 * Slab.RECORDS + 1; i++) {
            records.add(new Plain(pool, i));
        }
        records.forEach(Plain::assertAsWritten);
        assertThat(pool.figures())
                .isEqualTo(new PoolFigures(
                        records.size(), 0, 0, 0, records.size(), Slab.RECORDS - 1, 3));
        assertThat(pool.figures().bytes()).isEqualTo(3L * 4096 * 32);
    }

    @Test
    void read_afterTheRelease_isFoundAndCounted() {
        Plain record = new Plain(pool, 7);
        record.release();
        assertUseIsFound(record, "it belongs to nobody");
        assertThat(pool.figures()).isEqualTo(new PoolFigures(1, 1, 0, 3, 0, Slab.RECORDS, 1));
    }

    /** The memory is another's by then, and even says the same. */
    @Test
    void read_afterTheMemoryIsUsedAgain_isFoundAndCounted() {
        Plain first = new Plain(pool, 7);
        first.release();
        Plain second = new Plain(pool, 7);
        assertUseIsFound(first, "it has another owner");
        second.assertAsWritten();
        assertThat(pool.figures()).isEqualTo(new PoolFigures(2, 1, 0, 3, 1, Slab.RECORDS - 1, 1));
    }

    @Test
    void release_twice_isCountedAndFreesOnce() {
        Plain record = new Plain(pool, 7);
        record.release();
        record.release();
        assertThat(pool.figures()).isEqualTo(new PoolFigures(1, 1, 1, 0, 0, Slab.RECORDS, 1));
    }

    @Test
    void release_twice_leavesTheNextOwnerAlone() {
        Plain first = new Plain(pool, 7);
        first.release();
        Plain second = new Plain(pool, 8);
        first.release();
        second.assertAsWritten();
        assertThat(pool.figures()).isEqualTo(new PoolFigures(2, 1, 1, 0, 1, Slab.RECORDS - 1, 1));
    }

    /** Threads take and release at random; whoever was given a record that another has would see it change. */
    @Test
    void takeAndRelease_byManyThreads_giveNoRecordToTwo() throws Exception {
        int threads = 4;
        int steps = 100_000;
        CyclicBarrier start = new CyclicBarrier(threads);
        inThreads(threads, thread -> {
            SplittableRandom random = new SplittableRandom(thread);
            Deque<Plain> own = new ArrayDeque<>();
            start.await();
            for (int step = 0; step < steps; step++) {
                if (own.size() < 100 && random.nextBoolean()) {
                    own.add(new Plain(pool, thread << 24 | step));
                } else if (!own.isEmpty()) {
                    Plain record = own.remove();
                    record.assertAsWritten();
                    record.release();
                }
            }
            own.forEach(SlabRecord::release);
            return null;
        });
        PoolFigures figures = pool.figures();
        assertThat(figures.taken()).isPositive().isEqualTo(figures.released());
        assertThat(figures)
                .isEqualTo(new PoolFigures(
                        figures.taken(), figures.taken(), 0, 0, 0, figures.capacity(), 1));
    }

    /**
     * A reader with no pin races with the releases: what it gets is what was written, or an exception. It is the order of
     * field and canary that this is about, so each of the two must have happened.
     */
    @Test
    void read_thatRacesWithTheRelease_isRightOrFound() throws Exception {
        Race race = new Race(new Plain(pool, 1));
        int[] seen = new int[2];
        inThreads(2, thread -> thread == 0 ? race.replace() : race.read(seen));
        assertThat(seen[0]).as("reads that were right").isPositive();
        assertThat(seen[1]).as("reads that were found").isPositive();
        assertThat(pool.figures().usedAfterRelease()).isEqualTo(seen[1]);
    }

    private final class Race {
        private static final int ENOUGH = 100;
        private static final int READS = 2_000_000;

        private volatile Plain current;
        private volatile boolean over;

        Race(Plain first) {
            current = first;
        }

        Void replace() {
            for (int i = 2; !over; i++) {
                Plain old = current;
                current = new Plain(pool, i);
                old.release();
            }
            return null;
        }

        /** At least so many reads, and then until each of the two has happened; the test's time limit bounds it. */
        Void read(int[] seen) {
            try {
                for (int i = 0; i < READS || seen[0] < ENOUGH || seen[1] < ENOUGH; i++) {
                    Plain record = current;
                    try {
                        int generation = record.generation();
                        if (generation != (record.written ^ 0x5A5A)) {
                            throw new AssertionError("read " + generation + " of " + record);
                        }
                        seen[0]++;
                    } catch (UseAfterReleaseException e) {
                        seen[1]++;
                    }
                }
            } finally {
                over = true;
            }
            return null;
        }
    }

    private interface Body {
        Void run(int thread) throws Exception;
    }

    private static void inThreads(int count, Body body) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int thread = i;
                running.add(threads.submit(() -> body.run(thread)));
            }
            for (Future<Void> future : running) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
