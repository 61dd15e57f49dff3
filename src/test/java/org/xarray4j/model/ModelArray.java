package org.xarray4j.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.xarray4j.CyclicCursor;
import org.xarray4j.CyclicResult;
import org.xarray4j.Limit;
import org.xarray4j.Mark;
import org.xarray4j.Reservation;
import org.xarray4j.WritingCursor;
import org.xarray4j.XArrayEditor;

/**
 * The model: the semantics of {@link XArrayEditor}, said once more over a sorted map of entries.
 *
 * <p>It differs in two things. A full array throws {@link NoSuchElementException} instead of the exception that only
 * the library can make; and a reservation is a ticket, a number, since only the library can make a {@link Reservation}.
 */
public final class ModelArray<T> extends ModelView<T> implements XArrayEditor<T> {
    /** Values that were stored, once for each store, since {@link #copy}. */
    final List<T> given = new ArrayList<>();

    /** Values that went to the caller since {@link #copy}. */
    final List<T> handedOut = new ArrayList<>();

    /** Stores of which a piece went to the caller, whose the value is by that. None where no value is released. */
    final Set<Long> taken = new HashSet<>();

    private final boolean releasing;
    private boolean wrapped;
    private long tickets;
    private long stores;

    /** Creates an empty model of an array that releases nothing. */
    public ModelArray(boolean zeroBusy) {
        this(zeroBusy, false);
    }

    /** Creates an empty model. */
    ModelArray(boolean zeroBusy, boolean releasing) {
        super(zeroBusy);
        this.releasing = releasing;
    }

    /** Returns a model with the same contents, which goes its own way from here. */
    ModelArray<T> copy() {
        ModelArray<T> copy = new ModelArray<>(zeroBusy, releasing);
        copy.become(this);
        return copy;
    }

    /** Takes over the contents of another model, except that no ticket is ever given out twice. */
    void become(ModelArray<T> other) {
        List<ModelEntry<T>> all = List.copyOf(other.entries.values());
        entries.clear();
        all.forEach(this::put);
        wrapped = other.wrapped;
        tickets = Math.max(tickets, other.tickets);
        stores = other.stores;
        taken.clear();
        taken.addAll(other.taken);
    }

    /** Returns the values that the array owns, by the numbers of their stores. */
    Map<Long, T> owned() {
        Map<Long, T> owned = new HashMap<>();
        for (ModelEntry<T> entry : entries.values()) {
            if (!entry.isReserved() && !taken.contains(entry.store())) {
                owned.put(entry.store(), entry.value());
            }
        }
        return owned;
    }

    /** Forgets that tickets were drawn, but never gives them out again: what a rollback does. */
    void skipTicketsOf(ModelArray<T> other) {
        tickets = Math.max(tickets, other.tickets);
    }

    private void put(ModelEntry<T> entry) {
        entries.put(entry.first(), entry);
    }

    /** Hands out the value of an entry, if it has one; the caller may have it already, by another piece. */
    private @Nullable T handOut(@Nullable ModelEntry<T> entry) {
        T value = entry == null ? null : entry.value();
        if (value != null && (!releasing || taken.add(entry.store()))) {
            handedOut.add(value);
        }
        return value;
    }

    private boolean inUse(long index) {
        return covering(index) != null || isReserved(index);
    }

    private void store(long index, T value) {
        ModelEntry<T> entry = covering(index);
        if (entry != null && entry.value() == value && !taken.contains(entry.store())) {
            return; // over itself
        }
        given.add(value);
        ModelEntry<T> place = entry == null ? new ModelEntry<>(index, 0, null, 0, 0) : entry;
        put(place.withValue(value, ++stores));
    }

    @Override
    public @Nullable T getAndSet(long index, T value) {
        ModelEntry<T> entry = covering(index);
        T before = get(index);
        store(index, value);
        return before == value ? value : handOut(entry);
    }

    @Override
    public void set(long index, T value) {
        store(index, value);
    }

    @Override
    public @Nullable T remove(long index) {
        ModelEntry<T> entry = covering(index);
        if (entry == null) {
            return null;
        }
        entries.remove(entry.first());
        return handOut(entry);
    }

    @Override
    public boolean erase(long index) {
        ModelEntry<T> entry = covering(index);
        return entry != null && entries.remove(entry.first()) != null;
    }

    @Override
    public @Nullable T vacate(long index) {
        ModelEntry<T> entry = covering(index);
        boolean standing = zeroBusy && index == 0 && (entry == null || entry.order() == 0);
        if (entry == null) {
            if (!standing) {
                put(new ModelEntry<>(index, 0, null, 0, 0));
            }
            return null;
        }
        if (standing && !entry.isReserved()) {
            entries.remove(index);
        } else if (!entry.isReserved()) {
            put(entry.reserved());
        }
        return handOut(entry);
    }

    @Override
    public boolean insert(long index, T value) {
        if (inUse(index)) {
            return false;
        }
        store(index, value);
        return true;
    }

    @Override
    public @Nullable T compareAndExchange(long index, @Nullable T expected, @Nullable T value) {
        ModelEntry<T> entry = covering(index);
        T before = get(index);
        return compareAndSet(index, expected, value) && before != value ? handOut(entry) : before;
    }

    @Override
    public boolean compareAndSet(long index, @Nullable T expected, @Nullable T value) {
        if (get(index) != expected || isReserved(index)) {
            return false;
        }
        if (value == null) {
            erase(index);
        } else {
            store(index, value);
        }
        return true;
    }

    @Override
    public @Nullable T computeIfAbsent(long index, LongFunction<? extends @Nullable T> function) {
        T before = get(index);
        if (before != null) {
            return before;
        }
        T value = function.apply(index);
        if (value != null) {
            store(index, value);
        }
        return value;
    }

    @Override
    public @Nullable T compute(
            long index,
            BiFunction<? super Long, ? super @Nullable T, ? extends @Nullable T> function) {
        T before = get(index);
        T value = function.apply(index, before);
        if (value != null && value != before) {
            store(index, value);
        } else if (value == null && before != null) {
            erase(index);
        }
        return value;
    }

    @Override
    public void setRange(long first, long last, T value) {
        checkRange(first, last);
        given.add(value);
        stores++;
        List<ModelEntry<T>> pieces = new ArrayList<>();
        for (ModelEntry<T> piece : pieces(first, last)) {
            int marks = 0;
            for (ModelEntry<T> entry : entries.values()) {
                if (!less(entry.last(), piece.first()) && !less(piece.last(), entry.first())) {
                    marks |= entry.marks();
                }
            }
            pieces.add(piece.withValue(value, stores).withMarks(marks));
        }
        eraseRange(first, last);
        pieces.forEach(this::put);
    }

    @Override
    public void eraseRange(long first, long last) {
        checkRange(first, last);
        for (ModelEntry<T> entry : List.copyOf(entries.values())) {
            if (less(entry.last(), first) || less(last, entry.first())) {
                continue;
            }
            entries.remove(entry.first());
            if (less(entry.first(), first)) {
                pieces(entry.first(), first - 1)
                        .forEach(piece -> put(entry.at(piece.first(), piece.order())));
            }
            if (less(last, entry.last())) {
                pieces(last + 1, entry.last())
                        .forEach(piece -> put(entry.at(piece.first(), piece.order())));
            }
        }
    }

    private static void checkRange(long first, long last) {
        if (less(last, first)) {
            throw new IllegalArgumentException("last < first");
        }
    }

    /** Cuts a range into the fewest aligned powers of two, lowest first. */
    private List<ModelEntry<T>> pieces(long first, long last) {
        List<ModelEntry<T>> pieces = new ArrayList<>();
        long next = first;
        while (true) {
            int order = next == 0 ? Long.SIZE : Long.numberOfTrailingZeros(next);
            ModelEntry<T> piece = new ModelEntry<>(next, order, null, 0, 0);
            while (less(last, piece.last())) {
                piece = piece.at(next, --order);
            }
            pieces.add(piece);
            if (piece.last() == last) {
                return pieces;
            }
            next = piece.last() + 1;
        }
    }

    @Override
    public void clear() {
        entries.clear();
        wrapped = false;
    }

    @Override
    public WritingCursor<T> cursor() {
        return new ModelCursor<>(this, this);
    }

    /** Stores a value as one entry over an aligned block, or over a larger entry that is there. */
    void setBlock(long first, int order, T value) {
        ModelEntry<T> block = new ModelEntry<>(first, order, value, 0, 0);
        ModelEntry<T> entry = covering(first);
        if (order == 0 || (entry != null && entry.order() >= order)) {
            store(first, value);
        } else {
            setRange(first, block.last(), value);
        }
    }

    /** Erases an aligned block, or a larger entry that is there. */
    boolean eraseBlock(long first, int order) {
        ModelEntry<T> entry = covering(first);
        if (entry != null && entry.order() >= order) {
            return erase(first);
        }
        int before = entries.size();
        eraseRange(first, new ModelEntry<>(first, order, null, 0, 0).last());
        return entries.size() != before;
    }

    /** Cuts an entry into entries of an order. */
    boolean split(long index, int order) {
        ModelEntry<T> entry = covering(index);
        if (entry == null || entry.order() <= order) {
            return false;
        }
        if (entry.order() - order > 24) {
            throw new IllegalArgumentException("too many");
        }
        entries.remove(entry.first());
        for (long i = 0; i < 1L << (entry.order() - order); i++) {
            put(entry.at(entry.first() + (i << order), order));
        }
        return true;
    }

    /** Cuts an entry in halves until a block is one of them. */
    boolean splitOff(long first, int order) {
        ModelEntry<T> entry = covering(first);
        if (entry == null || entry.order() <= order) {
            return false;
        }
        while (entry.order() > order) {
            entries.remove(entry.first());
            int half = entry.order() - 1;
            put(entry.at(entry.first(), half));
            put(entry.at(entry.first() + (1L << half), half));
            entry = covering(first);
        }
        return true;
    }

    @Override
    public boolean setMark(long index, Mark mark) {
        ModelEntry<T> entry = covering(index);
        if (entry == null || entry.isMarked(mark)) {
            return false;
        }
        put(entry.withMarks(entry.marks() | ModelEntry.bit(mark)));
        return true;
    }

    @Override
    public boolean clearMark(long index, Mark mark) {
        ModelEntry<T> entry = covering(index);
        if (entry == null || !entry.isMarked(mark)) {
            return false;
        }
        put(entry.withMarks(entry.marks() & ~ModelEntry.bit(mark)));
        return true;
    }

    @Override
    public long alloc(T value, Limit limit) {
        return tryAlloc(value, limit).orElseThrow();
    }

    @Override
    public OptionalLong tryAlloc(T value, Limit limit) {
        OptionalLong free = findFree(limit.min(), limit.max());
        free.ifPresent(index -> store(index, value));
        return free;
    }

    @Override
    public CyclicResult allocCyclic(T value, Limit limit, long next) {
        CyclicResult result = reserveCyclic(limit, next);
        if (!result.full()) {
            store(result.index(), value);
        }
        return result;
    }

    @Override
    public CyclicResult reserveCyclic(Limit limit, long next) {
        OptionalLong free = findFree(greater(limit.min(), next), limit.max());
        boolean again = free.isEmpty();
        if (again) {
            free = findFree(limit.min(), limit.max());
        }
        if (free.isEmpty()) {
            return new CyclicResult(0, next, false, true);
        }
        long index = free.getAsLong();
        vacate(index);
        boolean reported = again || wrapped;
        wrapped = index == -1L;
        return new CyclicResult(index, index + 1, reported, false);
    }

    @Override
    public Reservation<T> reserve(Limit limit) {
        throw new UnsupportedOperationException("tickets instead");
    }

    @Override
    public Reservation<T> tryReserve(Limit limit) {
        throw new UnsupportedOperationException("tickets instead");
    }

    @Override
    public Reservation<T> reserveAt(long index) {
        throw new UnsupportedOperationException("tickets instead");
    }

    @Override
    public CyclicCursor<T> cyclic(Limit limit) {
        throw new UnsupportedOperationException("allocCyclic instead");
    }

    /** Reserves an index and returns the ticket, or 0 when it is in use. */
    long takeTicket(long index) {
        if (inUse(index)) {
            return 0;
        }
        put(new ModelEntry<>(index, 0, null, 0, ++tickets));
        return tickets;
    }

    /** Returns whether a reservation is still there. */
    boolean isOpen(long index, long ticket) {
        ModelEntry<T> entry = covering(index);
        return entry != null && ticket != 0 && entry.ticket() == ticket;
    }

    @Override
    public boolean unreserve(long index) {
        ModelEntry<T> entry = covering(index);
        return entry != null && entry.isReserved() && erase(index);
    }

    @Override
    public String toString() {
        return entries.values().toString();
    }
}
