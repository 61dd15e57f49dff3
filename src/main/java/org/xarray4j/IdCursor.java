package org.xarray4j;

/**
 * Allocates ids of a limit in a circle, so that an id that was just freed is the last to be handed out again. Kernel: {@code
 * idr_alloc_cyclic} and its cursor.
 *
 * <p>The position advances under the lock that the allocation itself takes, so any number of threads can share a cursor:
 * each allocation begins where the one before it has ended. A circle makes it unlikely that a reader meets a stranger under
 * an id that it still holds; {@link IdAllocator.Builder#reuseIdsAfterGracePeriod grace periods} make it impossible.
 */
public final class IdCursor {
    private final IdAllocator allocator;
    private final Limit limit;

    /** Where the next search begins. Written under the allocator's lock; volatile for those who only ask. */
    private volatile long next;

    /** Whether the greatest id of all was allocated and this not reported yet. Guarded by: the allocator's lock. */
    private boolean wrapped;

    IdCursor(IdAllocator allocator, Limit limit) {
        this.allocator = allocator;
        this.limit = limit;
        this.next = limit.min();
    }

    /**
     * Allocates the next free id.
     *
     * @return the id
     * @throws NoFreeIndexException if all of the limit are allocated or in their grace period
     */
    public long alloc() {
        CyclicResult result = tryAlloc();
        if (result.full()) {
            throw allocator.noneFree(limit);
        }
        return result.index();
    }

    /**
     * Allocates the next free id, if there is one.
     *
     * @return what was allocated, and whether the search wrapped; that is also reported, once, after the id 2^64-1
     */
    public CyclicResult tryAlloc() {
        return allocator.allocCyclic(this, limit);
    }

    /**
     * Returns where the next search will begin. Does not block. Kernel: {@code idr_get_cursor}.
     *
     * @return the id after the one allocated last, or the least of the limit
     */
    public long next() {
        return next;
    }

    /** Whether the next success is to report a wrap. Called under the allocator's lock. */
    boolean hasWrapped() {
        return wrapped;
    }

    /** Moves on. Called under the allocator's lock. */
    void advance(long to) {
        next = to;
        wrapped = to == 0;
    }

    /**
     * Returns the limit and the position.
     *
     * @return for instance {@code IdCursor[[1, 9], next 4]}
     */
    @Override
    public String toString() {
        return "IdCursor[" + limit + ", next " + Long.toUnsignedString(next) + "]";
    }
}
