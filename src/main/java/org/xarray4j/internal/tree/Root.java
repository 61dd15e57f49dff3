package org.xarray4j.internal.tree;

/**
 * One version of the tree: what a single load by a reader gives it.
 *
 * <p>Height and top come together in this object, so that no reader walks a top of another height. Written by the draft
 * of the version until publication; immutable from then on.
 */
public final class Root {
    /** How many levels the tree has, 1 to 11. */
    int height;

    Object[] top;

    /** How many entries hold a value; stays at its greatest value instead of overflowing. */
    long size;

    /** How many nodes are reachable. */
    long nodes;

    /** The number of this version: greater than every birth below it. */
    final long version;

    /** Whether a cyclic allocation has taken the greatest index of all and not reported it yet. */
    boolean wrapped;

    private Root(int height, Object[] top, long size, long nodes, boolean wrapped, long version) {
        this.height = height;
        this.top = top;
        this.size = size;
        this.nodes = nodes;
        this.wrapped = wrapped;
        this.version = version;
    }

    /** Returns the root of an array in which nothing was ever written. */
    public static Root empty() {
        return new Root(1, Node.EMPTY, 0, 0, false, 0);
    }

    Root successor(long number) {
        return new Root(height, top, size, nodes, wrapped, number);
    }

    void makeEmpty() {
        height = 1;
        top = Node.EMPTY;
        size = 0;
        nodes = 0;
    }

    /** Returns how many entries hold a value. */
    public long size() {
        return size;
    }

    /** Returns how many nodes this version is made of. */
    public long nodes() {
        return nodes;
    }

    /** Returns the number of this version. */
    public long version() {
        return version;
    }

    /** Returns whether nothing is there, neither values nor reservations. */
    public boolean isEmpty() {
        return top == Node.EMPTY;
    }

    /** Returns whether a cyclic allocation has taken the greatest index of all and not reported it yet. */
    public boolean wrapped() {
        return wrapped;
    }

    /** Returns whether anything bears a mark. */
    public boolean anyMarked(int mark) {
        return Node.meta(top).mark(mark) != 0;
    }
}
