package org.xarray4j;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.internal.tree.AllocationProbe;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.Validator;

/**
 * Gives objects unsigned 64-bit ids, the least that is free, and finds them by it. Kernel: the IDR.
 *
 * <p>An {@link XArray} created with {@link Flag#ALLOC} is the same with more to it: marks, ranges, reservations, transactions.
 * This is for who wants ids only, with a position for cyclic allocation, a least id, ids without a value, and grace periods.
 *
 * <p><b>Concurrency.</b> Writers take turns on a lock, which is held for one call. Reads take no lock, never wait, and each
 * reads one version; see {@link IdMapView}. Whatever is done is linearizable.
 *
 * <p><b>Memory effects.</b> Actions in a thread before it stores a value happen-before actions in another thread after it has
 * read that value from the map.
 *
 * <p><b>Grace periods.</b> With {@link Builder#reuseIdsAfterGracePeriod} a removed id is not given to another object while a
 * reader is pinned that could still hold it; how that goes is described at {@link IdAllocator}. Such an id takes the room of
 * an entry until then.
 *
 * <p><b>Failure.</b> After a refusal, an {@link OutOfMemoryError} or another exception nothing has changed, and a value that
 * was offered is still the caller's.
 *
 * <pre>{@code
 * IdMap<Session> sessions = IdMap.create();
 * long id = sessions.alloc(session);
 * sessions.get(id);                       // lock-free
 * sessions.remove(id);
 * }</pre>
 *
 * @param <T> the type of the values
 */
public final class IdMap<T> extends AbstractIdMap<T> {
    /** For each generation, the ids of it that rest. */
    private static final Mark[] RESTING = {Mark.MARK_0, Mark.MARK_1};

    /** How many ids an allocation that has found one lets go of, at most. */
    private static final int RELEASES = 64;

    private static final AtomicLong UNNAMED = new AtomicLong();

    private final String name;
    private final long base;
    private final XArray<Object> values;

    /** Taken before the lock of the array. */
    private final ReentrantLock lock = new ReentrantLock();

    /** What rests; null without grace periods. Guarded by: lock. */
    private final @Nullable Generations generations;

    /** Where the next cyclic search begins. Written under the lock; volatile for those who only ask. */
    private volatile long cursor;

    /** Whether the greatest id of all was allocated in the circle and this not reported yet. Guarded by: lock. */
    private boolean wrapDue;

    private IdMap(Builder<T> builder) {
        name = builder.name != null ? builder.name : "IdMap-" + UNNAMED.incrementAndGet();
        base = builder.base;
        cursor = base;
        values = XArray.builder().name(name).probe(builder.probe).build();
        generations =
                builder.domain == null ? null : new Generations(builder.domain, new Resting());
    }

    /**
     * Creates an empty map, whose ids begin at 0 and are used again at once. Kernel: {@code DEFINE_IDR}.
     *
     * @param <T> the type of the values
     * @return the map
     */
    public static <T> IdMap<T> create() {
        return IdMap.<T>builder().build();
    }

    /**
     * Returns a builder for a map with a least id, a name, or grace periods.
     *
     * @param <T> the type of the values
     * @return the builder
     */
    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    @Override
    AbstractView<Object> values() {
        return values;
    }

    @Override
    boolean canRest() {
        return generations != null;
    }

    /**
     * Returns the map as it is now, for ever. Constant time, wait-free.
     *
     * @return the snapshot; there is nothing to close
     */
    public IdMapSnapshot<T> snapshot() {
        return new IdMapSnapshot<>(values.snapshot(), canRest());
    }

    // ---------------------------------------------------------------- allocating

    /**
     * Gives a value the least id that is free. Kernel: {@code idr_alloc}.
     *
     * @param value the value, or null for none
     * @return the id
     * @throws NoFreeIndexException if all are allocated or in their grace period
     */
    public long alloc(@Nullable T value) {
        return alloc(value, Limit.ALL);
    }

    /**
     * Gives a value the least id within a limit that is free. Kernel: {@code idr_alloc}, {@code idr_alloc_u32}.
     *
     * @param value the value, or null for none
     * @param limit the ids to choose from; those below the map's least id are not in it
     * @return the id
     * @throws NoFreeIndexException if all are allocated or in their grace period; an empty limit has none
     */
    public long alloc(@Nullable T value, Limit limit) {
        OptionalLong id = tryAlloc(value, limit);
        if (id.isEmpty()) {
            throw noneFree(limit);
        }
        return id.getAsLong();
    }

    /**
     * Gives a value the least id within a limit that is free, if there is one. Kernel: {@code idr_alloc_u32}.
     *
     * @param value the value, or null for none
     * @param limit the ids to choose from; those below the map's least id are not in it
     * @return the id, or empty when all are allocated or in their grace period
     */
    public OptionalLong tryAlloc(@Nullable T value, Limit limit) {
        long min = least(limit);
        lock.lock();
        try {
            OptionalLong id = findFree(min, limit.max());
            if (id.isPresent()) {
                values.set(id.getAsLong(), stored(value));
            }
            return id;
        } finally {
            lock.unlock();
        }
    }

    /** Finds the least free id of a range; lets go before of what need not rest. */
    private OptionalLong findFree(long min, long max) {
        if (Long.compareUnsigned(min, max) > 0) {
            return OptionalLong.empty();
        }
        if (generations == null) {
            return values.findFree(min, max);
        }
        boolean unused = generations.release(RELEASES);
        OptionalLong id = values.findFree(min, max);
        return id.isEmpty() && generations.release(Long.MAX_VALUE) ? values.findFree(min, max) : id;
    }

    /**
     * Gives a value the next free id of a limit that is gone through in a circle. Kernel: {@code idr_alloc_cyclic}.
     *
     * @param value the value, or null for none
     * @param limit the ids to choose from; those below the map's least id are not in it
     * @return the id
     * @throws NoFreeIndexException if all are allocated or in their grace period; the position stays
     */
    public long allocCyclic(@Nullable T value, Limit limit) {
        CyclicResult result = tryAllocCyclic(value, limit);
        if (result.full()) {
            throw noneFree(limit);
        }
        return result.index();
    }

    /**
     * Gives a value the next free id of a limit that is gone through in a circle, if there is one. Kernel: {@code
     * idr_alloc_cyclic}.
     *
     * <p>The search goes from the map's {@linkplain #cursor position} up to the greatest id of the limit; when nothing is free
     * there, from its least. The position then is the id after the one found; threads share it.
     *
     * @param value the value, or null for none
     * @param limit the ids to choose from; those below the map's least id are not in it
     * @return what was allocated, and whether the search wrapped; that is also reported, once, after the id 2^64-1
     */
    public CyclicResult tryAllocCyclic(@Nullable T value, Limit limit) {
        long min = least(limit);
        lock.lock();
        try {
            long next = cursor;
            long from = Long.compareUnsigned(next, min) > 0 ? next : min;
            boolean wrapped = wrapDue;
            OptionalLong id = findFree(from, limit.max());
            if (id.isEmpty() && from != min) {
                id = findFree(min, limit.max());
                wrapped = true;
            }
            if (id.isEmpty()) {
                return new CyclicResult(0, next, false, true);
            }
            long found = id.getAsLong();
            CyclicResult result = new CyclicResult(found, found + 1, wrapped, false);
            values.set(found, stored(value));
            moveTo(result.next());
            wrapDue = result.next() == 0;
            return result;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns where the next cyclic search begins. Does not block. Kernel: {@code idr_get_cursor}.
     *
     * @return the id after the one that was allocated last in a circle
     */
    public long cursor() {
        return cursor;
    }

    /**
     * Says where the next cyclic search shall begin. Kernel: {@code idr_set_cursor}.
     *
     * @param next the id
     */
    public void cursor(long next) {
        lock.lock();
        try {
            moveTo(next);
        } finally {
            lock.unlock();
        }
    }

    private void moveTo(long next) {
        cursor = next;
        wrapDue = false;
    }

    /** Returns the least id that a limit allows here. */
    private long least(Limit limit) {
        return Long.compareUnsigned(limit.min(), base) >= 0 ? limit.min() : base;
    }

    private static Object stored(@Nullable Object value) {
        return value == null ? Vacant.NULL : value;
    }

    private NoFreeIndexException noneFree(Limit limit) {
        return new NoFreeIndexException(name, new Limit(least(limit), limit.max()));
    }

    // ---------------------------------------------------------------- replacing and removing

    /**
     * Gives an allocated id another value. Kernel: {@code idr_replace}.
     *
     * @param id the id
     * @param value the value, or null for none: the id stays allocated
     * @return the value that it had, or null for none
     * @throws NoSuchElementException if the id is not allocated
     */
    public @Nullable T replace(long id, @Nullable T value) {
        Object before = exchange(id, stored(value));
        if (before == null) {
            throw new NoSuchElementException(name + ": id " + Long.toUnsignedString(id)
                    + " is not allocated, so its value cannot be replaced");
        }
        return valueOf(before);
    }

    /**
     * Gives an id another value if it is allocated. Kernel: {@code idr_replace}.
     *
     * @param id the id
     * @param value the value, or null for none: the id stays allocated
     * @return false when the id is not allocated
     */
    public boolean tryReplace(long id, @Nullable T value) {
        return exchange(id, stored(value)) != null;
    }

    /** Replaces what is taken; returns what was there, or null. */
    private @Nullable Object exchange(long id, Object stored) {
        Object before = values.get(id);
        while (isTaken(before) && !values.compareAndSet(id, before, stored)) {
            before = values.get(id);
        }
        return isTaken(before) ? before : null;
    }

    /**
     * Frees an id and returns its value. Kernel: {@code idr_remove}.
     *
     * @param id the id
     * @return the value, or null when it had none or was not allocated; {@link #erase} tells the two apart
     */
    public @Nullable T remove(long id) {
        return valueOf(take(id));
    }

    /**
     * Frees an id. Kernel: {@code idr_remove}.
     *
     * @param id the id
     * @return false when it was not allocated
     */
    public boolean erase(long id) {
        return take(id) != null;
    }

    /** Frees an id; returns what was there if it was taken. */
    private @Nullable Object take(long id) {
        lock.lock();
        try {
            return generations == null ? values.remove(id) : takeToRest(id, generations);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object takeToRest(long id, Generations resting) {
        try (Transaction<Object> change = values.begin()) {
            Object before = change.get(id);
            if (!isTaken(before)) {
                return null;
            }
            rest(change, id, resting.young());
            resting.freeing();
            change.commit();
            resting.freed();
            return before;
        }
    }

    private static void rest(Transaction<Object> change, long id, int generation) {
        change.set(id, Vacant.RESTING);
        boolean unused = change.setMark(id, RESTING[generation]);
    }

    /**
     * Frees all ids at once and turns the position for cyclic allocation back to the least id. Kernel: {@code idr_destroy}.
     *
     * <p>Readers see all of it or nothing.
     */
    public void clear() {
        lock.lock();
        try {
            if (generations == null) {
                values.clear();
            } else {
                int young = generations.young();
                try (Transaction<Object> change = values.begin()) {
                    change.forEach((id, stored) -> {
                        if (isTaken(stored)) {
                            rest(change, id, young);
                        }
                    });
                    generations.freeing();
                    change.commit();
                }
                generations.freed();
            }
            moveTo(base);
        } finally {
            lock.unlock();
        }
    }

    // ---------------------------------------------------------------- grace periods

    /**
     * Makes every id available whose grace period is over. Allocation does so by itself, some at a time.
     *
     * <p>Does not wait for readers. Without grace periods it does nothing.
     *
     * @return true when no id is in its grace period any more
     */
    public boolean reclaim() {
        if (generations == null) {
            return true;
        }
        lock.lock();
        try {
            boolean unused = generations.release(Long.MAX_VALUE);
            return generations.isDone();
        } finally {
            lock.unlock();
        }
    }

    /** The ids that rest, by their marks. */
    private final class Resting implements Generations.Owner {
        @Override
        public boolean rests(int generation) {
            return values.anyMarked(RESTING[generation]);
        }

        @Override
        public long release(int generation, long atMost) {
            Filter waiting = Filter.of(RESTING[generation]);
            long released = 0;
            try (Transaction<Object> change = values.begin()) {
                Entry<Object> entry = change.first(waiting);
                while (entry != null && released < atMost) {
                    change.erase(entry.index());
                    released++;
                    entry = change.find(entry.index(), XArray.MAX_INDEX, waiting);
                }
                change.commit();
            }
            return released;
        }
    }

    // ---------------------------------------------------------------- checking

    /** Checks what stands at each id, and the array as {@link XArray#validate} does: for tests. */
    void validate(Root... held) {
        lock.lock();
        try {
            values.validate(this::checkStored, held);
            if (generations != null) {
                generations.validate();
            }
        } finally {
            lock.unlock();
        }
    }

    private void checkStored(long id, int order, int marks, @Nullable Object stored) {
        Validator.check(stored != null, "reserved id", id);
        Validator.check(order == 0, "order of an id", order, id);
        Validator.check(Long.compareUnsigned(id, base) >= 0, "id below the least", id, base);
        if (stored == Vacant.RESTING) {
            Validator.check(generations != null, "resting for nobody", id);
            Validator.check(
                    marks == 1 << RESTING[0].number || marks == 1 << RESTING[1].number,
                    "marks of a resting id",
                    marks,
                    id);
        } else {
            Validator.check(marks == 0, "mark on an id that does not rest", marks, id);
        }
    }

    // ---------------------------------------------------------------- the map as a whole

    /**
     * Returns the name that messages use.
     *
     * @return the name given to the builder, or one of its own
     */
    public String name() {
        return name;
    }

    /**
     * Returns the map's name and how many ids are allocated.
     *
     * @return for instance {@code sessions[12 ids]}
     */
    @Override
    public String toString() {
        return name + "[" + size() + " ids]";
    }

    /**
     * Says what a map shall be like.
     *
     * @param <T> the type of the values
     */
    public static final class Builder<T> {
        private @Nullable String name;
        private @Nullable EpochDomain domain;
        private AllocationProbe probe = AllocationProbe.NONE;
        private long base;

        private Builder() {}

        /**
         * Gives the map a name, which messages use.
         *
         * @param given the name
         * @return this builder
         */
        public Builder<T> name(String given) {
            name = Objects.requireNonNull(given, "given");
            return this;
        }

        /**
         * Says which id is the least that the map hands out; 0 unless said. Kernel: {@code idr_init_base}.
         *
         * @param least the least id
         * @return this builder
         */
        public Builder<T> base(long least) {
            base = least;
            return this;
        }

        /**
         * Has a freed id rest until every pin of a domain is closed that was open when it was freed; only then it may be
         * handed out again. Without this it may be at once.
         *
         * @param readers the domain in which those are pinned who hold ids; it may be closed before the map
         * @return this builder
         */
        public Builder<T> reuseIdsAfterGracePeriod(EpochDomain readers) {
            domain = Objects.requireNonNull(readers, "readers");
            return this;
        }

        /** Has a test told before each allocation of a write. */
        Builder<T> probe(AllocationProbe told) {
            probe = told;
            return this;
        }

        /**
         * Creates the map.
         *
         * @return an empty map
         */
        public IdMap<T> build() {
            return new IdMap<>(this);
        }
    }
}
