package org.xarray4j;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be read: the live array, a snapshot of it, and the sessions that write it.
 *
 * <p><b>Order.</b> Indices are read as unsigned: 2^64-1, written {@code -1L}, is the greatest.
 *
 * <p><b>Nulls.</b> No argument may be null unless it says so, or {@link NullPointerException} is thrown. A null result
 * means that nothing is there.
 *
 * <p><b>Progress.</b> No method here takes a lock, blocks or waits for another thread. {@code get} and the other reads
 * of one index are wait-free and allocate nothing; they cost a dependent load for each six bits of the greatest
 * index in use, so at most eleven, and a few more.
 *
 * <p><b>Consistency.</b> Each call reads one version, never a mixture: what was published when it began or, for a
 * transaction, what the transaction has written so far. Iterators and streams of a view that can change are <a
 * href="package-summary.html#Weakly">weakly consistent</a>. The memory effects are those of the <a
 * href="package-summary.html#MemoryVisibility">package</a>.
 *
 * <p><b>Multi-index entries.</b> Every index that an entry covers reads the same value, order and marks. Searches and
 * iteration meet the entry once.
 *
 * @param <T> the type of the values
 */
public interface XArrayView<T> extends Iterable<Entry<T>> {
    /**
     * Returns the value at an index. Kernel: {@code xa_load}.
     *
     * @param index the index
     * @return the value, or null when the index is empty or reserved
     */
    @Nullable T get(long index);

    /**
     * Returns whether an index holds a value.
     *
     * @param index the index
     * @return true when {@link #get} would answer a value
     */
    boolean contains(long index);

    /**
     * Returns whether an index is in use without holding a value: reserved, or vacated, or index 0 of an array that was
     * created with {@link Flag#ZERO_BUSY}.
     *
     * @param index the index
     * @return true when it is reserved
     */
    boolean isReserved(long index);

    /**
     * Returns whether nothing is there at all, neither values nor reserved indices. Kernel: {@code xa_empty}.
     *
     * <p>The standing reservation of index 0 under {@link Flag#ZERO_BUSY} does not count.
     *
     * @return true when the array is empty
     */
    boolean isEmpty();

    /**
     * Returns how many entries hold a value, in constant time; a multi-index entry counts once.
     *
     * @return the number of entries, at most 2^63-1
     */
    long size();

    /**
     * Returns whether the entry at an index bears a mark. Kernel: {@code xa_get_mark}.
     *
     * <p>Reserved indices can bear marks too.
     *
     * @param index the index
     * @param mark the mark
     * @return true when it does; false also when nothing is there
     */
    boolean isMarked(long index, Mark mark);

    /**
     * Returns whether anything bears a mark, also a reserved index; in constant time. Kernel: {@code xa_marked}.
     *
     * @param mark the mark
     * @return true when something does
     */
    boolean anyMarked(Mark mark);

    /**
     * Returns the order of the entry at an index. Kernel: {@code xa_get_order}.
     *
     * @param index the index
     * @return the binary logarithm of the number of indices that the entry covers; 0 also when nothing is there
     */
    int order(long index);

    /**
     * Finds the first match at or after an index; an entry that covers the index counts. Kernel: {@code xa_find}.
     *
     * <p>Subtrees without a match are skipped by bitmap, so the cost follows the number of tree nodes between
     * {@code from} and the match, not the distance.
     *
     * @param from where to begin
     * @param max the greatest index that may match; when it is less than {@code from}, nothing does
     * @param filter which entries match
     * @return the match, or null when there is none
     */
    @Nullable Entry<T> find(long from, long max, Filter filter);

    /**
     * Finds the first match strictly after an index; an entry that covers the index does not count. So a loop that
     * passes the index of each match meets every entry once. Kernel: {@code xa_find_after}.
     *
     * @param index the index to begin after
     * @param max the greatest index that may match
     * @param filter which entries match
     * @return the match, or null when there is none
     */
    @Nullable Entry<T> findAfter(long index, long max, Filter filter);

    /**
     * Finds the last match strictly before an index; an entry that covers the index does not count. The mirror image of
     * {@link #findAfter}.
     *
     * @param index the index to begin before
     * @param min the least index that may match; an entry that reaches below it matches at its part above
     * @param filter which entries match
     * @return the match, met at its last index, or null when there is none
     */
    @Nullable Entry<T> findBefore(long index, long min, Filter filter);

    /**
     * Finds the first entry of all.
     *
     * @param filter which entries match
     * @return the match, or null when there is none
     */
    default @Nullable Entry<T> first(Filter filter) {
        return find(0, XArray.MAX_INDEX, filter);
    }

    /**
     * Finds the last entry of all.
     *
     * @param filter which entries match
     * @return the match, met at its last index, or null when there is none
     */
    @Nullable Entry<T> last(Filter filter);

    /**
     * Finds the least index that is free: neither holding a value nor reserved. Works in every array, allocating or
     * not; full subtrees are skipped by bitmap.
     *
     * @param from the least index that may be returned
     * @param max the greatest index that may be returned
     * @return a free index, or empty when there is none
     */
    OptionalLong findFree(long from, long max);

    /**
     * Finds the greatest index that is free and at most {@code from}: {@link #findFree} downwards.
     *
     * @param from the greatest index that may be returned
     * @param min the least index that may be returned
     * @return a free index, or empty when there is none
     */
    OptionalLong findFreeBefore(long from, long min);

    /**
     * Copies the values of matching entries in ascending order, from one version. Kernel: {@code xa_extract}.
     *
     * @param destination where to copy them; its length bounds their number
     * @param from where to begin; an entry that covers it counts
     * @param max the greatest index that may match
     * @param filter which entries match
     * @return how many were copied
     * @throws ArrayStoreException if a value does not fit the run-time type of {@code destination}
     */
    int extract(T[] destination, long from, long max, Filter filter);

    /**
     * Calls an action for each matching entry in ascending order, all from the version that was current at the call.
     * Kernel: {@code xa_for_each_range}, {@code xa_for_each_marked}.
     *
     * <p>The action may write the array; it will not meet what it wrote. An exception that it throws ends the iteration
     * and reaches the caller.
     *
     * @param from where to begin; an entry that covers it is met at {@code from}
     * @param max the greatest index that may match
     * @param filter which entries match
     * @param action what to call, with the index where the entry was met and its value
     */
    void forEach(long from, long max, Filter filter, LongObjConsumer<? super T> action);

    /**
     * Calls an action for each entry in ascending order, all from one version. Kernel: {@code xa_for_each}.
     *
     * @param action what to call, with the entry's first index and its value
     */
    default void forEach(LongObjConsumer<? super T> action) {
        forEach(0, XArray.MAX_INDEX, Filter.PRESENT, action);
    }

    /**
     * Returns a cursor: a place in this view, from which steps and searches go on. Kernel: {@code XA_STATE}.
     *
     * @return a cursor at index 0, which has not stepped yet; there is nothing to close
     */
    Cursor<T> cursor();

    /**
     * Returns an iterator over all entries in ascending order, which does not remove.
     *
     * @return an iterator; weakly consistent where this view can change
     */
    @Override
    Iterator<Entry<T>> iterator();

    /**
     * Returns a sequential stream over all entries in ascending order. Made parallel, only that of an array or a
     * snapshot splits.
     *
     * @return a stream; weakly consistent where this view can change
     */
    default Stream<Entry<T>> stream() {
        return StreamSupport.stream(this::spliterator, spliterator().characteristics(), false);
    }
}
