package org.xarray4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;
import org.xarray4j.Cursor;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.XArray;
import org.xarray4j.XArrayView;

/**
 * What does it cost to walk over an array in each of the ways there are, and to find the few entries that bear a mark?
 *
 * <p>The score is one whole walk: divide by the size. One entry in 4096 is marked; {@code filtering} visits all and asks the
 * value. LIVE is the array itself, where each step of a cursor is a read of its own; SNAPSHOT is one version.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CursorBenchmark extends TimedBenchmark {
    private static final int MARKED_EVERY = 4096;

    /** What is walked over. */
    public enum Walked {
        LIVE {
            @Override
            XArrayView<Payload> of(XArray<Payload> array) {
                return array;
            }
        },
        SNAPSHOT {
            @Override
            XArrayView<Payload> of(XArray<Payload> array) {
                return array.snapshot();
            }
        };

        abstract XArrayView<Payload> of(XArray<Payload> array);
    }

    @Param
    Walked walked;

    @Param({"DENSE", "RUNS64"})
    Distribution distribution;

    @Param({"65536", "1048576"})
    int size;

    private XArrayView<Payload> view;

    @Setup
    public void fill() {
        long[] keys = distribution.keys(size);
        Payload[] values = Payload.forKeys(keys, MARKED_EVERY);
        XArray<Payload> array = XArray.create();
        Structure.fillAndMark(array, keys, values);
        view = walked.of(array);
        System.gc();
    }

    @Benchmark
    public void forEach(Blackhole blackhole) {
        view.forEach((index, value) -> blackhole.consume(value));
    }

    @Benchmark
    public void iterator(Blackhole blackhole) {
        for (Entry<Payload> entry : view) {
            blackhole.consume(entry.value());
        }
    }

    /** Searches of a cursor: kernel {@code xas_for_each}. */
    @Benchmark
    public void find(Blackhole blackhole) {
        Cursor<Payload> cursor = view.cursor();
        for (Payload value = cursor.find(-1L); value != null; value = cursor.find(-1L)) {
            blackhole.consume(value);
        }
    }

    /** Steps of a cursor, one index at a time: kernel {@code xas_next}. Over the dense array only. */
    @Benchmark
    public void next(Blackhole blackhole) {
        Cursor<Payload> cursor = view.cursor();
        for (int i = 0; i < size; i++) {
            blackhole.consume(cursor.next());
        }
    }

    @Benchmark
    public void marked(Blackhole blackhole) {
        Cursor<Payload> cursor = view.cursor();
        for (Payload value = cursor.find(-1L, Filter.MARK_0);
                value != null;
                value = cursor.find(-1L, Filter.MARK_0)) {
            blackhole.consume(value);
        }
    }

    @Benchmark
    public void filtering(Blackhole blackhole) {
        view.forEach((index, value) -> {
            if (value.marked) {
                blackhole.consume(value);
            }
        });
    }
}
