package org.xarray4j;

/**
 * Thrown when an allocation finds no free index within its limit; the array is unchanged and the value stays with the
 * caller. The {@code try} form of the same method returns instead of throwing. Kernel: {@code -EBUSY} of
 * {@code xa_alloc}.
 */
public final class NoFreeIndexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The least index of the limit within which nothing was free. */
    private final long min;

    /** The greatest index of the limit within which nothing was free. */
    private final long max;

    NoFreeIndexException(String array, Limit limit) {
        this(array, limit, "");
    }

    NoFreeIndexException(String array, Limit limit, String more) {
        super(array + ": no free index in " + limit + more);
        this.min = limit.min();
        this.max = limit.max();
    }

    /**
     * Returns the limit within which nothing was free.
     *
     * @return the limit that was given
     */
    public Limit limit() {
        return new Limit(min, max);
    }
}
