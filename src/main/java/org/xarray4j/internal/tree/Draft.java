package org.xarray4j.internal.tree;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The version being written: copy-on-write by birth, and the primitives that the edits are made of.
 *
 * <p>A draft begins on the published root. The first change opens a version: it draws a number that was never drawn
 * before and copies the root object. A node whose birth is that number was made by this version, which nobody else has
 * seen, and is edited in place; any other is copied first, once. {@link #seal} answers the new root, to be published by
 * the caller; {@link #drop} forgets it, and the published version is as it was.
 *
 * <p><b>Prepare, then edit.</b> Each operation first makes sure that everything it may need is at hand, which can fail
 * and then has changed nothing that a reader of the draft could see; then it edits, which allocates nothing and cannot
 * fail. So a transaction survives an operation that ran out of memory.
 *
 * <p>Guarded by: the writer lock. One draft serves an array for life.
 */
final class Draft {
    final NodePool pool;
    final AllocationProbe probe;

    /** What this version discards, in arrays with a releaser; null in others. */
    @Nullable Discards discards;

    private final boolean releasing;
    private final SubtreeWalk walk = new SubtreeWalk();
    private final Object[] @Nullable [] path = new Object[Index.MAX_HEIGHT][];

    private long lastVersion;
    private @Nullable Root base;
    private @Nullable Root work;
    private long version;
    private long born;

    /** Where {@link #locate} came to: the level, or the tree's height when the index lies beyond the tree. */
    private int level;

    private int slot;

    /** Whether an edit is under way; still set after one that threw, which must not happen. */
    private boolean editing;

    Draft(NodePool pool, AllocationProbe probe, boolean releasing) {
        this.pool = pool;
        this.probe = probe;
        this.releasing = releasing;
    }

    // ---------------------------------------------------------------- the life of a version

    /** Begins on what is published. Nothing is opened before the first change. */
    void begin(Root published) {
        base = published;
    }

    /** Returns what this draft reads: its own version when there is one, or what it began on. */
    Root root() {
        Root open = work;
        if (open != null) {
            return open;
        }
        Root published = base;
        if (published == null) {
            throw new IllegalStateException("no draft was begun");
        }
        return published;
    }

    boolean isOpen() {
        return work != null;
    }

    /** Opens a version, if none is open. Prepares. */
    void open() {
        if (work == null) {
            if (releasing && discards == null) {
                probe.beforeAllocation();
                discards = new Discards();
            }
            probe.beforeAllocation();
            // The number is spent even if nothing comes of it: a node of a dropped version must
            // never look like ours.
            version = ++lastVersion;
            work = root().successor(version);
            born = 0;
        }
    }

    /** Ends the version and returns its root, or null when nothing was changed. What it replaced is the collector's. */
    @Nullable Root seal() {
        Root sealed = work;
        if (sealed != null) {
            Root before = base;
            pool.refund((before == null ? 0 : before.nodes) + born - sealed.nodes);
            if (discards != null) {
                discards.countSplits();
            }
        }
        end();
        return sealed;
    }

    /** Ends the version and forgets it. */
    void drop() {
        if (work != null) {
            pool.refund(born);
        }
        discards = null;
        end();
    }

    private void end() {
        work = null;
        base = null;
        version = 0;
        editing = false;
        forgetPath();
        pool.trim();
    }

    /** Takes away what the version that was sealed has discarded, or null when that is nothing. */
    @Nullable Discards takeDiscards() {
        Discards taken = discards;
        discards = null;
        return taken == null || taken.isEmpty() ? null : taken;
    }

    // ---------------------------------------------------------------- where an index is

    /** Walks to the slot that decides an index and remembers the way. */
    void locate(long index) {
        locate(index, 0);
    }

    /** Walks to the slot of an index at a given level, or to a higher one where the tree has nothing as deep. */
    void locate(long index, int down) {
        Root root = root();
        int at = root.height - 1;
        if (Index.isBeyond(index, root.height)) {
            level = root.height;
            return;
        }
        Object[] node = root.top;
        path[at] = node;
        while (at > down && node[Index.slot(index, at)] instanceof Object[] child) {
            node = child;
            at--;
            path[at] = node;
        }
        level = at;
        slot = Index.slot(index, at);
    }

    /** Lets go of the nodes on the way, so that they keep nothing alive that was erased. */
    void forgetPath() {
        Arrays.fill(path, null);
    }

    boolean isBeyond() {
        return level == root().height;
    }

    int level() {
        return level;
    }

    int slot() {
        return slot;
    }

    Object[] node(int at) {
        return Objects.requireNonNull(path[at], "nothing was located at that level");
    }

    Object[] node() {
        return node(level);
    }

    Meta meta() {
        return Node.meta(node());
    }

    /** Returns the first slot of the entry that was located. */
    int head() {
        return meta().head(slot);
    }

    /** Returns the value that was located, or null. */
    @Nullable Object value() {
        if (isBeyond()) {
            return null;
        }
        Object element = node()[slot];
        return element instanceof Wide wide && level > 0 ? wide.value : element;
    }

    /** Returns whether what was located is a reserved slot. */
    boolean isReserved() {
        return !isBeyond() && (meta().reserved() >>> slot & 1) != 0;
    }

    /** Returns whether anything is where was located: a value, a reservation or a child. */
    boolean isUsed() {
        return !isBeyond() && (meta().used() >>> slot & 1) != 0;
    }

    /** Returns the owner of the entry that was located, or null. */
    @Nullable Object owner() {
        Owners owners = level == 0 ? meta().owners : null;
        return owners == null ? null : owners.get(head());
    }

    // ---------------------------------------------------------------- preparing

    /** Makes sure that the nodes of the way, from the top down to a level, can be copied. */
    void preparePath(int down) {
        for (int at = root().height - 1; at >= down; at--) {
            if (Node.meta(node(at)).birth != version) {
                pool.ensure(at, 1);
            }
        }
    }

    // ---------------------------------------------------------------- editing

    /** Begins an edit: from here on nothing may fail, so nothing is allocated. */
    void startEdit() {
        editing = true;
    }

    void finishEdit() {
        editing = false;
    }

    /** Returns whether an edit was broken off half-way, so that the version must be dropped. */
    boolean isTorn() {
        return editing;
    }

    Root edited() {
        return Objects.requireNonNull(work, "no version is open");
    }

    /** Makes the nodes of the way this version's own, from the top down to a level. */
    void own(long index, int down) {
        Root root = edited();
        int top = root.height - 1;
        for (int at = top; at >= down; at--) {
            Object[] node = node(at);
            if (Node.meta(node).birth != version) {
                Object[] copy = take(at);
                Node.copy(node, copy, version);
                if (at == top) {
                    root.top = copy;
                } else {
                    node(at + 1)[Index.slot(index, at + 1)] = copy;
                }
                path[at] = copy;
            }
        }
    }

    /** Takes a prepared blank node. */
    Object[] take(int at) {
        born++;
        return pool.take(at, version);
    }

    /** Makes the tree at least so high. The new tops have the old one in their first slot. */
    void growTo(int height) {
        Root root = edited();
        if (root.isEmpty()) {
            root.top = take(height - 1);
            root.height = height;
            root.nodes = 1;
            return;
        }
        while (root.height < height) {
            Object[] higher = take(root.height);
            Meta meta = Node.meta(higher);
            higher[0] = root.top;
            meta.present = 1;
            Node.summarize(meta, 0, root.top, root.height - 1);
            root.top = higher;
            root.height++;
            root.nodes++;
        }
    }

    /** Builds the nodes from one level down to another, with one entry at the bottom. */
    Object[] chain(long index, int from, int down, int run, @Nullable Object element) {
        Object[] node = take(down);
        fill(node, Index.slot(index, down), run, element);
        for (int at = down + 1; at <= from; at++) {
            Object[] parent = take(at);
            link(parent, Index.slot(index, at), node, at - 1);
            node = parent;
        }
        edited().nodes += from - down + 1;
        return node;
    }

    /** Puts an element, or a reservation, into blank slots, as one entry. */
    static void fill(Object[] node, int head, int run, @Nullable Object element) {
        Meta meta = Node.meta(node);
        long mask = Meta.mask(head, run);
        if (element != null) {
            Arrays.fill(node, head, head + run, element);
            meta.present |= mask;
        }
        meta.full |= mask;
        meta.tail |= mask & ~(1L << head);
    }

    /** Hangs a child into a blank slot. */
    static void link(Object[] node, int slot, Object[] child, int childLevel) {
        Meta meta = Node.meta(node);
        node[slot] = child;
        meta.present |= 1L << slot;
        Node.summarize(meta, slot, child, childLevel);
    }

    /** Brings the nodes above a level up to date with the one there. */
    void propagate(long index, int from) {
        int top = edited().height - 1;
        for (int at = from + 1; at <= top; at++) {
            if (!Node.summarize(Node.meta(node(at)), Index.slot(index, at), node(at - 1), at - 1)) {
                return;
            }
        }
    }

    /** Empties some slots of a node: elements, bits, marks and owners. The discards were noted before. */
    void blank(Object[] node, long mask) {
        Meta meta = Node.meta(node);
        long slots = mask & meta.present;
        while (slots != 0) {
            node[Long.numberOfTrailingZeros(slots)] = null;
            slots &= slots - 1;
        }
        meta.present &= ~mask;
        meta.full &= ~mask;
        meta.tail &= ~mask;
        meta.clearMarks(mask);
        if (meta.owners != null) {
            for (long left = mask; left != 0; left &= left - 1) {
                setOwner(meta, Long.numberOfTrailingZeros(left), null);
            }
        }
    }

    /**
     * Returns the level of the lowest node on the way that keeps something when some slots of the located node are
     * emptied; the tree's height when nothing is left at all.
     */
    int survivor(long index, long mask) {
        int height = root().height;
        int at = level;
        long gone = mask;
        while ((Node.meta(node(at)).used() & ~gone) == 0) {
            at++;
            if (at == height) {
                return at;
            }
            gone = 1L << Index.slot(index, at);
        }
        return at;
    }

    /** Empties some slots of the located node, and drops the nodes that this leaves empty. */
    void clear(long index, long mask) {
        Root root = edited();
        int survivor = survivor(index, mask);
        root.nodes -= survivor - level;
        if (survivor == root.height) {
            root.makeEmpty();
            return;
        }
        own(index, survivor);
        blank(node(survivor), survivor == level ? mask : 1L << Index.slot(index, survivor));
        propagate(index, survivor);
    }

    /** Makes the tree as low as it can be. */
    void shrink() {
        Root root = edited();
        while (root.height > 1
                && Node.meta(root.top).used() == 1
                && root.top[0] instanceof Object[] child) {
            root.top = child;
            root.height--;
            root.nodes--;
        }
    }

    // ---------------------------------------------------------------- owners

    /** Makes sure that the owners of the located node, if there are any, can be edited. */
    void prepareOwners() {
        Owners owners = meta().owners;
        if (owners != null && owners.birth != version) {
            pool.ensureOwners(1);
        }
    }

    /** Says whom a slot of an own leaf belongs to. */
    void setOwner(Meta meta, int at, @Nullable Object owner) {
        Owners owners = meta.owners;
        if (owner == null && (owners == null || owners.get(at) == null)) {
            return;
        }
        if (owners == null || owners.birth != version) {
            Owners mine = pool.takeOwners(version);
            if (owners != null) {
                mine.copyFrom(owners);
            }
            owners = mine;
            meta.owners = mine;
        }
        owners.set(at, owner);
        if (owners.count == 0) {
            meta.owners = null;
            pool.putOwners(owners);
        }
    }

    // ---------------------------------------------------------------- counting and discarding

    /** Counts entries that come or go. */
    void addSize(long more) {
        Root root = edited();
        root.size += more;
    }

    /**
     * Notes that the value of an entry is gone: handed to the caller, or discarded unless it is the one to keep.
     */
    void discard(Object[] node, int at, int head, boolean handOut, @Nullable Object keep) {
        Discards to = discards;
        Object element = node[head];
        if (to == null || element == null) {
            return;
        }
        Object holder = at == 0 ? Discards.holder(Node.meta(node), head, element) : element;
        if (!handOut) {
            to.add(holder, keep);
        } else if (holder instanceof Wide wide) {
            to.addHandedOut(wide);
        }
    }

    /** Takes a subtree out of the counts and notes that it is gone. */
    void discardSubtree(Object[] subtree, int at, @Nullable Object keep) {
        long values = 0;
        long nodes = 0;
        walk.start(subtree, at);
        for (Object[] node = walk.next(); node != null; node = walk.next()) {
            Meta meta = Node.meta(node);
            nodes++;
            long heads = meta.present & ~meta.tail;
            if (walk.level() == 0) {
                values += Long.bitCount(heads);
            } else {
                while (heads != 0) {
                    if (node[Long.numberOfTrailingZeros(heads)] instanceof Wide) {
                        values++;
                    }
                    heads &= heads - 1;
                }
            }
        }
        Root root = edited();
        root.size -= values;
        root.nodes -= nodes;
        if (discards != null) {
            discards.addSubtree(subtree, at, keep);
        }
    }
}
