package org.xarray4j.examples.iplookup.table;

/** An answer that is an object and owns nothing: the garbage collector releases it. */
public sealed class HeapAnnouncement implements Announcement
        permits SkipListTable.BoundedAnnouncement {
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
    public HeapAnnouncement(int range, int country, int generation) {
        this.range = range;
        this.country = country;
        this.generation = generation;
    }

    @Override
    public int range() {
        return range;
    }

    @Override
    public int country() {
        return country;
    }

    @Override
    public int generation() {
        return generation;
    }
}
