package org.xarray4j.examples.iplookup.table;

/** A way to ask a table for addresses. */
public interface LookupPath {
    /**
     * Opens a view, for one lookup or for many.
     *
     * @return the view, which must be closed soon: what its answers own is held back meanwhile
     */
    LookupView open();
}
