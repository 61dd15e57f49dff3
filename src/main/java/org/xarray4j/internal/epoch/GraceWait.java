package org.xarray4j.internal.epoch;

/** Waiting until a stamp is past, by looking ever more rarely: whoever closes a pin wakes nobody. */
public final class GraceWait {
    /** How often to look before the first sleep; most pins are shorter than that. */
    private static final int SPINS = 64;

    private GraceWait() {}

    /**
     * Waits.
     *
     * @param nanos for how long at most; {@link Long#MAX_VALUE} is 292 years
     * @return false if it is not past even now
     */
    public static boolean await(
            PinTable table, StallWatch watch, Ticker ticker, long stamp, long nanos)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (int i = 0; i < SPINS; i++) {
            if (table.isPast(stamp)) {
                return true;
            }
            Thread.onSpinWait();
        }
        long begin = ticker.nanoTime();
        Backoff backoff = new Backoff();
        while (!table.isPast(stamp)) {
            long left = nanos - (ticker.nanoTime() - begin);
            if (left <= 0) {
                return false;
            }
            watch.look();
            ticker.park(Math.min(left, backoff.next()));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }
}
