package org.xarray4j;

import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * A set of ids that can be read: an {@link IdAllocator}, or a {@link IdAllocator#snapshot snapshot} of it.
 *
 * <p><b>Order.</b> Ids are read as unsigned: 2^64-1, written {@code -1L}, is the greatest. All are usable.
 *
 * <p><b>Progress and consistency.</b> No method takes a lock or waits. Each call reads one version, the one published when it
 * began, with the <a href="package-summary.html#MemoryVisibility">memory effects</a> of the package.
 */
public interface IdView {
    /**
     * Returns whether an id is allocated. Kernel: {@code ida_exists}.
     *
     * <p>Wait-free; allocates nothing.
     *
     * @param id the id
     * @return true when it is; false also when it was freed and is in its grace period
     */
    boolean exists(long id);

    /**
     * Finds the least allocated id of a range. Kernel: {@code ida_find_first_range}.
     *
     * @param from the least id that may be returned
     * @param max the greatest id that may be returned; when it is less than {@code from}, none is
     * @return the id, or empty when none is allocated
     */
    OptionalLong findFirst(long from, long max);

    /**
     * Finds the least allocated id of all. Kernel: {@code ida_find_first}.
     *
     * @return the id, or empty when none is allocated
     */
    default OptionalLong first() {
        return findFirst(0, XArray.MAX_INDEX);
    }

    /**
     * Returns how many ids are allocated. Time grows with the number of blocks of 1024 ids of which any is.
     *
     * @return the number of ids
     */
    long size();

    /**
     * Returns whether no id is allocated. Kernel: {@code ida_is_empty}.
     *
     * @return true when none is
     */
    boolean isEmpty();

    /**
     * Calls an action for each allocated id of a range in ascending order, all from the version that was current at the
     * call.
     *
     * <p>The action may allocate and free; it will not meet what it did. An exception that it throws ends the iteration and
     * reaches the caller.
     *
     * @param from the least id
     * @param max the greatest id
     * @param action what to call
     */
    void forEach(long from, long max, LongConsumer action);

    /**
     * Calls an action for each allocated id in ascending order, all from one version.
     *
     * @param action what to call
     */
    default void forEach(LongConsumer action) {
        forEach(0, XArray.MAX_INDEX, action);
    }
}
