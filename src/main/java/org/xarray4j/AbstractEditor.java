package org.xarray4j;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.tree.Ticket;
import org.xarray4j.internal.tree.TreeWriter;
import org.xarray4j.internal.tree.Walk;

/**
 * All writes, in terms of the writer that an editor enters, completes and leaves.
 *
 * <p>Every write has the same shape: enter; try the tree's operation and complete; on any throwable fail; leave.
 */
abstract class AbstractEditor<T> extends AbstractView<T> implements XArrayEditor<T> {
    /** The array that is written. */
    final XArray<T> array;

    /** Creates the editor of an array. */
    AbstractEditor(XArray<T> array) {
        this.array = array;
    }

    /** Creates an array, which is its own editor. */
    // The only subclass that has no other array is the array.
    @SuppressWarnings("unchecked")
    AbstractEditor() {
        this.array = (XArray<T>) this;
    }

    /** Checks that this editor may be used, and answers the writer with a version to write. */
    abstract TreeWriter enter();

    /** Enters as {@link #enter} for a write that may discard a value, and hands none out: room for it is taken first. */
    TreeWriter enterToDiscard() {
        return enter();
    }

    /**
     * Ends a write that went well; cannot fail.
     *
     * @param given the value that is the array's now, if one is
     * @param handedOut the value that is the caller's now, if one is
     */
    abstract void complete(TreeWriter writer, @Nullable Object given, @Nullable Object handedOut);

    /** Ends a write that threw. */
    abstract void fail(TreeWriter writer);

    /** Does what remains to be done, however the write ended. */
    abstract void leave();

    @Override
    final boolean isZeroBusy() {
        return array.zeroBusy();
    }

    @Override
    void checkGivesOut(String method) {
        // Within a session or a transaction nothing is released, so whatever is given out stays
        // good.
    }

    @Override
    public final @Nullable T getAndSet(long index, T value) {
        checkValue(value, index);
        TreeWriter writer = enter();
        try {
            Object before = writer.store(index, value, true);
            complete(writer, value, handedOver(writer, before));
            return value(before);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final void set(long index, T value) {
        checkValue(value, index);
        TreeWriter writer = enterToDiscard();
        try {
            writer.store(index, value, false);
            complete(writer, writer.stored() ? value : null, null);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final @Nullable T remove(long index) {
        TreeWriter writer = enter();
        try {
            Object before = writer.remove(index, true);
            complete(writer, null, handedOver(writer, before));
            return value(before);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final boolean erase(long index) {
        TreeWriter writer = enterToDiscard();
        try {
            writer.remove(index, false);
            boolean erased = writer.succeeded();
            complete(writer, null, null);
            return erased;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final @Nullable T vacate(long index) {
        TreeWriter writer = enter();
        try {
            Object before = writer.vacate(index);
            complete(writer, null, handedOver(writer, before));
            return value(before);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final boolean insert(long index, T value) {
        checkValue(value, index);
        TreeWriter writer = enter();
        try {
            boolean inserted = writer.insert(index, value);
            complete(writer, inserted ? value : null, null);
            return inserted;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final @Nullable T compareAndExchange(
            long index, @Nullable T expected, @Nullable T value) {
        checkGivesOut("compareAndExchange");
        TreeWriter writer = enter();
        try {
            Object before = writer.compareAndExchange(index, expected, value, true);
            boolean exchanged = writer.succeeded();
            complete(
                    writer,
                    exchanged ? value : null,
                    exchanged ? handedOver(writer, before) : null);
            return value(before);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final boolean compareAndSet(long index, @Nullable T expected, @Nullable T value) {
        TreeWriter writer = enterToDiscard();
        try {
            writer.compareAndExchange(index, expected, value, false);
            boolean exchanged = writer.succeeded();
            complete(writer, writer.stored() ? value : null, null);
            return exchanged;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final @Nullable T computeIfAbsent(
            long index, LongFunction<? extends @Nullable T> function) {
        Objects.requireNonNull(function, "function");
        checkGivesOut("computeIfAbsent");
        TreeWriter writer = enterToDiscard();
        try {
            T present = value(writer.get(index));
            T computed = present != null ? null : array.callUnderLock(() -> function.apply(index));
            if (computed != null) {
                writer.store(index, computed, false);
            }
            complete(writer, computed, null);
            return present != null ? present : computed;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final @Nullable T compute(
            long index,
            BiFunction<? super Long, ? super @Nullable T, ? extends @Nullable T> function) {
        Objects.requireNonNull(function, "function");
        checkGivesOut("compute");
        TreeWriter writer = enterToDiscard();
        try {
            T before = value(writer.get(index));
            T computed = array.callUnderLock(() -> function.apply(index, before));
            T stored = computed == before ? null : computed;
            if (stored != null) {
                writer.store(index, stored, false);
            } else if (computed == null && before != null) {
                writer.remove(index, false);
            }
            complete(writer, stored, null);
            return computed;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final void setRange(long first, long last, T value) {
        checkRange(first, last);
        checkValue(value, first);
        TreeWriter writer = enterToDiscard();
        try {
            writer.setRange(first, last, value);
            complete(writer, value, null);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final void eraseRange(long first, long last) {
        checkRange(first, last);
        TreeWriter writer = enterToDiscard();
        try {
            writer.eraseRange(first, last);
            complete(writer, null, null);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final void clear() {
        TreeWriter writer = enterToDiscard();
        try {
            writer.clear();
            complete(writer, null, null);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    // ---------------------------------------------------------------- what a cursor writes

    /** The greatest difference of orders that a uniform split takes: so many pieces that they still have room. */
    private static final int MOST_SPLIT = 24;

    @Override
    public final WritingCursor<T> cursor() {
        checkGivesOut("cursor");
        return new EditorCursor<>(this);
    }

    /** Stores a value as one entry over an aligned block, or over the larger entry that covers it. */
    final void setBlock(long first, int order, T value) {
        checkValue(value, first);
        TreeWriter writer = enterToDiscard();
        try {
            boolean given = writer.storeBlock(first, order, value);
            complete(writer, given ? value : null, null);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** Erases an aligned block, or the larger entry that covers it; returns whether anything was there. */
    final boolean eraseBlock(long first, int order) {
        TreeWriter writer = enterToDiscard();
        try {
            boolean erased = writer.eraseBlock(first, order);
            complete(writer, null, null);
            return erased;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** Cuts the entry at an index into entries of an order; returns false when none is greater. */
    final boolean split(long index, int order) {
        TreeWriter writer = enter();
        try {
            int whole = Walk.order(writer.root(), index);
            if (whole - order > MOST_SPLIT) {
                throw new IllegalArgumentException(
                        array.name() + ": the entry of order " + whole + " at index "
                                + Long.toUnsignedString(index) + " would be cut into 2^"
                                + (whole - order) + " entries of order " + order
                                + ", and 2^" + MOST_SPLIT + " is the most");
            }
            boolean split = writer.split(index, order);
            complete(writer, null, null);
            return split;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** Cuts the entry that covers an aligned block so that the block is one; returns false when none is greater. */
    final boolean splitOff(long first, int order) {
        TreeWriter writer = enter();
        try {
            boolean split = writer.splitOff(first, order);
            complete(writer, null, null);
            return split;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** The greatest block that nodes are made for beforehand: so many that they still have room. */
    private static final int MOST_CREATED = 24;

    /** Makes whatever stores at the free indices of an aligned block may need. */
    final void createRange(long first, int order) {
        TreeWriter writer = enterToCreate();
        try {
            if (order > MOST_CREATED) {
                throw new IllegalArgumentException(
                        array.name() + ": a block of order " + order + " at index "
                                + Long.toUnsignedString(first) + " has 2^" + order
                                + " indices, and 2^" + MOST_CREATED
                                + " is the most that are prepared for");
            }
            makeRoom(1 << order);
            writer.createRange(first, order);
            complete(writer, null, null);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** Enters for stores to come; where each of them is a version of its own, there is nothing to prepare. */
    TreeWriter enterToCreate() {
        throw new IllegalStateException(
                array.name()
                        + ": createRange prepares stores that are published together: use the cursor of a transaction");
    }

    /** Makes room for values to come. */
    void makeRoom(int values) {
        // Only a transaction keeps them.
    }

    /** Clears all marks of the entry at an index; returns whether there were any. */
    final boolean clearMarks(long index) {
        TreeWriter writer = enter();
        try {
            boolean changed = writer.clearMarks(index);
            complete(writer, null, null);
            return changed;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final boolean setMark(long index, Mark mark) {
        return mark(index, mark, true);
    }

    @Override
    public final boolean clearMark(long index, Mark mark) {
        return mark(index, mark, false);
    }

    private boolean mark(long index, Mark mark, boolean on) {
        int number = Objects.requireNonNull(mark, "mark").number;
        TreeWriter writer = enter();
        try {
            boolean changed = writer.mark(index, number, on);
            complete(writer, null, null);
            return changed;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final long alloc(T value, Limit limit) {
        OptionalLong index = tryAlloc(value, limit);
        if (index.isEmpty()) {
            throw new NoFreeIndexException(array.name(), limit);
        }
        return index.getAsLong();
    }

    @Override
    public final OptionalLong tryAlloc(T value, Limit limit) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(limit, "limit");
        array.checkAllocates("alloc");
        TreeWriter writer = enter();
        try {
            array.letGoOfRested();
            // Whatever is answered is made before anything is edited: nothing may fail afterwards.
            boolean found = writer.seekFree(limit.min(), limit.max());
            OptionalLong index = found ? OptionalLong.of(writer.free()) : OptionalLong.empty();
            if (found) {
                writer.fillFree(value, null);
            }
            complete(writer, found ? value : null, null);
            return index;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final CyclicResult allocCyclic(T value, Limit limit, long next) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(limit, "limit");
        CyclicCursor<T> once = new CyclicCursor<>(this, limit);
        once.advance(next);
        return allocCyclic(value, null, limit, once);
    }

    @Override
    public final CyclicResult reserveCyclic(Limit limit, long next) {
        Objects.requireNonNull(limit, "limit");
        CyclicCursor<T> once = new CyclicCursor<>(this, limit);
        once.advance(next);
        return allocCyclic(null, null, limit, once);
    }

    @Override
    public final CyclicCursor<T> cyclic(Limit limit) {
        return new CyclicCursor<>(this, Objects.requireNonNull(limit, "limit"));
    }

    /** Fills, or reserves, the next free index from where a cursor stands, and moves the cursor on. */
    final CyclicResult allocCyclic(
            @Nullable T value, @Nullable Ticket ticket, Limit limit, CyclicCursor<T> cursor) {
        array.checkAllocates("cyclic allocation");
        TreeWriter writer = enter();
        try {
            array.letGoOfRested();
            long next = cursor.next();
            long from = Long.compareUnsigned(next, limit.min()) > 0 ? next : limit.min();
            boolean wrapped = writer.root().wrapped();
            boolean found = writer.seekFree(from, limit.max());
            if (!found && from != limit.min()) {
                found = writer.seekFree(limit.min(), limit.max());
                wrapped = true;
            }
            CyclicResult result = found
                    ? new CyclicResult(writer.free(), writer.free() + 1, wrapped, false)
                    : new CyclicResult(0, next, false, true);
            if (found) {
                writer.fillFree(value, ticket);
                writer.setWrapped(result.next() == 0);
                cursor.advance(result.next());
            }
            complete(writer, found ? value : null, null);
            return result;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** Reserves the next free index from where a cursor stands. */
    final @Nullable Reservation<T> tryReserve(Limit limit, CyclicCursor<T> cursor) {
        Reservation<T> reservation = new Reservation<>(array, new Ticket());
        CyclicResult result = allocCyclic(null, reservation.ticket(), limit, cursor);
        if (result.full()) {
            return null;
        }
        reservation.at(result.index());
        return reservation;
    }

    @Override
    public final Reservation<T> reserve(Limit limit) {
        Reservation<T> reservation = tryReserve(limit);
        if (reservation == null) {
            throw new NoFreeIndexException(array.name(), limit);
        }
        return reservation;
    }

    @Override
    public final @Nullable Reservation<T> tryReserve(Limit limit) {
        Objects.requireNonNull(limit, "limit");
        array.checkAllocates("reserve");
        TreeWriter writer = enter();
        try {
            array.letGoOfRested();
            Reservation<T> reservation = new Reservation<>(array, new Ticket());
            boolean found = writer.seekFree(limit.min(), limit.max());
            if (found) {
                reservation.at(writer.free());
                writer.fillFree(null, reservation.ticket());
            }
            complete(writer, null, null);
            return found ? reservation : null;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final @Nullable Reservation<T> reserveAt(long index) {
        TreeWriter writer = enter();
        try {
            Reservation<T> reservation = new Reservation<>(array, new Ticket());
            reservation.at(index);
            boolean reserved = writer.reserve(index, reservation.ticket());
            complete(writer, null, null);
            return reserved ? reservation : null;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    @Override
    public final boolean unreserve(long index) {
        TreeWriter writer = enter();
        try {
            boolean freed = writer.unreserve(index);
            complete(writer, null, null);
            return freed;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** Fills a reservation; returns false when it is gone. */
    final boolean redeem(long index, Ticket ticket, T value) {
        checkValue(value, index);
        TreeWriter writer = enter();
        try {
            boolean filled = writer.redeem(index, ticket, value);
            complete(writer, filled ? value : null, null);
            return filled;
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** Frees a reservation that is still there. */
    final void cancel(long index, Ticket ticket) {
        TreeWriter writer = enter();
        try {
            writer.cancel(index, ticket);
            complete(writer, null, null);
        } catch (Throwable t) {
            fail(writer);
            throw t;
        } finally {
            leave();
        }
    }

    /** Returns a value that was handed out, unless another piece of its range store handed it out before. */
    private static @Nullable Object handedOver(TreeWriter writer, @Nullable Object before) {
        return writer.handedOver() ? before : null;
    }

    private void checkValue(@Nullable T value, long index) {
        if (value == null) {
            throw new NullPointerException(
                    array.name() + ": null is no value, at index " + Long.toUnsignedString(index));
        }
    }

    private void checkRange(long first, long last) {
        if (Long.compareUnsigned(first, last) > 0) {
            throw new IllegalArgumentException(
                    array.name() + ": the range's last index " + Long.toUnsignedString(last)
                            + " is less than its first, " + Long.toUnsignedString(first));
        }
    }
}
