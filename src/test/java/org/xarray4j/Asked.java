package org.xarray4j;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of tests that draw what they do: {@code -Dxarray4j.seed=...} for the same draws once more, and
 * times. What is no number is refused, and so is more time than a test has, so that nobody takes a short run for a long one.
 */
public final class Asked {
    /** Half of what a test has by default, unless {@code -Plong} has lifted the limits. */
    static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Asked() {}

    /** Returns the seed that was asked for, or null. */
    public static @Nullable Long seed() {
        return number("xarray4j.seed");
    }

    /** Returns the seed that was asked for, or else the one given. */
    public static long seed(long otherwise) {
        Long seed = seed();
        return seed == null ? otherwise : seed;
    }

    /** Returns how long one test of a race goes on; by default 0.7 s. */
    public static long raceNanos() {
        return nanos("xarray4j.race.millis", TimeUnit.MILLISECONDS, 700);
    }

    /** Returns how long all tests of a model's class go on together; by default as many milliseconds as given. */
    public static long modelNanos(long otherwise) {
        return nanos("xarray4j.model.millis", TimeUnit.MILLISECONDS, otherwise);
    }

    /** Returns how long something goes on; by default as long as given. */
    public static long nanos(String property, TimeUnit unit, long otherwise) {
        Long asked = number(property);
        if (asked == null) {
            return unit.toNanos(otherwise);
        }
        long nanos = unit.toNanos(asked);
        if (nanos < 0) {
            throw new IllegalArgumentException("-D" + property + "=" + asked + " is no time");
        }
        if (nanos > MOST_NANOS && "enabled".equals(System.getProperty("xarray4j.limits"))) {
            throw new IllegalArgumentException("-D" + property + "=" + asked
                    + " is longer than a test may take without -Plong");
        }
        return nanos;
    }

    private static @Nullable Long number(String property) {
        String asked = System.getProperty(property);
        try {
            return asked == null ? null : Long.decode(asked);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D" + property + "=" + asked + " is no number", e);
        }
    }
}
