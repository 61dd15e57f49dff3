package org.xarray4j.epoch;

import java.time.Duration;

/**
 * What a domain has done, and what it has to do. The numbers are read one after the other while others go on: each is
 * right for some moment of the call, and together they add up once the domain is at rest.
 *
 * @param domain the domain's name
 * @param epoch the stamp drawn last; 1 when none was
 * @param pins how many pins are open
 * @param oldestPin for how long the oldest open pin is known to be open: since it was opened when the domain {@link
 *     EpochDomainBuilder#captureStacks captures stacks} or {@link EpochDomainBuilder#detectLeaks detects leaks}, else
 *     since the reclaimer or a call like this one first saw it; zero when none is open
 * @param pending how many retirements are admitted and not yet released
 * @param pendingWeight what they weigh
 * @param released how many actions have run, those that have thrown too
 * @param failures how many actions have thrown
 * @param doubleCloses how often a pin was closed that was closed already; one that raced with the close by the thread
 *     that opened the pin may be missing
 * @param beyondBounds how many retirements were admitted beyond the bounds, under {@link Policy#GROW}
 * @param stalls how many reports of suspicious pins were made
 * @param longestGrace the longest that anything has waited for pins until it was released
 * @param slots how many pins the table has room for without overflow
 * @param workersStarted how often a thread was started, or the executor asked for one
 */
public record EpochStatistics(
        String domain,
        long epoch,
        long pins,
        Duration oldestPin,
        long pending,
        long pendingWeight,
        long released,
        long failures,
        long doubleCloses,
        long beyondBounds,
        long stalls,
        Duration longestGrace,
        long slots,
        long workersStarted) {}
