package org.xarray4j;

/**
 * What kind of array to create. Kernel: {@code XA_FLAGS_*}.
 *
 * <p>{@link #ALLOC} and {@link #ALLOC1} are what most users want; {@link #ALLOC1} wins when both are given.
 */
public enum Flag {
    /** Accepted and recorded; without meaning on a JVM, where a lock is never taken from an interrupt handler. */
    LOCK_IRQ,
    /** Accepted and recorded; without meaning on a JVM, where a lock is never taken from a bottom half. */
    LOCK_BH,
    /** Allows allocation, as {@link #ALLOC} does: the kernel's name for the mechanism behind it. */
    TRACK_FREE,
    /**
     * Index 0 always counts as in use: it is never allocated, and refused to {@code insert} and {@code reserveAt}. Only
     * together with {@link #TRACK_FREE}, {@link #ALLOC} or {@link #ALLOC1}.
     */
    ZERO_BUSY,
    /** Charges the bytes of the array's nodes to a {@link NodeAccount}. */
    ACCOUNT,
    /** Allows {@code alloc} and {@code reserve}, from index 0 on. */
    ALLOC,
    /** Allows {@code alloc} and {@code reserve}, from index 1 on: {@link #ALLOC} and {@link #ZERO_BUSY}. */
    ALLOC1
}
