package org.xarray4j.torture;

import java.util.Random;
import org.xarray4j.Limit;

/** Which indices are written how, so that each value knows where it may be met. */
final class Where {
    /** Single entries: leaves of two levels, and a few far away that make the tree grow and shrink. */
    static final int POINTS = 512;

    static final long FAR = 1L << 40;

    /** Where free indices are taken. */
    static final Limit ALLOCATED = new Limit(4096, 4607);

    /** Range stores. */
    static final long RANGES = 1L << 18;

    static final long RANGES_LAST = RANGES + 8191;

    private Where() {}

    static long point(Random random) {
        return random.nextInt(32) == 0 ? FAR + random.nextInt(3) : random.nextInt(POINTS);
    }

    static long allocated(Random random) {
        return ALLOCATED.min() + random.nextInt((int) (ALLOCATED.max() - ALLOCATED.min() + 1));
    }

    static long ranged(Random random) {
        return RANGES + random.nextInt((int) (RANGES_LAST - RANGES + 1));
    }

    static long any(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> allocated(random);
            case 1 -> ranged(random);
            default -> point(random);
        };
    }
}
