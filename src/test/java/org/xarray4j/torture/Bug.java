package org.xarray4j.torture;

/** What is done wrong on purpose, each to show that one kind of fault is found. */
enum Bug {
    NONE("", false),
    /** Values are released at once, whoever reads. */
    NO_GRACE_PERIOD("released under a reader", false),
    /** Grace periods are counted that nobody waited for. */
    GRACE_NOT_WAITED_FOR("grace periods after its discard", false),
    /** One release in a hundred does not happen. */
    LOST_RELEASE("before close: stored", true),
    /** Each value is released twice. */
    RELEASED_TWICE("released once more", false),
    /** A value is said to be handed out that stays in the array. */
    HANDED_OUT_AND_KEPT("released and handed out", false),
    /** A value is stored beside where it may be met. */
    MISPLACED("where it may not be", false),
    /** What a transaction is given is not counted. */
    GIFTS_NOT_COUNTED("rolled back", false),
    /** What a view or a snapshot has shown is looked for elsewhere. */
    MOVING_VIEW("changed at", false),
    /** A search begins below where it was told to. */
    SEARCHED_FROM_BELOW("found below", false),
    /** An extraction begins below where it was told to. */
    EXTRACTED_FROM_BELOW("extracted from", false),
    /** An iterator begins anew on its way. */
    ITERATOR_BEGINS_ANEW("iterated back", false),
    /** A snapshot has the size that the array has by now. */
    SIZE_OF_NOW("a snapshot of", false),
    /** The view of a thread that is gone is closed for it. */
    CLOSED_FOR_THE_DEAD("was closed by somebody", false),
    /** Nobody hears of a thread that is gone with its view open. */
    DEATH_NOT_REPORTED("was not reported", false),
    /** One pin is never closed. */
    PIN_LEFT_OPEN("something is held back", true),
    /** A release throws. */
    RELEASE_THROWS("left over", true),
    /** A thread stays when all is over. */
    THREAD_STAYS("does not end", true),
    /** A thread throws what it should not. */
    THREAD_THROWS("planted for the ledger", false),
    /** Nobody is interrupted. */
    NO_INTERRUPTS("did not happen: interrupted", true),
    /** No reader stalls. */
    NO_STALLS("did not happen: stall", true),
    /** Nobody hears of a reader that stalls. */
    STALL_NOT_REPORTED("did not happen: report of a stall", true);

    /** What the fault says that it is found by. */
    final String fault;

    /** Whether it is found when the run is over, and not before. */
    final boolean foundAtTheEnd;

    Bug(String fault, boolean foundAtTheEnd) {
        this.fault = fault;
        this.foundAtTheEnd = foundAtTheEnd;
    }
}
