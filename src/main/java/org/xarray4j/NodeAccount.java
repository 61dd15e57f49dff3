package org.xarray4j;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of tree nodes, and can bound them. Arrays may share one. Kernel: {@code XA_FLAGS_ACCOUNT}, which
 * charges nodes to a memory control group.
 *
 * <p>A node is charged when it is allocated, before the write that needs it changes anything, and refunded when the
 * array lets go of it; nodes that only a snapshot still holds are not charged. The values themselves do not count.
 *
 * <p>Safe for use by any number of threads; no method blocks.
 */
public final class NodeAccount {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    private NodeAccount(long limit) {
        this.limit = limit;
    }

    /**
     * Returns a new account that counts without a bound.
     *
     * @return the account
     */
    public static NodeAccount unlimited() {
        return new NodeAccount(Long.MAX_VALUE);
    }

    /**
     * Returns a new account that refuses to go beyond a bound: a write that would throws {@link
     * AccountExceededException} and changes nothing.
     *
     * @param bytes the greatest number of bytes
     * @return the account
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public static NodeAccount limited(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a limit of " + bytes + " bytes is negative");
        }
        return new NodeAccount(bytes);
    }

    /**
     * Returns how many bytes are charged now.
     *
     * @return the number of bytes
     */
    public long used() {
        return used.get();
    }

    /**
     * Returns the greatest number of bytes that may be charged.
     *
     * @return the number of bytes, 2^63-1 for an unlimited account
     */
    public long limit() {
        return limit;
    }

    /** Charges all or nothing: bytes that are refused to one are never in the way of another. */
    void charge(long bytes) {
        for (; ; ) {
            long seen = used.get();
            if (bytes > limit - seen) {
                throw new AccountExceededException(limit, seen, bytes);
            }
            if (used.compareAndSet(seen, seen + bytes)) {
                return;
            }
        }
    }

    void refund(long bytes) {
        used.addAndGet(-bytes);
    }

    /**
     * Returns what is charged and what may be.
     *
     * @return for instance {@code 704 of 1000 bytes}
     */
    @Override
    public String toString() {
        return used() + (limit == Long.MAX_VALUE ? "" : " of " + limit) + " bytes";
    }
}
