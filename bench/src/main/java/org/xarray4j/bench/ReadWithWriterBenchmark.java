package org.xarray4j.bench;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does one read cost while another thread overwrites entries, and how long do the slowest reads take?
 *
 * <p>One thread reads and is measured, one writes: so many writes for each read as {@code writes} says, or as many as it
 * can. Both go over the same dense keys, each in its own random order. {@code get} is the mean of undisturbed batches;
 * {@code timed} takes the time of each single read, two looks at the clock included, and with {@code -prof
 * org.xarray4j.bench.LatencyProfiler} shows their percentiles. There the reader does not wait between reads, so a pause is
 * one slow read, not many. {@code response} has one read due every microsecond and takes the time from when it was due, as
 * whoever waits for its answer would: a pause delays all that fall due in it.
 *
 * <p>The reader never waits for the writer, so a writer that is too slow for its share falls behind: {@code written} and
 * {@code read} count the writes and reads of all iterations.
 */
public class ReadWithWriterBenchmark extends TimedBenchmark {
    private static final int BATCH = 1024;

    /** How far apart the reads of {@code response} are due, in nanoseconds: a few times what one takes. */
    private static final long INTERVAL = 1000;

    /** The times of the single reads of the iteration under way; only the reader records. */
    static final SingleWriterRecorder LATENCIES = new SingleWriterRecorder(3);

    @Param({"XARRAY", "NBHML", "CHM", "SKIP_LIST"})
    Structure structure;

    @Param({"65536", "1048576"})
    int size;

    /** Writes for each read; full is as many as the writer can. */
    @Param({"0", "0.001", "0.01", "0.1", "full"})
    String writes;

    private Lookups lookups;
    private int next;
    private long due;
    private Thread writer;
    private double share;
    private volatile boolean stopping;

    /** How many reads the reader has done, by which the writer keeps its share. */
    private final AtomicLong reads = new AtomicLong();

    private final AtomicLong written = new AtomicLong();

    /** What JMH shows beside the score. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counters {
        public long written;
        public long read;

        private long writtenBefore;
        private long readBefore;

        @Setup(Level.Iteration)
        public void begin(ReadWithWriterBenchmark benchmark) {
            writtenBefore = benchmark.written.get();
            readBefore = benchmark.reads.get();
            benchmark.due = System.nanoTime();
            LATENCIES.reset();
        }

        @TearDown(Level.Iteration)
        public void end(ReadWithWriterBenchmark benchmark) {
            written = benchmark.written.get() - writtenBefore;
            read = benchmark.reads.get() - readBefore;
        }
    }

    @Setup
    public void start() {
        share = writes.equals("full") ? Double.POSITIVE_INFINITY : Double.parseDouble(writes);
        lookups = Lookups.dense(structure, size);
        writer = new Thread(this::write, "writer");
        writer.setDaemon(true);
        writer.start();
    }

    @TearDown
    public void stop() throws InterruptedException {
        stopping = true;
        writer.join();
    }

    private void write() {
        Table table = lookups.table();
        long[] order = Queries.shuffled(Distribution.DENSE.keys(size), new SplittableRandom(2));
        Payload even = new Payload(0, false);
        Payload odd = new Payload(1, false);
        Payload value = even;
        int at = 0;
        long done = 0;
        while (!stopping) {
            if (done >= share * reads.getOpaque()) {
                Thread.onSpinWait();
                continue;
            }
            table.put(order[at++], value);
            if (at == order.length) {
                at = 0;
                value = value == even ? odd : even;
            }
            done++;
            written.setOpaque(done);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void get(Counters counters, Blackhole blackhole) {
        next = lookups.read(next, blackhole);
        reads.setOpaque(reads.getPlain() + BATCH);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void timed(Counters counters, Blackhole blackhole) {
        Table table = lookups.table();
        long[] order = lookups.queries();
        int end = next + BATCH;
        for (int i = next; i < end; i++) {
            long before = System.nanoTime();
            blackhole.consume(table.get(order[i]));
            LATENCIES.recordValue(System.nanoTime() - before);
        }
        advance(end, order.length);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void response(Counters counters, Blackhole blackhole) {
        Table table = lookups.table();
        long[] order = lookups.queries();
        int end = next + BATCH;
        for (int i = next; i < end; i++) {
            while (System.nanoTime() - due < 0) {
                Thread.onSpinWait();
            }
            blackhole.consume(table.get(order[i]));
            LATENCIES.recordValue(System.nanoTime() - due);
            due += INTERVAL;
        }
        advance(end, order.length);
    }

    private void advance(int end, int length) {
        next = end == length ? 0 : end;
        reads.setOpaque(reads.getPlain() + BATCH);
    }
}
