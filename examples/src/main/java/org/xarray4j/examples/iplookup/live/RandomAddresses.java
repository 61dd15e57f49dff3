package org.xarray4j.examples.iplookup.live;

import java.util.SplittableRandom;
import org.xarray4j.examples.iplookup.table.Address;
import org.xarray4j.examples.iplookup.table.Ranges;

/**
 * Addresses to ask for, drawn beforehand so that drawing is not measured: each range is as likely as any other, and
 * within it each address.
 */
final class RandomAddresses {
    private final Ranges ranges;
    private final SplittableRandom random;
    private final int[] range;
    private final long[] high;
    private final long[] low;

    RandomAddresses(Ranges ranges, int count, SplittableRandom random) {
        this.ranges = ranges;
        this.random = random;
        range = new int[count];
        high = new long[count];
        low = new long[count];
        for (int i = 0; i < count; i++) {
            draw(i, random.nextInt(ranges.size()));
        }
    }

    int count() {
        return range.length;
    }

    int range(int i) {
        return range[i];
    }

    long high(int i) {
        return high[i];
    }

    long low(int i) {
        return low[i];
    }

    /** Replaces an address by a random one of a given range. */
    void draw(int i, int from) {
        long firstHigh = ranges.firstHigh(from);
        long firstLow = ranges.firstLow(from);
        long lastLow = ranges.lastLow(from);
        // The distance from first to last, as 128 bits.
        long spanLow = lastLow - firstLow;
        long borrow = Long.compareUnsigned(lastLow, firstLow) < 0 ? 1 : 0;
        long spanHigh = ranges.lastHigh(from) - firstHigh - borrow;

        long highMask = mask(spanHigh);
        long lowMask = spanHigh == 0 ? mask(spanLow) : -1L;
        long addHigh;
        long addLow;
        do {
            // More than half of all tries are within the distance.
            addHigh = random.nextLong() & highMask;
            addLow = random.nextLong() & lowMask;
        } while (Address.compare(addHigh, addLow, spanHigh, spanLow) > 0);

        long sum = firstLow + addLow;
        long carry = Long.compareUnsigned(sum, firstLow) < 0 ? 1 : 0;
        range[i] = from;
        high[i] = firstHigh + addHigh + carry;
        low[i] = sum;
    }

    /** Returns the least 2^n - 1 that is not less than a number. */
    private static long mask(long number) {
        return number == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(number);
    }
}
