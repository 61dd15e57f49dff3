package org.xarray4j.internal.tree;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Checks everything that {@link Meta} and {@link Root} promise of a version; tests call it after each step. Costs a walk
 * over the whole tree.
 */
public final class Validator {
    private final Root root;
    private final EntryCheck entries;

    /** Nodes and their metadata, each of which stands in one place. */
    private final Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());

    /** How many pieces of each range store there are. */
    private final IdentityHashMap<CountedWide, Long> pieces = new IdentityHashMap<>();

    private long values;
    private long nodes;

    private Validator(Root root, EntryCheck entries) {
        this.root = root;
        this.entries = entries;
    }

    /** Throws an {@link IllegalStateException} that names the first promise a version does not keep. */
    public static void validate(Root root) {
        validate(root, EntryCheck.NONE);
    }

    /** The same, and that each entry passes a check. */
    public static void validate(Root root, EntryCheck entries) {
        reached(root, entries);
    }

    /** Checks a version, and returns its nodes and their metadata, by identity. */
    static Set<Object> reached(Root root, EntryCheck entries) {
        Validator validator = new Validator(root, entries);
        validator.run();
        return validator.reached;
    }

    /**
     * Checks a version that is or was published, as {@link #reached}, and that no range store has more pieces there than are
     * counted: the last of these would be released twice, or too early.
     */
    static Set<Object> reachedPublished(Root root, EntryCheck entries) {
        Validator validator = new Validator(root, entries);
        validator.run();
        validator.pieces.forEach((wide, there) -> check(
                wide.piecesVolatile() >= there,
                "pieces of a range store, counted",
                there,
                wide.piecesVolatile()));
        return validator.reached;
    }

    private void run() {
        Object[] top = root.top;
        int level = root.height - 1;
        check(root.height >= 1 && root.height <= Index.MAX_HEIGHT, "height", root.height);
        if (top != Node.EMPTY) {
            long used = Node.meta(top).used();
            check(used != 0, "empty top that is not the common one");
            check(
                    level == 0
                            || used != 1
                            || !(top[0] instanceof Object[]
                                    || (top[0] instanceof Skip skip && skip.first == 0)),
                    "top of height not needed",
                    level + 1);
            node(top, level, root.version, 0);
        } else {
            check(Node.meta(top).used() == 0 && level == 0, "common empty top was written");
        }
        check(values == root.size, "size, entries", root.size, values);
        check(nodes == root.nodes, "nodes, reachable", root.nodes, nodes);
    }

    private void node(Object[] node, int level, long parentBirth, long prefix) {
        nodes++;
        check(node.length == Node.SLOTS + 1, "length", node.length);
        Meta meta = Node.meta(node);
        check(reached.add(node), "node in two places, level", level);
        check(reached.add(meta), "metadata of two nodes, level", level);
        check(meta.birth <= parentBirth && meta.birth > 0, "birth under", meta.birth, parentBirth);
        check(meta.used() != 0, "empty node at level", level);
        check((meta.used() & ~Node.allSlots(level)) == 0, "slots beyond the last");
        check(
                (meta.tail & ~meta.used()) == 0 && (meta.tail & 1) == 0,
                "tail of",
                meta.tail,
                meta.used());
        for (int slot = 0; slot < Node.SLOTS; slot++) {
            slot(node, meta, level, slot, prefix);
        }
        owners(meta, level);
    }

    private void slot(Object[] node, Meta meta, int level, int slot, long prefix) {
        long bit = 1L << slot;
        Object element = node[slot];
        check(element != null == ((meta.present & bit) != 0), "present bit of slot", slot);
        int head = meta.head(slot);
        boolean isTail = head != slot;
        check(isTail == ((meta.tail & bit) != 0), "tail bit of slot", slot);
        if (isTail) {
            check(node[head] == element, "slot differs from its head", slot, head);
            check(marks(meta, slot) == 0, "mark on tail slot", slot);
            check(
                    (level > 0 && element instanceof Bucket) || (meta.full >>> head & 1) != 0,
                    "tail of a free slot",
                    slot,
                    head);
        } else {
            int run = meta.run(slot);
            check(Integer.bitCount(run) == 1 && slot % run == 0, "run at slot", run, slot);
            // What takes all slots of a node is one slot of the level above.
            check(run < Node.SLOTS, "run that fills a node at level", level);
        }
        if (level > 0 && element instanceof Object[] child) {
            check(!isTail && meta.run(slot) == 1, "child in an entry at slot", slot);
            node(child, level - 1, meta.birth, prefix | (long) slot << Index.shift(level));
            Meta below = Node.meta(child);
            check(
                    (below.full == Node.allSlots(level - 1)) == ((meta.full & bit) != 0),
                    "full bit of slot",
                    slot);
            marks(meta, slot, below);
            return;
        }
        if (level > 0 && element instanceof Skip skip) {
            check(!isTail && meta.run(slot) == 1, "skip in an entry at slot", slot);
            check(skip.level < level - 1, "skip that skips nothing", level, skip.level);
            check(
                    Index.slot(skip.first, level) == slot
                            && Index.nodeFirst(skip.first, level) == prefix
                            && Index.nodeFirst(skip.first, skip.level) == skip.first,
                    "skip to elsewhere",
                    skip.first,
                    prefix);
            check(skip.birth <= meta.birth, "birth of a skip under", skip.birth, meta.birth);
            check((meta.full & bit) == 0, "skip in a full slot", slot);
            marks(meta, slot, Node.meta(skip.node()));
            node(skip.node(), skip.level, meta.birth, skip.first);
            return;
        }
        if (level > 0 && element instanceof Bucket bucket) {
            if (!isTail) {
                bucket(bucket, meta, level, slot, prefix);
            }
            return;
        }
        check(
                level == 0 || element == null || element instanceof Wide,
                "class in interior slot",
                slot);
        if (element != null) {
            check((meta.full & bit) != 0, "value at free slot", slot);
            if (!isTail) {
                values++;
                piece(level == 0 ? Discards.holder(meta, slot, element) : element);
            }
        } else if ((meta.full & bit) == 0) {
            check(marks(meta, slot) == 0, "mark on free slot", slot);
            return;
        }
        if (!isTail) {
            entries.check(
                    prefix | (long) slot << Index.shift(level),
                    Index.shift(level) + Integer.numberOfTrailingZeros(meta.run(slot)),
                    borne(meta, slot),
                    element instanceof Wide wide ? wide.value : element);
        }
    }

    /** Returns the marks of a slot as bits, one for each mark. */
    private static int borne(Meta meta, int slot) {
        int borne = 0;
        for (int mark = 0; mark < 3; mark++) {
            borne |= (int) (meta.mark(mark) >>> slot & 1) << mark;
        }
        return borne;
    }

    private void piece(Object holder) {
        if (holder instanceof CountedWide wide) {
            pieces.merge(wide, 1L, Long::sum);
        }
    }

    private static void marks(Meta meta, int slot, Meta below) {
        for (int mark = 0; mark < 3; mark++) {
            boolean any = below.mark(mark) != 0;
            check(any == ((meta.mark(mark) >>> slot & 1) != 0), "mark of slot", mark, slot);
        }
    }

    private void bucket(Bucket bucket, Meta meta, int level, int slot, long prefix) {
        int size = bucket.size();
        int run = meta.run(slot);
        int order = Index.shift(level) + Integer.numberOfTrailingZeros(run);
        long first = prefix | (long) slot << Index.shift(level);
        nodes += bucket.units();
        values += size;
        check(size > 0 && size <= Bucket.MOST, "size of a bucket", size);
        check(bucket.blockOrder() == order, "order of a bucket", bucket.blockOrder(), order);
        long indices = 0;
        for (int at = 0; at < size; at++) {
            long from = bucket.first(at);
            long to = bucket.last(at);
            int entry = bucket.order(at);
            indices += 1L << entry;
            check(bucket.value(at) != null, "nothing in a bucket at", from);
            piece(bucket.element(at));
            check(entry < order, "entry as large as its bucket", entry, order);
            check(
                    to == Index.blockLast(from, entry),
                    "last of an entry in a bucket",
                    from,
                    to,
                    entry);
            check((from ^ first) >>> order == 0, "index in another's bucket", from, first, order);
            check(at == 0 || bucket.last(at - 1) < from, "bucket out of order at", from);
        }
        long mask = Meta.mask(slot, run);
        boolean full = indices == 1L << order;
        check((meta.full & mask) == (full ? mask : 0), "full bits of a bucket at slot", slot);
        for (int at = 0; at < size; at++) {
            long from = bucket.first(at);
            check(bucket.find(from) == at, "bucket does not find", from);
            check(bucket.find(bucket.last(at)) == at, "bucket does not find", bucket.last(at));
            check(bucket.get(from) == bucket.value(at), "bucket does not get", from);
            check(
                    bucket.get(bucket.last(at)) == bucket.value(at),
                    "bucket does not get the last of",
                    from);
        }
        for (int mark = 0; mark < 3; mark++) {
            long bits = bucket.mark(mark);
            check(bits >>> (size - 1) >>> 1 == 0, "mark beyond the last of a bucket", mark);
            check((bits != 0) == ((meta.mark(mark) >>> slot & 1) != 0), "mark of", mark, slot);
        }
        for (int at = 0; at < size; at++) {
            int borne = 0;
            for (int mark = 0; mark < 3; mark++) {
                borne |= (int) (bucket.mark(mark) >>> at & 1) << mark;
            }
            entries.check(bucket.first(at), bucket.order(at), borne, bucket.value(at));
        }
    }

    private static void owners(Meta meta, int level) {
        Owners owners = meta.owners;
        if (owners == null) {
            return;
        }
        check(level == 0 && owners.birth <= meta.birth, "owners at level", level);
        int count = 0;
        for (int slot = 0; slot < Node.SLOTS; slot++) {
            Object owner = owners.get(slot);
            count += owner == null ? 0 : 1;
            long state = owner instanceof Ticket ? meta.reserved() : meta.present & ~meta.tail;
            check(owner == null || (state >>> slot & 1) != 0, "owner of slot", slot);
        }
        check(count == owners.count && count > 0, "owner count of", owners.count, count);
    }

    private static long marks(Meta meta, int slot) {
        return (meta.mark(0) | meta.mark(1) | meta.mark(2)) >>> slot & 1;
    }

    /** Throws if a promise is not kept, and says which and by what. */
    public static void check(boolean holds, String what, long... numbers) {
        if (!holds) {
            throw new IllegalStateException(what + " " + Arrays.toString(numbers));
        }
    }
}
