package org.xarray4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Allocates indices of a limit in a circle, so that an index that was just freed is the last to be handed out again.
 * Kernel: the {@code next} argument of {@code xa_alloc_cyclic}, {@code idr_set_cursor}.
 *
 * <p>The position advances under the lock that the allocation itself takes, so any number of threads can share a cursor:
 * each allocation begins where the one before it, by whichever thread, has ended. A cursor obtained from a session or
 * transaction allocates there, and is for its thread; what a transaction rolls back does not turn the position back, so
 * these indices come again only after a whole turn.
 *
 * <p>Methods wait for the array's lock, and throw {@link IllegalStateException} as every write of the editor does.
 *
 * @param <T> the type of the values
 */
public final class CyclicCursor<T> {
    private final AbstractEditor<T> editor;
    private final Limit limit;

    /** Where the next search begins. Written under the array's lock; volatile for those who only ask. */
    private volatile long next;

    CyclicCursor(AbstractEditor<T> editor, Limit limit) {
        this.editor = editor;
        this.limit = limit;
        this.next = limit.min();
    }

    /**
     * Stores a value at the next free index.
     *
     * @param value the value to store
     * @return the index
     * @throws NoFreeIndexException if none is free within the limit; the value stays with the caller
     */
    public long alloc(T value) {
        CyclicResult result = tryAlloc(value);
        if (result.full()) {
            throw new NoFreeIndexException(editor.array.name(), limit);
        }
        return result.index();
    }

    /**
     * Stores a value at the next free index, if there is one.
     *
     * @param value the value to store
     * @return what was allocated, and whether the search wrapped
     */
    public CyclicResult tryAlloc(T value) {
        Objects.requireNonNull(value, "value");
        return editor.allocCyclic(value, null, limit, this);
    }

    /**
     * Reserves the next free index.
     *
     * @return the reservation, to be filled or closed by the caller, or null when none is free within the limit
     */
    public @Nullable Reservation<T> tryReserve() {
        return editor.tryReserve(limit, this);
    }

    /**
     * Returns where the next search will begin. Does not block.
     *
     * @return the index after the one allocated last, or the least of the limit
     */
    public long next() {
        return next;
    }

    void advance(long to) {
        next = to;
    }

    /**
     * Returns the limit and the position.
     *
     * @return for instance {@code CyclicCursor[[1, 9], next 4]}
     */
    @Override
    public String toString() {
        return "CyclicCursor[" + limit + ", next " + Long.toUnsignedString(next) + "]";
    }
}
