package org.xarray4j;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.xarray4j.internal.chunk.LeafEdit;
import org.xarray4j.internal.chunk.LongLeaf;

/** All writes of integers by who holds the lock, in terms of an editor of the leaves. */
abstract class AbstractLongEditor extends AbstractLongs implements LongXArrayEditor {
    private static final Mark[] MARKS = Mark.values();

    @Override
    abstract AbstractEditor<long[]> leaves();

    /** Returns the array that is written. */
    abstract LongXArray array();

    /** Does a write of several steps, of which none may be seen without the others. */
    abstract void inSteps(Runnable steps);

    @Override
    public final OptionalLong getAndSet(long index, long value) {
        OptionalLong before = get(index);
        set(index, value);
        return before;
    }

    @Override
    public final void set(long index, long value) {
        long at = leafOf(index);
        leaves().set(at, LongLeaf.with(leaves().get(at), slot(index), value));
    }

    @Override
    public final boolean insert(long index, long value) {
        boolean absent = !contains(index);
        if (absent) {
            set(index, value);
        }
        return absent;
    }

    @Override
    public final boolean compareAndSet(long index, long expected, long value) {
        boolean equal = contains(index) && getOrDefault(index, 0) == expected;
        if (equal) {
            set(index, value);
        }
        return equal;
    }

    @Override
    public final OptionalLong compareAndExchange(long index, long expected, long value) {
        OptionalLong before = get(index);
        if (before.isPresent() && before.getAsLong() == expected) {
            set(index, value);
        }
        return before;
    }

    @Override
    public final boolean compareAndErase(long index, long expected) {
        return contains(index) && getOrDefault(index, 0) == expected && erase(index);
    }

    @Override
    public final long computeIfAbsent(long index, LongUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        OptionalLong before = get(index);
        if (before.isPresent()) {
            return before.getAsLong();
        }
        long computed = leaves().array.callUnderLock(() -> function.applyAsLong(index));
        set(index, computed);
        return computed;
    }

    @Override
    public final OptionalLong compute(long index, LongComputation function) {
        Objects.requireNonNull(function, "function");
        OptionalLong before = get(index);
        OptionalLong computed = Objects.requireNonNull(
                leaves().array.callUnderLock(() -> function.apply(index, before)),
                "the function's answer");
        if (computed.isPresent()) {
            set(index, computed.getAsLong());
        } else if (before.isPresent()) {
            boolean unused = erase(index);
        }
        return computed;
    }

    @Override
    public final OptionalLong remove(long index) {
        OptionalLong before = get(index);
        boolean unused = erase(index);
        return before;
    }

    @Override
    public final boolean erase(long index) {
        long at = leafOf(index);
        long[] before = leaves().get(at);
        if (before == null || !LongLeaf.has(before, slot(index))) {
            return false;
        }
        long[] after = LongLeaf.isWide(before) ? null : LongLeaf.without(before, slot(index));
        if (after == null) {
            return leaves().erase(at);
        }
        inSteps(() -> {
            leaves().set(at, after);
            for (Mark mark : MARKS) {
                mark(at, mark, LongLeaf.anyMarked(after, mark.number));
            }
        });
        return true;
    }

    @Override
    public final void setRange(long first, long last, long value) {
        array().checkRange(first, last);
        write(first, last, new Change(true, value));
    }

    @Override
    public final void eraseRange(long first, long last) {
        array().checkRange(first, last);
        write(first, last, new Change(false, 0));
    }

    /** What is done to a range: an integer stored, or all erased. */
    private record Change(boolean stores, long value) {}

    /** Writes the leaves at both ends of a range, where it covers them in part, and those between as one range. */
    private void write(long first, long last, Change change) {
        long from = slot(first) == 0 ? leafOf(first) : leafOf(first) + 1;
        long to = slot(last) == LongLeaf.SLOTS - 1 ? leafOf(last) : leafOf(last) - 1;
        inSteps(() -> {
            if (leafOf(first) == leafOf(last) && from != to) {
                edit(leafOf(first), slot(first), slot(last), change);
                return;
            }
            if (slot(first) != 0) {
                edit(leafOf(first), slot(first), LongLeaf.SLOTS - 1, change);
            }
            if (slot(last) != LongLeaf.SLOTS - 1) {
                edit(leafOf(last), 0, slot(last), change);
            }
            if (from <= to && change.stores) {
                leaves().setRange(from, to, LongLeaf.wide(change.value));
            } else if (from <= to) {
                leaves().eraseRange(from, to);
            }
        });
    }

    private void edit(long at, int first, int last, Change change) {
        int borne = 0;
        for (Mark mark : MARKS) {
            borne |= leaves().isMarked(at, mark) ? 1 << mark.number : 0;
        }
        LeafEdit edit = new LeafEdit(leaves().get(at), borne);
        if (change.stores) {
            edit.set(first, last, change.value);
        } else {
            edit.erase(first, last);
        }
        long[] after = edit.pack();
        if (after == null) {
            leaves().eraseRange(at, at);
            return;
        }
        leaves().setRange(at, at, after);
        for (Mark mark : MARKS) {
            mark(at, mark, (edit.marks() >>> mark.number & 1) != 0);
        }
    }

    @Override
    public final void clear() {
        leaves().clear();
    }

    @Override
    public final boolean setMark(long index, Mark mark) {
        return mark(index, slot(index), mark, true);
    }

    @Override
    public final boolean clearMark(long index, Mark mark) {
        return mark(index, slot(index), mark, false);
    }

    private boolean mark(long index, int slot, Mark mark, boolean on) {
        Objects.requireNonNull(mark, "mark");
        long at = leafOf(index);
        long[] leaf = leaves().get(at);
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
        inSteps(() -> {
            leaves().set(at, after);
            mark(at, mark, LongLeaf.anyMarked(after, mark.number));
        });
        return true;
    }

    private boolean mark(long at, Mark mark, boolean on) {
        return on ? leaves().setMark(at, mark) : leaves().clearMark(at, mark);
    }
}
