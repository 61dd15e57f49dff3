package org.xarray4j;

import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Integers by index that can be read: a {@link LongXArray}, a snapshot or view of it, or a session or transaction that writes it.
 *
 * <p><b>Order, progress and consistency</b> are those of {@link XArrayView}: indices are unsigned; no method takes a lock or
 * waits; each call reads one version, the one published when it began or what a transaction has written so far. Reads of one
 * index are wait-free. Iterators and streams of a view that can change are <a href="package-summary.html#Weakly">weakly
 * consistent</a>.
 *
 * <p><b>Multi-index entries.</b> Every index that an entry covers reads the same integer, order and marks. Searches and
 * iteration meet the entry once.
 */
public interface LongXArrayView extends Iterable<LongEntry> {
    /**
     * Returns the integer at an index. Kernel: {@code xa_load}, {@code xa_to_value}.
     *
     * @param index the index
     * @return the integer, or empty when there is none
     */
    OptionalLong get(long index);

    /**
     * Returns the integer at an index, or another. Wait-free; allocates nothing.
     *
     * @param index the index
     * @param otherwise what to answer when there is none
     * @return the integer, or {@code otherwise}
     */
    long getOrDefault(long index, long otherwise);

    /**
     * Returns whether an index holds an integer. Wait-free; allocates nothing. Kernel: {@code xa_is_value}.
     *
     * @param index the index
     * @return true when it does
     */
    boolean contains(long index);

    /**
     * Returns whether nothing is there. Constant time. Kernel: {@code xa_empty}.
     *
     * @return true when the array is empty
     */
    boolean isEmpty();

    /**
     * Returns how many entries there are; a multi-index entry counts once. Time grows with the number of blocks of 64 indices
     * in use.
     *
     * @return the number of entries
     */
    long size();

    /**
     * Returns whether the entry at an index bears a mark. Kernel: {@code xa_get_mark}.
     *
     * @param index the index
     * @param mark the mark
     * @return true when it does; false also when nothing is there
     */
    boolean isMarked(long index, Mark mark);

    /**
     * Returns whether anything bears a mark; in constant time. Kernel: {@code xa_marked}.
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
     * <p>What has no match is skipped by bitmap.
     *
     * @param from where to begin
     * @param max the greatest index that may match; when it is less than {@code from}, nothing does
     * @param filter which entries match
     * @return the match, or null when there is none
     */
    @Nullable LongEntry find(long from, long max, Filter filter);

    /**
     * Finds the first match strictly after an index; an entry that covers the index does not count. Kernel: {@code
     * xa_find_after}.
     *
     * @param index the index to begin after
     * @param max the greatest index that may match
     * @param filter which entries match
     * @return the match, or null when there is none
     */
    @Nullable LongEntry findAfter(long index, long max, Filter filter);

    /**
     * Finds the first entry of all.
     *
     * @param filter which entries match
     * @return the match, or null when there is none
     */
    default @Nullable LongEntry first(Filter filter) {
        return find(0, XArray.MAX_INDEX, filter);
    }

    /**
     * Finds the last match strictly before an index; an entry that covers the index does not count. The mirror image of
     * {@link #findAfter}.
     *
     * @param index the index to begin before
     * @param min the least index that may match; an entry that reaches below it matches at its part above
     * @param filter which entries match
     * @return the match, met at its last index, or null when there is none
     */
    @Nullable LongEntry findBefore(long index, long min, Filter filter);

    /**
     * Finds the last entry of all.
     *
     * @param filter which entries match
     * @return the match, met at its last index, or null when there is none
     */
    @Nullable LongEntry last(Filter filter);

    /**
     * Finds the least index that holds no integer. Blocks of 64 indices that hold one integer each are passed one by one, and
     * entries of 64 indices and more at once.
     *
     * @param from the least index that may be returned
     * @param max the greatest index that may be returned
     * @return a free index, or empty when there is none
     */
    OptionalLong findFree(long from, long max);

    /**
     * Finds the greatest index that holds no integer and is at most {@code from}: {@link #findFree} downwards.
     *
     * @param from the greatest index that may be returned
     * @param min the least index that may be returned
     * @return a free index, or empty when there is none
     */
    OptionalLong findFreeBefore(long from, long min);

    /**
     * Copies the integers of matching entries in ascending order, from one version. Kernel: {@code xa_extract}.
     *
     * @param destination where to copy them; its length bounds their number
     * @param from where to begin; an entry that covers it counts
     * @param max the greatest index that may match
     * @param filter which entries match
     * @return how many were copied
     */
    int extract(long[] destination, long from, long max, Filter filter);

    /**
     * Calls an action for each matching entry in ascending order, all from the version that was current at the call. Kernel:
     * {@code xa_for_each_range}, {@code xa_for_each_marked}.
     *
     * <p>The action may write the array; it will not meet what it wrote, except in a transaction, which may meet what it writes
     * 64 indices and more ahead. An exception that it throws ends the iteration and reaches the caller.
     *
     * @param from where to begin; an entry that covers it is met at {@code from}
     * @param max the greatest index that may match
     * @param filter which entries match
     * @param action what to call, with the index where the entry was met and its integer
     */
    void forEach(long from, long max, Filter filter, LongLongConsumer action);

    /**
     * Calls an action for each entry in ascending order, all from one version. Kernel: {@code xa_for_each}.
     *
     * @param action what to call, with the entry's first index and its integer
     */
    default void forEach(LongLongConsumer action) {
        forEach(0, XArray.MAX_INDEX, Filter.PRESENT, action);
    }

    /**
     * Returns an iterator over all entries in ascending order, which does not remove.
     *
     * @return an iterator; weakly consistent where this view can change, and always of one version within a block of 64 indices
     */
    @Override
    Iterator<LongEntry> iterator();

    /**
     * Returns a sequential stream over all entries in ascending order. Made parallel, only that of an array or a
     * snapshot splits.
     *
     * @return a stream; as consistent as an iterator
     */
    default Stream<LongEntry> stream() {
        return StreamSupport.stream(this::spliterator, spliterator().characteristics(), false);
    }
}
