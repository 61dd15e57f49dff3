package org.xarray4j.model;

import java.util.Random;
import org.xarray4j.Boundaries;

/** Where the indices of a scenario lie. */
enum Distribution {
    /** A few hundred indices from 0 on. */
    DENSE {
        @Override
        long index(Random random) {
            return random.nextInt(300);
        }
    },
    /** A few dozen indices at each of a few bases, not aligned to anything. */
    CLUSTERED {
        @Override
        long index(Random random) {
            return (1 + random.nextInt(6)) * 0x2B_4E7A_13C5L + random.nextInt(90);
        }
    },
    /** Anywhere. */
    SPARSE {
        @Override
        long index(Random random) {
            return random.nextLong();
        }
    },
    /** Some hundred indices a little apart, and a leaf's worth among them, so that buckets overflow and give way to leaves. */
    STRIDED {
        @Override
        long index(Random random) {
            return 0x5_FFFF_F000L + random.nextInt(200) * (random.nextInt(4) == 0 ? 1L : 61L);
        }

        @Override
        long length(Random random) {
            return random.nextInt(8) == 0 ? super.length(random) : random.nextInt(1500);
        }
    },
    /** The boundaries of levels and of the number range, and the indices beside them. */
    BOUNDARY {
        @Override
        long index(Random random) {
            long[] all = Boundaries.indices();
            return all[random.nextInt(all.length)] + random.nextInt(3) - 1;
        }
    },
    /** The edges of aligned blocks of all sizes, near each other. */
    BLOCKS {
        @Override
        long index(Random random) {
            int order = random.nextInt(20);
            long block = (long) random.nextInt(1 << 20) >>> order << order;
            return random.nextInt(4) == 0 ? -1L - block : block;
        }
    };

    abstract long index(Random random);

    /** Returns how many indices a range has, less one. */
    long length(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> (1L << random.nextInt(7)) - 1;
            case 2 -> (1L << random.nextInt(Long.SIZE)) - 1;
            case 3 -> random.nextLong() >>> random.nextInt(Long.SIZE);
            default -> random.nextInt(70);
        };
    }
}
