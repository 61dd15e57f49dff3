package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a draft takes its nodes from, by level, put there beforehand: new ones, and those that were replaced and may be
 * used again.
 *
 * <p>Every write has two phases. While it prepares it makes sure that the pool holds all nodes it can need ({@link
 * #ensure}), which may fail and then has changed nothing; while it edits it takes them ({@link #take}, {@link
 * #takeToOverwrite}), which cannot fail.
 *
 * <p>A node that is used again stays as it was until it is taken. Most are taken for a copy, which overwrites all of it,
 * and blanking it first would cost as much as copying does.
 *
 * <p>Guarded by: the writer lock.
 */
final class NodePool {
    /** No write needs more nodes of one level: on the ways to a range's two ends, and to grow. */
    private static final int MOST_PREPARED = 3;

    private static final Object[] @Nullable [] NO_STOCK = new Object[0][];

    private final Charge charge;
    private final AllocationProbe probe;
    private final @Nullable NodeRing[] rings = new @Nullable NodeRing[Index.MAX_HEIGHT];
    private static final @Nullable Owners[] NO_OWNERS = {};

    private @Nullable Owners[] spareOwners = NO_OWNERS;
    private int ownersCount;

    /** How many nodes there are in all rings. */
    private int total;

    /** New nodes for whatever level asks, made and charged before they are needed; they are in no ring. */
    private Object[] @Nullable [] stock = NO_STOCK;

    private int stocked;

    /** Where nodes come back from, when they do. */
    private @Nullable Limbo limbo;

    NodePool(Charge charge, AllocationProbe probe) {
        this.charge = charge;
        this.probe = probe;
    }

    void reclaimFrom(Limbo source) {
        limbo = source;
    }

    /** Makes sure that {@code wanted} nodes for a level are at hand. */
    void ensure(int level, int wanted) {
        NodeRing ring = ring(level);
        while (ring.atHand() < wanted) {
            if (stocked > 0 && ring.size() < ring.length()) {
                ring.give(fromStock());
                total++;
            } else if (limbo == null || !limbo.reclaim()) {
                allocate(ring, wanted);
            }
        }
    }

    /** Makes room for what so many edits at a level, each of which takes a node or two, may put here in their stead. */
    void ensureRoom(int level, int edits) {
        NodeRing ring = ring(level);
        int most = limbo == null ? 0 : limbo.bound() + 1;
        int length = roundUp(ring.size() + 2 + Math.min(edits, most));
        if (ring.length() < length) {
            probe.beforeAllocation();
            ring.grow(length);
        }
    }

    /** Makes so many nodes beforehand, which {@link #ensure} takes, for any level, until {@link #dropStock}. */
    void stock(int nodes) {
        dropStock();
        charge(nodes);
        try {
            probe.beforeAllocation();
            stock = new Object[nodes][];
            while (stocked < nodes) {
                probe.beforeAllocation();
                stock[stocked] = Node.blank();
                stocked++;
            }
        } catch (Throwable t) {
            refund(nodes - stocked);
            dropStock();
            throw t;
        }
        afterMaking();
    }

    private Object[] fromStock() {
        stocked--;
        Object[] node = stock[stocked];
        stock[stocked] = null;
        assert node != null : "gap in the stock";
        return node;
    }

    /** Lets go of what was made beforehand and is not needed any more. */
    void dropStock() {
        if (stock != NO_STOCK) {
            refund(stocked);
            stocked = 0;
            stock = NO_STOCK;
        }
    }

    private NodeRing ring(int level) {
        NodeRing ring = rings[level];
        if (ring == null) {
            probe.beforeAllocation();
            ring = new NodeRing();
            rings[level] = ring;
        }
        return ring;
    }

    private void allocate(NodeRing ring, int wanted) {
        int needed = ring.size() + wanted - ring.atHand();
        // Each time that there is too little, room for twice as much: what is never missed takes
        // no room.
        int wished =
                limbo == null ? needed : Math.min(2 * ring.length(), limbo.bound() + MOST_PREPARED);
        int length = roundUp(Math.max(needed, wished));
        if (ring.length() < length) {
            probe.beforeAllocation();
            ring.grow(length);
        }
        while (ring.atHand() < wanted) {
            charge(1);
            try {
                probe.beforeAllocation();
                ring.give(Node.blank());
            } catch (Throwable t) {
                charge.refund(Node.BYTES);
                throw t;
            }
            total++;
        }
        if (limbo != null) {
            // A stale walk may come from a node in use again to a new one, which must have its
            // metadata.
            limbo.afterAllocation();
        }
    }

    private static int roundUp(int length) {
        return length <= 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
    }

    /** Charges some nodes; before it is refused, lets go of what is only kept for reuse. */
    void charge(int nodes) {
        try {
            charge.charge(nodes * Node.BYTES);
        } catch (RuntimeException refused) {
            if (limbo == null) {
                throw refused;
            }
            limbo.keepOnly(MOST_PREPARED);
            try {
                charge.charge(nodes * Node.BYTES);
            } catch (RuntimeException again) {
                // Nor does the write, which fails, need what it has prepared.
                limbo.keepOnly(0);
                throw again;
            }
        }
    }

    /**
     * Makes a node that is filled before the edit and hung in as part of a subtree, so that it need not wait here. The
     * caller refunds it should the version not come to own it, and calls {@link #afterMaking} when all are made.
     */
    Object[] make(long birth) {
        charge(1);
        try {
            probe.beforeAllocation();
            Object[] node = Node.blank();
            Node.meta(node).birth = birth;
            return node;
        } catch (Throwable t) {
            charge.refund(Node.BYTES);
            throw t;
        }
    }

    void afterMaking() {
        if (limbo != null) {
            limbo.afterAllocation();
        }
    }

    int total() {
        return total;
    }

    /** Where what waits at a level ends. */
    int end(int level) {
        NodeRing ring = rings[level];
        return ring == null ? 0 : ring.end();
    }

    /** Puts a node that the version being written has unlinked; returns false when there is no room. */
    boolean put(Object[] node, int level, long version) {
        NodeRing ring = rings[level];
        if (ring == null || !ring.put(node, version)) {
            return false;
        }
        total++;
        return true;
    }

    /** Lets go of what a version has unlinked that will not be published. */
    void takeBack(long version) {
        for (NodeRing ring : rings) {
            if (ring != null) {
                total -= ring.takeBack(version);
            }
        }
    }

    /**
     * Has what waits at a level, up to a position, at hand, but for nodes born in a version or before; those are the
     * collector's.
     */
    void reclaim(int level, int to, long last) {
        NodeRing ring = rings[level];
        if (ring != null) {
            int gone = ring.reclaim(to, last);
            total -= gone;
            refund(gone);
        }
    }

    /** Lets go of what is at hand at a level of which nothing was taken in so many calls. */
    void age(int level, int most) {
        NodeRing ring = rings[level];
        if (ring != null) {
            int gone = ring.age(most);
            total -= gone;
            refund(gone);
        }
    }

    /**
     * Lets go of everything but some nodes at hand for each level, and of what the version being written has unlinked; of
     * no new node if only what may refer to something is to go.
     */
    void drop(int keep, boolean keepNew, long open) {
        int gone = 0;
        for (NodeRing ring : rings) {
            if (ring != null) {
                gone += ring.drop(keepNew ? ring.blanks() : keep, open);
            }
        }
        total -= gone;
        refund(gone);
    }

    /** Has everything checked that is at hand, waits, or was unlinked by the version being written. */
    void validate(KeptValidator validator, long open) {
        int nodes = 0;
        for (int level = 0; level < rings.length; level++) {
            NodeRing ring = rings[level];
            if (ring != null) {
                nodes += ring.validate(validator, level, open);
            }
        }
        Validator.check(nodes == total, "count of nodes beside the tree", total, nodes);
    }

    /** Takes a blank node that {@link #ensure} has put here. */
    Object[] take(int level, long birth) {
        Object[] node = takeToOverwrite(level);
        Meta meta = Node.meta(node);
        if (meta.birth != 0) {
            Node.scrub(node);
        }
        meta.birth = birth;
        return node;
    }

    /** Takes a node that {@link #ensure} has put here, with whatever is in it: all of it must be overwritten. */
    Object[] takeToOverwrite(int level) {
        NodeRing ring = rings[level];
        assert ring != null : "a node for level " + level + " was not prepared";
        total--;
        return ring.take();
    }

    /** Takes a node as {@link #takeToOverwrite}, and puts another as {@link #put}, for which there is room then. */
    Object[] exchange(Object[] unlinked, int level, long version) {
        NodeRing ring = rings[level];
        assert ring != null : "a node for level " + level + " was not prepared";
        return ring.exchange(unlinked, version);
    }

    /** Makes sure that {@code wanted} blank {@link Owners} are at hand. */
    void ensureOwners(int wanted) {
        if (ownersCount < wanted) {
            probe.beforeAllocation();
            spareOwners = Arrays.copyOf(spareOwners, Math.max(wanted, spareOwners.length));
            while (ownersCount < wanted) {
                probe.beforeAllocation();
                spareOwners[ownersCount] = new Owners();
                ownersCount++;
            }
        }
    }

    Owners takeOwners(long birth) {
        Owners owners = spareOwners[--ownersCount];
        assert owners != null : "owners were not prepared";
        spareOwners[ownersCount] = null;
        owners.birth = birth;
        return owners;
    }

    /** Puts back what was taken and is blank again: the same edit may need it for the same leaf. */
    void putOwners(Owners blank) {
        if (ownersCount < spareOwners.length) {
            spareOwners[ownersCount++] = blank;
        }
    }

    /** Gives back the charge for nodes that the garbage collector has now. */
    void refund(long nodes) {
        if (nodes != 0) {
            charge.refund(nodes * Node.BYTES);
        }
    }

    /** Lets go of what was prepared and not needed. */
    void dropSpares() {
        if (total != 0) {
            drop(0, false, 0);
        }
        if (ownersCount != 0) {
            // Not an empty array of its own: this is called where nothing may be allocated.
            spareOwners = NO_OWNERS;
            ownersCount = 0;
        }
    }

    /** Lets go of everything, also of the places for it. */
    void trim() {
        dropSpares();
        Arrays.fill(rings, null);
    }
}
