package org.xarray4j.jcstress;

/** What a reader finds and a writer releases. The field is plain on purpose: a pin must order it, whatever its mode. */
final class Box {
    /** How often each actor does what it does, in one state: the more often, the more often they meet. */
    static final int ROUNDS = 50;

    private boolean released;

    void release() {
        released = true;
    }

    /** Returns 1 if the box was released, else 0: looks for a while. */
    int look() {
        for (int looks = 0; looks < 10; looks++) {
            if (released) {
                return 1;
            }
            Thread.onSpinWait();
        }
        return 0;
    }
}
