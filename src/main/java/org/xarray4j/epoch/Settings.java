package org.xarray4j.epoch;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.epoch.Ticker;

/** What a builder was told, once it is complete. */
record Settings(
        String name,
        long maxPending,
        long maxWeight,
        Policy policy,
        Executor executor,
        long stallThreshold,
        @Nullable Consumer<? super StallReport> onStall,
        @Nullable Consumer<? super FailureReport> onFailure,
        boolean captureStacks,
        boolean detectLeaks,
        boolean strict,
        Ticker ticker,
        int slots) {

    /** Returns a duration in nanoseconds, the greatest number when it is longer than 292 years. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
