package org.xarray4j;

import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.internal.tree.AllocationProbe;
import org.xarray4j.internal.tree.Charge;
import org.xarray4j.internal.tree.Resting;

/**
 * The freed indices of an array that wait for readers: what rests, and the domain in which the readers are pinned.
 *
 * <p>A transaction frees long before it publishes, so an index may rest without a cookie. While there is one the young
 * generation does not grow old. The cookie is drawn right after the publication; or, where the version was dropped or that
 * step broken off, when the next one begins, since then nothing is half-way.
 *
 * <p>Guarded by: the lock of the array.
 */
final class RestingIndices implements Generations.Owner {
    private final Generations generations;
    private final Resting resting;

    RestingIndices(EpochDomain domain, Charge charge, AllocationProbe probe) {
        generations = new Generations(domain, this);
        resting = new Resting(charge, probe);
    }

    /** Returns what the tree is to ask and to tell. */
    Resting resting() {
        return resting;
    }

    /** Notes that all that was freed so far is out of reach of new readers: no version is open, or it was just published. */
    void settle() {
        if (resting.isUnsettled()) {
            generations.freed();
            resting.settle();
        }
    }

    /** Lets go of what nobody can hold any more. In constant time but for the look at the pins. */
    void release() {
        boolean unused = generations.release(Long.MAX_VALUE, !resting.isUnsettled());
        resting.setYoung(generations.young());
    }

    /** Lets go of everything, in an array that allocates no more. */
    void close() {
        resting.release(0);
        resting.release(1);
        resting.trim();
    }

    @Override
    public boolean rests(int generation) {
        return resting.rests(generation);
    }

    /** Lets go of all of it, as one. */
    @Override
    public long release(int generation, long atMost) {
        resting.release(generation);
        return 1;
    }
}
