package org.xarray4j.bench;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.SplittableRandom;

/** How the keys of a structure lie. Each set of keys is made from a fixed seed, so every fork has the same. */
public enum Distribution {
    /** 0 to n-1. */
    DENSE {
        @Override
        public long[] keys(int size) {
            long[] keys = new long[size];
            for (int i = 0; i < size; i++) {
                keys[i] = i;
            }
            return keys;
        }
    },

    /** Runs of 64 at random multiples of 128 below 2^40: no two runs are neighbours. */
    RUNS64 {
        @Override
        public long[] keys(int size) {
            return runs(size, 0);
        }
    },

    /** Runs of 64, each begun 1 to 63 after a random multiple of 128 below 2^40. */
    RUNS64_UNALIGNED {
        @Override
        public long[] keys(int size) {
            return runs(size, 63);
        }
    },

    /** In random aligned blocks of 64 below 2^40 one to 64 random keys, each number as likely as any other. */
    CLUSTERS {
        @Override
        public long[] keys(int size) {
            SplittableRandom random = new SplittableRandom(SEED);
            LongSet bases = new LongOpenHashSet();
            LongSet seen = new LongOpenHashSet(size);
            long[] keys = new long[size];
            for (int i = 0; i < size; ) {
                long base = random.nextLong(1L << 40) / RUN * RUN;
                if (!bases.add(base)) {
                    continue;
                }
                int wanted = random.nextInt(1, RUN + 1);
                while (wanted > 0 && i < size) {
                    long key = base + random.nextInt(RUN);
                    if (seen.add(key)) {
                        keys[i++] = key;
                        wanted--;
                    }
                }
            }
            return keys;
        }
    },

    /** Uniformly random 64-bit numbers. */
    RANDOM {
        @Override
        public long[] keys(int size) {
            SplittableRandom random = new SplittableRandom(SEED);
            LongSet seen = new LongOpenHashSet(size);
            long[] keys = new long[size];
            for (int i = 0; i < size; ) {
                long key = random.nextLong();
                if (seen.add(key)) {
                    keys[i++] = key;
                }
            }
            return keys;
        }
    };

    private static final long SEED = 0x5eed;

    /** How many keys a run has. */
    private static final int RUN = 64;

    /** Returns distinct keys, ascending where they are neighbours. */
    public abstract long[] keys(int size);

    /**
     * Returns runs in random blocks of 128, from the block's first key on or, if there is a greatest offset, from a random
     * one of at least 1.
     *
     * <p>Blocks are twice as long as runs, so that with any offset below 64 each run stays in its block: runs of different
     * blocks have no key in common. Aligned runs are laid out alike, though they need no such room; hence what lies beside
     * a run is empty for at least 64 keys.
     */
    private static long[] runs(int size, int maxOffset) {
        SplittableRandom random = new SplittableRandom(SEED);
        LongSet seen = new LongOpenHashSet();
        long[] keys = new long[size];
        for (int i = 0; i < size; ) {
            long block = random.nextLong(1L << 40) / (2 * RUN);
            if (!seen.add(block)) {
                continue;
            }
            long base = block * 2 * RUN + (maxOffset == 0 ? 0 : random.nextInt(1, maxOffset + 1));
            for (int j = 0; j < RUN && i < size; j++) {
                keys[i++] = base + j;
            }
        }
        return keys;
    }
}
