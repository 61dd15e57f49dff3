package org.xarray4j.examples.iplookup.live;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.xarray4j.examples.iplookup.table.LiveTable;
import org.xarray4j.examples.iplookup.table.Ranges;

/** The writer that withdraws random ranges and announces them again a little later, as routes come and go. */
final class Announcer {
    private static final int MAX_WITHDRAWN = 256;

    private final Ranges ranges;
    private final LiveTable table;
    private final Blocks blocks;
    private final Generations generations;
    private final SplittableRandom random;
    private final ArrayDeque<Integer> withdrawn = new ArrayDeque<>();
    private final int maxWithdrawn;

    /** The range written last, where readers look most closely. */
    private volatile int current;

    Announcer(Ranges ranges, LiveTable table, Blocks blocks, Generations generations, long seed) {
        this.ranges = ranges;
        this.table = table;
        this.blocks = blocks;
        this.generations = generations;
        random = new SplittableRandom(seed);
        int own = ranges.size() - blocks.count() * Blocks.SIZE;
        // At least half of them stay announced, so that a random search for one ends soon.
        maxWithdrawn = Math.min(MAX_WITHDRAWN, (own + 1) / 2);
    }

    int current() {
        return current;
    }

    /** Withdraws a range or, when enough are withdrawn, announces the one that has been so the longest. */
    void step() {
        if (withdrawn.size() < maxWithdrawn) {
            int range = pickAnnounced();
            int generation = begin(range);
            assert AnswerCheck.isWithdrawn(generation);
            table.withdraw(range);
            withdrawn.add(range);
            generations.commit(range);
        } else {
            int range = withdrawn.remove();
            int generation = begin(range);
            table.announce(table.announcement(range, ranges.country(range), generation));
            generations.commit(range);
        }
    }

    private int begin(int range) {
        int generation = generations.begun(range) + 1;
        generations.begin(range, generation);
        current = range;
        return generation;
    }

    private int pickAnnounced() {
        int range;
        do {
            range = random.nextInt(ranges.size());
        } while (blocks.contains(range) || AnswerCheck.isWithdrawn(generations.begun(range)));
        return range;
    }
}
