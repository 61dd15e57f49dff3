package org.xarray4j.jcstress;

import org.xarray4j.epoch.EpochDomain;

/** One domain for all states of a test that releases values: to start a thread for each would leave time for nothing else. */
final class Releases {
    static final EpochDomain DOMAIN = EpochDomain.create("jcstress");

    private Releases() {}

    /** Waits until all that was retired is released. */
    static void settle() {
        try {
            DOMAIN.barrier();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
