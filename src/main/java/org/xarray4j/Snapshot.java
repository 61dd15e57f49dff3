package org.xarray4j;

import java.util.Spliterator;
import org.xarray4j.internal.tree.Root;

/**
 * One version of an array, for ever.
 *
 * <p>Taking one costs a load, whatever the array holds, and holding it costs the writers nothing: they copy what they
 * change anyway. Immutable and safe for use by any number of threads. There is nothing to close; a snapshot keeps the
 * nodes and values of its version reachable until it is itself unreachable.
 *
 * <p>Iteration and streams are exact: they return the entries of this version, each once. DESIGN.md, guarantee D.
 *
 * @param <T> the type of the values
 */
public final class Snapshot<T> extends AbstractView<T> {
    private final Root root;
    private final boolean zeroBusy;

    Snapshot(Root root, boolean zeroBusy) {
        this.root = root;
        this.zeroBusy = zeroBusy;
    }

    @Override
    Root root() {
        return root;
    }

    @Override
    boolean isZeroBusy() {
        return zeroBusy;
    }

    @Override
    void checkGivesOut(String method) {
        // Arrays with a releaser give no snapshots, so nothing that is seen here can be released.
    }

    @Override
    long beginRead(int attempt) {
        return 0;
    }

    @Override
    boolean endRead(int attempt, long begun) {
        return true;
    }

    @Override
    long beginLongRead() {
        return 0;
    }

    @Override
    void endLongRead(long begun) {
        // What a snapshot holds is never used again.
    }

    @Override
    int consistency() {
        return Spliterator.IMMUTABLE;
    }

    @Override
    boolean splits() {
        return true;
    }

    /**
     * Returns how many entries the snapshot has.
     *
     * @return for instance {@code Snapshot[3 entries]}
     */
    @Override
    public String toString() {
        return "Snapshot[" + size() + " entries]";
    }
}
