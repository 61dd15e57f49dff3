package org.xarray4j.examples.iplookup.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xarray4j.examples.iplookup.slab.PoolFigures;

/**
 * What became of the values that a table has owned, at a moment when it is at rest.
 *
 * @param closed whether the table is closed, and so must hold nothing
 * @param stored how many values the table was given, by its own account
 * @param retired how many of them it has discarded, by its own account
 * @param present how many it holds, by a walk through the arrays
 * @param pool what the pool of their records has counted
 * @param pending how many retirements the domain has not released
 * @param failures how many releases have thrown
 * @param longestGrace the longest that a value was held back by readers
 */
public record Ownership(
        boolean closed,
        long stored,
        long retired,
        long present,
        PoolFigures pool,
        long pending,
        long failures,
        Duration longestGrace) {
    /**
     * Returns how many values were released.
     *
     * @return the number of records that the pool got back
     */
    public long released() {
        return pool.released();
    }

    /**
     * Compares the books. Each is kept by somebody else: the table counts what it is given and discards, the arrays hold
     * what is present, the pool counts what it gives and gets, and the canaries say which records have an owner.
     *
     * @return what does not balance, in words; empty when each value was released once and not too early
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        demand(
                pool.usedAfterRelease() == 0,
                faults,
                "%,d reads of values after their release",
                pool.usedAfterRelease());
        demand(
                pool.releasedTwice() == 0,
                faults,
                "%,d releases of values that had been released",
                pool.releasedTwice());
        demand(pending == 0, faults, "%,d retirements are not released yet", pending);
        demand(failures == 0, faults, "%,d releases have thrown", failures);
        demand(
                stored == released() + present,
                faults,
                "%,d values were stored, but %,d released and %,d present",
                stored,
                released(),
                present);
        demand(
                retired == released(),
                faults,
                "%,d values were retired, but %,d released",
                retired,
                released());
        demand(present == 0 || !closed, faults, "%,d values are left after the close", present);
        demand(
                pool.live() == present,
                faults,
                "%,d records have an owner, but %,d values are present",
                pool.live(),
                present);
        demand(
                pool.live() + pool.free() == pool.capacity(),
                faults,
                "%,d records have an owner and %,d are free, of %,d",
                pool.live(),
                pool.free(),
                pool.capacity());
        return faults;
    }

    private static void demand(boolean holds, List<String> faults, String text, Object... numbers) {
        if (!holds) {
            faults.add(String.format(Locale.ROOT, text, numbers));
        }
    }
}
