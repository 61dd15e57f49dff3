package org.xarray4j;

import org.jspecify.annotations.Nullable;

/**
 * A place in a view, from which steps and searches go on without beginning at the top each time. Kernel: {@code struct
 * xa_state} and the {@code xas_} functions that read.
 *
 * <p><b>Where it stands.</b> A cursor has an {@link #index index}, and a {@link #span span}: the order of the aligned
 * block around the index that {@link #findConflict} searches and a {@link WritingCursor} writes, 0 for the index alone.
 * Once it has stepped it also has the <i>entry under it</i>, which {@link #first}, {@link #last} and {@link #order}
 * describe as the last step has met it; before that, and where a step has met nothing, these describe the index alone.
 * A cursor that was just made, moved, {@link #reset} or {@link #pause paused} has not stepped: its next step or search
 * includes the index. Otherwise {@link #find} goes on strictly after the entry under the cursor, so that a search always
 * advances and meets each entry once.
 *
 * <pre>{@code
 * Cursor<Page> pages = view.cursor().moveTo(from);
 * for (Page page = pages.find(to); page != null; page = pages.find(to)) {
 *     use(pages.index(), pages.order(), page);
 * }
 * }</pre>
 *
 * <p><b>Order and nulls.</b> Indices are read as unsigned. No argument may be null, or {@link NullPointerException} is
 * thrown. A null result means that no value is there, or that a search has found nothing; a reserved index has no value.
 *
 * <p><b>Consistency.</b> Each step reads the version that its view reads at that moment: on a snapshot always the same,
 * on a session or transaction what it has written so far, on the array itself the one published last. What one step
 * tells (value, index, first, last, order) belongs to one version. A walk over an array that others write is <a
 * href="package-summary.html#Weakly">weakly consistent</a>. The memory effects are those of the <a
 * href="package-summary.html#MemoryVisibility">package</a>.
 *
 * <p><b>Progress and cost.</b> No method here blocks or takes a lock. A cursor remembers the leaf it is in; as long as
 * nothing was written, the next entries of that leaf come without a walk and without an allocation. After a write the
 * next step walks from the root again, as {@link XArrayView#find} does.
 *
 * <p><b>Lifetime.</b> There is nothing to close. A cursor keeps at most 64 values and its view reachable; {@link #pause}
 * and {@link #reset} let go of the values. Once its view is closed, its steps are refused as the view's methods are. A
 * cursor is for one thread at a time.
 *
 * @param <T> the type of the values
 */
public interface Cursor<T> {
    /**
     * Returns the index at which the cursor stands; after a search that has found something, where the match was met,
     * as {@link Entry#index}.
     *
     * @return the index, read as unsigned
     */
    long index();

    /**
     * Returns the order of the block around the index that {@link #findConflict} and writes are about.
     *
     * @return the binary logarithm of the number of indices, 0 to 64; 0 unless {@link #moveTo(long, int)} said otherwise
     */
    int span();

    /**
     * Returns the first index of the entry under the cursor.
     *
     * @return its first index; {@link #index} when the last step has met nothing
     */
    long first();

    /**
     * Returns the last index of the entry under the cursor, after which {@link #find} goes on.
     *
     * @return its last index; {@link #index} when the last step has met nothing
     */
    long last();

    /**
     * Returns the order of the entry under the cursor. Kernel: {@code xas_get_order}.
     *
     * @return the binary logarithm of the number of indices that the entry covers; 0 when the last step has met nothing
     */
    int order();

    /**
     * Moves to an index, with a span of 0. Kernel: {@code XA_STATE}, {@code xas_set}.
     *
     * @param index the index
     * @return this cursor, which has not stepped now
     */
    Cursor<T> moveTo(long index);

    /**
     * Moves to a block: to its first index. Kernel: {@code XA_STATE_ORDER}, {@code xas_set_order}.
     *
     * @param index any index of the block
     * @param span the order of the block, 0 to 64
     * @return this cursor, which has not stepped now
     * @throws IllegalArgumentException if the span is less than 0 or greater than 64
     */
    Cursor<T> moveTo(long index, int span);

    /**
     * Forgets what the cursor has met, so that its next step or search includes the index again. Index and span stay.
     * Kernel: {@code xas_reset}.
     */
    void reset();

    /**
     * Moves behind the entry under the cursor, so that {@link #find} goes on with what follows, and lets go of what the
     * cursor remembers; to be used before a longer stop. Kernel: {@code xas_pause}.
     *
     * <p>A cursor that has not stepped stays as it is. Behind the greatest index there is nothing: the cursor stays
     * where it is, and {@link #find} finds nothing until it is moved or steps.
     */
    void pause();

    /**
     * Reads the value at the index. Kernel: {@code xas_load}.
     *
     * @return the value, or null when the index is empty or reserved
     */
    @Nullable T load();

    /**
     * Reads again the value of the entry that the last step has met, as it is now; the cursor does not step. To see
     * whether an entry is still there. Kernel: {@code xas_reload}.
     *
     * @return the value, or null when it is empty or reserved by now
     */
    @Nullable T reload();

    /**
     * Steps to the next index, whatever is there, and reads its value; from 2^64-1 to 0. A cursor that has not stepped
     * reads its index first. Kernel: {@code xas_next}.
     *
     * @return the value, or null when the index is empty or reserved
     */
    @Nullable T next();

    /**
     * Steps to the index before, whatever is there, and reads its value; from 0 to 2^64-1. A cursor that has not stepped
     * reads its index first. Kernel: {@code xas_prev}.
     *
     * @return the value, or null when the index is empty or reserved
     */
    @Nullable T previous();

    /**
     * Finds the next entry. Kernel: {@code xas_find}, {@code xas_next_entry}, {@code xas_for_each}.
     *
     * <p>From a cursor that has not stepped, the entry that covers the index counts, and is met at the index; otherwise
     * the search goes on strictly after the entry under the cursor, and meets an entry at its first index. When nothing
     * is found the cursor stays where it is; a later search with a greater {@code max} goes on from there.
     *
     * @param max the greatest index that may match
     * @return the value, or null when there is none
     */
    @Nullable T find(long max);

    /**
     * Finds the next entry that passes a filter, as {@link #find(long)}. Kernel: {@code xas_find_marked}, {@code
     * xas_next_marked}, {@code xas_for_each_marked}.
     *
     * @param max the greatest index that may match
     * @param filter which entries match
     * @return the value, or null when there is none
     */
    @Nullable T find(long max, Filter filter);

    /**
     * Finds the next entry that overlaps the block of the cursor's span, in ascending order, each once. Kernel: {@code
     * xas_find_conflict}, {@code xas_for_each_conflict}.
     *
     * <p>Index and span stay, so that a store over the block can follow; {@link #first}, {@link #last}, {@link #order},
     * {@link #isMarked} and {@link #reload} are about the entry found. After the last the cursor has not stepped, and
     * the next call begins again. Reserved indices are no conflict: a store takes them.
     *
     * @return the value, or null when there are no more
     */
    @Nullable T findConflict();

    /**
     * Returns whether the entry under the cursor, or the reservation, bears a mark now. Kernel: {@code xas_get_mark}.
     *
     * @param mark the mark
     * @return true when it does; false also when nothing is there
     */
    boolean isMarked(Mark mark);

    /**
     * Returns whether the index at which the entry under the cursor was met is reserved now. Kernel: {@code xas_load}
     * of a zero entry.
     *
     * @return true when it is
     */
    boolean isReserved();
}
