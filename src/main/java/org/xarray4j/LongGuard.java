package org.xarray4j;

/**
 * An integer that stays where it is: while a guard is open its thread holds the lock of the {@link LongXArray}, and no other
 * writer gets in.
 *
 * <p>Lock-free readers go on. Close a guard soon, and on the thread that opened it: the lock belongs to the thread. Kernel:
 * {@code xa_lock} around a load; the guard of the Rust abstraction.
 */
public final class LongGuard implements AutoCloseable {
    private final Guard<long[]> leaf;
    private final long index;
    private final long value;

    LongGuard(Guard<long[]> leaf, long index, long value) {
        this.leaf = leaf;
        this.index = index;
        this.value = value;
    }

    /**
     * Returns the index that was asked for.
     *
     * @return the index, read as unsigned
     */
    public long index() {
        return index;
    }

    /**
     * Returns the integer at the index.
     *
     * @return the integer
     * @throws IllegalStateException if the guard is closed
     */
    public long value() {
        long[] unused = leaf.value(); // refused once it is closed
        return value;
    }

    /**
     * Frees the lock. A second close does nothing.
     *
     * @throws IllegalStateException if another thread opened the guard and it is still open; it stays open
     */
    @Override
    public void close() {
        leaf.close();
    }

    /**
     * Returns what the guard holds.
     *
     * @return for instance {@code LongGuard[index 7 = 12]}
     */
    @Override
    public String toString() {
        return "LongGuard[index " + Long.toUnsignedString(index) + " = " + value + "]";
    }
}
