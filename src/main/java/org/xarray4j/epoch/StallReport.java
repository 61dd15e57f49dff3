package org.xarray4j.epoch;

import java.time.Duration;
import java.util.List;

/**
 * A pin that holds up what was retired and looks as if it would do so for long. Each is reported once for each kind.
 * Nothing is done about it: to release what a reader may still read would be worse than to wait.
 *
 * @param domain the domain's name
 * @param kind what is wrong
 * @param holder the name of the thread that opened the pin
 * @param holderId the id of that thread
 * @param handedOff whether the pin was handed off, so that another thread may hold it now
 * @param age for how long the pin is known to be open, as in {@link EpochStatistics#oldestPin}
 * @param pending how many retirements were admitted and not yet released
 * @param pendingWeight what they weigh
 * @param openedAt where the pin was opened; empty unless the domain {@link EpochDomainBuilder#captureStacks captures
 *     stacks}
 * @param holderStack where the thread is that opened it; empty unless the domain captures stacks and the thread lives
 */
public record StallReport(
        String domain,
        Kind kind,
        String holder,
        long holderId,
        boolean handedOff,
        Duration age,
        long pending,
        long pendingWeight,
        List<StackTraceElement> openedAt,
        List<StackTraceElement> holderStack) {

    /** What is wrong with a pin. */
    public enum Kind {
        /** It is open for longer than {@link EpochDomainBuilder#stallThreshold}. */
        STALLED,

        /** The thread that opened it has ended, and did not hand it off. */
        HOLDER_GONE,

        /** Nobody refers to it any more, so nobody can close it; see {@link EpochDomainBuilder#detectLeaks}. */
        UNREACHABLE
    }

    /**
     * Returns the report as a sentence.
     *
     * @return for instance {@code routes: pin of thread "reader-3" (id 41) STALLED, open for PT12S, 100 retirements of
     *     weight 0 wait}
     */
    @Override
    public String toString() {
        return domain + ": pin of thread \"" + holder + "\" (id " + holderId + ") " + kind
                + (handedOff ? ", handed off" : "") + ", open for " + age + ", " + pending
                + " retirements of weight " + pendingWeight + " wait";
    }
}
