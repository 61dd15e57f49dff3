package org.xarray4j.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xarray4j.Entry;
import org.xarray4j.ReadView;
import org.xarray4j.XArray;
import org.xarray4j.epoch.StallReport;

/**
 * Lets threads end that have a view open. What such a view shows must not be released, ever, and the domain must report
 * that its holder is gone; then the view is closed for it.
 */
final class Mourner {
    private static final int ENTRIES = 16;
    private static final int POLL_MILLIS = 5;

    private final XArray<Item> array;
    private final Ledger ledger;
    private final Random random;
    private final Queue<StallReport> reports = new ConcurrentLinkedQueue<>();

    Mourner(XArray<Item> array, Ledger ledger, Random random) {
        this.array = array;
        this.ledger = ledger;
        this.random = random;
    }

    /** Takes a report of the domain. */
    void accept(StallReport report) {
        if (report.kind() == StallReport.Kind.HOLDER_GONE) {
            reports.add(report);
        }
    }

    /** What one thread leaves behind. */
    private static final class Bequest {
        private ReadView<Item> view;
        private final List<Entry<Item>> seen = new ArrayList<>();

        void read(XArray<Item> array, Random random) {
            view = array.read();
            for (int i = 0; i < ENTRIES; i++) {
                long at = Where.any(random);
                Item item = view.get(at);
                if (item != null) {
                    seen.add(new Entry<>(at, at, 0, item));
                }
            }
        }
    }

    /** Lets one thread end, and waits for the report of it until it comes or everything is over. */
    void mourn(CountDownLatch over) throws InterruptedException {
        Bequest left = new Bequest();
        Thread thread = new Thread(() -> left.read(array, random), "torture-doomed");
        thread.start();
        thread.join();
        ledger.deaths.increment();
        boolean reported = false;
        do {
            left.seen.forEach(entry -> ledger.see(entry.value(), entry.index()));
            reported = isReported(thread.getId());
        } while (!reported && !over.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
        if (reported) {
            ledger.deathsReported.increment();
        }
        if (!left.view.isOpen()) {
            ledger.fault("the view of a thread that is gone was closed by somebody");
        }
        left.seen.forEach(entry -> ledger.see(entry.value(), entry.index()));
        left.view.close();
    }

    private boolean isReported(long id) {
        for (StallReport report = reports.poll(); report != null; report = reports.poll()) {
            if (report.holderId() == id) {
                return true;
            }
        }
        return false;
    }
}
