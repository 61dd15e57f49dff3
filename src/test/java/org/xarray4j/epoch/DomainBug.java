package org.xarray4j.epoch;

/** What a {@link DomainTorture} does wrong on purpose, each to show that one kind of fault is found. */
enum DomainBug {
    NONE("", false),
    /** What is retired is released at once, whoever reads. */
    NO_GRACE_PERIOD("released under a reader", false),
    /** A grace period is over as soon as it has begun. */
    ELAPSED_EARLY("released under a reader", false),
    /** Whoever synchronizes waits for nobody. */
    SYNCHRONIZED_EARLY("released under a reader", false),
    /** The pin of a reader is closed under it. */
    PIN_CLOSED_EARLY("a pin was closed by somebody", false),
    /** What is retired is released twice. */
    RELEASED_TWICE("released twice", false),
    /** One release in a hundred does not happen. */
    LOST_RELEASE("not released when a barrier has returned", false),
    /** A barrier waits for nothing. */
    BARRIER_EARLY("not released when a barrier has returned", false),
    /** What is retired never comes to the domain, so that no barrier waits for it. */
    LOST_RETIREMENT("in the end released", true),
    /** The domain releases what nobody counts. */
    RETIRED_BY_NOBODY("the domain released", true),
    /** The first release throws. */
    RELEASE_THROWS("left over", true),
    /** One pin is never closed. */
    PIN_LEFT_OPEN("something is held back", true),
    /** No pin is closed by another thread. */
    NEVER_HANDED_OVER("did not happen: closed elsewhere", true);

    /** What the fault says that it is found by. */
    final String fault;

    /** Whether it is found when the run is over, and not before. */
    final boolean foundAtTheEnd;

    DomainBug(String fault, boolean foundAtTheEnd) {
        this.fault = fault;
        this.foundAtTheEnd = foundAtTheEnd;
    }
}
