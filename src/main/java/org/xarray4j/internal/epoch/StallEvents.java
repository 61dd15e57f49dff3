package org.xarray4j.internal.epoch;

/** Writes stalls into the flight recording, if this Java has a flight recorder: the module jdk.jfr is optional. */
public final class StallEvents {
    private static final boolean RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private StallEvents() {}

    /** Records a suspicious pin. */
    public static void record(
            String domain,
            Reports.Suspicion suspicion,
            Holder holder,
            long age,
            long pending,
            long pendingWeight) {
        if (RECORDER) {
            WithRecorder.record(domain, suspicion, holder, age, pending, pendingWeight);
        }
    }

    /** Apart, so that the event's class is looked for only where there is a recorder. */
    private static final class WithRecorder {
        static void record(
                String domain,
                Reports.Suspicion suspicion,
                Holder holder,
                long age,
                long pending,
                long pendingWeight) {
            StallEvent event = new StallEvent();
            if (event.isEnabled()) {
                event.domain = domain;
                event.suspicion = suspicion.name();
                event.holder = holder.name();
                event.holderId = holder.id();
                event.age = age;
                event.pending = pending;
                event.pendingWeight = pendingWeight;
                event.commit();
            }
        }
    }
}
