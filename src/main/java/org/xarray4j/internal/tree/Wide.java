package org.xarray4j.internal.tree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The value of a multi-index entry, as it stands in interior slots: its own class, so that a walk tells it from a child.
 *
 * <p>One object serves one store. All pieces that a range is cut into, at once or by later splits, share it; where a
 * piece is small enough to lie in a leaf, the leaf holds the bare value.
 *
 * <p>In arrays with a releaser it counts the live pieces, so that the value is released when the last is gone.
 */
final class Wide {
    final Object value;

    /** Live pieces, counted in arrays with a releaser only. */
    // By name, through a VarHandle.
    @SuppressWarnings("unused")
    private long pieces;

    /** Set when the value was handed to a caller, who releases it from then on. */
    // By name, through a VarHandle.
    @SuppressWarnings("unused")
    private boolean handedOut;

    Wide(Object value, long pieces) {
        this.value = value;
        this.pieces = pieces;
    }

    /**
     * Counts pieces that a published version has more. Full volatile mode, since pieces go outside the lock and may go
     * at the same time; there is nothing else to be ordered.
     */
    void addPiecesVolatile(long more) {
        PIECES.getAndAdd(this, more);
    }

    /** Counts a piece less; returns whether it was the last of a value that is still the array's. */
    boolean dropPieceVolatile() {
        return (long) PIECES.getAndAdd(this, -1L) == 1 && !(boolean) HANDED_OUT.getVolatile(this);
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
            PIECES = lookup.findVarHandle(Wide.class, "pieces", long.class);
            HANDED_OUT = lookup.findVarHandle(Wide.class, "handedOut", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
