package org.xarray4j.examples.iplookup.table;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * A table that changes while it is read. Each range is changed by one thread at a time; different ranges may be changed
 * by different threads.
 */
public interface LiveTable extends AutoCloseable {
    /**
     * Returns the ranges that may be announced.
     *
     * @return all of them, announced or not
     */
    Ranges ranges();

    /**
     * Makes an answer of the kind that this table holds.
     *
     * @param range the range
     * @param country the country
     * @param generation how often the range has changed
     * @return the answer
     */
    Announcement announcement(int range, int country, int generation);

    /**
     * Makes the answers that the file gives.
     *
     * @param family the family
     * @return an answer of the kind that this table holds for each range, in generation 0
     */
    default Announcement[] originals(Family family) {
        Ranges ranges = ranges();
        Announcement[] answers = new Announcement[ranges.size(family)];
        int start = ranges.start(family);
        Arrays.setAll(answers, i -> announcement(start + i, ranges.country(start + i), 0));
        return answers;
    }

    /**
     * Fills the table with all ranges of a family.
     *
     * @param family the family, of which nothing has been announced yet
     * @param answers an answer of this table for each of its ranges, in their order; the table's from now on
     * @param progress is told now and then which part of them is in, from 0 to 1
     */
    void load(Family family, Announcement[] answers, DoubleConsumer progress);

    /**
     * Sets the answer for every address of a range.
     *
     * @param answer an answer of this table, which says the range; the table's from now on
     */
    void announce(Announcement answer);

    /**
     * Sets the answers for several ranges; readers of a {@link #view} see all of it or nothing, if this table can do
     * that.
     *
     * @param answers answers of this table for ranges of one family that are {@linkplain Ranges#isWhole whole}; the
     *     table's from now on
     */
    void announceTogether(Announcement[] answers);

    /**
     * Takes the answer away from every address of a range.
     *
     * @param range the range
     */
    void withdraw(int range);

    /**
     * Opens a view of what the table answers, at this moment if it can say that; otherwise at the moment of each lookup.
     *
     * @return the view, which must be closed
     */
    LookupView view();

    /**
     * Returns how many entries hold the answers of a family.
     *
     * @param family the family
     * @return the number
     */
    long entries(Family family);

    @Override
    void close();
}
