package org.xarray4j.internal.epoch;

/** To whom the reclaimer tells what went wrong. No method throws. */
public interface Reports {
    /** What is wrong with a pin. */
    enum Suspicion {
        /** It is held for long. */
        STALLED,
        /** The thread that holds it is gone. */
        HOLDER_GONE,
        /** Nothing refers to it any more, so nobody can close it. */
        UNREACHABLE
    }

    /**
     * Called once for each pin and suspicion.
     *
     * @param slot where the pin is
     * @param holder who opened it
     * @param ticket the pin
     * @param suspicion what is wrong
     * @param ageNanos for how long it is known to be open
     */
    void suspect(Slot slot, Holder holder, long ticket, Suspicion suspicion, long ageNanos);

    /** Called when an action has thrown. */
    void failed(Retired retired, Throwable thrown);

    /** Called when the reclaimer itself, or what it was given to run on, has thrown. */
    void broken(String what, Throwable thrown);
}
