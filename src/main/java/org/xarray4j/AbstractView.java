package org.xarray4j;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.tree.Finder;
import org.xarray4j.internal.tree.FreeFinder;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.Walk;

/** All reads, in terms of the root that a view reads from. */
abstract class AbstractView<T> implements XArrayView<T> {
    /** Returns the version to read, having checked that this view may be used. */
    abstract Root root();

    /** Returns whether index 0 counts as reserved when nothing is there. */
    abstract boolean isZeroBusy();

    /** Refuses a read that would give out a value which may be released at any time. */
    abstract void checkGivesOut(String method);

    /** Returns what the spliterators of this view can promise besides order. */
    abstract int consistency();

    @Override
    public @Nullable T get(long index) {
        checkGivesOut("get");
        return value(Walk.get(root(), index));
    }

    @Override
    public final boolean contains(long index) {
        return Walk.get(root(), index) != null;
    }

    @Override
    public final boolean isReserved(long index) {
        Root root = root();
        return (index == 0 && isZeroBusy())
                ? Walk.get(root, index) == null
                : Walk.isReserved(root, index);
    }

    @Override
    public final boolean isEmpty() {
        return root().isEmpty();
    }

    @Override
    public final long size() {
        return root().size();
    }

    @Override
    public final boolean isMarked(long index, Mark mark) {
        return Walk.isMarked(root(), index, mark.number);
    }

    @Override
    public final boolean anyMarked(Mark mark) {
        return root().anyMarked(mark.number);
    }

    @Override
    public final int order(long index) {
        return Walk.order(root(), index);
    }

    @Override
    public final @Nullable Entry<T> find(long from, long max, Filter filter) {
        Finder finder = finder("find", filter);
        return finder.seek(from, max) ? entry(finder) : null;
    }

    @Override
    public final @Nullable Entry<T> findAfter(long index, long max, Filter filter) {
        Finder finder = finder("findAfter", filter);
        return finder.seekAfter(index, max) ? entry(finder) : null;
    }

    @Override
    public final @Nullable Entry<T> findBefore(long index, long min, Filter filter) {
        Finder finder = finder("findBefore", filter);
        return finder.seekBefore(index, min) ? entry(finder) : null;
    }

    @Override
    public final @Nullable Entry<T> last(Filter filter) {
        Finder finder = finder("last", filter);
        return finder.seekDown(XArray.MAX_INDEX, 0) ? entry(finder) : null;
    }

    @Override
    public final OptionalLong findFree(long from, long max) {
        FreeFinder finder = new FreeFinder();
        long least = from == 0 && isZeroBusy() ? 1 : from;
        return finder.seek(root(), least, max)
                ? OptionalLong.of(finder.index())
                : OptionalLong.empty();
    }

    @Override
    public final OptionalLong findFreeBefore(long from, long min) {
        FreeFinder finder = new FreeFinder();
        long least = min == 0 && isZeroBusy() ? 1 : min;
        return finder.seekDown(root(), from, least)
                ? OptionalLong.of(finder.index())
                : OptionalLong.empty();
    }

    @Override
    public final int extract(T[] destination, long from, long max, Filter filter) {
        Objects.requireNonNull(destination, "destination");
        Finder finder = finder("extract", filter);
        int count = 0;
        long at = from;
        while (count < destination.length && finder.seek(at, max)) {
            destination[count++] = stored(finder.value());
            if (finder.last() == XArray.MAX_INDEX) {
                break;
            }
            at = finder.last() + 1;
        }
        return count;
    }

    @Override
    public final void forEach(
            long from, long max, Filter filter, LongObjConsumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        finder("forEach", filter)
                .forEach(from, max, (index, value) -> action.accept(index, stored(value)));
    }

    @Override
    public final Iterator<Entry<T>> iterator() {
        checkGivesOut("iterator");
        return new EntryIterator();
    }

    @Override
    public final Spliterator<Entry<T>> spliterator() {
        checkGivesOut("stream");
        return new EntrySpliterator<>(new EntryIterator(), consistency());
    }

    private Finder finder(String method, Filter filter) {
        int number = Objects.requireNonNull(filter, "filter").number;
        checkGivesOut(method);
        return new Finder(root(), number);
    }

    private Entry<T> entry(Finder finder) {
        return new Entry<>(finder.index(), finder.first(), finder.order(), stored(finder.value()));
    }

    // Only values of type T are ever stored.
    @SuppressWarnings("unchecked")
    final @Nullable T value(@Nullable Object stored) {
        return (T) stored;
    }

    // Only values of type T are ever stored.
    @SuppressWarnings("unchecked")
    final T stored(Object stored) {
        return (T) stored;
    }

    /** Walks from the root at each step, so it holds nothing that would have to be closed. */
    private final class EntryIterator implements Iterator<Entry<T>> {
        private @Nullable Entry<T> next = find(0, XArray.MAX_INDEX, Filter.PRESENT);

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Entry<T> next() {
            Entry<T> current = next;
            if (current == null) {
                throw new NoSuchElementException("no more entries");
            }
            long last = current.last();
            next = last == XArray.MAX_INDEX
                    ? null
                    : find(last + 1, XArray.MAX_INDEX, Filter.PRESENT);
            return current;
        }
    }

    /** Sorted by unsigned index; splits in batches. */
    private static final class EntrySpliterator<T>
            extends Spliterators.AbstractSpliterator<Entry<T>> {
        private final Iterator<Entry<T>> entries;

        EntrySpliterator(Iterator<Entry<T>> entries, int consistency) {
            super(Long.MAX_VALUE, consistency | DISTINCT | NONNULL | ORDERED | SORTED);
            this.entries = entries;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Entry<T>> action) {
            if (!entries.hasNext()) {
                return false;
            }
            action.accept(entries.next());
            return true;
        }

        @Override
        public Comparator<? super Entry<T>> getComparator() {
            return (a, b) -> Long.compareUnsigned(a.first(), b.first());
        }
    }
}
