package org.xarray4j;

/**
 * Thrown by {@code Reservation.store} when the reservation is no longer there: it was filled, closed or released
 * before, or somebody wrote over its index. What the index holds now is unharmed and the value stays with the caller.
 */
public final class ReservationLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The index that was reserved. */
    private final long index;

    ReservationLostException(String array, long index) {
        super(array + ": the reservation of index " + Long.toUnsignedString(index)
                + " is gone: it was filled, closed or released, or the index was written over");
        this.index = index;
    }

    /**
     * Returns the index that had been reserved.
     *
     * @return the index, read as unsigned
     */
    public long index() {
        return index;
    }
}
