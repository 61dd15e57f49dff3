package org.xarray4j;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.tree.Finder;
import org.xarray4j.internal.tree.FreeFinder;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.Ticket;
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

    /**
     * Returns whether the spliterators may be split, and so outlive the call that has split them: not those of what is closed,
     * since a task would go on with what was given out before.
     */
    boolean splits() {
        return false;
    }

    /**
     * Begins to read one path, for the time of the attempt given; the answer goes to {@link #endRead}. Where nodes may be
     * used again under the reader, the first attempts read unannounced and find out afterwards; the last is announced.
     */
    abstract long beginRead(int attempt);

    /** Ends a read; returns whether what was read is of one version. The last attempt always is. */
    abstract boolean endRead(int attempt, long begun);

    /** Begins to read more than one path: announced where nodes may be used again. */
    abstract long beginLongRead();

    /**
     * Returns a number that is another one whenever this view reads something else: a cursor asks whether what it
     * remembers of the tree is still so.
     *
     * @param root what is read, as {@link #root} answered it within the same read
     */
    long stamp(Root root) {
        return root.version();
    }

    /**
     * Returns whether this view reads what it read under a stamp. Then what was loaded from nodes of that before this is
     * asked, but not after, is what they have there.
     */
    boolean isCurrent(long stamp) {
        return stamp(root()) == stamp;
    }

    /** Ends what {@link #beginLongRead} began. */
    abstract void endLongRead(long begun);

    @Override
    public @Nullable T get(long index) {
        checkGivesOut("get");
        return value(load(index));
    }

    /** Returns what is stored at an index, of one version. */
    final @Nullable Object load(long index) {
        return load(index, 0);
    }

    /** Does the same, beginning with the attempt of that number. */
    final @Nullable Object load(long index, int first) {
        for (int attempt = first; ; attempt++) {
            long begun = beginRead(attempt);
            Object value = Walk.get(root(), index);
            if (endRead(attempt, begun)) {
                return value;
            }
        }
    }

    @Override
    public final boolean contains(long index) {
        return load(index) != null;
    }

    @Override
    public final boolean isReserved(long index) {
        if (index == 0 && isZeroBusy()) {
            return load(0) == null;
        }
        for (int attempt = 0; ; attempt++) {
            long begun = beginRead(attempt);
            boolean reserved = Walk.isReserved(root(), index);
            if (endRead(attempt, begun)) {
                return reserved;
            }
        }
    }

    @Override
    public final boolean isEmpty() {
        for (int attempt = 0; ; attempt++) {
            long begun = beginRead(attempt);
            boolean empty = root().isEmpty();
            if (endRead(attempt, begun)) {
                return empty;
            }
        }
    }

    @Override
    public final long size() {
        for (int attempt = 0; ; attempt++) {
            long begun = beginRead(attempt);
            long size = root().size();
            if (endRead(attempt, begun)) {
                return size;
            }
        }
    }

    @Override
    public final boolean isMarked(long index, Mark mark) {
        for (int attempt = 0; ; attempt++) {
            long begun = beginRead(attempt);
            boolean marked = Walk.isMarked(root(), index, mark.number);
            if (endRead(attempt, begun)) {
                return marked;
            }
        }
    }

    @Override
    public final boolean anyMarked(Mark mark) {
        for (int attempt = 0; ; attempt++) {
            long begun = beginRead(attempt);
            boolean any = root().anyMarked(mark.number);
            if (endRead(attempt, begun)) {
                return any;
            }
        }
    }

    @Override
    public final int order(long index) {
        for (int attempt = 0; ; attempt++) {
            long begun = beginRead(attempt);
            int order = Walk.order(root(), index);
            if (endRead(attempt, begun)) {
                return order;
            }
        }
    }

    /** Returns whether a reservation is there, as this view sees it. */
    final boolean holds(long index, Ticket ticket) {
        for (int attempt = 0; ; attempt++) {
            long begun = beginRead(attempt);
            boolean holds = Walk.holds(root(), index, ticket);
            if (endRead(attempt, begun)) {
                return holds;
            }
        }
    }

    @Override
    public final @Nullable Entry<T> find(long from, long max, Filter filter) {
        int number = check("find", filter);
        long begun = beginLongRead();
        try {
            Finder finder = new Finder(root(), number);
            return finder.seek(from, max) ? entry(finder) : null;
        } finally {
            endLongRead(begun);
        }
    }

    @Override
    public final @Nullable Entry<T> findAfter(long index, long max, Filter filter) {
        int number = check("findAfter", filter);
        long begun = beginLongRead();
        try {
            Finder finder = new Finder(root(), number);
            return finder.seekAfter(index, max) ? entry(finder) : null;
        } finally {
            endLongRead(begun);
        }
    }

    @Override
    public final @Nullable Entry<T> findBefore(long index, long min, Filter filter) {
        int number = check("findBefore", filter);
        long begun = beginLongRead();
        try {
            Finder finder = new Finder(root(), number);
            return finder.seekBefore(index, min) ? entry(finder) : null;
        } finally {
            endLongRead(begun);
        }
    }

    @Override
    public final @Nullable Entry<T> last(Filter filter) {
        int number = check("last", filter);
        long begun = beginLongRead();
        try {
            Finder finder = new Finder(root(), number);
            return finder.seekDown(XArray.MAX_INDEX, 0) ? entry(finder) : null;
        } finally {
            endLongRead(begun);
        }
    }

    @Override
    public final OptionalLong findFree(long from, long max) {
        long least = from == 0 && isZeroBusy() ? 1 : from;
        long begun = beginLongRead();
        try {
            FreeFinder finder = new FreeFinder();
            return finder.seek(root(), least, max)
                    ? OptionalLong.of(finder.index())
                    : OptionalLong.empty();
        } finally {
            endLongRead(begun);
        }
    }

    @Override
    public final OptionalLong findFreeBefore(long from, long min) {
        long least = min == 0 && isZeroBusy() ? 1 : min;
        long begun = beginLongRead();
        try {
            FreeFinder finder = new FreeFinder();
            return finder.seekDown(root(), from, least)
                    ? OptionalLong.of(finder.index())
                    : OptionalLong.empty();
        } finally {
            endLongRead(begun);
        }
    }

    @Override
    public final int extract(T[] destination, long from, long max, Filter filter) {
        Objects.requireNonNull(destination, "destination");
        int number = check("extract", filter);
        long begun = beginLongRead();
        try {
            Finder finder = new Finder(root(), number);
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
        } finally {
            endLongRead(begun);
        }
    }

    @Override
    public void forEach(long from, long max, Filter filter, LongObjConsumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        int number = check("forEach", filter);
        long begun = beginLongRead();
        try {
            new Finder(root(), number)
                    .forEach(from, max, (index, value) -> action.accept(index, stored(value)));
        } finally {
            endLongRead(begun);
        }
    }

    @Override
    public Cursor<T> cursor() {
        checkGivesOut("cursor");
        return new ViewCursor<>(this);
    }

    @Override
    public final Iterator<Entry<T>> iterator() {
        checkGivesOut("iterator");
        return new EntryIterator();
    }

    @Override
    public final Spliterator<Entry<T>> spliterator() {
        checkGivesOut("stream");
        return new EntrySpliterator<>(
                new EntryIterator(),
                (a, b) -> Long.compareUnsigned(a.first(), b.first()),
                consistency(),
                splits());
    }

    private int check(String method, Filter filter) {
        int number = Objects.requireNonNull(filter, "filter").number;
        checkGivesOut(method);
        return number;
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

    /** A cursor that is one step ahead; it holds nothing that would have to be closed. */
    private final class EntryIterator implements Iterator<Entry<T>> {
        private final ViewCursor<T> cursor = new ViewCursor<>(AbstractView.this);
        private @Nullable Entry<T> next = step();

        private @Nullable Entry<T> step() {
            T value = cursor.find(XArray.MAX_INDEX);
            return value == null
                    ? null
                    : new Entry<>(cursor.index(), cursor.first(), cursor.order(), value);
        }

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
            // Refuses: what was found under a view or session that is closed now may be released.
            root();
            next = step();
            return current;
        }
    }
}
