package org.xarray4j;

/**
 * Many writes to a {@link LongXArray} that become visible as one.
 *
 * <p>While it is open it holds the array's lock; it reads its own writes, and nobody else sees any of them before {@link
 * #commit}. A close without a commit rolls back. Every method is for the thread that began the transaction.
 *
 * <pre>{@code
 * try (LongTransaction move = balances.begin()) {
 *     move.set(from, move.getOrDefault(from, 0) - amount);
 *     move.set(to, move.getOrDefault(to, 0) + amount);
 *     move.commit();
 * }
 * }</pre>
 */
public final class LongTransaction extends AbstractLongEditor implements AutoCloseable {
    private final LongXArray array;
    private final Transaction<long[]> leaves;

    /** Whether a write of several steps broke off between two of them, so that only a close makes sense. */
    private boolean torn;

    LongTransaction(LongXArray array, Transaction<long[]> leaves) {
        this.array = array;
        this.leaves = leaves;
    }

    @Override
    AbstractEditor<long[]> leaves() {
        return leaves;
    }

    @Override
    LongXArray array() {
        return array;
    }

    /** Does them one after the other: if one fails, what is left undone cannot be told from what is done. */
    @Override
    void inSteps(Runnable steps) {
        checkWhole();
        leaves.root(); // refused if this transaction may not be used, or not here
        torn = true;
        steps.run();
        torn = false;
    }

    private void checkWhole() {
        if (torn) {
            throw new IllegalStateException(
                    this + " can only be closed: a write was broken off half-way");
        }
    }

    /**
     * Publishes everything that was written, as one version, and frees the lock.
     *
     * @throws IllegalStateException if the transaction is not open, if another thread began it, or if a write of it that has
     *     several steps has failed (it can then only be closed)
     */
    public void commit() {
        checkWhole();
        leaves.commit();
    }

    /**
     * Rolls back unless committed, and frees the lock. A second close does nothing.
     *
     * @throws IllegalStateException if another thread began the transaction, or the function of a compute runs; it
     *     stays open
     */
    @Override
    public void close() {
        leaves.close();
    }

    /**
     * Returns which array it writes.
     *
     * @return for instance {@code LongTransaction[balances]}
     */
    @Override
    public String toString() {
        return "LongTransaction[" + array.name() + "]";
    }
}
