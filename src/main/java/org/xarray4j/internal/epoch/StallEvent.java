package org.xarray4j.internal.epoch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A suspicious pin, in the flight recording. Nothing but {@link StallEvents} may mention this class. */
@Name("org.xarray4j.PinStall")
@Label("Pin Stall")
@Category({"xarray4j", "Epochs"})
@Description("A pin is held for long, or by a thread that is gone, or nobody can close it")
@StackTrace(false)
final class StallEvent extends Event {
    @Label("Domain")
    String domain = "";

    @Label("Suspicion")
    String suspicion = "";

    @Label("Holder")
    String holder = "";

    @Label("Holder Id")
    long holderId;

    @Label("Age")
    @Timespan(Timespan.NANOSECONDS)
    long age;

    @Label("Pending")
    long pending;

    @Label("Pending Weight")
    long pendingWeight;
}
