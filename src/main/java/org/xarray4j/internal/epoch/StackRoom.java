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
    /** Some 1 KB: the deepest way through an offer to a queue. */
    private static final int CALLS = 4;

    private StackRoom() {}

    /** Returns whether there is room. */
    static boolean isThere() {
        try {
            return deeper(CALLS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) == CALLS;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** With more arguments than there are registers, so that its frames are large however it is compiled. */
    private static int deeper(
            int calls,
            long a,
            long b,
            long c,
            long d,
            long e,
            long f,
            long g,
            long h,
            long i,
            long j,
            long k,
            long l,
            long m,
            long n,
            long o,
            long p) {
        return calls == 0
                ? 0
                : 1 + deeper(calls - 1, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
    }
}
