package org.xarray4j.jcstress;

/** Where two actors wait a while for each other before they begin: on a busy machine they would seldom meet otherwise. */
final class Meeting {
    private static final int SPINS = 10_000;

    private volatile boolean oneIsHere;
    private volatile boolean otherIsHere;

    void one() {
        oneIsHere = true;
        for (int spins = 0; spins < SPINS && !otherIsHere; spins++) {
            Thread.onSpinWait();
        }
    }

    void other() {
        otherIsHere = true;
        for (int spins = 0; spins < SPINS && !oneIsHere; spins++) {
            Thread.onSpinWait();
        }
    }
}
