package org.xarray4j.internal.tree;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A search through one version, up or down, which remembers the way to its last match and so goes on from there.
 *
 * <p>At each node a bitmap says which slots can contain a match; the others are never looked at. Not thread-safe; the
 * version it reads is immutable. A cursor keeps one for all its steps: {@link #restart} gives it another version, {@link
 * #forget} lets go of it.
 */
public final class Finder {
    /** The filter that every value passes; the others are the numbers of the marks. */
    public static final int PRESENT = 3;

    /** The filter that reservations pass as well; the value of such a match is not to be asked for. */
    static final int USED = 4;

    private static final Root NONE = Root.empty();

    private Root root;
    private int filter;
    private final Object[] @Nullable [] path = new Object[Index.MAX_HEIGHT][];

    private @Nullable Object value;
    private long index;
    private long first;
    private int order;

    /** The bucket that the last match was met in, and where; null when that is none. */
    private @Nullable Bucket bucket;

    private int bucketAt;

    /** Creates a search that has not begun. */
    public Finder(Root root, int filter) {
        this.root = root;
        this.filter = filter;
    }

    /** Creates a search that reads nothing before it is given a version. */
    public Finder() {
        this(NONE, PRESENT);
    }

    /** Begins anew, in another version, once the one before was let go of ({@link #forget}). */
    public void restart(Root other, int otherFilter) {
        assert root == NONE : "what was read before was not forgotten";
        root = other;
        filter = otherFilter;
    }

    /** Lets go of the version and of the value, so as to keep nothing alive; where it was found stays. */
    public void forget() {
        Arrays.fill(path, 0, root.height, null);
        root = NONE;
        value = null;
        bucket = null;
    }

    /**
     * Walks to an index, whatever is there, and answers its value, which may be null: then {@link #first} and {@link
     * #order} say how much is reserved as one, or are the index alone.
     *
     * <p>Total: whatever the nodes hold, since a reader may be here that has yet to validate.
     */
    public @Nullable Object walkTo(long at) {
        value = null;
        index = at;
        first = at;
        order = 0;
        path[0] = null;
        bucket = null;
        if (Index.isBeyond(at, root.height)) {
            return null;
        }
        Object[] node = root.top;
        int level = root.height - 1;
        Object element = node[Index.slot(at, level)];
        while (level > 0) {
            if (element instanceof Object[] child) {
                node = child;
                level--;
            } else if (element instanceof Skip skip && skip.covers(at)) {
                Object[] child = skip.nodeRacy();
                if (child == null) {
                    return null;
                }
                node = child;
                level = skip.level;
            } else {
                break;
            }
            element = node[Index.slot(at, level)];
        }
        if (level == 0) {
            path[0] = node;
            value = element;
        } else if (element instanceof Wide wide) {
            value = wide.value;
        } else if (element instanceof Bucket some) {
            int position = some.find(at);
            if (position >= 0) {
                value = some.value(position);
                order = some.order(position);
                first = some.first(position);
            }
            return value;
        } else if (element instanceof Skip) {
            return null;
        }
        Meta meta = Node.metaRacy(node);
        int slot = Index.slot(at, level);
        if ((meta.used() >>> slot & 1) != 0) {
            int head = meta.head(slot);
            order = Index.shift(level) + Integer.numberOfTrailingZeros(meta.run(head));
            first = Index.nodeFirst(at, level) | (long) head << Index.shift(level);
        }
        return value;
    }

    /** Returns the leaf that the last match, or the index walked to, lies in; null when that is none. */
    public Object @Nullable [] leaf() {
        return order < Index.BITS ? path[0] : null;
    }

    /** Returns which slots of {@link #leaf} are the first of an entry that passes the filter. Total, as {@link #walkTo} is. */
    public long heads(Object[] leaf) {
        Meta meta = Node.metaRacy(leaf);
        return meta.candidates(filter) & ~meta.tail;
    }

    /** Returns which slots of {@link #leaf} continue the entry of the slot before. Total, as {@link #walkTo} is. */
    public static long tails(Object[] leaf) {
        return Node.metaRacy(leaf).tail;
    }

    /** Returns the value of the last match. */
    public Object value() {
        if (value == null) {
            throw new NoSuchElementException("no match");
        }
        return value;
    }

    /** Returns where the last match was met. */
    public long index() {
        return index;
    }

    /** Returns the first index of the entry of the last match. */
    public long first() {
        return first;
    }

    /** Returns the order of the entry of the last match. */
    public int order() {
        return order;
    }

    /** Returns the last index of the entry of the last match. */
    public long last() {
        return Index.blockLast(first, order);
    }

    /** Finds the first match that covers or follows {@code from} and begins at or before {@code max}. */
    public boolean seek(long from, long max) {
        value = null;
        bucket = null;
        if (Long.compareUnsigned(from, max) > 0 || Index.isBeyond(from, root.height)) {
            return false;
        }
        int level = root.height - 1;
        Object[] node = root.top;
        path[level] = node;
        int slot = Index.slot(from, level);
        long at = from;
        while (true) {
            if (slot > 63) {
                // Nothing more in this node: go on after it, at the next slot of the node above.
                do {
                    level = above(level);
                    if (level == root.height) {
                        return false;
                    }
                    slot = Index.slot(at, level) + 1;
                } while (slot > 63);
                node = onPath(level);
                at = Index.nodeFirst(at, level) | (long) slot << Index.shift(level);
            }
            Meta meta = Node.meta(node);
            long candidates = meta.candidates(filter) & ~meta.tail;
            int head = meta.head(slot);
            // The entry that covers the slot counts as well; from its first slot on, what follows.
            long ahead = candidates & (-1L << head);
            if (ahead == 0) {
                slot = Node.SLOTS;
                continue;
            }
            int found = Long.numberOfTrailingZeros(ahead);
            if (found > slot) {
                slot = found;
                at = Index.nodeFirst(at, level) | (long) slot << Index.shift(level);
            }
            if (Long.compareUnsigned(at, max) > 0) {
                return false;
            }
            Object element = node[found];
            if (level > 0 && element instanceof Object[] child) {
                node = child;
                level--;
                path[level] = node;
                slot = Index.slot(at, level);
                continue;
            }
            if (level > 0 && element instanceof Skip skip) {
                if (Long.compareUnsigned(at, skip.last()) <= 0) {
                    at = Long.compareUnsigned(at, skip.first) < 0 ? skip.first : at;
                    if (Long.compareUnsigned(at, max) > 0) {
                        return false;
                    }
                    node = follow(skip, level);
                    level = skip.level;
                    slot = Index.slot(at, level);
                    continue;
                }
            } else if (level > 0 && element instanceof Bucket some) {
                int least = some.ceiling(at);
                long bits = least == Long.SIZE ? 0 : some.candidates(filter) & (-1L << least);
                if (bits != 0) {
                    int position = Long.numberOfTrailingZeros(bits);
                    if (Long.compareUnsigned(some.first(position), max) > 0) {
                        return false;
                    }
                    match(some, position);
                    index = Long.compareUnsigned(at, first) < 0 ? first : at;
                    return true;
                }
            } else {
                match(node, level, found, element, at);
                index = at;
                return true;
            }
            // Nothing there from here on: go on at the slot after it.
            slot = found + meta.run(found);
            if (slot < Node.SLOTS) {
                at = Index.nodeFirst(at, level) | (long) slot << Index.shift(level);
            }
        }
    }

    /** Finds the first match that follows {@code after}, not counting an entry that covers it. */
    public boolean seekAfter(long after, long max) {
        long covered = lastCovered(after);
        return covered != -1L && seek(covered + 1, max);
    }

    /** Finds the last match that covers or precedes {@code from} and ends at or after {@code min}. */
    public boolean seekDown(long from, long min) {
        value = null;
        bucket = null;
        if (Long.compareUnsigned(from, min) < 0) {
            return false;
        }
        int level = root.height - 1;
        long at = Index.isBeyond(from, root.height) ? Index.last(root.height) : from;
        Object[] node = root.top;
        path[level] = node;
        int slot = Index.slot(at, level);
        while (true) {
            if (slot < 0) {
                // Nothing more in this node: go on before it, at the slot below in the node above.
                do {
                    level = above(level);
                    if (level == root.height) {
                        return false;
                    }
                    slot = Index.slot(at, level) - 1;
                } while (slot < 0);
                node = onPath(level);
                at = Index.nodeFirst(at, level) | lastOfSlot(slot, level);
            }
            if (Long.compareUnsigned(at, min) < 0) {
                return false;
            }
            Meta meta = Node.meta(node);
            long behind = meta.candidates(filter) & ~meta.tail & (-1L >>> (63 - slot));
            if (behind == 0) {
                slot = -1;
                continue;
            }
            int found = Long.SIZE - 1 - Long.numberOfLeadingZeros(behind);
            int lastSlot = found + meta.run(found) - 1;
            if (lastSlot < slot) {
                slot = lastSlot;
                at = Index.nodeFirst(at, level) | lastOfSlot(slot, level);
                if (Long.compareUnsigned(at, min) < 0) {
                    return false;
                }
            }
            Object element = node[found];
            if (level > 0 && element instanceof Object[] child) {
                node = child;
                level--;
                path[level] = node;
                slot = Index.slot(at, level);
                continue;
            }
            if (level > 0 && element instanceof Skip skip) {
                if (Long.compareUnsigned(at, skip.first) >= 0) {
                    at = Long.compareUnsigned(at, skip.last()) > 0 ? skip.last() : at;
                    node = follow(skip, level);
                    level = skip.level;
                    slot = Index.slot(at, level);
                    continue;
                }
            } else if (level > 0 && element instanceof Bucket some) {
                int above = some.find(at);
                above = above < 0 ? ~above : above + 1;
                long bits = above == 0 ? 0 : some.candidates(filter) & (-1L >>> (64 - above));
                if (bits != 0) {
                    int position = Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
                    if (Long.compareUnsigned(some.last(position), min) < 0) {
                        return false;
                    }
                    match(some, position);
                    index = Long.compareUnsigned(at, last()) > 0 ? last() : at;
                    return true;
                }
            } else {
                match(node, level, found, element, at);
                index = at;
                return true;
            }
            // Nothing there up to here: go on at the slot before it.
            slot = found - 1;
            if (slot >= 0) {
                at = Index.nodeFirst(at, level) | lastOfSlot(slot, level);
            }
        }
    }

    /** Finds the last match that precedes {@code before}, not counting an entry that covers it. */
    public boolean seekBefore(long before, long min) {
        long covered = firstCovered(before);
        return covered != 0 && seekDown(covered - 1, min);
    }

    /** Calls back for each match from {@code from} to {@code max}, in ascending order. */
    public void forEach(long from, long max, Action action) {
        long at = from;
        while (seek(at, max)) {
            action.accept(index, value());
            Object[] leaf = path[0];
            // The rest of a leaf goes without a walk: in a dense array that is where nearly all
            // entries are met.
            if (order == 0 && leaf != null) {
                long base = first & -64L;
                forRest(leaf, base, (int) first & 63, max, action);
                if (base == (max & -64L)) {
                    return;
                }
                at = base + 64;
            } else if (bucket != null) {
                Bucket some = bucket;
                long bits = some.candidates(filter) & (-2L << bucketAt);
                for (; bits != 0; bits &= bits - 1) {
                    int position = Long.numberOfTrailingZeros(bits);
                    if (Long.compareUnsigned(some.first(position), max) > 0) {
                        return;
                    }
                    action.accept(some.first(position), some.value(position));
                }
                long last = Index.blockLast(first & (-1L << some.blockOrder()), some.blockOrder());
                if (last == -1L) {
                    return;
                }
                at = last + 1;
            } else {
                long last = last();
                if (last == -1L) {
                    return;
                }
                at = last + 1;
            }
        }
    }

    /** Calls back for each match in a leaf after a slot, up to {@code max}. */
    private void forRest(Object[] leaf, long base, int slot, long max, Action action) {
        Meta meta = Node.meta(leaf);
        long ahead = meta.candidates(filter) & ~meta.tail & (-2L << slot);
        if (base == (max & -64L)) {
            ahead &= -1L >>> (63 - (int) max);
        }
        if (ahead == -2L) {
            // All of it: nothing need be looked for.
            for (int next = 1; next < Node.SLOTS; next++) {
                action.accept(base | next, leaf[next]);
            }
            return;
        }
        while (ahead != 0) {
            int next = Long.numberOfTrailingZeros(ahead);
            ahead &= ahead - 1;
            action.accept(base | next, leaf[next]);
        }
    }

    /** What to do with a match. */
    @FunctionalInterface
    public interface Action {
        /** Acts on the index where a match was met, and its value. */
        void accept(long index, Object value);
    }

    private void match(Object[] node, int level, int head, Object element, long at) {
        value = level > 0 && element instanceof Wide wide ? wide.value : element;
        order = Index.shift(level)
                + Integer.numberOfTrailingZeros(Node.meta(node).run(head));
        first = Index.nodeFirst(at, level) | (long) head << Index.shift(level);
    }

    private void match(Bucket some, int position) {
        path[0] = null;
        bucket = some;
        bucketAt = position;
        first = some.first(position);
        order = some.order(position);
        value = some.value(position);
    }

    /** Goes down a skip that stands at a level; returns the node it leads to. */
    private Object[] follow(Skip skip, int from) {
        Arrays.fill(path, skip.level + 1, from, null);
        path[skip.level] = skip.node();
        return skip.node();
    }

    /** Returns the level of the next node above one on the way; the tree's height when there is none. */
    private int above(int level) {
        int above = level + 1;
        while (above < root.height && path[above] == null) {
            above++;
        }
        return above;
    }

    private Object[] onPath(int level) {
        return Objects.requireNonNull(path[level], "there is a node above");
    }

    private static long lastOfSlot(int slot, int level) {
        return ((long) slot << Index.shift(level)) | ((1L << Index.shift(level)) - 1);
    }

    /** Returns the last index of the entry that covers an index, or the index itself. */
    private long lastCovered(long covered) {
        int covering = Walk.order(root, covered);
        return covering == 0 ? covered : Index.blockLast(firstOf(covered, covering), covering);
    }

    /** Returns the first index of the entry that covers an index, or the index itself. */
    private long firstCovered(long covered) {
        int covering = Walk.order(root, covered);
        return covering == 0 ? covered : firstOf(covered, covering);
    }

    private static long firstOf(long covered, int order) {
        return order == Long.SIZE ? 0 : covered & (-1L << order);
    }
}
