package org.xarray4j.epoch;

/** What becomes of a retirement when the domain's backlog is full. */
public enum Policy {
    /**
     * It waits for room. A thread whose own pin is open, or that runs the release actions, would wait for itself: it is
     * refused at once with an {@link IllegalStateException}.
     * Which locks it holds is not known: under one for which a thread with an open pin waits, the wait may never end.
     */
    BLOCK,

    /** It is refused with a {@link BacklogFullException}. */
    REFUSE,

    /**
     * It is admitted all the same, and {@link EpochStatistics#beyondBounds} counts it. What would weigh more than 2<sup>63</sup>-1
     * together is beyond counting and refused as under {@link #REFUSE}.
     */
    GROW
}
