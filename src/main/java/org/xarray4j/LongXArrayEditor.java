package org.xarray4j;

import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * Integers by index that can be written: a {@link LongXArray}, or a session or transaction on it.
 *
 * <p>Blocking, visibility, refusals and what happens on failure are those of {@link XArrayEditor}: writers take turns, readers
 * are never kept waiting, each method is seen whole, and after anything thrown nothing has changed. Two things differ. A
 * transaction in which a write of several steps has failed, for lack of memory, can only be closed. And on the array itself a
 * write that finds nothing to change may return without the lock, so that a thread that holds the lock is not refused.
 *
 * <p><b>Cost.</b> Beside what the array of leaves costs, a write of one index copies its leaf, 40 bytes and eight for each
 * entry in its block of 64 indices.
 */
public interface LongXArrayEditor extends LongXArrayView {
    /**
     * Stores an integer and returns the one it replaces. Kernel: {@code xa_store} of {@code xa_mk_value}.
     *
     * <p>At any index of a multi-index entry this replaces the integer of the whole entry; to change one index alone, use
     * {@link #setRange setRange(i, i, v)}. Marks of an existing entry stay; a new entry has none.
     *
     * @param index the index
     * @param value the integer to store
     * @return the integer that was there, or empty
     */
    OptionalLong getAndSet(long index, long value);

    /**
     * Stores an integer, as {@link #getAndSet}.
     *
     * @param index the index
     * @param value the integer to store
     */
    void set(long index, long value);

    /**
     * Stores an integer where nothing is. Kernel: {@code xa_insert}.
     *
     * @param index the index
     * @param value the integer to store
     * @return true when it was stored; false when one was there
     */
    boolean insert(long index, long value);

    /**
     * Replaces the integer at an index if it is equal to another. Kernel: {@code xa_cmpxchg}.
     *
     * <p>At a multi-index entry the whole entry is replaced; marks stay.
     *
     * @param index the index
     * @param expected the integer that must be there
     * @param value the integer to store
     * @return true when it was replaced; false when another integer or none was there
     */
    boolean compareAndSet(long index, long expected, long value);

    /**
     * Replaces the integer at an index if it is equal to another, and returns what was there. Kernel: {@code xa_cmpxchg}.
     *
     * <p>It succeeded exactly when the result is {@code expected}.
     *
     * @param index the index
     * @param expected the integer that must be there
     * @param value the integer to store
     * @return the integer that was there before, or empty
     */
    OptionalLong compareAndExchange(long index, long expected, long value);

    /**
     * Erases the entry at an index if its integer is equal to another. Kernel: {@code xa_cmpxchg} to NULL.
     *
     * @param index the index
     * @param expected the integer that must be there
     * @return true when it was erased; false when another integer or none was there
     */
    boolean compareAndErase(long index, long expected);

    /**
     * Returns the integer at an index, or stores what a function answers where there is none.
     *
     * <p>The function runs at most once, under the lock, and must not use the array. What it throws reaches the caller and
     * nothing changes.
     *
     * @param index the index
     * @param function answers the integer for the index
     * @return the integer that is there afterwards
     */
    long computeIfAbsent(long index, LongUnaryOperator function);

    /**
     * Replaces the integer at an index by what a function makes of it.
     *
     * <p>The function runs once, under the lock, and must not use the array. What it throws reaches the caller and nothing
     * changes. At a multi-index entry the whole entry is replaced, or erased where the function answers empty.
     *
     * @param index the index
     * @param function is given the index and the integer, if there is one; answers the one to store, or empty to erase
     * @return what the function answered
     */
    OptionalLong compute(long index, LongComputation function);

    /**
     * Erases what is at an index, marks included, and returns the integer. Kernel: {@code xa_erase}.
     *
     * <p>At any index of a multi-index entry this erases the whole entry; to erase one index alone, use {@link #eraseRange
     * eraseRange(i, i)}.
     *
     * @param index the index
     * @return the integer that was there, or empty
     */
    OptionalLong remove(long index);

    /**
     * Erases what is at an index, as {@link #remove}.
     *
     * @param index the index
     * @return true when an integer was there
     */
    boolean erase(long index);

    /**
     * Stores one integer at every index of a range. Kernel: {@code xa_store_range}, without its defects; see {@link
     * XArrayEditor#setRange}.
     *
     * @param first the least index
     * @param last the greatest index, inclusive; up to 2^64-1
     * @param value the integer to store
     * @throws IllegalArgumentException if {@code last} is less than {@code first}
     */
    void setRange(long first, long last, long value);

    /**
     * Erases every index of a range, marks included; see {@link XArrayEditor#eraseRange}.
     *
     * @param first the least index
     * @param last the greatest index, inclusive; up to 2^64-1
     * @throws IllegalArgumentException if {@code last} is less than {@code first}
     */
    void eraseRange(long first, long last);

    /** Erases everything. Kernel: {@code xa_destroy}. */
    void clear();

    /**
     * Sets a mark on the entry at an index. Kernel: {@code xa_set_mark}.
     *
     * @param index the index
     * @param mark the mark
     * @return true when this call set it; false when it was set already or nothing is there
     */
    boolean setMark(long index, Mark mark);

    /**
     * Clears a mark of the entry at an index. Kernel: {@code xa_clear_mark}.
     *
     * @param index the index
     * @param mark the mark
     * @return true when this call cleared it; false when it was clear already or nothing is there
     */
    boolean clearMark(long index, Mark mark);
}
