package org.xarray4j.examples.iplookup;

import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.examples.iplookup.live.ErrorLog;
import org.xarray4j.examples.iplookup.table.Address;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.Country;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.LookupPath;
import org.xarray4j.examples.iplookup.table.LookupView;
import org.xarray4j.examples.iplookup.table.Ranges;

/**
 * Checks a loaded table against its file: the first, a middle and the last address of every range, and the first and
 * the last address of every gap between them.
 */
final class Verification {
    private static final int RANGES_PER_REPORT = 4096;

    private final Ranges ranges;
    private final String name;
    private final LookupPath path;
    private final ErrorLog errors;
    private long checked;

    Verification(Ranges ranges, String name, LookupPath path, ErrorLog errors) {
        this.ranges = ranges;
        this.name = name;
        this.path = path;
        this.errors = errors;
    }

    /** Checks everything and returns how many answers that were. */
    long run(DoubleConsumer progress) {
        for (int range = 0; range < ranges.size(); range++) {
            try (LookupView view = path.open()) {
                checkRange(view, range);
                if (range + 1 < ranges.size() && ranges.isV4(range) == ranges.isV4(range + 1)) {
                    checkGap(view, range);
                }
            }
            if (range % RANGES_PER_REPORT == 0) {
                progress.accept((double) range / ranges.size());
            }
        }
        return checked;
    }

    private void checkRange(LookupView view, int range) {
        long firstHigh = ranges.firstHigh(range);
        long firstLow = ranges.firstLow(range);
        long lastHigh = ranges.lastHigh(range);
        long lastLow = ranges.lastLow(range);
        check(view, range, firstHigh, firstLow);
        check(view, range, lastHigh, lastLow);
        // Half of the distance from the first address, in 128 bits.
        long distanceLow = lastLow - firstLow;
        long distanceHigh =
                lastHigh - firstHigh - (Long.compareUnsigned(lastLow, firstLow) < 0 ? 1 : 0);
        long halfLow = distanceLow >>> 1 | distanceHigh << (Long.SIZE - 1);
        long middleLow = firstLow + halfLow;
        long carry = Long.compareUnsigned(middleLow, firstLow) < 0 ? 1 : 0;
        check(view, range, firstHigh + (distanceHigh >>> 1) + carry, middleLow);
    }

    private void checkGap(LookupView view, int range) {
        long afterLow = ranges.lastLow(range) + 1;
        long afterHigh = ranges.lastHigh(range) + (afterLow == 0 ? 1 : 0);
        long nextHigh = ranges.firstHigh(range + 1);
        long nextLow = ranges.firstLow(range + 1);
        if (afterHigh != nextHigh || afterLow != nextLow) {
            checkNone(view, range, afterHigh, afterLow);
            checkNone(view, range, nextHigh - (nextLow == 0 ? 1 : 0), nextLow - 1);
        }
    }

    private void check(LookupView view, int range, long high, long low) {
        checked++;
        Announcement answer = view.find(ranges, range, high, low);
        if (answer == null
                || answer.range() != range
                || answer.country() != ranges.country(range)) {
            errors.add(() -> name + ": " + address(range, high, low) + " is in "
                    + ranges.describe(range) + " (" + Country.decode(ranges.country(range))
                    + "), but the answer was " + describe(answer));
        }
    }

    private void checkNone(LookupView view, int range, long high, long low) {
        checked++;
        Announcement answer = view.find(ranges, range, high, low);
        if (answer != null) {
            errors.add(() -> name + ": " + address(range, high, low)
                    + " is in no range, but the answer was " + describe(answer));
        }
    }

    private String describe(@Nullable Announcement answer) {
        return answer == null
                ? "none"
                : ranges.describe(answer.range()) + " (" + Country.decode(answer.country()) + ")";
    }

    private Address address(int range, long high, long low) {
        return new Address(ranges.isV4(range) ? Family.V4 : Family.V6, high, low);
    }
}
