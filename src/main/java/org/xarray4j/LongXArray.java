package org.xarray4j;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.chunk.LongLeaf;
import org.xarray4j.internal.tree.AllocationProbe;

/**
 * A sparse array from unsigned 64-bit indices to 64-bit integers: an {@link XArray} of numbers without boxes. Kernel: the
 * XArray with value entries, which have 63 bits there.
 *
 * <p>It behaves as an {@code XArray<Long>} would if numbers were compared by value: marks, ranges, multi-index entries,
 * searches, snapshots and transactions are the same. Where it is dense it takes 9 bytes for each integer, a range of any length
 * next to nothing. There is no {@code null}, so nothing is vacated or reserved, and nothing allocated.
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
            if (before == null
                    || !LongLeaf.has(before, slot(index))
                    || LongLeaf.get(before, slot(index)) != expected) {
                return false;
            }
            if (store(index, before, value)) {
                return true;
            }
        }
    }

    /** Stores an integer if its leaf is as it was seen. Marks are not touched by that, neither here nor in the tree. */
    private boolean store(long index, long @Nullable [] before, long value) {
        if (before != null
                && LongLeaf.has(before, slot(index))
                && LongLeaf.get(before, slot(index)) == value) {
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
