package org.xarray4j;

/**
 * One version of a {@link LongXArray}, until it is closed. Kernel: {@code rcu_read_lock}.
 *
 * <p>Reads are lock-free, all of that one version, and see what was done before its writers wrote it, as in {@link ReadView}.
 * A {@link LongSnapshot} shows the same, and for ever. But what a snapshot holds is never used again by the writers, and
 * what a view holds is, once it is closed. So a view is for reading in passing. It may be closed by another thread than the one
 * that opened it. DESIGN.md, guarantee K.
 */
public final class LongReadView extends AbstractLongs implements AutoCloseable {
    private final ReadView<long[]> leaves;

    LongReadView(ReadView<long[]> leaves) {
        this.leaves = leaves;
    }

    @Override
    AbstractView<long[]> leaves() {
        return leaves;
    }

    /**
     * Returns whether the view is open still.
     *
     * @return false once it is closed
     */
    public boolean isOpen() {
        return leaves.isOpen();
    }

    /** Closes the view. Wait-free. A second close does nothing. */
    @Override
    public void close() {
        leaves.close();
    }

    /**
     * Returns what is read.
     *
     * @return for instance {@code LongReadView[balances, version 7]}
     */
    @Override
    public String toString() {
        return "Long" + leaves;
    }
}
