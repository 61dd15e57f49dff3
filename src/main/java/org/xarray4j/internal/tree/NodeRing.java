package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * The nodes of one level that an array has beside its tree, in the order in which they came: at hand, waiting for their
 * readers, and unlinked by the version being written.
 *
 * <pre>
 *   head ── at hand ── ready ── waiting ── mark ── unlinked by the version being written ── end
 * </pre>
 *
 * <p>A node is stored here once, when it is unlinked, and taken away once, when it is used again. What happens to it in
 * between moves positions only: each store of a reference may cost a fence, with a collector that marks cards. Positions
 * only grow, but for {@code head} when a node is made; they are taken modulo the length, a power of two.
 *
 * <p>Guarded by: the writer lock.
 */
final class NodeRing {
    /** No array has more nodes beside its tree than this, with what is prepared for one write. */
    static final int MOST = 128;

    private static final Object[] @Nullable [] NOTHING = new Object[0][];

    private Object[] @Nullable [] nodes = NOTHING;
    private int head;
    private int ready;
    private int end;

    /** The version that put a node here last, and where its first one is. */
    private long version;

    private int mark;

    /** Where {@code head} was when {@link #age} was called last, and how often it has been there since. */
    private int agedHead;

    private int age;

    int atHand() {
        return ready - head;
    }

    int size() {
        return end - head;
    }

    int length() {
        return nodes.length;
    }

    int end() {
        return end;
    }

    /** Makes room for so many nodes in all, a power of two. Allocates. */
    void grow(int length) {
        Object[] @Nullable [] longer = new Object[length][];
        for (int at = head; at != end; at++) {
            longer[at & (length - 1)] = nodes[at & (nodes.length - 1)];
        }
        nodes = longer;
    }

    /** Puts a blank node, for which there must be room, before those at hand. */
    void give(Object[] blank) {
        head--;
        nodes[head & (nodes.length - 1)] = blank;
    }

    /** Takes the first node at hand, as it is: blank, or as it was when it was unlinked. */
    Object[] take() {
        assert ready != head : "a node was not prepared";
        int at = head & (nodes.length - 1);
        Object[] node = nodes[at];
        nodes[at] = null;
        head++;
        assert node != null : "gap in a ring";
        return node;
    }

    /** Puts a node that the version being written has unlinked; returns false when there is no room. */
    boolean put(Object[] node, long by) {
        if (end - head == nodes.length) {
            return false;
        }
        if (version != by) {
            version = by;
            mark = end;
        }
        nodes[end & (nodes.length - 1)] = node;
        end++;
        return true;
    }

    /** Takes the first node at hand, as {@link #take}, and puts another as {@link #put}, for which there is room then. */
    Object[] exchange(Object[] unlinked, long by) {
        assert ready != head : "a node was not prepared";
        Object[] @Nullable [] all = nodes;
        int mask = all.length - 1;
        int first = head & mask;
        Object[] node = all[first];
        all[first] = null;
        head++;
        if (version != by) {
            version = by;
            mark = end;
        }
        all[end & mask] = unlinked;
        end++;
        assert node != null : "gap in a ring";
        return node;
    }

    /** Returns where the nodes begin that a version has unlinked, the one that is being written. */
    private int markOf(long open) {
        return version == open ? mark : end;
    }

    /** Lets go of what a version has unlinked that will not be published; returns how many nodes that were. */
    int takeBack(long dropped) {
        int from = markOf(dropped);
        int many = end - from;
        for (int at = from; at != end; at++) {
            nodes[at & (nodes.length - 1)] = null;
        }
        end = from;
        return many;
    }

    /**
     * Has what waits up to a position at hand, but for nodes born in a version or before, which it lets go of; returns how
     * many those are.
     */
    int reclaim(int to, long last) {
        int from = to;
        if (last > 0) {
            for (int at = to; at != ready; ) {
                at--;
                Object[] node = nodes[at & (nodes.length - 1)];
                assert node != null : "gap in a ring";
                if (Node.meta(node).birth > last) {
                    from--;
                    move(at, from);
                }
            }
            if (from != ready) {
                for (int at = ready; at != head; ) {
                    at--;
                    from--;
                    move(at, from);
                }
                int many = from - head;
                while (head != from) {
                    nodes[head & (nodes.length - 1)] = null;
                    head++;
                }
                ready = to;
                return many;
            }
        }
        ready = to;
        return 0;
    }

    private void move(int from, int to) {
        if (from != to) {
            nodes[to & (nodes.length - 1)] = nodes[from & (nodes.length - 1)];
        }
    }

    /**
     * Lets go of all nodes but some at hand and those that the version being written has unlinked; returns how many that
     * were.
     */
    int drop(int keep, long open) {
        int from = markOf(open);
        int to = head + Math.min(keep, atHand());
        int many = from - to;
        if (many == 0) {
            return 0;
        }
        int put = to;
        for (int at = from; at != end; at++, put++) {
            move(at, put);
        }
        for (int at = put; at != end; at++) {
            nodes[at & (nodes.length - 1)] = null;
        }
        mark = to;
        ready = to;
        end = put;
        return many;
    }

    /**
     * Lets go of the nodes at hand if this was called so many times and none was taken meanwhile: they are not blank, and what
     * is not overwritten soon would keep alive what it refers to. Returns how many went.
     */
    int age(int most) {
        if (head != agedHead) {
            agedHead = head;
            age = 0;
            return 0;
        }
        if (age < most) {
            age++;
            return 0;
        }
        int many = atHand();
        for (; head != ready; head++) {
            nodes[head & (nodes.length - 1)] = null;
        }
        agedHead = head;
        return many;
    }

    /** Returns how many of the nodes at hand are new. They come first. */
    int blanks() {
        int at = head;
        while (at != ready) {
            Object[] node = nodes[at & (nodes.length - 1)];
            if (node == null || Node.meta(node).birth != 0) {
                break;
            }
            at++;
        }
        return at - head;
    }

    /** Has everything checked; returns how many nodes there are. */
    int validate(KeptValidator validator, int level, long open) {
        int from = markOf(open);
        Validator.check(
                ready - head >= 0 && from - ready >= 0 && end - from >= 0 && size() <= length(),
                "positions of the nodes beside the tree, level",
                level);
        for (int at = head; at != end; at++) {
            Object[] node = nodes[at & (nodes.length - 1)];
            if (at - ready < 0) {
                validator.isSpare(node, level);
            } else if (at - from < 0) {
                validator.waits(node, level);
            } else {
                validator.isUnlinked(node, level);
            }
        }
        for (int at = end; at != head + length(); at++) {
            Validator.check(
                    nodes[at & (nodes.length - 1)] == null, "left beside the tree, level", level);
        }
        return size();
    }
}
