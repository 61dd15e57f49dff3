package org.xarray4j.examples.iplookup.live;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.Country;

/** Decides whether a view shows all of a move or nothing of it. */
final class BlockCheck {
    private final Blocks blocks;

    BlockCheck(Blocks blocks) {
        this.blocks = blocks;
    }

    /**
     * Reads a block twice and returns null when both times all 64 ranges were in one and the same generation of one
     * country; otherwise says what was not.
     */
    @Nullable String findTear(int block, IntFunction<@Nullable Announcement> view) {
        int start = blocks.start(block);
        Announcement first = view.apply(start);
        for (int i = 0; i < 2 * Blocks.SIZE; i++) {
            int range = start + i % Blocks.SIZE;
            Announcement answer = view.apply(range);
            if (first == null || answer == null) {
                return "block " + block + ": range " + range % Blocks.SIZE + " of 64 is missing";
            }
            if (answer.range() != range || answer.generation() != first.generation()) {
                return "block " + block + ": half moved, range 0 of 64 is in generation "
                        + first.generation() + " ("
                        + Country.decode(first.country()) + ") and range " + i % Blocks.SIZE
                        + " in generation "
                        + answer.generation() + " (" + Country.decode(answer.country()) + ")";
            }
            if (answer.country() != blocks.countryOfBlock(block, answer.generation())) {
                return "block " + block + ": range " + i % Blocks.SIZE + " of 64 has the country "
                        + Country.decode(answer.country())
                        + ", which is not that of its generation";
            }
        }
        return null;
    }
}
