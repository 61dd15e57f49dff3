package org.xarray4j;

import java.util.stream.LongStream;

/** The indices at which something in the tree or in the number range changes. */
public final class Boundaries {
    private static final long[] INDICES = {
        0,
        1,
        63,
        64,
        4095,
        4096,
        (1L << 32) - 1,
        1L << 32,
        (1L << 60) - 1,
        1L << 60,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1L
    };

    private Boundaries() {}

    /** Returns the boundaries in ascending (unsigned) order. */
    public static long[] indices() {
        return INDICES.clone();
    }

    /** Returns the boundaries in ascending (unsigned) order. */
    static LongStream stream() {
        return LongStream.of(INDICES);
    }
}
