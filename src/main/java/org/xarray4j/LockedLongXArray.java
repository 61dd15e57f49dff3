package org.xarray4j;

/**
 * A session that holds the lock of a {@link LongXArray} over many reads and writes. Kernel: {@code xa_lock}, {@code xa_unlock}.
 *
 * <p>Each write is published at once, as one version; what keeps other writers out is that nothing of theirs comes between.
 * Every method is for the thread that opened the session. Close it soon, on that thread: a session that is never closed keeps
 * all writers out for ever.
 *
 * <p>An iteration whose action closes the session is refused at the next block of 64 indices.
 *
 * <pre>{@code
 * try (LockedLongXArray counts = totals.lock()) {
 *     long before = counts.getOrDefault(from, 0);
 *     counts.set(to, counts.getOrDefault(to, 0) + before);
 *     counts.erase(from);
 * }
 * }</pre>
 */
public final class LockedLongXArray extends AbstractLongEditor implements AutoCloseable {
    private final LongXArray array;
    private final LockedXArray<long[]> leaves;

    LockedLongXArray(LongXArray array, LockedXArray<long[]> leaves) {
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

    @Override
    void inSteps(Runnable steps) {
        leaves.together(steps);
    }

    /**
     * Frees the lock. A second close does nothing.
     *
     * @throws IllegalStateException if another thread opened the session, or the function of a compute runs; it stays open
     */
    @Override
    public void close() {
        leaves.close();
    }

    /**
     * Returns which array is locked.
     *
     * @return for instance {@code LockedLongXArray[balances]}
     */
    @Override
    public String toString() {
        return "LockedLongXArray[" + array.name() + "]";
    }
}
