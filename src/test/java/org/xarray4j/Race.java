package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** One writer against some readers, for a bounded time. */
final class Race {
    private static final long NANOS = Asked.raceNanos();
    private static final int READERS = 2;
    private static final int FEWEST_READS = 100;

    private final CountDownLatch ready = new CountDownLatch(READERS);
    private volatile boolean over;

    private Race() {}

    /**
     * Writes until the time is up, with the number of the round, while the readers read. What any of them throws is
     * thrown here.
     */
    static void run(IntConsumer write, Consumer<Random> read) {
        new Race().start(write, read);
    }

    private void start(IntConsumer write, Consumer<Random> read) {
        List<OtherThread<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            Random random = new Random(i);
            readers.add(OtherThread.start(() -> read(read, random)));
        }
        try {
            assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
            long end = System.nanoTime() + NANOS;
            // A long race may run out of numbers.
            for (int round = 1; System.nanoTime() - end < 0 && round < Integer.MAX_VALUE; round++) {
                write.accept(round);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            over = true;
        }
        readers.forEach(reader -> assertThat(reader.join()).isGreaterThanOrEqualTo(FEWEST_READS));
    }

    private int read(Consumer<Random> read, Random random) {
        int reads = 0;
        ready.countDown();
        while (!over || reads < FEWEST_READS) {
            read.accept(random);
            reads++;
        }
        return reads;
    }
}
