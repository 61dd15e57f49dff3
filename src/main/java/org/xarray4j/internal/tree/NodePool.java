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
    private final Charge charge;
    private final AllocationProbe probe;
    private final Object[] @Nullable [] spares = new Object[Index.MAX_HEIGHT][];
    private final int[] counts = new int[Index.MAX_HEIGHT];
    private @Nullable Owners[] spareOwners = new @Nullable Owners[0];
    private int ownersCount;
    private int total;

    NodePool(Charge charge, AllocationProbe probe) {
        this.charge = charge;
        this.probe = probe;
    }

    /** Makes sure that {@code wanted} nodes for a level are at hand. */
    void ensure(int level, int wanted) {
        if (counts[level] < wanted) {
            allocate(level, wanted);
        }
    }

    private void allocate(int level, int wanted) {
        Object[] spare = spares[level];
        if (spare == null || spare.length < wanted) {
            probe.beforeAllocation();
            spare = spare == null ? new Object[wanted] : Arrays.copyOf(spare, wanted);
            spares[level] = spare;
        }
        while (counts[level] < wanted) {
            charge.charge(Node.BYTES);
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
