package org.xarray4j.examples.iplookup.live;

import java.util.SplittableRandom;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.LiveTable;

/** The writer that moves blocks of 64 ranges from one country to another, each in one transaction. */
final class Mover {
    private final LiveTable table;
    private final Blocks blocks;
    private final Generations generations;
    private final SplittableRandom random;

    /** The block moved last, where readers look most closely. */
    private volatile int current;

    /** Brings each block into one country; the table is not read yet. */
    Mover(LiveTable table, Blocks blocks, Generations generations, long seed) {
        this.table = table;
        this.blocks = blocks;
        this.generations = generations;
        random = new SplittableRandom(seed);
        for (int block = 0; block < blocks.count(); block++) {
            move(block);
        }
    }

    int current() {
        return current;
    }

    /** Moves a random block. */
    void step() {
        move(random.nextInt(blocks.count()));
    }

    private void move(int block) {
        int start = blocks.start(block);
        int generation = Blocks.afterMove(generations.begun(start));
        int country = blocks.countryOfBlock(block, generation);
        Announcement[] answers = new Announcement[Blocks.SIZE];
        for (int i = 0; i < Blocks.SIZE; i++) {
            answers[i] = table.announcement(start + i, country, generation);
            generations.begin(start + i, generation);
        }
        current = block;
        table.announceTogether(answers);
        for (int i = 0; i < Blocks.SIZE; i++) {
            generations.commit(start + i);
        }
    }
}
