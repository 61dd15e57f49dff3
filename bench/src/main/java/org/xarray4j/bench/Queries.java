package org.xarray4j.bench;

import java.util.SplittableRandom;

/** The order in which keys are asked for. */
final class Queries {
    /** How many there are at least: more than the branch predictor could learn by heart. */
    private static final int LEAST = 1 << 14;

    private static final long SEED = 0xa5c;

    private Queries() {}

    /** Returns keys in random order; each is met once before any is met again. */
    static long[] of(long[] keys, int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] queries = new long[count];
        for (int done = 0; done < count; done += keys.length) {
            long[] pass = shuffled(keys, random);
            System.arraycopy(pass, 0, queries, done, Math.min(keys.length, count - done));
        }
        return queries;
    }

    /** Returns how many queries a structure gets where no number is asked for. */
    static int countFor(int size) {
        return Math.max(size, LEAST);
    }

    /** Returns keys in random order. */
    static long[] shuffled(long[] keys, SplittableRandom random) {
        long[] shuffled = keys.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long key = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = key;
        }
        return shuffled;
    }
}
