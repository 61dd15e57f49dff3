package org.xarray4j.internal.tree;

/** Whom the bytes of nodes are charged to. */
public interface Charge {
    /** Charges nobody. */
    Charge NONE = new Charge() {
        @Override
        public void charge(long bytes) {}

        @Override
        public void refund(long bytes) {}
    };

    /** Charges some bytes, or throws and charges nothing. */
    void charge(long bytes);

    /** Takes back a charge; never throws. */
    void refund(long bytes);
}
