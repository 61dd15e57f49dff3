package org.xarray4j;

/**
 * One version of a {@link LongXArray}, for ever.
 *
 * <p>Taking one takes constant time, whatever the array holds. Immutable and safe for use by any number of threads; there is
 * nothing to close. DESIGN.md, guarantee D.
 */
public final class LongSnapshot extends AbstractLongs {
    private final Snapshot<long[]> leaves;

    LongSnapshot(Snapshot<long[]> leaves) {
        this.leaves = leaves;
    }

    @Override
    AbstractView<long[]> leaves() {
        return leaves;
    }

    /**
     * Returns how many entries the snapshot has.
     *
     * @return for instance {@code LongSnapshot[3 entries]}
     */
    @Override
    public String toString() {
        return "LongSnapshot[" + size() + " entries]";
    }
}
