package org.xarray4j.examples.iplookup.live;

import java.util.Arrays;
import org.xarray4j.examples.iplookup.table.Country;
import org.xarray4j.examples.iplookup.table.Ranges;

/**
 * The ranges that move: blocks of 64 neighbours, spread over the table. A move takes all of a block to the other one of
 * its two countries and is two generations, so that a block is never withdrawn.
 */
public final class Blocks {
    /** How many ranges a block has. */
    public static final int SIZE = 64;

    private static final int FAR_APART = 4096;
    private static final int CLOSE = 2 * SIZE;
    private static final int NONE = -1;
    private static final int GENERATIONS_PER_MOVE = 2;

    private final Ranges ranges;
    private final int spacing;
    /** For each place where a block may begin its number, or NONE. */
    private final int[] numberAt;

    private final int[] starts;
    private final int[] evenCountry;
    private final int[] oddCountry;

    /**
     * Chooses blocks.
     *
     * @param ranges the table, of which most ranges are left alone
     */
    public Blocks(Ranges ranges) {
        this.ranges = ranges;
        spacing = ranges.size() >= 4 * FAR_APART ? FAR_APART : CLOSE;
        numberAt = new int[ranges.size() / spacing];
        int[] found = new int[numberAt.length];
        int count = 0;
        for (int place = 0; place < numberAt.length; place++) {
            boolean movable = isMovable(place * spacing);
            numberAt[place] = movable ? count : NONE;
            if (movable) {
                found[count++] = place * spacing;
            }
        }
        starts = Arrays.copyOf(found, count);
        evenCountry = new int[count];
        oddCountry = new int[count];
        for (int block = 0; block < count; block++) {
            evenCountry[block] = ranges.country(starts[block]);
            oddCountry[block] = otherCountry(starts[block]);
        }
    }

    /** A block must lie in one array, so that one transaction and one snapshot cover it. */
    private boolean isMovable(int start) {
        for (int range = start; range < start + SIZE; range++) {
            if (ranges.isV4(range) != ranges.isV4(start) || !ranges.isWhole(range)) {
                return false;
            }
        }
        return true;
    }

    private int otherCountry(int start) {
        for (int range = start; range < start + SIZE; range++) {
            if (ranges.country(range) != ranges.country(start)) {
                return ranges.country(range);
            }
        }
        return ranges.country(start) == Country.UNKNOWN ? Country.encode("ZZ") : Country.UNKNOWN;
    }

    /**
     * Returns how many blocks there are.
     *
     * @return the number; none when the table is small
     */
    public int count() {
        return starts.length;
    }

    /**
     * Returns the first range of a block.
     *
     * @param block the block
     * @return the range; the 63 after it belong to the block too
     */
    public int start(int block) {
        return starts[block];
    }

    /**
     * Returns whether a range belongs to a block.
     *
     * @param range the range
     * @return true when it moves, and then it is never withdrawn
     */
    public boolean contains(int range) {
        return blockOf(range) != NONE;
    }

    /**
     * Returns the country that a range must have.
     *
     * @param range the range
     * @param generation its generation
     * @return the country
     */
    public int country(int range, int generation) {
        int block = generation == 0 ? NONE : blockOf(range);
        return block == NONE ? ranges.country(range) : countryOfBlock(block, generation);
    }

    /**
     * Returns the country that all ranges of a block must have.
     *
     * @param block the block
     * @param generation its generation, which is not 0: as they are loaded they have various countries
     * @return the country
     */
    int countryOfBlock(int block, int generation) {
        return generation / GENERATIONS_PER_MOVE % 2 == 0 ? evenCountry[block] : oddCountry[block];
    }

    /** Returns the generation after the next move. */
    static int afterMove(int generation) {
        return generation + GENERATIONS_PER_MOVE;
    }

    private int blockOf(int range) {
        int place = range / spacing;
        return range % spacing < SIZE && place < numberAt.length ? numberAt[place] : NONE;
    }
}
