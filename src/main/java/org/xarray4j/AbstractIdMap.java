package org.xarray4j;

import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All reads of a map from ids, in terms of an array that holds its values.
 *
 * <p>An id without a value, and one that rests, stands there as a value of our own. A reservation would do for the first, but
 * then whether an id exists would be two questions, and the answers of two versions.
 */
abstract class AbstractIdMap<T> implements IdMapView<T> {
    /** What stands at an id without a value of the user's. Compared by identity, before anything is cast. */
    static final class Vacant {
        /** The id is allocated. */
        static final Vacant NULL = new Vacant("null");

        /** The id is not allocated, and not to be yet. */
        static final Vacant RESTING = new Vacant("resting");

        private final String name;

        private Vacant(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Returns where the values are. */
    abstract AbstractView<Object> values();

    static boolean isTaken(@Nullable Object stored) {
        return stored != null && stored != Vacant.RESTING;
    }

    /** Returns the user's value for what is stored, if it is one. */
    // What is neither null nor one of ours was stored by the map's user, as a T.
    @SuppressWarnings("unchecked")
    final @Nullable T valueOf(@Nullable Object stored) {
        return stored == Vacant.NULL || stored == Vacant.RESTING ? null : (T) stored;
    }

    @Override
    public final @Nullable T get(long id) {
        return valueOf(values().get(id));
    }

    @Override
    public final boolean exists(long id) {
        return isTaken(values().get(id));
    }

    /** Returns whether ids can rest, so that not everything that is stored is taken. */
    abstract boolean canRest();

    @Override
    public final long size() {
        if (!canRest()) {
            return values().size();
        }
        long[] size = {0};
        values().forEach((id, stored) -> size[0] += isTaken(stored) ? 1 : 0);
        return size[0];
    }

    @Override
    public final boolean isEmpty() {
        return values().isEmpty() || findFirst(0, XArray.MAX_INDEX).isEmpty();
    }

    @Override
    public final @Nullable Entry<T> next(long from) {
        Next next = new Next();
        boolean unused = OneVersion.search(values(), from, XArray.MAX_INDEX, Filter.PRESENT, next);
        return next.found;
    }

    private final class Next implements OneVersion.Visitor<Object> {
        private @Nullable Entry<T> found;

        @Override
        public boolean visit(long index, long first, int order, Object stored) {
            T value = valueOf(stored);
            found = value == null ? null : new Entry<>(index, first, order, value);
            return found != null;
        }
    }

    @Override
    public final OptionalLong findFirst(long from, long max) {
        long[] found = {0};
        return OneVersion.search(
                        values(), from, max, Filter.PRESENT, (id, first, order, stored) -> {
                            found[0] = id;
                            return isTaken(stored);
                        })
                ? OptionalLong.of(found[0])
                : OptionalLong.empty();
    }

    @Override
    public final boolean forEachWhile(long from, long max, LongObjPredicate<? super T> action) {
        Objects.requireNonNull(action, "action");
        return !OneVersion.search(
                values(), from, max, Filter.PRESENT, (id, first, order, stored) -> {
                    T value = valueOf(stored);
                    return value != null && !action.test(id, value);
                });
    }

    @Override
    public final void forEach(long from, long max, LongObjConsumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        values().forEach(from, max, Filter.PRESENT, (id, stored) -> {
            T value = valueOf(stored);
            if (value != null) {
                action.accept(id, value);
            }
        });
    }
}
