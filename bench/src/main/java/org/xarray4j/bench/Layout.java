package org.xarray4j.bench;

import java.util.ArrayList;
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
            List<Object> neighbours = new ArrayList<>(keys.length);
            for (long key : Queries.shuffled(keys, random)) {
                table.put(key, new Payload(key, false));
                neighbours.add(neighbour(random));
            }
            for (long key : Queries.shuffled(keys, random)) {
                table.put(key, new Payload(key, false));
                neighbours.set(random.nextInt(keys.length), neighbour(random));
            }
            return neighbours;
        }
    };

    private static final long SEED = 0xfa2;

    /** As many bytes as a node of 64 slots has, on the average. */
    private static final int NEIGHBOUR = 512;

    /** Fills an empty table; returns what has to stay alive for the table to lie so after a collection. */
    abstract List<?> fill(Table table, long[] keys);

    private static Object neighbour(SplittableRandom random) {
        return new byte[random.nextInt(NEIGHBOUR)];
    }
}
