package org.xarray4j.internal.tree;

/**
 * The identity of one reservation. It stands in the tree at the reserved slot, so that it is copied, rolled back and
 * frozen with the version; two reservations of one index are told apart by it.
 */
public final class Ticket {
    /** Creates a ticket unlike any other. */
    public Ticket() {}
}
