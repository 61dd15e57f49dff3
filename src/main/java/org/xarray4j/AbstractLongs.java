package org.xarray4j;

import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.chunk.LongLeaf;

/** All reads of integers, in terms of the array of their leaves: index {@code i} is in the leaf at {@code i >>> 6}. */
abstract class AbstractLongs implements LongXArrayView {
    /** Returns where the leaves are. */
    abstract AbstractView<long[]> leaves();

    static int slot(long index) {
        return (int) index & (LongLeaf.SLOTS - 1);
    }

    static long leafOf(long index) {
        return index >>> LongLeaf.SHIFT;
    }

    @Override
    public final OptionalLong get(long index) {
        return get(leaves().get(leafOf(index)), slot(index));
    }

    static OptionalLong get(long @Nullable [] leaf, int slot) {
        return leaf != null && LongLeaf.has(leaf, slot)
                ? OptionalLong.of(LongLeaf.get(leaf, slot))
                : OptionalLong.empty();
    }

    @Override
    public final long getOrDefault(long index, long otherwise) {
        long[] leaf = leaves().get(leafOf(index));
        return leaf != null && LongLeaf.has(leaf, slot(index))
                ? LongLeaf.get(leaf, slot(index))
                : otherwise;
    }

    @Override
    public final boolean contains(long index) {
        long[] leaf = leaves().get(leafOf(index));
        return leaf != null && LongLeaf.has(leaf, slot(index));
    }

    @Override
    public final boolean isEmpty() {
        return leaves().isEmpty();
    }

    @Override
    public final long size() {
        long[] size = {0};
        leaves().forEach((at, leaf) -> size[0] += LongLeaf.isWide(leaf) ? 1 : LongLeaf.count(leaf));
        return size[0];
    }

    @Override
    public final boolean isMarked(long index, Mark mark) {
        long at = leafOf(index);
        long[] leaf = leaves().get(at);
        if (leaf == null || !LongLeaf.isWide(leaf)) {
            return leaf != null && LongLeaf.isMarked(leaf, slot(index), mark.number);
        }
        // The marks of an entry of many leaves stand in the tree: both of one version.
        return OneVersion.search(
                leaves(),
                at,
                at,
                Filter.of(mark),
                (met, first, order, found) -> LongLeaf.isWide(found)
                        || LongLeaf.isMarked(found, slot(index), mark.number));
    }

    @Override
    public final boolean anyMarked(Mark mark) {
        return leaves().anyMarked(mark);
    }

    @Override
    public final int order(long index) {
        LongEntry entry = find(index, index, Filter.PRESENT);
        return entry == null ? 0 : entry.order();
    }

    @Override
    public final @Nullable LongEntry find(long from, long max, Filter filter) {
        return search(from, max, filter, false);
    }

    @Override
    public final @Nullable LongEntry findAfter(long index, long max, Filter filter) {
        return search(index, max, filter, true);
    }

    private @Nullable LongEntry search(long from, long max, Filter filter, boolean after) {
        Objects.requireNonNull(filter, "filter");
        if (Long.compareUnsigned(from, max) > 0) {
            return null;
        }
        Search search = new Search(from, max, filter.number, after);
        boolean unused = OneVersion.search(leaves(), leafOf(from), leafOf(max), filter, search);
        return search.found;
    }

    /** Looks for an entry in the leaves that it is shown; one that begins after {@code from}, if so asked. */
    private static final class Search implements OneVersion.Visitor<long[]> {
        private final long from;
        private final long max;
        private final int filter;
        private final boolean after;
        private @Nullable LongEntry found;

        Search(long from, long max, int filter, boolean after) {
            this.from = from;
            this.max = max;
            this.filter = filter;
            this.after = after;
        }

        @Override
        public boolean visit(long at, long first, int order, long[] leaf) {
            long base = at << LongLeaf.SHIFT;
            boolean begins = at == leafOf(from);
            if (LongLeaf.isWide(leaf)) {
                if (begins && after && Long.compareUnsigned(first << LongLeaf.SHIFT, from) <= 0) {
                    return false;
                }
                found = new LongEntry(
                        begins ? from : base,
                        first << LongLeaf.SHIFT,
                        order + LongLeaf.SHIFT,
                        leaf[0]);
                return true;
            }
            int slot = begins ? slot(from) : 0;
            int head = begins && after
                    ? LongLeaf.firstAfter(leaf, slot, filter)
                    : LongLeaf.firstFrom(leaf, slot, filter);
            if (head < 0) {
                return false;
            }
            long met = base | Math.max(head, slot);
            if (Long.compareUnsigned(met, max) <= 0) {
                found = new LongEntry(
                        met, base | head, LongLeaf.order(leaf, head), LongLeaf.get(leaf, head));
            }
            return true;
        }
    }

    @Override
    public final void forEach(long from, long max, Filter filter, LongLongConsumer action) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(action, "action");
        if (Long.compareUnsigned(from, max) > 0) {
            return;
        }
        leaves().forEach(leafOf(from), leafOf(max), filter, (at, leaf) -> {
            long base = at << LongLeaf.SHIFT;
            int slot = at == leafOf(from) ? slot(from) : 0;
            if (LongLeaf.isWide(leaf)) {
                action.accept(base | slot, leaf[0]);
                return;
            }
            int head = LongLeaf.firstFrom(leaf, slot, filter.number);
            while (head >= 0) {
                long met = base | Math.max(head, slot);
                if (Long.compareUnsigned(met, max) > 0) {
                    return;
                }
                action.accept(met, LongLeaf.get(leaf, head));
                head = LongLeaf.firstAfter(leaf, head, filter.number);
            }
        });
    }
}
