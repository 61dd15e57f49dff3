package org.xarray4j;

import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be written: the array itself, a locked session, a transaction.
 *
 * <p><b>Blocking.</b> Writers of one array take turns: on an {@link XArray} each method takes the array's lock for as
 * long as it runs, on a {@link LockedXArray} or {@link Transaction} it is held already. Readers are never kept waiting.
 *
 * <p><b>Visibility.</b> On an array and on a locked session each method publishes what it changed as one version, so
 * that no reader sees half of it; in a transaction {@link Transaction#commit commit} publishes everything at once.
 *
 * <p><b>Refusals.</b> What can be expected to fail answers false, null or an empty {@link OptionalLong}, or throws
 * {@link NoFreeIndexException} where the result has no room to say so. Misuse throws at once: {@link
 * NullPointerException} for a null value, {@link IllegalStateException} for a closed array or session, for a session
 * used by a thread that does not hold it, and for a method of the array called by a thread that holds the array's lock
 * already. After any of these, and after an {@link OutOfMemoryError} or an {@link AccountExceededException}, nothing has
 * changed and every value that was offered is still the caller's.
 *
 * <p><b>Values that own something.</b> In an array with a {@link XArrayBuilder#releaser releaser} whatever a method
 * discards is released after its last reader. A value that a method returns is the caller's from then on (in a transaction,
 * from the commit on), but views may show it still: let it be released by {@link XArray#domain domain()}{@code
 * .retire(value, ...)}. A range store is one store, of however many entries: who is given its value by one of them has it for
 * all of them. The others show it until they are erased or written over, which releases nothing, and a method that returns it
 * again hands nothing over. So erase the whole range before the value is retired, and retire it once. If the domain is
 * bounded, those methods of the array itself that may discard a value wait for room or throw {@link
 * org.xarray4j.epoch.BacklogFullException}, before they take the lock and before anything has changed; sessions and
 * transactions have their room from the start.
 *
 * <p><b>Allocation.</b> In an array built with {@link XArrayBuilder#reuseIdsAfterGracePeriod} an index that was freed counts
 * as in use, for the methods that choose one, until no reader can hold it.
 *
 * <p><b>Cost.</b> A write copies the nodes between the root and the index, at most eleven, that this version has not
 * copied yet.
 *
 * @param <T> the type of the values
 */
public interface XArrayEditor<T> extends XArrayView<T> {
    /**
     * Stores a value and returns the one it replaces. Kernel: {@code xa_store}.
     *
     * <p>At any index of a multi-index entry this replaces the value of the whole entry: where 10.0.0.0/8 is one entry,
     * {@code getAndSet(10.1.2.3, v)} changes all of it. To change one index alone, use {@link #setRange
     * setRange(i, i, v)}. Marks of an existing entry stay; a new entry has none. A reservation of the index is lost.
     *
     * @param index the index
     * @param value the value to store
     * @return the value that was there, which is the caller's now; null when the index was empty or reserved
     */
    @Nullable T getAndSet(long index, T value);

    /**
     * Stores a value; the one it replaces is discarded. Kernel: {@code xa_store}.
     *
     * <p>At any index of a multi-index entry this replaces the value of the whole entry: where 10.0.0.0/8 is one entry,
     * {@code set(10.1.2.3, v)} changes all of it. To change one index alone, use {@link #setRange setRange(i, i, v)}.
     * Marks of an existing entry stay; a new entry has none. A reservation of the index is lost. Storing the object
     * that is there already discards nothing.
     *
     * @param index the index
     * @param value the value to store
     */
    void set(long index, T value);

    /**
     * Erases what is at an index, marks and reservation included, and returns the value. Kernel: {@code xa_erase}.
     *
     * <p>At any index of a multi-index entry this erases the whole entry: where 10.0.0.0/8 is one entry,
     * {@code remove(10.1.2.3)} erases all of it. To erase one index alone, use {@link #eraseRange eraseRange(i, i)}.
     *
     * @param index the index
     * @return the value that was there, which is the caller's now; null when the index was empty or reserved
     */
    @Nullable T remove(long index);

    /**
     * Erases what is at an index, marks and reservation included; the value is discarded. Kernel: {@code xa_erase}.
     *
     * <p>At any index of a multi-index entry this erases the whole entry; see {@link #remove}.
     *
     * @param index the index
     * @return true when something, also a reservation, was there
     */
    boolean erase(long index);

    /**
     * Takes the value out of an index and leaves the index reserved. Kernel: {@code xa_store} of NULL in an allocating
     * array.
     *
     * <p>An empty index becomes reserved; a reserved one stays as it is. Marks stay. At any index of a multi-index entry
     * the whole entry is emptied and becomes reserved as one. Index 0 under {@link Flag#ZERO_BUSY} is reserved whenever it
     * holds no value: there the value is taken out, and no mark stays.
     *
     * @param index the index
     * @return the value that was there, which is the caller's now; null when the index was empty or reserved
     */
    @Nullable T vacate(long index);

    /**
     * Stores a value where nothing is. Kernel: {@code xa_insert}.
     *
     * @param index the index
     * @param value the value to store
     * @return true when it was stored; false when a value or a reservation was there, which is unharmed
     */
    boolean insert(long index, T value);

    /**
     * Replaces what is at an index if it is, by identity, what the caller expects. Kernel: {@code xa_cmpxchg}.
     *
     * <p>It succeeded exactly when the result is identical to {@code expected}, with one exception: at a reserved index
     * the result is null whatever happened. There a null {@code expected} is refused, since a reserved index is not
     * empty; {@link #compareAndSet} tells the two apart. Values are compared by {@code ==}: take {@code expected} from a
     * read of this array, never from a box or a literal. At a multi-index entry the whole entry is replaced; marks stay.
     *
     * @param index the index
     * @param expected the value that must be there, or null for an empty index
     * @param value the value to store, or null to erase (which frees the index)
     * @return what was there before: the value, or null when the index was empty or reserved
     */
    @Nullable T compareAndExchange(long index, @Nullable T expected, @Nullable T value);

    /**
     * Replaces what is at an index if it is, by identity, what the caller expects; as {@link #compareAndExchange}, and
     * the value that is replaced is discarded.
     *
     * @param index the index
     * @param expected the value that must be there, or null for an index that is empty and not reserved
     * @param value the value to store, or null to erase (which frees the index)
     * @return true when it was replaced
     */
    boolean compareAndSet(long index, @Nullable T expected, @Nullable T value);

    /**
     * Returns the value at an index, or stores what a function answers where there is none.
     *
     * <p>The function runs at most once, under the lock, and must not use the array. What it throws reaches the caller
     * and nothing changes. A reservation of the index is lost when a value is stored.
     *
     * @param index the index
     * @param function answers the value for the index, or null to store nothing
     * @return the value that is there afterwards, or null when there is none
     */
    @Nullable T computeIfAbsent(long index, LongFunction<? extends @Nullable T> function);

    /**
     * Replaces the value at an index by what a function makes of it.
     *
     * <p>The function runs once, under the lock, and must not use the array. What it throws reaches the caller and
     * nothing changes. Where it answers null a value is erased, and a reservation stays. At a multi-index entry the
     * whole entry is replaced. The old value is discarded; where the function answers it again, nothing is stored.
     *
     * @param index the index
     * @param function is given the index and the value, null when there is none; answers the value to store, or null to
     *     erase
     * @return what the function answered
     */
    @Nullable T compute(
            long index,
            BiFunction<? super Long, ? super @Nullable T, ? extends @Nullable T> function);

    /**
     * Stores one value at every index of a range. Kernel: {@code xa_store_range}, without its defects.
     *
     * <p>Readers see all of it or nothing. The range is cut into the fewest entries whose size is a power of two and
     * whose first index is a multiple of it, lowest first; each has the united marks of what it covers. What overlaps
     * only in part is split: its indices outside the range keep their value and marks. So {@code setRange(10.1.0.0,
     * 10.1.255.255, v)} inside 10.0.0.0/8 changes these indices alone, where {@link #set} would change the whole /8.
     * Reservations within the range are lost. What was there is discarded, but for stores of the same object that lie within
     * the range: they become part of this one, which is released once for all of them.
     *
     * @param first the least index
     * @param last the greatest index, inclusive; up to 2^64-1
     * @param value the value to store
     * @throws IllegalArgumentException if {@code last} is less than {@code first}
     */
    void setRange(long first, long last, T value);

    /**
     * Erases every index of a range, marks and reservations included. Kernel: {@code xa_store_range} of NULL.
     *
     * <p>Readers see all of it or nothing. What overlaps only in part is split: its indices outside the range keep
     * their value and marks. So {@code eraseRange(i, i)} erases one index alone, where {@link #erase} would erase the
     * whole entry.
     *
     * @param first the least index
     * @param last the greatest index, inclusive; up to 2^64-1
     * @throws IllegalArgumentException if {@code last} is less than {@code first}
     */
    void eraseRange(long first, long last);

    /**
     * Erases everything, marks, reservations and the memory of a cyclic wrap included. Kernel: {@code xa_destroy}.
     */
    void clear();

    /**
     * Sets a mark on the entry at an index, which may be reserved. Kernel: {@code xa_set_mark}.
     *
     * @param index the index
     * @param mark the mark
     * @return true when this call set it; false when it was set already or nothing is there
     */
    boolean setMark(long index, Mark mark);

    /**
     * Clears a mark of the entry at an index, which may be reserved. Kernel: {@code xa_clear_mark}.
     *
     * @param index the index
     * @param mark the mark
     * @return true when this call cleared it; false when it was clear already or nothing is there
     */
    boolean clearMark(long index, Mark mark);

    /**
     * Returns a cursor that also writes. Kernel: {@code XA_STATE}.
     *
     * @return a cursor at index 0, which has not stepped yet; there is nothing to close
     */
    @Override
    WritingCursor<T> cursor();

    /**
     * Stores a value at the least free index. Kernel: {@code xa_alloc}, without a limit of its own.
     *
     * @param value the value to store
     * @return the index
     * @throws NoFreeIndexException if every index is in use
     * @throws IllegalStateException if the array was created without a flag that allows allocation
     */
    default long alloc(T value) {
        return alloc(value, Limit.ALL);
    }

    /**
     * Stores a value at the least free index within a limit. Kernel: {@code xa_alloc}.
     *
     * @param value the value to store
     * @param limit the indices to choose from
     * @return the index
     * @throws NoFreeIndexException if none is free; an empty limit has none
     * @throws IllegalStateException if the array was created without a flag that allows allocation
     */
    long alloc(T value, Limit limit);

    /**
     * Stores a value at the least free index within a limit, if there is one. Kernel: {@code xa_alloc}.
     *
     * @param value the value to store
     * @param limit the indices to choose from
     * @return the index, or empty when none is free
     * @throws IllegalStateException if the array was created without a flag that allows allocation
     */
    OptionalLong tryAlloc(T value, Limit limit);

    /**
     * Stores a value at the next free index of a limit that is gone through in a circle. Kernel:
     * {@code xa_alloc_cyclic}.
     *
     * <p>The search goes from the greater of {@code next} and the least index of the limit up to its greatest; when
     * nothing is free there, from its least. Wrapping is reported; after the index 2^64-1 was allocated this way it is
     * also reported by the array's next cyclic allocation, whoever's and within whatever limit that is, as the kernel does it.
     *
     * @param value the value to store
     * @param limit the indices to choose from
     * @param next where to begin, as the last call answered it
     * @return what was allocated and where to begin next time
     * @throws IllegalStateException if the array was created without a flag that allows allocation
     */
    CyclicResult allocCyclic(T value, Limit limit, long next);

    /**
     * Reserves the next free index of a limit that is gone through in a circle, without an identity: whoever stores at the
     * index fills it, and {@link #unreserve} frees it. Kernel: {@code xa_alloc_cyclic} of NULL.
     *
     * @param limit the indices to choose from
     * @param next where to begin, as the last call answered it
     * @return what was reserved and where to begin next time
     * @throws IllegalStateException if the array was created without a flag that allows allocation
     */
    CyclicResult reserveCyclic(Limit limit, long next);

    /**
     * Returns a cursor that allocates the indices of a limit in a circle and remembers where it is; threads can share
     * it.
     *
     * @param limit the indices to choose from
     * @return the cursor, at the least index of the limit
     */
    CyclicCursor<T> cyclic(Limit limit);

    /**
     * Reserves the least free index, to be filled later. Kernel: {@code xa_alloc} of NULL.
     *
     * @return the reservation, to be filled or closed by the caller
     * @throws NoFreeIndexException if every index is in use
     * @throws IllegalStateException if the array was created without a flag that allows allocation
     */
    default Reservation<T> reserve() {
        return reserve(Limit.ALL);
    }

    /**
     * Reserves the least free index within a limit, to be filled later. Kernel: {@code xa_alloc} of NULL.
     *
     * @param limit the indices to choose from
     * @return the reservation, to be filled or closed by the caller
     * @throws NoFreeIndexException if none is free; an empty limit has none
     * @throws IllegalStateException if the array was created without a flag that allows allocation
     */
    Reservation<T> reserve(Limit limit);

    /**
     * Reserves the least free index within a limit, if there is one. Kernel: {@code xa_alloc} of NULL.
     *
     * @param limit the indices to choose from
     * @return the reservation, to be filled or closed by the caller, or null when none is free
     * @throws IllegalStateException if the array was created without a flag that allows allocation
     */
    @Nullable Reservation<T> tryReserve(Limit limit);

    /**
     * Reserves one index, in any kind of array. Kernel: {@code xa_reserve}.
     *
     * @param index the index
     * @return the reservation, to be filled or closed by the caller, or null when the index is in use
     */
    @Nullable Reservation<T> reserveAt(long index);

    /**
     * Frees an index if it is reserved, whoever reserved it; a value there is unharmed. Kernel: {@code xa_release}.
     *
     * <p>Of a reservation of several indices it frees all. The standing reservation of index 0 under {@link Flag#ZERO_BUSY} is
     * nobody's and stays.
     *
     * @param index the index
     * @return true when it was reserved, and not only by that
     */
    boolean unreserve(long index);
}
