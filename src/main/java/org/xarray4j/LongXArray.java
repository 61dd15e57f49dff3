package org.xarray4j;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.chunk.LongLeaf;
import org.xarray4j.internal.tree.AllocationProbe;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.Validator;

/**
 * A sparse array from unsigned 64-bit indices to 64-bit integers: an {@link XArray} of numbers without boxes. Kernel: the
 * XArray with value entries, which have 63 bits there.
 *
 * <p>It behaves as an {@code XArray<Long>} would if numbers were compared by value: marks, ranges, multi-index entries,
 * searches in both directions, iteration, views, snapshots, guards, sessions and transactions are the same. Where it is dense
 * it takes 9 bytes for each integer, in runs of 64 about 10 and at random indices 82; a range of any length takes next to
 * nothing. There is no {@code null}, so nothing is vacated or reserved, and nothing allocated; and there are no cursors.
 *
 * <p><b>Concurrency.</b> Reads never block and take no lock; those of one index are wait-free, and but for the {@link
 * OptionalLong} of {@link #get} they allocate nothing. Writers take turns on the lock of the array; a write of one index that
 * finds that another came between begins again.
 *
 * <p><b>Consistency.</b> Every write, a range store and a transaction included, publishes one version; every read takes one
 * version. Whatever is done is linearizable. DESIGN.md, guarantees A to E and J.
 *
 * <p><b>Memory effects.</b> Actions in a thread before it stores an integer happen-before actions in another thread after it
 * has read that integer from the array.
 *
 * <pre>{@code
 * LongXArray pages = LongXArray.create();
 * pages.set(7, 4096);
 * pages.setRange(100, 199, -1);
 * pages.getOrDefault(150, 0);                 // -1, lock-free, no box
 * LongSnapshot then = pages.snapshot();       // O(1), never changes
 * }</pre>
 */
public final class LongXArray extends AbstractLongs implements LongXArrayEditor {
    private static final AtomicLong UNNAMED = new AtomicLong();

    private final String name;
    private final XArray<long[]> leaves;

    private LongXArray(@Nullable String given, AllocationProbe probe) {
        name = given != null ? given : "LongXArray-" + UNNAMED.incrementAndGet();
        leaves = XArray.<long[]>builder().name(name).probe(probe).build();
    }

    /**
     * Creates an empty array.
     *
     * @return the array
     */
    public static LongXArray create() {
        return new LongXArray(null, AllocationProbe.NONE);
    }

    /**
     * Creates an empty array with a name.
     *
     * @param name what messages call it
     * @return the array
     */
    public static LongXArray create(String name) {
        return create(name, AllocationProbe.NONE);
    }

    /** Has a test told before each allocation of a write. */
    static LongXArray create(String name, AllocationProbe probe) {
        return new LongXArray(Objects.requireNonNull(name, "name"), probe);
    }

    @Override
    AbstractView<long[]> leaves() {
        return leaves;
    }

    /**
     * Returns the array as it is now, for ever. Constant time, wait-free.
     *
     * @return the snapshot; there is nothing to close
     */
    public LongSnapshot snapshot() {
        return new LongSnapshot(leaves.snapshot());
    }

    /**
     * Opens a view of the version that is published now. Kernel: {@code rcu_read_lock}.
     *
     * <p>Wait-free but for the first call, which may make a domain for the readers.
     *
     * @return the view, which must be closed
     */
    public LongReadView read() {
        return new LongReadView(leaves.read());
    }

    /**
     * Returns the integer at an index and keeps every other writer out until the guard is closed.
     *
     * <p>Waits for the lock.
     *
     * @param index the index
     * @return a guard, which this thread must close; null when the index holds no integer, and then nothing is held
     * @throws IllegalStateException if this thread holds the lock already
     */
    public @Nullable LongGuard getLocked(long index) {
        Guard<long[]> held = leaves.getLocked(leafOf(index));
        if (held == null) {
            return null;
        }
        LongGuard guard = null;
        try {
            long[] leaf = held.value();
            if (LongLeaf.has(leaf, slot(index))) {
                guard = new LongGuard(held, index, LongLeaf.get(leaf, slot(index)));
            }
            return guard;
        } finally {
            if (guard == null) {
                held.close();
            }
        }
    }

    /**
     * Takes the lock for many reads and writes. Kernel: {@code xa_lock}.
     *
     * <p>Waits for the lock.
     *
     * @return a session, which this thread must close
     * @throws IllegalStateException if this thread holds the lock already
     */
    public LockedLongXArray lock() {
        return new LockedLongXArray(this, leaves.lock());
    }

    /**
     * Takes the lock as {@link #lock()}, unless the thread is interrupted before or while it waits.
     *
     * @return a session, which this thread must close
     * @throws InterruptedException if it was interrupted; then nothing is held
     * @throws IllegalStateException if this thread holds the lock already
     */
    public LockedLongXArray lockInterruptibly() throws InterruptedException {
        return new LockedLongXArray(this, leaves.lockInterruptibly());
    }

    /**
     * Takes the lock if it is free. Kernel: {@code xa_trylock}. Never waits.
     *
     * @return a session, which this thread must close, or null when another thread holds the lock
     * @throws IllegalStateException if this thread holds the lock already
     */
    public @Nullable LockedLongXArray tryLock() {
        return session(leaves.tryLock());
    }

    /**
     * Takes the lock if it becomes free in time.
     *
     * @param timeout how long to wait; not at all when it is zero or negative
     * @return a session, which this thread must close, or null when the time was over
     * @throws InterruptedException if the thread was interrupted before or while it waited; then nothing is held
     * @throws IllegalStateException if this thread holds the lock already
     */
    public @Nullable LockedLongXArray tryLock(Duration timeout) throws InterruptedException {
        return session(leaves.tryLock(timeout));
    }

    private @Nullable LockedLongXArray session(@Nullable LockedXArray<long[]> held) {
        if (held == null) {
            return null;
        }
        try {
            return new LockedLongXArray(this, held);
        } catch (Throwable t) { // no memory: nobody has this lock
            held.close();
            throw t;
        }
    }

    /**
     * Takes the lock and begins a transaction.
     *
     * <p>Waits for the lock.
     *
     * @return the transaction, which this thread must commit or close
     * @throws IllegalStateException if this thread holds the lock already
     */
    public LongTransaction begin() {
        return new LongTransaction(this, leaves.begin());
    }

    // A write of one index looks at its leaf, makes another, and stores that if the leaf is still
    // there. Leaves never change, so the same leaf means the same contents; whatever came between
    // may as well have come before.

    @Override
    public OptionalLong getAndSet(long index, long value) {
        while (true) {
            long[] before = leaves.get(leafOf(index));
            OptionalLong old = get(before, slot(index));
            if (store(index, before, value)) {
                return old;
            }
        }
    }

    @Override
    public void set(long index, long value) {
        while (!store(index, leaves.get(leafOf(index)), value)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean insert(long index, long value) {
        while (true) {
            long[] before = leaves.get(leafOf(index));
            if (before != null && LongLeaf.has(before, slot(index))) {
                return false;
            }
            if (store(index, before, value)) {
                return true;
            }
        }
    }

    @Override
    public boolean compareAndSet(long index, long expected, long value) {
        while (true) {
            long[] before = leaves.get(leafOf(index));
            if (!has(before, slot(index), expected)) {
                return false;
            }
            if (store(index, before, value)) {
                return true;
            }
        }
    }

    @Override
    public OptionalLong compareAndExchange(long index, long expected, long value) {
        while (true) {
            long[] before = leaves.get(leafOf(index));
            OptionalLong old = get(before, slot(index));
            if (old.isEmpty() || old.getAsLong() != expected || store(index, before, value)) {
                return old;
            }
        }
    }

    @Override
    public boolean compareAndErase(long index, long expected) {
        while (true) {
            long[] before = leaves.get(leafOf(index));
            if (before == null || !has(before, slot(index), expected)) {
                return false;
            }
            if (eraseIn(index, before)) {
                return true;
            }
        }
    }

    @Override
    public long computeIfAbsent(long index, LongUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        OptionalLong there = get(index);
        if (there.isPresent()) {
            return there.getAsLong();
        }
        try (LongTransaction change = begin()) {
            long computed = change.computeIfAbsent(index, function);
            change.commit();
            return computed;
        }
    }

    @Override
    public OptionalLong compute(long index, LongComputation function) {
        Objects.requireNonNull(function, "function");
        try (LongTransaction change = begin()) {
            OptionalLong computed = change.compute(index, function);
            change.commit();
            return computed;
        }
    }

    /** Returns whether a leaf has an integer at a slot that is equal to another. */
    private static boolean has(long @Nullable [] leaf, int slot, long value) {
        return leaf != null && LongLeaf.has(leaf, slot) && LongLeaf.get(leaf, slot) == value;
    }

    /** Stores an integer if its leaf is as it was seen. Marks are not touched by that, neither here nor in the tree. */
    private boolean store(long index, long @Nullable [] before, long value) {
        if (has(before, slot(index), value)) {
            return true;
        }
        return leaves.compareAndSet(
                leafOf(index), before, LongLeaf.with(before, slot(index), value));
    }

    @Override
    public OptionalLong remove(long index) {
        while (true) {
            long[] before = leaves.get(leafOf(index));
            OptionalLong old = get(before, slot(index));
            if (before == null || old.isEmpty() || eraseIn(index, before)) {
                return old;
            }
        }
    }

    @Override
    public boolean erase(long index) {
        while (true) {
            long[] before = leaves.get(leafOf(index));
            if (before == null || !LongLeaf.has(before, slot(index))) {
                return false;
            }
            if (eraseIn(index, before)) {
                return true;
            }
        }
    }

    /** Erases an entry if its leaf is as it was seen; together with the leaf's marks in the tree, if that may lose one. */
    private boolean eraseIn(long index, long[] before) {
        long[] after = LongLeaf.isWide(before) ? null : LongLeaf.without(before, slot(index));
        if (after == null || !losesMark(before, after)) {
            return leaves.compareAndSet(leafOf(index), before, after);
        }
        try (LongTransaction change = begin()) {
            boolean same = change.leaves().get(leafOf(index)) == before;
            if (same) {
                boolean unused = change.erase(index);
                change.commit();
            }
            return same;
        }
    }

    private static boolean losesMark(long[] before, long[] after) {
        for (int mark = 0; mark < LongLeaf.PRESENT_FILTER; mark++) {
            if (LongLeaf.anyMarked(before, mark) != LongLeaf.anyMarked(after, mark)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void setRange(long first, long last, long value) {
        checkRange(first, last);
        try (LongTransaction change = begin()) {
            change.setRange(first, last, value);
            change.commit();
        }
    }

    @Override
    public void eraseRange(long first, long last) {
        checkRange(first, last);
        try (LongTransaction change = begin()) {
            change.eraseRange(first, last);
            change.commit();
        }
    }

    @Override
    public void clear() {
        leaves.clear();
    }

    @Override
    public boolean setMark(long index, Mark mark) {
        Objects.requireNonNull(mark, "mark");
        try (LongTransaction change = begin()) {
            boolean changed = change.setMark(index, mark);
            change.commit();
            return changed;
        }
    }

    @Override
    public boolean clearMark(long index, Mark mark) {
        Objects.requireNonNull(mark, "mark");
        try (LongTransaction change = begin()) {
            boolean changed = change.clearMark(index, mark);
            change.commit();
            return changed;
        }
    }

    /**
     * Lets go of the nodes that are kept to be used again. Waits for the lock; never needed for correctness.
     *
     * @throws IllegalStateException if this thread holds the lock
     */
    public void trim() {
        leaves.trim();
    }

    /**
     * Checks every leaf there is, and the array of them as {@link XArray#validate} does: for tests. Takes the lock, unless it is
     * held here.
     */
    void validate(Root... held) {
        leaves.validate(LongXArray::checkLeaf, held);
    }

    private static void checkLeaf(long at, int order, int marks, @Nullable Object stored) {
        if (!(stored instanceof long[] leaf)) {
            throw new IllegalStateException("no leaf at " + at);
        }
        int most = Long.SIZE - LongLeaf.SHIFT;
        Validator.check(at >>> most == 0 && order <= most, "leaf beyond the last", at, order);
        if (LongLeaf.isWide(leaf)) {
            return; // its marks are those that it bears here
        }
        Validator.check(order == 0, "order of a leaf", order, at);
        LongLeaf.validate(leaf);
        for (int mark = 0; mark < LongLeaf.PRESENT_FILTER; mark++) {
            boolean any = LongLeaf.anyMarked(leaf, mark);
            Validator.check(any == ((marks >>> mark & 1) != 0), "mark of a leaf", mark, at);
        }
    }

    void checkRange(long first, long last) {
        if (Long.compareUnsigned(first, last) > 0) {
            throw new IllegalArgumentException(
                    name + ": the range's last index " + Long.toUnsignedString(last)
                            + " is less than its first, " + Long.toUnsignedString(first));
        }
    }

    /**
     * Returns the name that messages use.
     *
     * @return the name given, or one of its own
     */
    public String name() {
        return name;
    }

    /**
     * Returns the array's name and how many entries it has.
     *
     * @return for instance {@code pages[12 entries]}
     */
    @Override
    public String toString() {
        return name + "[" + size() + " entries]";
    }
}
