package org.xarray4j.internal.tree;

/**
 * Is told before each allocation that a write makes; a test has it throw, to show that a write which runs out of memory
 * changes nothing.
 */
@FunctionalInterface
public interface AllocationProbe {
    /** Does nothing. */
    AllocationProbe NONE = () -> {};

    /** Returns normally to let the allocation happen. */
    void beforeAllocation();
}
