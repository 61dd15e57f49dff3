package org.xarray4j;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects by id that can be read: an {@link IdMap}, or a {@link IdMap#snapshot snapshot} of it.
 *
 * <p><b>Order.</b> Ids are read as unsigned: 2^64-1, written {@code -1L}, is the greatest. All are usable.
 *
 * <p><b>Null.</b> An id can be allocated without a value. Then {@link #get} answers null and iteration passes it by, but it
 * exists and counts.
 *
 * <p><b>Progress and consistency.</b> No method takes a lock or waits. Each call reads one version, the one published when it
 * began, with the <a href="package-summary.html#MemoryVisibility">memory effects</a> of the package.
 *
 * @param <T> the type of the values
 */
public interface IdMapView<T> {
    /**
     * Returns the value of an id. Kernel: {@code idr_find}.
     *
     * <p>Wait-free; allocates nothing.
     *
     * @param id the id
     * @return the value, or null when the id is not allocated, or without a value
     */
    @Nullable T get(long id);

    /**
     * Returns whether an id is allocated, with a value or without one.
     *
     * <p>Wait-free; allocates nothing.
     *
     * @param id the id
     * @return true when it is; false also when it was freed and is in its grace period
     */
    boolean exists(long id);

    /**
     * Returns how many ids are allocated. Constant time; with grace periods, time grows with the number of ids.
     *
     * @return the number of ids
     */
    long size();

    /**
     * Returns whether no id is allocated. Kernel: {@code idr_is_empty}.
     *
     * @return true when none is
     */
    boolean isEmpty();

    /**
     * Finds the least id from a given one on that has a value. Kernel: {@code idr_get_next}, {@code idr_get_next_ul}.
     *
     * @param from the least id that may be found
     * @return the id, as {@link Entry#index}, and its value; null when there is none
     */
    @Nullable Entry<T> next(long from);

    /**
     * Finds the least id of all that has a value.
     *
     * @return the id, as {@link Entry#index}, and its value; null when there is none
     */
    default @Nullable Entry<T> first() {
        return next(0);
    }

    /**
     * Finds the least allocated id of a range, with a value or without one.
     *
     * @param from the least id that may be returned
     * @param max the greatest id that may be returned; when it is less than {@code from}, none is
     * @return the id, or empty when none is allocated
     */
    OptionalLong findFirst(long from, long max);

    /**
     * Calls an action for each id that has a value, in ascending order, until it answers false; all from the version that was
     * current at the call. Kernel: {@code idr_for_each}, {@code idr_for_each_entry_continue}.
     *
     * <p>The action may write the map; it will not meet what it wrote. An exception that it throws ends the iteration and
     * reaches the caller.
     *
     * @param from the least id
     * @param max the greatest id
     * @param action answers whether to go on
     * @return false when the action has answered false
     */
    boolean forEachWhile(long from, long max, LongObjPredicate<? super T> action);

    /**
     * Calls an action for each id of a range that has a value, in ascending order, all from one version.
     *
     * @param from the least id
     * @param max the greatest id
     * @param action what to call
     */
    void forEach(long from, long max, LongObjConsumer<? super T> action);

    /**
     * Calls an action for each id that has a value, in ascending order, all from one version. Kernel: {@code
     * idr_for_each_entry}.
     *
     * @param action what to call
     */
    default void forEach(LongObjConsumer<? super T> action) {
        forEach(0, XArray.MAX_INDEX, action);
    }
}
