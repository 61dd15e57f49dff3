package org.xarray4j.internal.tree;

/**
 * A set of indices, added one by one or as ranges, and forgotten all at once.
 *
 * <p>It is a tree that nobody but its owner reads: one version that is never published, so nothing in it is ever copied. A
 * range of any length takes as much as it would in the array.
 *
 * <p>Guarded by: the writer lock of the array that it belongs to.
 */
final class IndexSet {
    private static final Object MEMBER = new Object();
    private static final Root NOTHING = Root.empty();

    private final TreeWriter tree;

    /** Whether an addition was broken off half-way, so that all indices must be taken for members. */
    private boolean everything;

    IndexSet(Charge charge, AllocationProbe probe) {
        tree = new TreeWriter(charge, probe, ReuseGate.NEVER, false, false, null);
        tree.begin(NOTHING);
    }

    /** Adds every index of a range. When it throws, some of them or none are members. */
    void add(long first, long last) {
        try {
            if (first == last) {
                tree.store(first, MEMBER, false);
            } else {
                tree.setRange(first, last, MEMBER);
            }
        } catch (Throwable t) {
            if (tree.isTorn()) {
                // Only an error of the virtual machine does that. What was there is lost, and a
                // member too many is harmless.
                forget();
                everything = true;
            }
            throw t;
        }
    }

    boolean isEmpty() {
        return !everything && tree.root().isEmpty();
    }

    /** Finds the least index from one to another that is no member. */
    boolean seekOther(FreeFinder finder, long from, long max) {
        return !everything && finder.seek(tree.root(), from, max);
    }

    /** Forgets all members; the time does not depend on how many there are. Cannot fail. */
    void clear() {
        forget();
        everything = false;
    }

    private void forget() {
        tree.drop();
        tree.begin(NOTHING);
    }

    /** Lets go of the nodes that are kept for the next addition. */
    void trim() {
        tree.trim();
    }
}
