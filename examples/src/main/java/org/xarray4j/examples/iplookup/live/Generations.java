package org.xarray4j.examples.iplookup.live;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often each range has changed: generation 0 is what was loaded, and each change is one more. An even generation is
 * announced, an odd one withdrawn.
 *
 * <p>For each range one writer raises {@code begun} before it writes the table, and {@code committed} after. A reader
 * takes {@code committed}, asks the table, and takes {@code begun}. All of these are volatile, so:
 *
 * <ul>
 *   <li>the table held generation {@code committed} when the lookup began, and an answer that is older is stale;
 *   <li>whatever the lookup met had been begun when it ended, and an answer that is newer was never written.
 * </ul>
 */
public final class Generations {
    /** For each range {@code committed} and {@code begun}, side by side: a reader misses the cache once for both. */
    private final AtomicIntegerArray counters;

    /**
     * Makes counters, all 0.
     *
     * @param ranges how many ranges there are
     */
    public Generations(int ranges) {
        counters = new AtomicIntegerArray(2 * ranges);
    }

    /**
     * Returns the generation that the table certainly holds, or held before one that is newer.
     *
     * @param range the range
     * @return its generation
     */
    public int committed(int range) {
        return counters.get(2 * range);
    }

    /**
     * Returns the newest generation that the table may hold.
     *
     * @param range the range
     * @return its generation
     */
    public int begun(int range) {
        return counters.get(2 * range + 1);
    }

    /**
     * Notes that a change begins; only the range's one writer calls this.
     *
     * @param range the range
     * @param generation the generation that is going to be written
     */
    void begin(int range, int generation) {
        counters.set(2 * range + 1, generation);
    }

    /**
     * Notes that the change begun last has been written; only the range's one writer calls this.
     *
     * @param range the range
     */
    void commit(int range) {
        counters.set(2 * range, begun(range));
    }
}
