package org.xarray4j.internal.tree;

/**
 * When replaced nodes and roots may be used again: in batches, when no reader can walk them any more.
 *
 * <p>The nodes themselves stand in the {@link NodePool}, the roots in {@link Roots}, each in the order in which they were
 * replaced; a batch is where in these orders it ends. One batch is open; when it is full it is sealed, with the cookie that
 * says from when on; sealed ones wait in a short queue. Everything here is bounded: what finds no room is the garbage
 * collector's, which is always safe. Nodes of dropped subtrees never come here.
 *
 * <p>Guarded by: the writer lock.
 */
final class Limbo {
    /** How many nodes a batch takes before it is sealed, and how many roots. */
    static final int BATCH = 32;

    /** How many nodes are kept at most, waiting and at hand. */
    static final int MOST = 3 * BATCH;

    private static final int QUEUE = 2;

    /** For how many batches a level's nodes stay at hand when none is taken. */
    private static final int IDLE = 8;

    /** Where a batch ends, at each level and among the roots. */
    private static final class Batch {
        final int[] ends = new int[Index.MAX_HEIGHT];
        int rootEnd;
        long cookie;
    }

    private final Batch[] queue = new Batch[QUEUE];
    private int first;
    private int queued;

    /** How many nodes the open batch has, and where its roots begin. */
    private int open;

    private int openRoots;

    /** The version being written, once it has unlinked a node that is here, and how many of the open batch it has. */
    private long unlinker;

    private int unlinked;
    private int bound;
    private final NodePool pool;
    private final Roots roots;
    private final ReuseGate gate;

    Limbo(NodePool pool, Roots roots, ReuseGate gate) {
        this.pool = pool;
        this.roots = roots;
        this.gate = gate;
        for (int i = 0; i < QUEUE; i++) {
            queue[i] = new Batch();
        }
    }

    /** How many nodes there may be beside the tree, at hand or waiting: small arrays keep little. */
    int bound() {
        return bound;
    }

    /** Takes a node that the version being written has unlinked; returns false when it is the collector's. */
    boolean add(Object[] node, int level, long version) {
        if (pool.total() >= bound
                || Node.meta(node).birth <= gate.lastSnapshotVersion()
                || !pool.put(node, level, version)) {
            return false;
        }
        unlinker = version;
        unlinked++;
        return true;
    }

    /** Takes a node from the pool, to be overwritten, and has one that the version being written has unlinked in its stead. */
    Object[] exchange(Object[] node, int level, long version) {
        // When one goes, one may come; unless the tree became smaller.
        if (pool.total() > bound || Node.meta(node).birth <= gate.lastSnapshotVersion()) {
            return pool.takeToOverwrite(level);
        }
        unlinker = version;
        unlinked++;
        return pool.exchange(node, level, version);
    }

    /** How many nodes are here that the version being written has unlinked. */
    int unlinked() {
        return unlinked;
    }

    /** Takes back what the version being written has unlinked: it will not be published. */
    void takeBack() {
        if (unlinked > 0) {
            pool.takeBack(unlinker);
            unlinked = 0;
        }
    }

    /** Has what a version has replaced wait, which was published just now. */
    void publish(long nodes) {
        bound = (int) Math.min(MOST, 16 + 2 * nodes);
        roots.publish(roots.published().version > gate.lastSnapshotVersion());
        open += unlinked;
        unlinked = 0;
        if (open >= Math.min(BATCH, bound / 4) || roots.waitingFrom(openRoots) >= BATCH) {
            seal();
        }
    }

    private void seal() {
        if (queued == QUEUE && !reclaim()) {
            // A reader stalls, or many announce themselves: what has waited longest goes to the
            // collector.
            endFirst(Long.MAX_VALUE);
        }
        Batch sealed = queue[(first + queued) % QUEUE];
        for (int level = 0; level < Index.MAX_HEIGHT; level++) {
            sealed.ends[level] = pool.end(level);
            pool.age(level, IDLE);
        }
        sealed.rootEnd = roots.end();
        sealed.cookie = gate.seal();
        queued++;
        open = 0;
        openRoots = sealed.rootEnd;
    }

    /** Has what waited longest at hand, but for what was born in a version or before. */
    private void endFirst(long last) {
        Batch batch = queue[first];
        for (int level = 0; level < Index.MAX_HEIGHT; level++) {
            pool.reclaim(level, batch.ends[level], last);
        }
        roots.reclaim(batch.rootEnd, last);
        first = (first + 1) % QUEUE;
        queued--;
    }

    /** Has what waited longest at hand, if no reader can be there; returns whether it did. */
    boolean reclaim() {
        if (queued == 0 || !gate.mayReuse(queue[first].cookie)) {
            return false;
        }
        // Read after the readers were looked at: one that has registered a snapshot since then is
        // seen here.
        long last = gate.lastSnapshotVersion();
        gate.announceReuse();
        endFirst(last);
        return true;
    }

    /** Orders the making of nodes before the stores by which they are hung below nodes in use again. */
    void afterAllocation() {
        gate.beforeOverwrite();
    }

    /** Lets go of everything but some nodes at hand for each level, and of what is not published yet. */
    void keepOnly(int atHand) {
        pool.drop(atHand, false, unlinked > 0 ? unlinker : 0);
        forget();
    }

    /** Lets go of everything that may refer to something, also of what the version has unlinked that was published just now. */
    void clear() {
        pool.drop(0, true, 0);
        unlinked = 0;
        forget();
    }

    private void forget() {
        roots.clear();
        queued = 0;
        open = 0;
        openRoots = roots.end();
    }
}
