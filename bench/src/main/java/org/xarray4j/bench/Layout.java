package org.xarray4j.bench;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** How the objects of a filled table lie in memory. */
public enum Layout {
    /** As the structure allocates them when it is filled in the way that it does best, and nothing else is allocated. */
    COMPACT {
        @Override
        List<?> fill(Table table, long[] keys) {
            table.fill(keys, Payload.forKeys(keys));
            return List.of();
        }
    },

    /**
     * Among objects of others, and in no order: as in a program that has run for long. Keys come one by one in random
     * order and are overwritten in another, so that each node of an array has been replaced by one of another place many
     * times; with each write something else is allocated that stays, or, from then on, replaces what was.
     */
    SPREAD {
        @Override
        List<?> fill(Table table, long[] keys) {
            SplittableRandom random = new SplittableRandom(SEED);
            byte[][] neighbours = new byte[keys.length][];
            long[] order = Queries.shuffled(keys, random);
            for (int i = 0; i < order.length; i++) {
                settleNowAndThen(i);
                write(table, order[i]);
                neighbours[i] = neighbour(random);
            }
            order = Queries.shuffled(keys, random);
            for (int i = 0; i < order.length; i++) {
                settleNowAndThen(i);
                write(table, order[i]);
                neighbours[random.nextInt(order.length)] = neighbour(random);
            }
            return Arrays.asList(neighbours);
        }
    };

    private static final long SEED = 0xfa2;

    /** As many bytes as a node of 64 slots has, on the average. */
    private static final int NEIGHBOUR = 512;

    /** After how many writes there is a full collection: what they allocate fits into the young generation. */
    private static final int UNSETTLED = 1 << 15;

    /** Fills an empty table; returns what has to stay alive for the table to lie so after a collection. */
    abstract List<?> fill(Table table, long[] keys);

    /**
     * Collects everything, after each so many writes, and more often while they are few, since then they make the most nodes.
     * A full collection leaves objects in the order in
     * which they were allocated; one of the young generation, which would come otherwise, copies them in the order in which
     * it finds them, and so brings an array's nodes together.
     */
    private static void settleNowAndThen(int writes) {
        if (writes % UNSETTLED == 0 || Integer.bitCount(writes) == 1) {
            System.gc();
        }
    }

    private static void write(Table table, long key) {
        table.put(key, new Payload(key, false));
    }

    private static byte[] neighbour(SplittableRandom random) {
        return new byte[random.nextInt(NEIGHBOUR)];
    }
}
