package org.xarray4j.internal.tree;

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
final class Draft extends Way {
    final NodePool pool;
    final AllocationProbe probe;

    final Discarding discarding;
    private final ReuseGate gate;

    final Roots roots = new Roots();

    @Nullable Limbo limbo;

    private @Nullable Root unseen;

    /** What edits gather entries in, from when the first of them does; empty between edits. */
    private @Nullable EntryList entries;

    private long lastVersion;
    private long version;
    private long born;

    /** Whether an edit is under way; still set after one that threw, which must not happen. */
    private boolean editing;

    /** Whether an edit before the last one threw. */
    private boolean torn;

    /** How many edits there were, in all versions. */
    private long edits;

    Draft(NodePool pool, AllocationProbe probe, boolean releasing, ReuseGate gate) {
        this.pool = pool;
        this.probe = probe;
        this.discarding = new Discarding(this, releasing);
        this.gate = gate;
    }

    // ---------------------------------------------------------------- the life of a version

    /** Begins on what is published. Nothing is opened before the first change. */
    void begin(Root published) {
        roots.begin(published);
    }

    /** Returns what this draft reads: its own version when there is one, or what it began on. */
    @Override
    Root root() {
        Root open = roots.work();
        return open != null ? open : roots.published();
    }

    boolean isOpen() {
        return roots.isOpen();
    }

    /** Returns whether a version was begun to be ended, or not even that, by somebody who was broken off. */
    boolean isUnended() {
        return version != 0 || roots.isOpen() || isTorn();
    }

    /** Opens a version, if none is open. Prepares. */
    void open() {
        if (!roots.isOpen()) {
            discarding.open();
            if (gate.isEnabled() && limbo == null) {
                probe.beforeAllocation();
                limbo = new Limbo(pool, roots, gate);
                pool.reclaimFrom(limbo);
            }
            if (roots.hasSpares() && unseen == null) {
                // A root that is used again cannot change its height; should the tree's change,
                // this one takes its place.
                probe.beforeAllocation();
                unseen = Root.blank();
            }
            Root published = roots.published();
            born = 0;
            Root mine = roots.open(probe);
            // The number is spent even if nothing comes of it: a node of a dropped version must
            // never look like ours.
            version = ++lastVersion;
            gate.beforeOverwrite();
            mine.copyFrom(published);
            mine.version = version;
        }
    }

    /** Whether the version was sealed, so that its root may be published. */
    private boolean sealed;

    /** Whether this version drops subtrees, which nothing that is kept for reuse may keep alive. */
    private boolean dropsSubtrees;

    /** Whether nodes were made for the free indices of a range, which are {@code rangeFirst} to {@code rangeLast}. */
    private boolean hasRange;

    private long rangeFirst;
    private long rangeLast;

    /** Says for which free indices nodes are at hand; so they get nodes, and no buckets or skips. */
    void setRange(long first, long last) {
        hasRange = true;
        rangeFirst = first;
        rangeLast = last;
    }

    /** Returns whether nodes are at hand for an index, should it be free. */
    boolean isInRange(long index) {
        return hasRange
                && Long.compareUnsigned(rangeFirst, index) <= 0
                && Long.compareUnsigned(index, rangeLast) <= 0;
    }

    /** Returns the root of this version, to be published before {@link #finish}; null when nothing was changed. */
    @Nullable Root seal() {
        Root done = roots.work();
        if (done != null) {
            long unlinked = limbo == null ? 0 : limbo.unlinked();
            long over = roots.published().nodes + born - done.nodes - unlinked;
            // What is given back now is not given back again, should the version be dropped.
            born -= over;
            pool.refund(over);
            discarding.seal();
            done.setPublished();
            sealed = true;
        }
        return done;
    }

    /** Ends the version that was sealed and, if anything was changed, published. */
    void finish() {
        Root done = roots.work();
        if (done != null) {
            Limbo waiting = limbo;
            if (waiting == null) {
                roots.publish(false);
            } else {
                waiting.publish(done.nodes);
                if (dropsSubtrees) {
                    // What was replaced now, or waits from before, may still refer to the subtrees.
                    waiting.clear();
                }
            }
        }
        end();
    }

    /** Drops the version: forgets it, and is ready for the next. */
    void drop() {
        if (roots.isOpen()) {
            Limbo kept = limbo;
            boolean isLarge = born > Limbo.MOST || sealed;
            if (!sealed) {
                pool.refund(born);
            } else if (kept != null) {
                // What it had replaced was to be at hand one day.
                pool.refund(kept.unlinked());
            }
            born = 0;
            if (kept != null) {
                kept.takeBack();
            }
            // A sealed root may have been published before whatever made the caller give up.
            roots.drop(sealed || kept == null);
            if (kept != null && isLarge) {
                // The version's nodes were in use before, so what is at hand may refer to them and,
                // through them, to all that the version had made: more than is kept anyway.
                kept.clear();
            }
        }
        discarding.drop();
        end();
    }

    private void end() {
        if (hasRange) {
            hasRange = false;
            pool.dropStock();
        }
        version = 0;
        torn = false;
        editing = false;
        sealed = false;
        dropsSubtrees = false;
        forgetPath();
        if (!gate.isEnabled()) {
            pool.dropSpares();
        }
    }

    /** Lets go of everything that is kept for reuse. */
    void trim() {
        if (limbo != null) {
            limbo.clear();
        }
        pool.trim();
        entries = null;
    }

    /** Has everything checked that is kept for reuse. */
    void validateKept(KeptValidator validator) {
        long unlinked = limbo == null ? 0 : limbo.unlinked();
        Validator.check(isOpen() || unlinked == 0, "unlinked by no version", unlinked);
        Validator.check(unseen == null || !unseen.isPublished(), "the unseen root was published");
        roots.validate(validator);
        pool.validate(validator, unlinked > 0 ? version : 0);
    }

    /** Notes that a node is no longer part of this version. Published ones may be used again one day; its own are gone. */
    private void unlink(Object[] node, int at) {
        if (Node.meta(node).birth == version) {
            unborn(1);
        } else if (limbo != null) {
            limbo.add(node, at, version);
        }
    }

    /** Gives back the charge for nodes of this version that it has dropped again: a long one might be refused for them. */
    void unborn(long nodes) {
        born -= nodes;
        pool.refund(nodes);
    }

    @Override
    void locate(long index, int down) {
        discarding.begin();
        super.locate(index, down);
    }

    // ---------------------------------------------------------------- preparing

    /** Makes sure that the nodes of the way, from the top down to a level, can be copied. */
    void preparePath(int down) {
        for (int at = root().height - 1; at >= down; at--) {
            Object[] node = path[at];
            if (node != null && Node.meta(node).birth != version) {
                pool.ensure(at, 1);
                Skip skip = skips[at];
                if (skip != null && skip.birth != version) {
                    probe.beforeAllocation();
                    spareSkips[at] = new Skip(at, skip.first, version);
                }
            }
        }
    }

    /** Returns the list to gather entries in; whoever fills it clears it. Prepares. */
    EntryList entries() {
        EntryList list = entries;
        if (list == null) {
            probe.beforeAllocation();
            list = new EntryList(discarding.isReleasing());
            entries = list;
        }
        return list;
    }

    // ---------------------------------------------------------------- editing

    /** Begins an edit: from here on nothing may fail, so nothing is allocated. */
    void startEdit() {
        torn |= editing;
        editing = true;
        edits++;
    }

    /** Counts an edit that is a single store; returns how many edits there were. */
    long countEdit() {
        return ++edits;
    }

    /** Returns how many edits there were: as long as it is the same, so is what this draft reads. */
    long edits() {
        return edits;
    }

    void finishEdit() {
        editing = false;
    }

    /** Returns whether an edit was broken off half-way, be it the last one or one before, so that the version must be dropped. */
    boolean isTorn() {
        return torn || editing;
    }

    Root edited() {
        return Objects.requireNonNull(roots.work(), "no version is open");
    }

    /** Makes the nodes of the way this version's own, from the top down to a level. */
    void own(long index, int down) {
        Root root = edited();
        int top = root.height - 1;
        int above = top;
        for (int at = top; at >= down; at--) {
            Object[] node = path[at];
            if (node == null) {
                continue;
            }
            if (Node.meta(node).birth != version) {
                Object[] copy = copy(node, at);
                if (at == top) {
                    root.top = copy;
                } else if (skips[at] == null) {
                    node(above)[Index.slot(index, above)] = copy;
                } else {
                    node(above)[Index.slot(index, above)] = ownSkip(at, copy);
                }
                path[at] = copy;
            }
            above = at;
        }
    }

    /** Returns the skip of this version that leads to a node on the way. */
    private Skip ownSkip(int at, Object[] node) {
        Skip skip = skips[at];
        if (skip == null || skip.birth != version) {
            skip = Objects.requireNonNull(spareSkips[at], "a skip was not prepared");
            skips[at] = skip;
        }
        skip.leadTo(node);
        return skip;
    }

    /**
     * Makes the nodes on the way to an index this version's own, from a level down that is below its own nodes; returns
     * the leaf. Does the same as {@link #own}, where nothing was located.
     */
    Object[] ownBelow(long index, int foreign) {
        Root root = edited();
        int at = root.height - 1;
        Object[] node = root.top;
        Object @Nullable [] parent = null;
        while (at >= foreign) {
            parent = node;
            if (at == 0) {
                return node;
            }
            node = (Object[]) node[Index.slot(index, at)];
            at--;
        }
        while (true) {
            Object[] copy = copy(node, at);
            if (parent == null) {
                root.top = copy;
            } else {
                parent[Index.slot(index, at + 1)] = copy;
            }
            if (at == 0) {
                return copy;
            }
            node = (Object[]) copy[Index.slot(index, at)];
            parent = copy;
            at--;
        }
    }

    /** Takes a prepared blank node. */
    Object[] take(int at) {
        born++;
        return pool.take(at, version);
    }

    /** Takes a prepared node, makes it the copy of one that is not this version's own, and unlinks that. */
    private Object[] copy(Object[] node, int at) {
        born++;
        Object[] copy =
                limbo == null ? pool.takeToOverwrite(at) : limbo.exchange(node, at, version);
        Node.copy(node, copy, version);
        return copy;
    }

    /** Counts nodes that were made outside the pool, for this version, and are part of it now. */
    void adopt(long nodes) {
        born += nodes;
        edited().nodes += nodes;
    }

    /** Counts a bucket that was made for this version and is part of it now. */
    void adopt(Bucket bucket) {
        bucket.setBorn(version);
        adopt(bucket.units());
    }

    /** Counts a bucket no longer that was part of this version. */
    void abandon(Bucket bucket) {
        edited().nodes -= bucket.units();
        if (bucket.isBorn(version)) {
            unborn(bucket.units());
        }
    }

    long version() {
        return version;
    }

    /** Makes the tree at least so high. The new tops have the old one in their first slot. */
    void growTo(int height) {
        boolean empty = edited().isEmpty();
        int before = edited().height;
        Root root = resize(Math.max(height, before));
        if (empty) {
            root.top = take(height - 1);
            root.nodes = 1;
            return;
        }
        for (int at = before; at < height; at++) {
            Object[] higher = take(at);
            higher[0] = root.top;
            Meta meta = Node.meta(higher);
            meta.present = 1;
            Node.summarize(meta, 0, root.top, at);
            root.top = higher;
            root.nodes++;
        }
    }

    /**
     * Makes the tree so high, and returns the new top. The old one becomes its first child, by a skip where that is not the
     * level below.
     */
    Object[] raise(int height, @Nullable Skip down) {
        Root root = edited();
        boolean empty = root.isEmpty();
        Object[] below = root.top;
        root = resize(height);
        Object[] top = take(height - 1);
        root.top = top;
        if (empty) {
            root.nodes = 1;
        } else {
            root.nodes++;
            if (down != null) {
                down.leadTo(below);
            }
            Node.link(top, height - 1, 0, down == null ? below : down);
        }
        return top;
    }

    /** Changes the height of this version, in another root object where this one's is fixed. */
    private Root resize(int height) {
        Root root = edited();
        if (root.height == height) {
            return root;
        }
        if (root.isPublished()) {
            Root other =
                    Objects.requireNonNull(unseen, "a root of another height was not prepared");
            unseen = null;
            other.copyFrom(root);
            roots.replaceWork(other);
            root = other;
        }
        root.height = height;
        return root;
    }

    /** Makes this version empty. */
    void makeEmpty() {
        Root root = resize(1);
        root.top = Node.EMPTY;
        root.size = 0;
        root.nodes = 0;
    }

    /** Builds the nodes from one level down to another, with one entry at the bottom. */
    Object[] chain(long index, int from, int down, int run, @Nullable Object element) {
        Object[] node = take(down);
        Node.fill(node, Index.slot(index, down), run, element);
        for (int at = down + 1; at <= from; at++) {
            Object[] parent = take(at);
            Node.link(parent, at, Index.slot(index, at), node);
            node = parent;
        }
        edited().nodes += from - down + 1;
        return node;
    }

    /** Brings the nodes above a level up to date with the one there. */
    void propagate(long index, int from) {
        int height = edited().height;
        for (int at = above(from); at < height; at = above(at)) {
            int to = Index.slot(index, at);
            Object[] node = node(at);
            if (!Node.summarize(Node.meta(node), to, node[to], at)) {
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
        int at = level();
        long gone = mask;
        while ((Node.meta(node(at)).used() & ~gone) == 0) {
            at = above(at);
            if (at == height) {
                return at;
            }
            gone = 1L << Index.slot(index, at);
        }
        return at;
    }

    /** Empties some slots of the located node, and drops the nodes that this leaves empty. */
    void clear(long index, long mask) {
        int survivor = survivor(index, mask);
        for (int at = level(); at < survivor; at = above(at)) {
            unlink(node(at), at);
            edited().nodes--;
        }
        if (survivor == edited().height) {
            makeEmpty();
            return;
        }
        own(index, survivor);
        blank(node(survivor), survivor == level() ? mask : 1L << Index.slot(index, survivor));
        propagate(index, survivor);
    }

    /** Makes the tree as low as it can be. */
    void shrink() {
        Root root = edited();
        int height = root.height;
        Object[] top = root.top;
        long dropped = 0;
        while (height > 1 && Node.meta(top).used() == 1) {
            Object only = top[0];
            if (only instanceof Object[] child) {
                unlink(top, height - 1);
                height--;
                top = child;
            } else if (only instanceof Skip skip && skip.first == 0) {
                unlink(top, height - 1);
                height = skip.level + 1;
                top = skip.node();
            } else {
                break;
            }
            dropped++;
        }
        if (height < root.height) {
            root.nodes -= dropped;
            root = resize(height);
            root.top = top;
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

    // ---------------------------------------------------------------- counting

    /** Counts entries that come or go. */
    void addSize(long more) {
        Root root = edited();
        root.size += more;
    }

    /** Says that this version drops a subtree, which nothing that is kept for reuse may keep alive. */
    void dropsSubtree() {
        dropsSubtrees = true;
    }
}
