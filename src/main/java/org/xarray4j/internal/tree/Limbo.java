package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where replaced nodes wait until no reader can walk them any more, in batches.
 *
 * <p>One batch is filled; when it is full it is sealed, with the cookie that says from when on; sealed ones wait in a
 * short queue. Everything here is bounded: what finds no room is the garbage collector's, which is always safe. Nodes of
 * dropped subtrees never come here.
 *
 * <p>Guarded by: the writer lock.
 */
final class Limbo {
    /** How many nodes, and as many roots, a batch takes. */
    static final int BATCH = 32;

    private static final int QUEUE = 2;

    /** Nodes and roots that were unlinked by published versions and have waited together. */
    private static final class Batch {
        final Object[] @Nullable [] nodes = new Object[BATCH][];
        final byte[] levels = new byte[BATCH];
        final @Nullable Root[] roots = new @Nullable Root[BATCH];
        int nodeCount;
        int rootCount;
        long cookie;

        void forget() {
            Arrays.fill(nodes, null);
            Arrays.fill(roots, null);
            nodeCount = 0;
            rootCount = 0;
        }
    }

    private final Batch[] queue = new Batch[QUEUE];
    private int queued;
    private int waiting;
    private int bound;
    private Batch open = new Batch();
    private final NodePool pool;
    private final ReuseGate gate;

    Limbo(NodePool pool, ReuseGate gate) {
        this.pool = pool;
        this.gate = gate;
        for (int i = 0; i < QUEUE; i++) {
            queue[i] = new Batch();
        }
    }

    /** Says how large the tree is: small arrays keep little for reuse. */
    void setBound(long nodes) {
        bound = (int) Math.min(3 * BATCH, 16 + 2 * nodes);
    }

    /** Takes a node that a version just published has unlinked; returns false when it is the collector's. */
    boolean add(Object[] node, int level) {
        if (Node.meta(node).birth <= gate.lastSnapshotVersion()
                || waiting + pool.total() >= bound) {
            return false;
        }
        if (open.nodeCount >= Math.min(BATCH, bound / 4)) {
            seal();
        }
        waiting++;
        open.nodes[open.nodeCount] = node;
        open.levels[open.nodeCount++] = (byte) level;
        return true;
    }

    /** Takes the root that a version just published has replaced. */
    void add(Root root) {
        if (root.version <= gate.lastSnapshotVersion()) {
            return;
        }
        if (open.rootCount == BATCH) {
            seal();
        }
        open.roots[open.rootCount++] = root;
    }

    private void seal() {
        Batch sealed = open;
        sealed.cookie = gate.seal();
        if (queued == QUEUE && !reclaim()) {
            // A reader stalls, or many announce themselves: what has waited longest goes to the
            // collector.
            drop(queue[0]);
            remove();
        }
        open = queue[queued];
        queue[queued++] = sealed;
    }

    private void remove() {
        Batch first = queue[0];
        first.forget();
        System.arraycopy(queue, 1, queue, 0, --queued);
        queue[queued] = first;
    }

    private void drop(Batch batch) {
        waiting -= batch.nodeCount;
        pool.refund(batch.nodeCount);
    }

    /** Moves what has waited longest to the pool, if no reader can be there; returns whether it did. */
    boolean reclaim() {
        if (queued == 0 || !gate.mayReuse(queue[0].cookie)) {
            return false;
        }
        Batch batch = queue[0];
        // Read after the readers were looked at: one that has registered a snapshot since then is
        // seen here.
        long last = gate.lastSnapshotVersion();
        gate.announceReuse();
        // Each leaves the batch before it goes to the pool, so that nothing is there twice,
        // whatever happens.
        while (batch.nodeCount > 0) {
            int at = --batch.nodeCount;
            Object[] node = batch.nodes[at];
            batch.nodes[at] = null;
            waiting--;
            if (node != null
                    && (Node.meta(node).birth <= last || !pool.recycle(node, batch.levels[at]))) {
                pool.refund(1);
            }
        }
        while (batch.rootCount > 0) {
            int at = --batch.rootCount;
            Root root = batch.roots[at];
            batch.roots[at] = null;
            if (root != null && root.version > last) {
                pool.recycle(root);
            }
        }
        remove();
        return true;
    }

    /** Orders the making of nodes before the stores by which they are hung below nodes in use again. */
    void afterAllocation() {
        gate.beforeOverwrite();
    }

    /** Has everything checked that waits here. */
    void validate(KeptValidator validator) {
        int nodes = validate(open, validator);
        for (int i = 0; i < queued; i++) {
            nodes += validate(queue[i], validator);
        }
        Validator.check(nodes == waiting, "count of waiting nodes", waiting, nodes);
    }

    private static int validate(Batch batch, KeptValidator validator) {
        for (int i = 0; i < batch.nodeCount; i++) {
            validator.waits(batch.nodes[i], batch.levels[i]);
        }
        for (int i = 0; i < batch.rootCount; i++) {
            validator.waits(batch.roots[i]);
        }
        return batch.nodeCount;
    }

    /** Lets go of everything. */
    void clear() {
        for (int i = 0; i < queued; i++) {
            drop(queue[i]);
            queue[i].forget();
        }
        queued = 0;
        drop(open);
        open.forget();
    }
}
