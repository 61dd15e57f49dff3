package org.xarray4j;

/**
 * One version of an {@link IdMap}, for ever.
 *
 * <p>Taking one takes constant time, whatever the map holds. Immutable and safe for use by any number of threads; there is
 * nothing to close. DESIGN.md, guarantee D.
 *
 * @param <T> the type of the values
 */
public final class IdMapSnapshot<T> extends AbstractIdMap<T> {
    private final Snapshot<Object> values;
    private final boolean canRest;

    IdMapSnapshot(Snapshot<Object> values, boolean canRest) {
        this.values = values;
        this.canRest = canRest;
    }

    @Override
    AbstractView<Object> values() {
        return values;
    }

    @Override
    boolean canRest() {
        return canRest;
    }

    /**
     * Returns how many ids the snapshot has.
     *
     * @return for instance {@code IdMapSnapshot[3 ids]}
     */
    @Override
    public String toString() {
        return "IdMapSnapshot[" + size() + " ids]";
    }
}
