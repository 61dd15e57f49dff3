package org.xarray4j.epoch;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when nothing was retired since the domain's backlog is full: under {@link Policy#REFUSE}, under {@link
 * Policy#GROW} where the weight could no longer be counted, or when a thread was interrupted while it waited under {@link
 * Policy#BLOCK} (its interrupt is then set again). What was to be retired stays with the caller.
 */
public final class BacklogFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BacklogFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
