package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a draft takes its nodes from: blank ones, by level, put there beforehand.
 *
 * <p>Every write has two phases. While it prepares it makes sure that the pool holds all nodes it can need ({@link
 * #ensure}), which may fail and then has changed nothing; while it edits it takes them ({@link #take}), which cannot
 * fail.
 *
 * <p>Guarded by: the writer lock.
 */
final class NodePool {
    /** How many nodes of one level are kept for reuse. */
    private static final int KEPT = 2 * Limbo.BATCH;

    /** No write needs more nodes of one level: on the ways to a range's two ends, and to grow. */
    private static final int MOST_PREPARED = 3;

    private final Charge charge;
    private final AllocationProbe probe;
    private final Object[] @Nullable [] spares = new Object[Index.MAX_HEIGHT][];
    private final int[] counts = new int[Index.MAX_HEIGHT];
    private @Nullable Owners[] spareOwners = new @Nullable Owners[0];
    private int ownersCount;
    private int total;
    private final @Nullable Root[] spareRoots;
    private int rootCount;

    /** Where nodes come back from, when they do. */
    private @Nullable Limbo limbo;

    NodePool(Charge charge, AllocationProbe probe, boolean reusing) {
        this.charge = charge;
        this.probe = probe;
        this.spareRoots = new @Nullable Root[reusing ? Limbo.BATCH : 0];
    }

    void reclaimFrom(Limbo source) {
        limbo = source;
    }

    /** Makes sure that {@code wanted} nodes for a level are at hand. */
    void ensure(int level, int wanted) {
        while (counts[level] < wanted) {
            if (limbo == null || !limbo.reclaim()) {
                allocate(level, wanted);
            }
        }
    }

    private void allocate(int level, int wanted) {
        Object[] spare = spares[level];
        int length = spare == null ? 0 : spare.length;
        if (length < (limbo == null ? wanted : KEPT)) {
            // Each time that there is too little, room for twice as much: what is never missed
            // takes no room.
            probe.beforeAllocation();
            int grown = Math.max(wanted, limbo == null ? 0 : Math.min(KEPT, 2 * length));
            spare = spare == null ? new Object[grown] : Arrays.copyOf(spare, grown);
            spares[level] = spare;
        }
        while (counts[level] < wanted) {
            charge(1);
            try {
                probe.beforeAllocation();
                spare[counts[level]] = Node.blank();
            } catch (Throwable t) {
                charge.refund(Node.BYTES);
                throw t;
            }
            counts[level]++;
            total++;
        }
        if (limbo != null) {
            // A stale walk may come from a node in use again to a new one, which must have its
            // metadata.
            limbo.afterAllocation();
        }
    }

    /** Charges some nodes; before it is refused, lets go of what is only kept for reuse. */
    void charge(int nodes) {
        try {
            charge.charge(nodes * Node.BYTES);
        } catch (RuntimeException refused) {
            if (limbo == null) {
                throw refused;
            }
            limbo.clear();
            keep(MOST_PREPARED);
            try {
                charge.charge(nodes * Node.BYTES);
            } catch (RuntimeException again) {
                // Nor does the write, which fails, need what it has prepared.
                keep(0);
                throw again;
            }
        }
    }

    /** Lets go of all nodes at hand but so many of each level. */
    private void keep(int most) {
        for (int level = 0; level < counts.length; level++) {
            Object[] spare = spares[level];
            while (spare != null && counts[level] > most) {
                spare[--counts[level]] = null;
                total--;
                refund(1);
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

    /** Has everything checked that is at hand. */
    void validate(KeptValidator validator) {
        int nodes = 0;
        for (int level = 0; level < counts.length; level++) {
            Object[] spare = spares[level];
            for (int i = 0; spare != null && i < spare.length; i++) {
                Validator.check(i < counts[level] || spare[i] == null, "left in the pool", level);
                if (i < counts[level]) {
                    validator.isSpare(spare[i], level);
                    nodes++;
                }
            }
        }
        Validator.check(nodes == total, "count of spare nodes", total, nodes);
        for (int i = 0; i < rootCount; i++) {
            validator.isSpare(spareRoots[i]);
        }
    }

    /** Takes back a node that no reader can walk any more, and blanks it; returns false when there is no room. */
    boolean recycle(Object[] node, int level) {
        Object[] spare = spares[level];
        if (spare == null || counts[level] == spare.length) {
            return false;
        }
        Node.scrub(node);
        spare[counts[level]++] = node;
        total++;
        return true;
    }

    /** Takes back a root that no reader can hold any more. */
    void recycle(Root root) {
        if (rootCount < spareRoots.length) {
            root.scrub();
            spareRoots[rootCount++] = root;
        }
    }

    boolean hasRoots() {
        return rootCount > 0;
    }

    /** Returns a root of a height that may be written anew, or null. */
    @Nullable Root takeRoot(int height) {
        while (rootCount > 0) {
            Root root = spareRoots[--rootCount];
            // It will be the root of a whole tree: nothing here may keep that alive.
            spareRoots[rootCount] = null;
            if (root != null && root.height == height) {
                return root;
            }
        }
        return null;
    }

    /** Takes a blank node that {@link #ensure} has put here. */
    Object[] take(int level, long birth) {
        Object[] spare = spares[level];
        int last = --counts[level];
        assert spare != null && last >= 0 : "a node for level " + level + " was not prepared";
        total--;
        Object[] node = (Object[]) spare[last];
        spare[last] = null;
        Node.meta(node).birth = birth;
        return node;
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
    void trim() {
        Arrays.fill(spareRoots, null);
        rootCount = 0;
        if (total != 0 || ownersCount != 0) {
            refund(total);
            Arrays.fill(spares, null);
            Arrays.fill(counts, 0);
            total = 0;
            spareOwners = new @Nullable Owners[0];
            ownersCount = 0;
        }
    }
}
