package org.xarray4j;

import java.util.Objects;
import org.xarray4j.internal.tree.Ticket;

/**
 * A reserved index that nobody else is allocated, to be filled later or given back. Kernel: {@code xa_reserve}; the
 * reservation of the Rust abstraction, without its sharp edges.
 *
 * <p>A reservation is an identity, kept in the tree at its index. It ends when it is filled or closed, and when somebody
 * writes over its index or releases it. From then on {@link #store store} is refused and {@link #close close} does
 * nothing: neither ever touches what somebody else has put there, not even another reservation of the same index. A
 * reservation that is never closed keeps its index; it is not freed by the garbage collector.
 *
 * <p>Safe for use by any number of threads. {@code store} and {@code close} take the array's lock and may wait for it.
 *
 * <pre>{@code
 * try (Reservation<Session> slot = sessions.reserve()) {
 *     slot.store(new Session(slot.index()));  // if the constructor throws, the index is free again
 * }
 * }</pre>
 *
 * @param <T> the type of the values
 */
public final class Reservation<T> implements AutoCloseable {
    private final XArray<T> array;
    private final Ticket ticket;

    /** Set once, before the reservation leaves the method that made it. */
    private long index;

    Reservation(XArray<T> array, Ticket ticket) {
        this.array = array;
        this.ticket = ticket;
    }

    void at(long reserved) {
        index = reserved;
    }

    Ticket ticket() {
        return ticket;
    }

    /**
     * Returns the index that is or was reserved.
     *
     * @return the index, read as unsigned
     */
    public long index() {
        return index;
    }

    /**
     * Returns whether the reservation is still there: neither filled nor closed, released or written over. A thread with
     * an open transaction is answered as the transaction sees it. Does not block.
     *
     * @return true while {@link #store} would succeed
     * @throws IllegalStateException if the function of a compute runs in a session or transaction of this thread
     */
    public boolean isOpen() {
        return array.heldEditorOrArray().holds(index, ticket);
    }

    /**
     * Fills the reserved index.
     *
     * @param value the value to store
     * @return the index
     * @throws ReservationLostException if the reservation is gone; what is there is unharmed and the value stays with the
     *     caller
     * @throws IllegalStateException if this thread holds the array's lock (use {@link #store(XArrayEditor, Object)}), or
     *     the array is closed
     */
    public long store(T value) {
        return store(array, value);
    }

    /**
     * Fills the reserved index within a session or a transaction of the array.
     *
     * @param in the session or transaction, or the array itself
     * @param value the value to store
     * @return the index
     * @throws ReservationLostException if the reservation is gone; what is there is unharmed and the value stays with the
     *     caller
     * @throws IllegalArgumentException if {@code in} belongs to another array
     */
    public long store(XArrayEditor<T> in, T value) {
        Objects.requireNonNull(in, "in");
        if (!(in instanceof AbstractEditor<T> editor) || editor.array != array) {
            throw new IllegalArgumentException(
                    this + " cannot be filled in " + in + ", which belongs to another array");
        }
        if (!editor.redeem(index, ticket, value)) {
            throw new ReservationLostException(array.name(), index);
        }
        return index;
    }

    /**
     * Frees the index unless it was filled. A second close does nothing, and neither does one after the reservation was
     * lost or the array closed.
     *
     * <p>A thread that holds a session or a transaction of the array frees it there; a transaction that is rolled back
     * has not freed it.
     *
     * @throws IllegalStateException if this thread holds a guard of the array
     */
    @Override
    public void close() {
        if (array.isClosed()) {
            return;
        }
        try {
            array.heldEditorOrArray().cancel(index, ticket);
        } catch (IllegalStateException refused) {
            // The array may have been closed while this waited for its lock; then nothing is left
            // to free.
            if (!array.isClosed()) {
                throw refused;
            }
        }
    }

    /**
     * Returns what is reserved.
     *
     * @return for instance {@code Reservation[index 7 of sessions]}
     */
    @Override
    public String toString() {
        return "Reservation[index " + Long.toUnsignedString(index) + " of " + array.name() + "]";
    }
}
