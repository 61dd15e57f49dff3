package org.xarray4j;

import org.jspecify.annotations.Nullable;

/**
 * A value that stays where it is: while a guard is open its thread holds the array's lock, and no other writer gets in.
 *
 * <p>Lock-free readers go on. Close a guard soon, and on the thread that opened it: the lock belongs to the thread. A
 * guard that is never closed keeps all writers out for ever. Kernel: {@code xa_lock} around a load; the guard of the
 * Rust abstraction.
 *
 * <pre>{@code
 * try (Guard<Session> guard = sessions.getLocked(id)) {
 *     if (guard != null) {
 *         guard.value().touch();
 *     }
 * }
 * }</pre>
 *
 * @param <T> the type of the value
 */
public final class Guard<T> implements AutoCloseable {
    private final XArray<T> array;
    private final long index;
    private final Holding holding;
    private final Thread owner = Thread.currentThread();

    /** The value until the guard is closed. Read and written by the owner; others only ever see a refusal. */
    private @Nullable T value;

    Guard(XArray<T> array, long index, T value, Holding holding) {
        this.array = array;
        this.index = index;
        this.value = value;
        this.holding = holding;
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
     * Returns the value at the index.
     *
     * @return the value
     * @throws IllegalStateException if the guard is closed
     */
    public T value() {
        T held = value;
        if (held == null) {
            throw new IllegalStateException(this + " is closed");
        }
        return held;
    }

    /**
     * Frees the lock. A second close does nothing.
     *
     * @throws IllegalStateException if another thread opened the guard and it is still open; it stays open
     */
    @Override
    public void close() {
        if (value != null) {
            XArray.checkOwner(this, owner);
            value = null;
            array.unlock(holding);
        }
    }

    /**
     * Returns what the guard holds.
     *
     * @return for instance {@code Guard[index 7 of sessions]}
     */
    @Override
    public String toString() {
        return "Guard[index " + Long.toUnsignedString(index) + " of " + array.name() + "]";
    }
}
