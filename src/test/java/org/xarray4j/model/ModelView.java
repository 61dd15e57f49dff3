package org.xarray4j.model;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Cursor;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.LongObjConsumer;
import org.xarray4j.Mark;
import org.xarray4j.XArrayView;

/**
 * The reading half of the model: what {@link XArrayView} promises, said once more over a sorted map, with nothing but
 * the plainest search.
 */
abstract class ModelView<T> implements XArrayView<T> {
    /** By first index; disjoint. */
    final NavigableMap<Long, ModelEntry<T>> entries = new TreeMap<>(Long::compareUnsigned);

    /** Whether index 0 counts as reserved while no value is there. */
    final boolean zeroBusy;

    ModelView(boolean zeroBusy) {
        this.zeroBusy = zeroBusy;
    }

    @Nullable ModelEntry<T> covering(long index) {
        Map.Entry<Long, ModelEntry<T>> floor = entries.floorEntry(index);
        return floor != null && floor.getValue().covers(index) ? floor.getValue() : null;
    }

    /** Returns the entries in ascending order, from the last that begins at or before an index. */
    Collection<ModelEntry<T>> from(long index) {
        Long floor = entries.floorKey(index);
        return entries.tailMap(floor == null ? index : floor, true).values();
    }

    static boolean less(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    static long greater(long a, long b) {
        return less(a, b) ? b : a;
    }

    @Override
    public @Nullable T get(long index) {
        ModelEntry<T> entry = covering(index);
        return entry == null ? null : entry.value();
    }

    @Override
    public boolean contains(long index) {
        return get(index) != null;
    }

    @Override
    public boolean isReserved(long index) {
        ModelEntry<T> entry = covering(index);
        return entry == null ? zeroBusy && index == 0 : entry.isReserved();
    }

    @Override
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public long size() {
        return entries.values().stream().filter(entry -> !entry.isReserved()).count();
    }

    @Override
    public boolean isMarked(long index, Mark mark) {
        ModelEntry<T> entry = covering(index);
        return entry != null && entry.isMarked(mark);
    }

    @Override
    public boolean anyMarked(Mark mark) {
        return entries.values().stream().anyMatch(entry -> entry.isMarked(mark));
    }

    @Override
    public int order(long index) {
        ModelEntry<T> entry = covering(index);
        return entry == null ? 0 : entry.order();
    }

    @Override
    public @Nullable Entry<T> find(long from, long max, Filter filter) {
        for (ModelEntry<T> entry : from(from)) {
            long met = greater(from, entry.first());
            if (!less(entry.last(), from) && entry.matches(filter)) {
                return less(max, met) ? null : entry.metAt(met);
            }
        }
        return null;
    }

    @Override
    public @Nullable Entry<T> findAfter(long index, long max, Filter filter) {
        for (ModelEntry<T> entry : from(index)) {
            if (less(index, entry.first()) && entry.matches(filter)) {
                return less(max, entry.first()) ? null : entry.metAt(entry.first());
            }
        }
        return null;
    }

    @Override
    public @Nullable Entry<T> findBefore(long index, long min, Filter filter) {
        for (ModelEntry<T> entry : entries.headMap(index, false).descendingMap().values()) {
            if (less(entry.last(), index) && entry.matches(filter)) {
                return less(entry.last(), min) ? null : entry.metAt(entry.last());
            }
        }
        return null;
    }

    @Override
    public @Nullable Entry<T> last(Filter filter) {
        for (ModelEntry<T> entry : entries.descendingMap().values()) {
            if (entry.matches(filter)) {
                return entry.metAt(entry.last());
            }
        }
        return null;
    }

    @Override
    public OptionalLong findFree(long from, long max) {
        long index = from;
        while (!less(max, index)) {
            ModelEntry<T> entry = covering(index);
            if (entry == null && !isReserved(index)) {
                return OptionalLong.of(index);
            }
            long last = entry == null ? index : entry.last();
            if (last == -1L) {
                break;
            }
            index = last + 1;
        }
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong findFreeBefore(long from, long min) {
        long index = from;
        while (!less(index, min)) {
            ModelEntry<T> entry = covering(index);
            if (entry == null && !isReserved(index)) {
                return OptionalLong.of(index);
            }
            long first = entry == null ? index : entry.first();
            if (first == 0) {
                break;
            }
            index = first - 1;
        }
        return OptionalLong.empty();
    }

    @Override
    public int extract(T[] destination, long from, long max, Filter filter) {
        int count = 0;
        for (ModelEntry<T> entry : from(from)) {
            if (count < destination.length
                    && !less(entry.last(), from)
                    && !less(max, greater(from, entry.first()))
                    && entry.matches(filter)) {
                destination[count++] = entry.value();
            }
        }
        return count;
    }

    @Override
    public void forEach(long from, long max, Filter filter, LongObjConsumer<? super T> action) {
        for (ModelEntry<T> entry : from(from)) {
            long met = greater(from, entry.first());
            if (!less(entry.last(), from) && !less(max, met) && entry.matches(filter)) {
                action.accept(met, entry.value());
            }
        }
    }

    @Override
    public Cursor<T> cursor() {
        return new ModelCursor<>(this, null);
    }

    @Override
    public Iterator<Entry<T>> iterator() {
        return entries.values().stream()
                .filter(entry -> !entry.isReserved())
                .map(entry -> entry.metAt(entry.first()))
                .iterator();
    }
}
