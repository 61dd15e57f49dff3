package org.xarray4j;

/**
 * The indices that an allocation may choose from: {@code min} to {@code max}, both inclusive and unsigned.
 *
 * <p>A limit whose {@code min} is greater than its {@code max} is empty: nothing in it is ever free. Kernel:
 * {@code struct xa_limit}, widened to 64 bits.
 *
 * @param min the least index, unsigned
 * @param max the greatest index, unsigned
 */
public record Limit(long min, long max) {
    /** Every index, 0 to 2^64-1. */
    public static final Limit ALL = new Limit(0, -1L);

    /** What an unsigned 32-bit id can hold, 0 to 2^32-1. Kernel: {@code xa_limit_32b}. */
    public static final Limit U32 = new Limit(0, 0xFFFF_FFFFL);

    /** What a non-negative {@code int} can hold, 0 to 2^31-1. Kernel: {@code xa_limit_31b}. */
    public static final Limit U31 = new Limit(0, Integer.MAX_VALUE);

    /** What an unsigned 16-bit id can hold, 0 to 65535. Kernel: {@code xa_limit_16b}. */
    public static final Limit U16 = new Limit(0, 0xFFFFL);

    /**
     * Returns whether nothing lies within this limit.
     *
     * @return true when {@code min} is greater than {@code max}, both read as unsigned
     */
    public boolean isEmpty() {
        return Long.compareUnsigned(min, max) > 0;
    }

    /**
     * Returns both bounds as unsigned decimals.
     *
     * @return for instance {@code [1, 18446744073709551615]}
     */
    @Override
    public String toString() {
        return "[" + Long.toUnsignedString(min) + ", " + Long.toUnsignedString(max) + "]";
    }
}
