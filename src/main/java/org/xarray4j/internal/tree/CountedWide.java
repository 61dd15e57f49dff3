package org.xarray4j.internal.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The value of a range store in an array with a releaser: it counts its live pieces, so that the value is released when
 * the last is gone.
 */
final class CountedWide extends Wide {
    // By name, through a VarHandle.
    @SuppressWarnings("unused")
    private long pieces;

    /** Set when the value was handed to a caller, who releases it from then on. */
    // By name, through a VarHandle.
    @SuppressWarnings("unused")
    private boolean handedOut;

    /**
     * The version in which a caller was handed the value, -1 before there is one; a dropped one's number never comes again.
     * Guarded by: the lock.
     */
    private long handedOutIn = -1;

    /** The newest version by which a piece went so far. Owned by whoever counts pieces down: one thread at a time. */
    private long wentIn;

    /** Whether a piece went in {@link #wentIn} since the same object was stored over it. Owned as that is. */
    private boolean storedAgain;

    /** Whether it was stored as one piece and never cut. Guarded by: the lock. */
    private boolean whole;

    CountedWide(Object value, long pieces) {
        super(value);
        this.pieces = pieces;
        this.whole = pieces == 1;
    }

    /** Returns whether it was stored as one piece and never cut, so that the value does as well without it. */
    boolean isWhole() {
        return whole;
    }

    /** Notes that a piece is cut, in whatever becomes of the version that does. */
    void cut() {
        whole = false;
    }

    /**
     * Counts pieces that a published version has more. Full volatile mode, since pieces go outside the lock and may go
     * at the same time; there is nothing else to be ordered.
     */
    void addPiecesVolatile(long more) {
        PIECES.getAndAdd(this, more);
    }

    /** Returns how many pieces are counted: for tests. */
    long piecesVolatile() {
        return (long) PIECES.getVolatile(this);
    }

    /**
     * Counts a piece less; returns whether the value is to be released: the piece was the last, the value is the array's
     * still, and whatever took the last of it was not a store of the same object.
     *
     * <p>The last piece is the one that went in the newest version, not the one counted last: two threads may retire what
     * they have discarded in another order than they have published it. The answer must not depend on that, or the object
     * is released while the store that kept it lives.
     */
    boolean dropPieceVolatile(long version, boolean again) {
        if (version >= wentIn) {
            wentIn = version;
            storedAgain = again;
        }
        return (long) PIECES.getAndAdd(this, -1L) == 1
                && !storedAgain
                && !(boolean) HANDED_OUT.getVolatile(this);
    }

    /** Notes that a version hands the value out; returns whether no piece was handed out before. */
    boolean handOutIn(long version) {
        boolean first = !isHandedOut(version);
        handedOutIn = version;
        return first;
    }

    /** Returns whether the value is a caller's, or will be when a version is published that is being written. */
    boolean isHandedOut(long version) {
        return handedOutIn == version || (boolean) HANDED_OUT.getVolatile(this);
    }

    /** Makes the value the caller's: whatever pieces remain, the array releases it no more. */
    void handOutVolatile() {
        HANDED_OUT.setVolatile(this, true);
    }

    private static final VarHandle PIECES;
    private static final VarHandle HANDED_OUT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PIECES = lookup.findVarHandle(CountedWide.class, "pieces", long.class);
            HANDED_OUT = lookup.findVarHandle(CountedWide.class, "handedOut", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
