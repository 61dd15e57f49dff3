package org.xarray4j.examples.iplookup.slab;

/** A record was read that had been released: somebody held on to it for too long, or it was released too early. */
public final class UseAfterReleaseException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UseAfterReleaseException(String message) {
        super(message);
    }
}
