package org.xarray4j.examples.iplookup.report;

import java.util.Locale;

/** Numbers with units, in three digits or a little more. */
public final class Units {
    private static final double THOUSAND = 1e3;
    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;

    private Units() {}

    /**
     * Returns a number in full.
     *
     * @param number the number
     * @return for instance {@code 385,602}
     */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * Returns a rate in short.
     *
     * @param perSecond the rate
     * @return for instance {@code 12.3 M/s}
     */
    public static String rate(double perSecond) {
        if (perSecond >= MILLION) {
            return String.format(Locale.ROOT, "%.1f M/s", perSecond / MILLION);
        }
        return perSecond >= 100 * THOUSAND
                ? String.format(Locale.ROOT, "%.0f k/s", perSecond / THOUSAND)
                : String.format(Locale.ROOT, "%,.0f /s", perSecond);
    }

    /**
     * Returns a size in short.
     *
     * @param bytes the size
     * @return for instance {@code 12.3 KB}, of 1000 bytes each
     */
    public static String bytes(long bytes) {
        if (bytes < THOUSAND) {
            return bytes + " B";
        }
        return bytes < MILLION
                ? String.format(Locale.ROOT, "%.1f KB", bytes / THOUSAND)
                : String.format(Locale.ROOT, "%,.1f MB", bytes / MILLION);
    }

    /**
     * Returns a time in short, in ASCII: not every terminal can show a micro sign.
     *
     * @param nanos the time in nanoseconds
     * @return for instance {@code 12.3 us}
     */
    public static String time(long nanos) {
        if (nanos < THOUSAND) {
            return nanos + " ns";
        }
        if (nanos < MILLION) {
            return String.format(Locale.ROOT, "%.1f us", nanos / THOUSAND);
        }
        return nanos < BILLION
                ? String.format(Locale.ROOT, "%.1f ms", nanos / MILLION)
                : String.format(Locale.ROOT, "%.1f s", nanos / BILLION);
    }

    /**
     * Returns a time in seconds.
     *
     * @param seconds the time
     * @return for instance {@code 0.123 s}
     */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }

    /**
     * Returns a number with one decimal.
     *
     * @param number the number
     * @return for instance {@code 21.3}
     */
    public static String decimal(double number) {
        return String.format(Locale.ROOT, "%,.1f", number);
    }
}
