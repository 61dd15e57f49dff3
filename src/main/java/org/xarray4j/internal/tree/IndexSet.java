package org.xarray4j.internal.tree;

/**
 * A set of indices, added one by one or as ranges, and forgotten all at once.
 *
 * <p>A few ranges are a list. More are a tree that nobody but its owner reads: one version that is never published, so nothing
 * in it is ever copied. A range of any length takes as much there as it would in the array.
 *
 * <p>Without the list, a set that is forgotten as often as something is added would leave a tree to the garbage collector each
 * time.
 *
 * <p>Guarded by: the writer lock of the array that it belongs to.
 */
final class IndexSet {
    /** How many ranges are listed. */
    private static final int LISTED = 8;

    private static final Object MEMBER = new Object();
    private static final Root NOTHING = Root.empty();

    private final long[] firsts = new long[LISTED];
    private final long[] lasts = new long[LISTED];
    private int listed;

    final TreeWriter tree;

    /** Whether an addition was broken off half-way, so that all indices must be taken for members. */
    private boolean everything;

    IndexSet(Charge charge, AllocationProbe probe) {
        tree = new TreeWriter(charge, probe, ReuseGate.NEVER, false, false, null);
        tree.begin(NOTHING);
    }

    /** Adds every index of a range. When it throws, some of them or none are members. */
    void add(long first, long last) {
        if (tree.root().isEmpty() && list(first, last)) {
            return;
        }
        try {
            while (listed > 0) {
                addToTree(firsts[listed - 1], lasts[listed - 1]);
                listed--;
            }
            addToTree(first, last);
        } catch (Throwable t) {
            if (tree.isTorn()) {
                // Only an error of the virtual machine does that. What was there is lost, and a
                // member too many is harmless.
                everything = true;
                forgetTree();
            }
            throw t;
        }
    }

    /** Adds a range to the list, if it has room or the range that was listed last ends just before. */
    private boolean list(long first, long last) {
        if (listed > 0 && lasts[listed - 1] + 1 == first && first != 0) {
            lasts[listed - 1] = last;
            return true;
        }
        if (listed == LISTED) {
            return false;
        }
        firsts[listed] = first;
        lasts[listed] = last;
        listed++;
        return true;
    }

    private void addToTree(long first, long last) {
        if (first == last) {
            tree.store(first, MEMBER, false);
        } else {
            tree.setRange(first, last, MEMBER);
        }
    }

    boolean isEmpty() {
        return !everything && listed == 0 && tree.root().isEmpty();
    }

    /** Finds the least index from one to another that is no member. */
    boolean seekOther(FreeFinder finder, long from, long max) {
        if (everything) {
            return false;
        }
        long at = from;
        while (finder.seek(tree.root(), at, max)) {
            at = finder.index();
            int covers = listedOver(at);
            if (covers < 0) {
                return true;
            }
            if (lasts[covers] == -1L) {
                return false;
            }
            at = lasts[covers] + 1;
        }
        return false;
    }

    /** Returns which listed range covers an index, or -1. */
    private int listedOver(long index) {
        for (int i = 0; i < listed; i++) {
            if (Long.compareUnsigned(firsts[i], index) <= 0
                    && Long.compareUnsigned(index, lasts[i]) <= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Forgets all members; the time does not depend on how many there are. Cannot fail. */
    void clear() {
        listed = 0;
        everything = false;
        if (!tree.root().isEmpty()) {
            forgetTree();
        }
    }

    private void forgetTree() {
        tree.drop();
        tree.begin(NOTHING);
    }

    /** Lets go of the nodes that are kept for the next addition. */
    void trim() {
        tree.trim();
    }
}
