package org.xarray4j;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.internal.chunk.IdChunk;
import org.xarray4j.internal.tree.AllocationProbe;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.Validator;

/**
 * Hands out unsigned 64-bit ids, the least that is free, and takes them back. Kernel: the IDA.
 *
 * <p>Where nearly all ids are allocated it takes a small part of a bit for each; where they are not, about a bit; and for a
 * few low ones next to nothing. To keep a value with each id, use an {@link IdMap}.
 *
 * <p><b>Concurrency.</b> Allocating and freeing take turns on a lock, which is held for one call. Reads take no lock, never
 * wait, and each reads one version; see {@link IdView}. Whatever is done is linearizable.
 *
 * <p><b>Memory effects.</b> Actions in a thread before it frees an id happen-before actions in the thread that is given the
 * id afterwards.
 *
 * <p><b>Grace periods.</b> An id is a name, and readers without a lock may hold a name after it was freed: handed out again
 * at once, it leads them to a stranger. An allocator {@linkplain Builder#reuseIdsAfterGracePeriod built for it} lets a freed
 * id rest until every reader that was pinned at its {@link #free} is gone:
 *
 * <pre>{@code
 * EpochDomain domain = EpochDomain.create("sessions");
 * IdAllocator ids = IdAllocator.builder().reuseIdsAfterGracePeriod(domain).build();
 *
 * try (Pin pin = domain.pin()) {         // reader: as long as it is pinned, the id that it has read
 *     long id = request.sessionId();     // names what it named, or nothing
 *     Session session = sessions.get(id);
 *     ...
 * }
 *
 * sessions.remove(id);                   // writer: out of reach of new readers, then freed
 * ids.free(id);
 * }</pre>
 *
 * <p>Nothing waits for the grace period and no thread is needed: each allocation asks whether one is over. Ids rest in two
 * generations, so an id is available again at the latest when the pins are closed that were open when the last id of its
 * generation was freed: after one grace period, or two where one follows another. What rests takes at most two bits more for
 * each id of the blocks that it lies in, however long a reader stalls; while one does, allocation goes on to greater ids. If
 * a limit has none left but such as rest, {@link #tryAlloc} is empty, as if they were allocated: it does not wait.
 *
 * <p><b>Failure.</b> After a refusal, an {@link OutOfMemoryError} or another exception nothing has changed.
 */
public final class IdAllocator extends AbstractIds {
    /**
     * All chunks that have a free id, and some that had one when the mark was set: it is cleared by the next search that comes
     * to it. Where ids are dense each freed one makes room in a full chunk and is soon given out again, and setting and clearing
     * a mark would be most of the work.
     */
    private static final Mark ROOM = Mark.MARK_0;

    /** For each generation, the chunks in which ids of it rest. */
    private static final Mark[] RESTING = {Mark.MARK_1, Mark.MARK_2};

    /** How many chunks an allocation that has found an id lets go of, at most. */
    private static final int RELEASES = 16;

    private static final long LAST_CHUNK = chunkOf(-1L);
    private static final AtomicLong UNNAMED = new AtomicLong();

    private final String name;
    private final XArray<IdChunk> chunks;

    /** What rests; null without grace periods. Guarded by: lock. */
    private final @Nullable Generations generations;

    /** Taken before the lock of the array of chunks. */
    private final ReentrantLock lock = new ReentrantLock();

    /** No chunk below this one has room. Guarded by: lock. */
    private long roomFrom;

    /** No chunk between {@link #roomFrom} and this one has room. Guarded by: lock. */
    private long nextRoomFrom = 1;

    /** The id that was found free last. Guarded by: lock. */
    private long found;

    private IdAllocator(Builder builder) {
        name = builder.name != null ? builder.name : "IdAllocator-" + UNNAMED.incrementAndGet();
        chunks = XArray.<IdChunk>builder()
                .name(name + ".chunks")
                .probe(builder.probe)
                .build();
        generations =
                builder.domain == null ? null : new Generations(builder.domain, new Resting());
    }

    /**
     * Creates an allocator of which no id is allocated, and which hands out a freed id again at once. Kernel: {@code
     * DEFINE_IDA}.
     *
     * @return the allocator
     */
    public static IdAllocator create() {
        return builder().build();
    }

    /**
     * Returns a builder for an allocator with a name or with grace periods.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    AbstractView<IdChunk> chunks() {
        return chunks;
    }

    /**
     * Returns the ids that are allocated now, for ever. Constant time, wait-free.
     *
     * @return the snapshot; there is nothing to close
     */
    public IdSnapshot snapshot() {
        return new IdSnapshot(chunks.snapshot());
    }

    // ---------------------------------------------------------------- allocating

    /**
     * Allocates the least id that is free. Kernel: {@code ida_alloc}.
     *
     * @return the id
     * @throws NoFreeIndexException if all are allocated or in their grace period
     */
    public long alloc() {
        return alloc(Limit.ALL);
    }

    /**
     * Allocates the least id within a limit that is free. Kernel: {@code ida_alloc_range}.
     *
     * <p>Blocks of 1024 ids that are all allocated or in their grace period are skipped by bitmap.
     *
     * @param limit the ids to choose from
     * @return the id
     * @throws NoFreeIndexException if all are allocated or in their grace period; an empty limit has none
     */
    public long alloc(Limit limit) {
        OptionalLong id = tryAlloc(limit);
        if (id.isEmpty()) {
            throw noneFree(limit);
        }
        return id.getAsLong();
    }

    /**
     * Allocates the least id within a limit that is free, if there is one. Kernel: {@code ida_alloc_range}.
     *
     * @param limit the ids to choose from
     * @return the id, or empty when all are allocated or in their grace period
     */
    public OptionalLong tryAlloc(Limit limit) {
        Objects.requireNonNull(limit, "limit");
        lock.lock();
        try {
            if (!seekFree(limit.min(), limit.max())) {
                return OptionalLong.empty();
            }
            OptionalLong id = OptionalLong.of(found);
            takeFound();
            return id;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns a cursor that allocates the ids of a limit in a circle, so that a freed id comes again as late as possible;
     * threads can share it. Kernel: {@code idr_alloc_cyclic}, for ids without values.
     *
     * @param limit the ids to choose from
     * @return the cursor, at the least id of the limit
     */
    public IdCursor cyclic(Limit limit) {
        return new IdCursor(this, Objects.requireNonNull(limit, "limit"));
    }

    /** Allocates the next free id from where a cursor stands, and moves the cursor on. */
    CyclicResult allocCyclic(IdCursor cursor, Limit limit) {
        lock.lock();
        try {
            long next = cursor.next();
            long from = Long.compareUnsigned(next, limit.min()) > 0 ? next : limit.min();
            boolean wrapped = cursor.hasWrapped();
            boolean free = seekFree(from, limit.max());
            if (!free && from != limit.min()) {
                free = seekFree(limit.min(), limit.max());
                wrapped = true;
            }
            if (!free) {
                return new CyclicResult(0, next, false, true);
            }
            CyclicResult result = new CyclicResult(found, found + 1, wrapped, false);
            takeFound();
            cursor.advance(result.next());
            return result;
        } finally {
            lock.unlock();
        }
    }

    NoFreeIndexException noneFree(Limit limit) {
        long resting = resting();
        return new NoFreeIndexException(
                name,
                limit,
                resting == 0 ? "" : ", while " + resting + " ids are in their grace period");
    }

    /** Finds the least free id of a range, which is then in {@link #found}; lets go before of what need not rest. */
    private boolean seekFree(long min, long max) {
        if (Long.compareUnsigned(min, max) > 0) {
            return false;
        }
        if (generations == null) {
            return seekRoom(min, max);
        }
        boolean unused = generations.release(RELEASES);
        return seekRoom(min, max) || (generations.release(Long.MAX_VALUE) && seekRoom(min, max));
    }

    private boolean seekRoom(long min, long max) {
        long last = chunkOf(max);
        long chunk = Math.max(chunkOf(min), roomFrom);
        while (chunk <= last) {
            IdChunk at = orEmpty(chunks.get(chunk));
            int bit = at.firstFree(least(chunk, min), greatest(chunk, max));
            if (bit >= 0) {
                found = chunk << IdChunk.SHIFT | bit;
                return true;
            }
            // There may be room in this chunk, but outside the range; there is none in those that
            // are passed over now.
            long next = chunk == roomFrom && nextRoomFrom > chunk + 1
                    ? nextRoomFrom
                    : nextWithRoom(chunk);
            if (chunk == roomFrom && !at.hasRoom()) {
                setRoomFrom(next);
            }
            chunk = next;
        }
        return false;
    }

    private void setRoomFrom(long chunk) {
        roomFrom = chunk;
        nextRoomFrom = chunk + 1;
    }

    /** Notes that a chunk has room. */
    private void noteRoom(long chunk) {
        if (chunk < roomFrom) {
            nextRoomFrom = roomFrom;
            roomFrom = chunk;
        } else if (chunk > roomFrom && chunk < nextRoomFrom) {
            nextRoomFrom = chunk;
        }
    }

    /** Returns the first chunk after one that has room, or the chunk after the last. */
    private long nextWithRoom(long chunk) {
        if (chunk == LAST_CHUNK) {
            return LAST_CHUNK + 1;
        }
        Entry<IdChunk> entry = chunks.find(chunk + 1, LAST_CHUNK, Filter.of(ROOM));
        while (entry != null && !entry.value().hasRoom()) {
            boolean unused = chunks.clearMark(entry.index(), ROOM);
            entry = chunks.find(entry.index(), LAST_CHUNK, Filter.of(ROOM));
        }
        long begun = entry == null ? LAST_CHUNK + 1 : entry.index();
        return chunks.findFree(chunk + 1, begun - 1).orElse(begun);
    }

    private void takeFound() {
        long chunk = chunkOf(found);
        IdChunk before = orEmpty(chunks.get(chunk));
        IdChunk after = before.with(bit(found));
        replace(chunk, before, after);
        if (chunk == roomFrom && !after.hasRoom()) {
            setRoomFrom(nextRoomFrom);
        }
    }

    // ---------------------------------------------------------------- freeing

    /**
     * Frees an id, which may be allocated again: at once, or after its grace period. Kernel: {@code ida_free}.
     *
     * @param id the id
     * @throws IllegalArgumentException if it is not allocated; then nothing changes
     */
    public void free(long id) {
        if (!tryFree(id)) {
            throw new IllegalArgumentException(name + ": id " + Long.toUnsignedString(id)
                    + " is not allocated, so it cannot be freed"
                    + (isResting(id) ? ": it was freed before and is in its grace period" : ""));
        }
    }

    /**
     * Frees an id if it is allocated.
     *
     * @param id the id
     * @return false when it was not allocated
     */
    public boolean tryFree(long id) {
        lock.lock();
        try {
            long chunk = chunkOf(id);
            IdChunk before = orEmpty(chunks.get(chunk));
            if (!before.isUsed(bit(id))) {
                return false;
            }
            if (generations == null) {
                replace(chunk, before, before.without(bit(id)));
                noteRoom(chunk);
            } else {
                generations.freeing();
                replace(chunk, before, before.rest(bit(id), generations.young()));
                generations.freed();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Frees all ids at once, each as {@link #free} does. Kernel: {@code ida_destroy}.
     *
     * <p>Readers see all of it or nothing. Time grows with the number of blocks of 1024 ids in use if there are grace periods.
     */
    public void clear() {
        lock.lock();
        try {
            if (generations == null) {
                chunks.clear();
                setRoomFrom(0);
                return;
            }
            int young = generations.young();
            try (Transaction<IdChunk> change = chunks.begin()) {
                change.forEach((index, chunk) -> {
                    IdChunk after = chunk.restAll(young);
                    change.set(index, after);
                    if (after.rests(young)) {
                        boolean unused = change.setMark(index, RESTING[young]);
                    }
                });
                generations.freeing();
                change.commit();
            }
            generations.freed();
        } finally {
            lock.unlock();
        }
    }

    // ---------------------------------------------------------------- grace periods

    /**
     * Makes every id available whose grace period is over. Allocation does so by itself, some at a time; this is for who
     * wants to have it done, or to know.
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

    /**
     * Returns how many ids were freed and are not available yet; those among them whose grace period is over since the
     * last allocation or {@link #reclaim} are counted too. Time as for {@link #size}.
     *
     * @return the number of ids, 0 without grace periods
     */
    public long resting() {
        if (generations == null) {
            return 0;
        }
        long[] resting = {0};
        chunks.forEach((index, chunk) -> resting[0] += chunk.countResting());
        return resting[0];
    }

    private boolean isResting(long id) {
        return orEmpty(chunks.get(chunkOf(id))).isResting(bit(id));
    }

    /** The chunks in which ids rest, by their marks. */
    private final class Resting implements Generations.Owner {
        @Override
        public boolean rests(int generation) {
            return chunks.anyMarked(RESTING[generation]);
        }

        @Override
        public long release(int generation, long atMost) {
            Filter waiting = Filter.of(RESTING[generation]);
            long released = 0;
            Entry<IdChunk> entry = chunks.first(waiting);
            while (entry != null && released < atMost) {
                replace(entry.index(), entry.value(), entry.value().release(generation));
                noteRoom(entry.index());
                released++;
                entry = chunks.find(entry.index(), LAST_CHUNK, waiting);
            }
            return released;
        }
    }

    // ---------------------------------------------------------------- chunks

    /** Stores a chunk in the place of another, and brings its marks up to date, as one version. */
    private void replace(long index, IdChunk before, IdChunk after) {
        if (after == IdChunk.EMPTY) {
            chunks.erase(index);
            return;
        }
        boolean isRoomNew = before == IdChunk.EMPTY
                || (!before.hasRoom() && after.hasRoom() && !chunks.isMarked(index, ROOM));
        if (!isRoomNew && before.rests(0) == after.rests(0) && before.rests(1) == after.rests(1)) {
            chunks.set(index, after);
            return;
        }
        try (Transaction<IdChunk> change = chunks.begin()) {
            change.set(index, after);
            if (isRoomNew) {
                boolean unused = change.setMark(index, ROOM);
            }
            for (int generation = 0; generation < RESTING.length; generation++) {
                if (before.rests(generation) != after.rests(generation)) {
                    boolean unused = after.rests(generation)
                            ? change.setMark(index, RESTING[generation])
                            : change.clearMark(index, RESTING[generation]);
                }
            }
            change.commit();
        }
    }

    // ---------------------------------------------------------------- checking

    /** Checks every chunk there is, the array of them as {@link XArray#validate} does, and what is remembered: for tests. */
    void validate(Root... held) {
        lock.lock();
        try {
            chunks.validate(this::checkChunk, held);
            if (generations != null) {
                generations.validate();
            }
            long[] below = {0, 0};
            Validator.validate(chunks.publishedRoot(), (at, order, marks, stored) -> {
                if (at != roomFrom
                        && at < nextRoomFrom
                        && !orEmpty((IdChunk) stored).hasRoom()) {
                    below[at < roomFrom ? 0 : 1]++;
                }
            });
            Validator.check(below[0] == roomFrom, "room before", roomFrom, below[0]);
            long between = nextRoomFrom - roomFrom - 1;
            Validator.check(below[1] == between, "room between", roomFrom, nextRoomFrom, below[1]);
        } finally {
            lock.unlock();
        }
    }

    private void checkChunk(long at, int order, int marks, @Nullable Object stored) {
        if (!(stored instanceof IdChunk chunk)) {
            throw new IllegalStateException("no chunk at " + at);
        }
        Validator.check(at >= 0 && at <= LAST_CHUNK, "chunk beyond the last", at);
        Validator.check(order == 0, "order of a chunk", order, at);
        chunk.validate();
        Validator.check(!chunk.hasRoom() || isSet(marks, ROOM), "room without a mark", at);
        for (int generation = 0; generation < RESTING.length; generation++) {
            boolean rests = chunk.rests(generation);
            Validator.check(generations != null || !rests, "resting for nobody", at);
            Validator.check(
                    rests == isSet(marks, RESTING[generation]), "mark of resting", generation, at);
        }
    }

    private static boolean isSet(int marks, Mark mark) {
        return (marks >>> mark.number & 1) != 0;
    }

    // ---------------------------------------------------------------- the allocator as a whole

    /**
     * Returns the name that messages use.
     *
     * @return the name given to the builder, or one of its own
     */
    public String name() {
        return name;
    }

    /**
     * Returns the allocator's name and how many ids are allocated.
     *
     * @return for instance {@code sessions[12 ids]}
     */
    @Override
    public String toString() {
        return name + "[" + size() + " ids]";
    }

    /** Says what an allocator shall be like. */
    public static final class Builder {
        private @Nullable String name;
        private @Nullable EpochDomain domain;
        private AllocationProbe probe = AllocationProbe.NONE;

        private Builder() {}

        /**
         * Gives the allocator a name, which messages use.
         *
         * @param given the name
         * @return this builder
         */
        public Builder name(String given) {
            name = Objects.requireNonNull(given, "given");
            return this;
        }

        /**
         * Has a freed id rest until every pin of a domain is closed that was open when it was freed; only then it may be
         * handed out again. Without this it may be at once.
         *
         * @param readers the domain in which those are pinned who hold ids; it may be closed before the allocator
         * @return this builder
         */
        public Builder reuseIdsAfterGracePeriod(EpochDomain readers) {
            domain = Objects.requireNonNull(readers, "readers");
            return this;
        }

        /** Has a test told before each allocation of a write. */
        Builder probe(AllocationProbe told) {
            probe = told;
            return this;
        }

        /**
         * Creates the allocator.
         *
         * @return an allocator of which no id is allocated
         */
        public IdAllocator build() {
            return new IdAllocator(this);
        }
    }
}
