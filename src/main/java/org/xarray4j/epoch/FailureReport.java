package org.xarray4j.epoch;

import java.util.List;

/**
 * Something that was thrown and has stopped nothing: by a release action, by the reclaimer itself, by what it was given
 * to run on; or, in strict mode, the second close of a pin.
 *
 * @param domain the domain's name
 * @param origin what has thrown: for an action, the class and identity of what was retired
 * @param thrown what was thrown
 * @param retiredAt where the action was retired; empty unless the domain {@link EpochDomainBuilder#captureStacks captures
 *     stacks}
 */
public record FailureReport(
        String domain, String origin, Throwable thrown, List<StackTraceElement> retiredAt) {}
