package org.xarray4j.examples.iplookup.table;

/**
 * What a table answers for an address: the range it lies in, the country, and the range's generation, by which readers
 * tell an answer that is out of date.
 */
public sealed class Announcement implements UpperHalf permits SkipListTable.BoundedAnnouncement {
    private final int range;
    private final int country;
    private final int generation;

    /**
     * Makes an answer.
     *
     * @param range the range, as {@link Ranges} numbers it
     * @param country the country, see {@link Country}
     * @param generation how often the range had changed when this was announced
     */
    public Announcement(int range, int country, int generation) {
        this.range = range;
        this.country = country;
        this.generation = generation;
    }

    /**
     * Returns the range.
     *
     * @return its number in {@link Ranges}
     */
    public int range() {
        return range;
    }

    /**
     * Returns the country.
     *
     * @return see {@link Country}
     */
    public int country() {
        return country;
    }

    /**
     * Returns the generation.
     *
     * @return how often the range had changed when this was announced
     */
    public int generation() {
        return generation;
    }
}
