package org.xarray4j.internal.tree;

/**
 * One version of the tree: what a single load by a reader gives it.
 *
 * <p>Height and top come together in this object, so that no reader walks a top of another height. Written by the draft
 * of the version until publication; from then on it does not change until it is used again.
 */
public final class Root {
    /**
     * How many levels the tree has, 1 to 11. Never changed once this object was published, not even when it is used
     * again: a reader that still holds it must not walk a top of another height.
     */
    int height;

    Object[] top;

    /** How many entries hold a value. */
    long size;

    /** How many nodes are reachable. */
    long nodes;

    /** The number of this version: greater than every birth below it. */
    long version;

    /** Whether a cyclic allocation has taken the greatest index of all and not reported it yet. */
    boolean wrapped;

    /** Whether a reader may have seen this object, so that its height is fixed. */
    private boolean published;

    private Root(int height, Object[] top) {
        this.height = height;
        this.top = top;
    }

    /** Returns the root of an array in which nothing was ever written. */
    public static Root empty() {
        Root root = new Root(1, Node.EMPTY);
        root.setPublished();
        return root;
    }

    /** Returns a root that nobody has seen, so that it can take any height. */
    static Root blank() {
        return new Root(1, Node.EMPTY);
    }

    /** Says all that another root says; the height must be the same unless this one was never published. */
    void copyFrom(Root other) {
        assert height == other.height || !published : "a published root changes its height";
        height = other.height;
        top = other.top;
        size = other.size;
        nodes = other.nodes;
        wrapped = other.wrapped;
        version = other.version;
    }

    boolean isPublished() {
        return published;
    }

    void setPublished() {
        published = true;
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
        return Node.metaRacy(top).mark(mark) != 0;
    }
}
