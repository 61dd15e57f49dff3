package org.xarray4j;

import java.util.Objects;
import java.util.OptionalLong;
import org.xarray4j.internal.chunk.LeafEdit;
import org.xarray4j.internal.chunk.LongLeaf;

/**
 * Many writes to a {@link LongXArray} that become visible as one.
 *
 * <p>While it is open it holds the array's lock; it reads its own writes, and nobody else sees any of them before {@link
 * #commit}. A close without a commit rolls back. Every method is for the thread that began the transaction.
 *
 * <pre>{@code
 * try (LongTransaction move = balances.begin()) {
 *     move.set(from, move.getOrDefault(from, 0) - amount);
 *     move.set(to, move.getOrDefault(to, 0) + amount);
 *     move.commit();
 * }
 * }</pre>
 */
public final class LongTransaction extends AbstractLongs
        implements LongXArrayEditor, AutoCloseable {
    private static final Mark[] MARKS = Mark.values();

    private final LongXArray array;
    private final Transaction<long[]> leaves;

    /** Whether a write of several steps broke off between two of them, so that only a close makes sense. */
    private boolean torn;

    LongTransaction(LongXArray array, Transaction<long[]> leaves) {
        this.array = array;
        this.leaves = leaves;
    }

    @Override
    AbstractView<long[]> leaves() {
        return leaves;
    }

    @Override
    public OptionalLong getAndSet(long index, long value) {
        OptionalLong before = get(index);
        set(index, value);
        return before;
    }

    @Override
    public void set(long index, long value) {
        long at = leafOf(index);
        leaves.set(at, LongLeaf.with(leaves.get(at), slot(index), value));
    }

    @Override
    public boolean insert(long index, long value) {
        boolean absent = !contains(index);
        if (absent) {
            set(index, value);
        }
        return absent;
    }

    @Override
    public boolean compareAndSet(long index, long expected, long value) {
        boolean equal = contains(index) && getOrDefault(index, 0) == expected;
        if (equal) {
            set(index, value);
        }
        return equal;
    }

    @Override
    public OptionalLong remove(long index) {
        OptionalLong before = get(index);
        boolean unused = erase(index);
        return before;
    }

    @Override
    public boolean erase(long index) {
        long at = leafOf(index);
        long[] before = leaves.get(at);
        if (before == null || !LongLeaf.has(before, slot(index))) {
            return false;
        }
        long[] after = LongLeaf.isWide(before) ? null : LongLeaf.without(before, slot(index));
        if (after == null) {
            return leaves.erase(at);
        }
        begin();
        leaves.set(at, after);
        for (Mark mark : MARKS) {
            mark(at, mark, LongLeaf.anyMarked(after, mark.number));
        }
        end();
        return true;
    }

    @Override
    public void setRange(long first, long last, long value) {
        array.checkRange(first, last);
        write(first, last, new Change(true, value));
    }

    @Override
    public void eraseRange(long first, long last) {
        array.checkRange(first, last);
        write(first, last, new Change(false, 0));
    }

    /** What is done to a range: an integer stored, or all erased. */
    private record Change(boolean stores, long value) {}

    /** Writes the leaves at both ends of a range, where it covers them in part, and those between as one range. */
    private void write(long first, long last, Change change) {
        long from = leafOf(first);
        long to = leafOf(last);
        begin();
        if (from == to && (slot(first) != 0 || slot(last) != 63)) {
            edit(from, slot(first), slot(last), change);
        } else {
            if (slot(first) != 0) {
                edit(from++, slot(first), 63, change);
            }
            if (slot(last) != 63) {
                edit(to--, 0, slot(last), change);
            }
            if (from <= to && change.stores) {
                leaves.setRange(from, to, LongLeaf.wide(change.value));
            } else if (from <= to) {
                leaves.eraseRange(from, to);
            }
        }
        end();
    }

    private void edit(long at, int first, int last, Change change) {
        int borne = 0;
        for (Mark mark : MARKS) {
            borne |= leaves.isMarked(at, mark) ? 1 << mark.number : 0;
        }
        LeafEdit edit = new LeafEdit(leaves.get(at), borne);
        if (change.stores) {
            edit.set(first, last, change.value);
        } else {
            edit.erase(first, last);
        }
        long[] after = edit.pack();
        if (after == null) {
            leaves.eraseRange(at, at);
            return;
        }
        leaves.setRange(at, at, after);
        for (Mark mark : MARKS) {
            mark(at, mark, (edit.marks() >>> mark.number & 1) != 0);
        }
    }

    @Override
    public void clear() {
        leaves.clear();
    }

    @Override
    public boolean setMark(long index, Mark mark) {
        return mark(index, slot(index), mark, true);
    }

    @Override
    public boolean clearMark(long index, Mark mark) {
        return mark(index, slot(index), mark, false);
    }

    private boolean mark(long index, int slot, Mark mark, boolean on) {
        Objects.requireNonNull(mark, "mark");
        long at = leafOf(index);
        long[] leaf = leaves.get(at);
        if (leaf == null || !LongLeaf.has(leaf, slot)) {
            return false;
        }
        if (LongLeaf.isWide(leaf)) {
            return mark(at, mark, on);
        }
        if (LongLeaf.isMarked(leaf, slot, mark.number) == on) {
            return false;
        }
        long[] after = LongLeaf.mark(leaf, slot, mark.number, on);
        begin();
        leaves.set(at, after);
        mark(at, mark, LongLeaf.anyMarked(after, mark.number));
        end();
        return true;
    }

    private boolean mark(long at, Mark mark, boolean on) {
        return on ? leaves.setMark(at, mark) : leaves.clearMark(at, mark);
    }

    /** Begins a write of several steps. */
    private void begin() {
        checkWhole();
        boolean unused =
                leaves.isEmpty(); // refused if this transaction may not be used, or not here
        torn = true;
    }

    private void end() {
        torn = false;
    }

    private void checkWhole() {
        if (torn) {
            throw new IllegalStateException(
                    this + " can only be closed: a write was broken off half-way");
        }
    }

    /**
     * Publishes everything that was written, as one version, and frees the lock.
     *
     * @throws IllegalStateException if the transaction is not open, if another thread began it, or if a write of it that has
     *     several steps has failed (it can then only be closed)
     */
    public void commit() {
        checkWhole();
        leaves.commit();
    }

    /**
     * Rolls back unless committed, and frees the lock. A second close does nothing.
     *
     * @throws IllegalStateException if another thread began the transaction; it stays open
     */
    @Override
    public void close() {
        leaves.close();
    }

    /**
     * Returns which array it writes.
     *
     * @return for instance {@code LongTransaction[balances]}
     */
    @Override
    public String toString() {
        return "LongTransaction[" + array.name() + "]";
    }
}
