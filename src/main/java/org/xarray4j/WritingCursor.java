package org.xarray4j;

import org.jspecify.annotations.Nullable;

/**
 * A cursor that also writes where it stands. Kernel: the {@code xas_} functions that store.
 *
 * <p><b>What is written.</b> With a span of 0 a write is about the entry at the index, as the editor's methods of the
 * same names: all of it, where it is a multi-index entry. With a greater span it is about the aligned block of that
 * order around the index; where a larger entry covers the block, about all of that entry. To change a part of a larger
 * entry, {@link #splitOff} first, or use {@link XArrayEditor#setRange}.
 *
 * <p><b>Blocking and visibility</b> are those of the editor: a cursor of a session or transaction writes there; a cursor
 * of the array itself takes the lock for each write, and finds there whatever is there by then. So between a search and
 * a write on the array others may write; use a session, or {@link XArrayEditor#compareAndSet}, where that matters. Each
 * write is seen whole or not at all. After {@link #set}, {@link #getAndSet} and the splits the entry under the cursor is
 * the one that is then at its index, so that {@link #find} goes on after it.
 *
 * <p><b>Refusals and failures</b> are those of {@link XArrayEditor}: whatever is thrown, nothing has changed, and the
 * cursor is where it was.
 *
 * <pre>{@code
 * try (LockedXArray<Page> pages = cache.lock()) {
 *     WritingCursor<Page> block = pages.cursor().moveTo(index, 9);
 *     if (block.findConflict() == null) {
 *         block.set(huge);
 *     }
 * }
 * }</pre>
 *
 * @param <T> the type of the values
 */
public interface WritingCursor<T> extends Cursor<T> {
    @Override
    WritingCursor<T> moveTo(long index);

    @Override
    WritingCursor<T> moveTo(long index, int span);

    /**
     * Stores a value over the block of the cursor's span, which becomes one entry. Kernel: {@code xas_store}.
     *
     * <p>What the block covers is discarded, reservations are lost, and the entry bears the united marks of what was
     * there; a new entry has none. Where a larger entry covers the block, or one of the same order is there, its value
     * is replaced and its marks stay. Storing the object that is there already over itself discards nothing.
     *
     * @param value the value to store
     */
    void set(T value);

    /**
     * Stores a value over the entry at the index and returns the one it replaces, as {@link XArrayEditor#getAndSet}.
     * Kernel: {@code xas_store}.
     *
     * @param value the value to store
     * @return the value that was there, which is the caller's now; null when the index was empty or reserved
     * @throws IllegalStateException if the span is not 0: several values may be replaced
     */
    @Nullable T getAndSet(T value);

    /**
     * Erases everything in the block of the cursor's span, marks and reservations included; the values are discarded.
     * Kernel: {@code xas_store} of NULL.
     *
     * <p>The search goes on after what was erased.
     *
     * @return true when something, also a reservation, was there
     */
    boolean erase();

    /**
     * Erases the entry at the index and returns its value, as {@link XArrayEditor#remove}. Kernel: {@code xas_store} of
     * NULL.
     *
     * @return the value that was there, which is the caller's now; null when the index was empty or reserved
     * @throws IllegalStateException if the span is not 0: several values may be erased
     */
    @Nullable T remove();

    /**
     * Sets a mark on the entry under the cursor, which may be reserved. Kernel: {@code xas_set_mark}.
     *
     * @param mark the mark
     * @return true when this call set it; false when it was set already or nothing is there
     */
    boolean setMark(Mark mark);

    /**
     * Clears a mark of the entry under the cursor, which may be reserved. Kernel: {@code xas_clear_mark}.
     *
     * @param mark the mark
     * @return true when this call cleared it; false when it was clear already or nothing is there
     */
    boolean clearMark(Mark mark);

    /**
     * Clears all marks of the entry under the cursor, at once. Kernel: {@code xas_init_marks}.
     *
     * @return true when there were any
     */
    boolean clearMarks();

    /**
     * Takes now whatever stores at the free indices of the block of the cursor's span may need, and moves to the first of
     * them with a span of 0. For cursors of a {@link Transaction}. Kernel: {@code xas_create_range}.
     *
     * <p>Nobody can tell from what is in the array: entries stay as they are, and free indices free. Afterwards each store of
     * a value at a free index of the block is done without memory for the tree, so that a transaction which has begun to
     * fill the block does not have to give up half-way; until it ends, stores somewhere else or prepares another block. The
     * bytes are charged to the array's account now, as if every free index were filled, and those that were not needed are
     * given back at the end.
     *
     * <p>Where each store is published by itself there is nothing to be given up: each either succeeds or changes nothing.
     *
     * <p>Waits for nothing, since a transaction has the lock; takes a node, of 352 bytes, for each 64 indices of the block and
     * those above. What fails has prepared nothing.
     *
     * @throws IllegalStateException if this is not the cursor of a transaction, or that has ended
     * @throws IllegalArgumentException if the span is greater than 24
     * @throws AccountExceededException if that is more than the account allows
     */
    void createRange();

    /**
     * Cuts the entry at the index into entries of the cursor's span, which keep its value and its marks. Kernel: {@code
     * xas_split}, over any number of levels.
     *
     * <p>For readers nothing changes but the order and the number of the entries, all at once. A reserved block is cut
     * in the same way.
     *
     * @return true when it was cut; false when no entry of a greater order is there
     * @throws IllegalArgumentException if that would be more than 2^24 entries
     */
    boolean split();

    /**
     * Cuts the entry that covers the block of the cursor's span so that the block becomes an entry of its own, and the
     * rest the fewest aligned entries that it can be. Value and marks are kept. Kernel: {@code xas_try_split}.
     *
     * <p>An entry of order n becomes at most n + 1 entries, whatever the span.
     *
     * @return true when it was cut; false when no entry of a greater order is there
     */
    boolean splitOff();
}
