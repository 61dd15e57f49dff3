package org.xarray4j.torture;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.xarray4j.epoch.StallReport;

/** Reports of the domain that somebody waits for. Each is made once: ask for it before there is reason to make it. */
final class Awaited {
    private record Key(StallReport.Kind kind, long thread) {}

    private final Map<Key, CountDownLatch> latches = new ConcurrentHashMap<>();

    /** Returns what the next report of this kind about a pin of this thread opens. */
    CountDownLatch report(StallReport.Kind kind, Thread thread) {
        CountDownLatch latch = new CountDownLatch(1);
        latches.put(new Key(kind, thread.getId()), latch);
        return latch;
    }

    /** Takes a report. */
    void accept(StallReport report) {
        CountDownLatch latch = latches.remove(new Key(report.kind(), report.holderId()));
        if (latch != null) {
            latch.countDown();
        }
    }
}
