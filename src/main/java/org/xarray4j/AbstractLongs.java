package org.xarray4j;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Spliterator;
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
    public final @Nullable LongEntry findBefore(long index, long min, Filter filter) {
        return searchDown(index, min, filter, true);
    }

    @Override
    public final @Nullable LongEntry last(Filter filter) {
        return searchDown(XArray.MAX_INDEX, 0, filter, false);
    }

    private @Nullable LongEntry searchDown(long from, long min, Filter filter, boolean before) {
        Objects.requireNonNull(filter, "filter");
        if (Long.compareUnsigned(from, min) < 0) {
            return null;
        }
        SearchDown search = new SearchDown(from, min, filter.number, before);
        OneVersion.searchDown(leaves(), leafOf(from), leafOf(min), filter, search);
        return search.found;
    }

    /** {@link Search} downwards: for one that ends before {@code from}, if so asked. */
    private static final class SearchDown implements OneVersion.Visitor<long[]> {
        private final long from;
        private final long min;
        private final int filter;
        private final boolean before;
        private @Nullable LongEntry found;

        SearchDown(long from, long min, int filter, boolean before) {
            this.from = from;
            this.min = min;
            this.filter = filter;
            this.before = before;
        }

        @Override
        public boolean visit(long at, long first, int order, long[] leaf) {
            long base = at << LongLeaf.SHIFT;
            boolean begins = at == leafOf(from);
            if (LongLeaf.isWide(leaf)) {
                if (begins && before) {
                    return false;
                }
                found = new LongEntry(
                        begins ? from : base | (LongLeaf.SLOTS - 1),
                        first << LongLeaf.SHIFT,
                        order + LongLeaf.SHIFT,
                        leaf[0]);
                return true;
            }
            int slot = begins ? slot(from) : LongLeaf.SLOTS - 1;
            int head = begins && before
                    ? LongLeaf.lastBefore(leaf, slot, filter)
                    : LongLeaf.lastFrom(leaf, slot, filter);
            if (head < 0) {
                return false;
            }
            long met = base | Math.min(LongLeaf.lastSlot(leaf, head), slot);
            if (Long.compareUnsigned(met, min) >= 0) {
                found = new LongEntry(
                        met, base | head, LongLeaf.order(leaf, head), LongLeaf.get(leaf, head));
            }
            return true;
        }
    }

    @Override
    public final OptionalLong findFree(long from, long max) {
        if (Long.compareUnsigned(from, max) > 0) {
            return OptionalLong.empty();
        }
        FreeSearch search = new FreeSearch(from);
        boolean unused =
                OneVersion.search(leaves(), leafOf(from), leafOf(max), Filter.PRESENT, search);
        return !search.none && Long.compareUnsigned(search.next, max) <= 0
                ? OptionalLong.of(search.next)
                : OptionalLong.empty();
    }

    /** Looks for the first index that no leaf has which it is shown, in ascending order. */
    private static final class FreeSearch implements OneVersion.Visitor<long[]> {
        /** None from where it began up to this one, exclusive, is free. */
        private long next;

        /** Whether there is none either from there up to the greatest index. */
        private boolean none;

        FreeSearch(long from) {
            next = from;
        }

        @Override
        public boolean visit(long at, long first, int order, long[] leaf) {
            if (at != leafOf(next)) {
                return true;
            }
            long last = LongLeaf.isWide(leaf) ? first + (1L << order) - 1 : at;
            int free = LongLeaf.isWide(leaf) ? -1 : LongLeaf.firstFree(leaf, slot(next));
            next = free >= 0 ? at << LongLeaf.SHIFT | free : (last + 1) << LongLeaf.SHIFT;
            none = next == 0 && free < 0;
            return free >= 0 || none;
        }
    }

    @Override
    public final OptionalLong findFreeBefore(long from, long min) {
        if (Long.compareUnsigned(from, min) < 0) {
            return OptionalLong.empty();
        }
        FreeSearchDown search = new FreeSearchDown(from);
        OneVersion.searchDown(leaves(), leafOf(from), leafOf(min), Filter.PRESENT, search);
        return !search.none && Long.compareUnsigned(search.next, min) >= 0
                ? OptionalLong.of(search.next)
                : OptionalLong.empty();
    }

    /** {@link FreeSearch} downwards. */
    private static final class FreeSearchDown implements OneVersion.Visitor<long[]> {
        private long next;
        private boolean none;

        FreeSearchDown(long from) {
            next = from;
        }

        @Override
        public boolean visit(long at, long first, int order, long[] leaf) {
            if (at != leafOf(next)) {
                return true;
            }
            long least = LongLeaf.isWide(leaf) ? first : at;
            int free = LongLeaf.isWide(leaf) ? -1 : LongLeaf.lastFree(leaf, slot(next));
            none = least == 0 && free < 0;
            next = free >= 0 ? at << LongLeaf.SHIFT | free : (least << LongLeaf.SHIFT) - 1;
            return free >= 0 || none;
        }
    }

    @Override
    public final int extract(long[] destination, long from, long max, Filter filter) {
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(filter, "filter");
        int[] count = {0};
        if (destination.length == 0 || Long.compareUnsigned(from, max) > 0) {
            return 0;
        }
        boolean unused = OneVersion.search(
                leaves(), leafOf(from), leafOf(max), filter, (at, first, order, leaf) -> {
                    if (LongLeaf.isWide(leaf)) {
                        destination[count[0]++] = leaf[0];
                        return count[0] == destination.length;
                    }
                    long base = at << LongLeaf.SHIFT;
                    int slot = at == leafOf(from) ? slot(from) : 0;
                    int head = LongLeaf.firstFrom(leaf, slot, filter.number);
                    while (head >= 0) {
                        if (Long.compareUnsigned(base | Math.max(head, slot), max) > 0) {
                            return true;
                        }
                        destination[count[0]++] = LongLeaf.get(leaf, head);
                        if (count[0] == destination.length) {
                            return true;
                        }
                        head = LongLeaf.firstAfter(leaf, head, filter.number);
                    }
                    return false;
                });
        return count[0];
    }

    @Override
    public final Iterator<LongEntry> iterator() {
        return new EntryIterator();
    }

    @Override
    public final Spliterator<LongEntry> spliterator() {
        return new EntrySpliterator<>(
                iterator(),
                (a, b) -> Long.compareUnsigned(a.first(), b.first()),
                leaves().consistency(),
                leaves().splits());
    }

    /** One entry ahead, through leaves that do not change: it holds nothing that would have to be closed. */
    private final class EntryIterator implements Iterator<LongEntry> {
        private final ViewCursor<long[]> cursor = new ViewCursor<>(leaves());
        private long @Nullable [] leaf;
        private int head;
        private @Nullable LongEntry next = step();

        private @Nullable LongEntry step() {
            long[] under = leaf;
            if (under != null) {
                head = LongLeaf.firstAfter(
                        under, LongLeaf.lastSlot(under, head), LongLeaf.PRESENT_FILTER);
                if (head >= 0) {
                    return entry(under);
                }
            }
            long[] found = cursor.find(XArray.MAX_INDEX);
            if (found == null) {
                leaf = null;
                return null;
            }
            if (LongLeaf.isWide(found)) {
                leaf = null;
                // Met where the cursor is: since the last step an entry may have come that begins
                // before.
                return new LongEntry(
                        cursor.index() << LongLeaf.SHIFT,
                        cursor.first() << LongLeaf.SHIFT,
                        cursor.order() + LongLeaf.SHIFT,
                        found[0]);
            }
            leaf = found;
            head = LongLeaf.firstFrom(found, 0, LongLeaf.PRESENT_FILTER);
            return entry(found);
        }

        private LongEntry entry(long[] under) {
            long first = cursor.index() << LongLeaf.SHIFT | head;
            return new LongEntry(
                    first, first, LongLeaf.order(under, head), LongLeaf.get(under, head));
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public LongEntry next() {
            LongEntry current = next;
            if (current == null) {
                throw new NoSuchElementException("no more entries");
            }
            leaves().root(); // is refused where every read is
            next = step();
            return current;
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
