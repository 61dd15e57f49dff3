package org.xarray4j.internal.epoch;

/**
 * Finds out whether the stack has room for a few more calls, before something is begun that must not break off half-way.
 *
 * <p>A stack overflow can be thrown at any call, also within code that otherwise cannot fail. What is left half-way by one
 * in a shared structure stays so for all threads. So whoever is about to begin such a thing goes deeper first, and comes
 * back: if that overflows, it does so while nothing has changed. No proof, since frames of interpreted and of compiled code
 * differ in size; the code that is called rarely needs the margin most.
 *
 * <p>Rejected: {@code ReservedStackAccess}, which is the JDK's own and is ignored elsewhere.
 */
final class StackRoom {
    /** Twice the deepest way through an offer to a queue, and some more. */
    private static final int CALLS = 24;

    private StackRoom() {}

    /** Returns whether there is room. */
    static boolean isThere() {
        try {
            return deeper(CALLS) == CALLS;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    private static int deeper(int calls) {
        return calls == 0 ? 0 : 1 + deeper(calls - 1);
    }
}
