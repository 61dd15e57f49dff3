package org.xarray4j.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xarray4j.Entry;
import org.xarray4j.ReadView;
import org.xarray4j.XArray;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.StallReport;

/**
 * Lets threads end that have a view open. What such a view shows must not be released, ever, and the domain must report
 * that its holder is gone; then the view is closed for it.
 */
final class Mourner {
    private static final int ENTRIES = 16;
    private static final Duration POLL = Duration.ofMillis(5);

    private final XArray<Item> array;
    private final EpochDomain domain;
    private final Awaited awaited;
    private final Ledger ledger;
    private final Bug bug;
    private final Random random;

    /** How long a report may take. */
    private final Duration patience;

    Mourner(
            XArray<Item> array,
            EpochDomain domain,
            Awaited awaited,
            Ledger ledger,
            Bug bug,
            Random random) {
        this.array = array;
        this.domain = domain;
        this.awaited = awaited;
        this.ledger = ledger;
        this.bug = bug;
        this.random = random;
        patience = Duration.ofSeconds(bug == Bug.DEATH_NOT_REPORTED ? 1 : 30);
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

    /** Lets one thread end, and waits for the report of it. */
    void mourn() throws InterruptedException {
        Bequest left = new Bequest();
        Thread thread = new Thread(() -> left.read(array, random), "torture-doomed");
        CountDownLatch reported = awaited.report(StallReport.Kind.HOLDER_GONE, thread);
        thread.start();
        thread.join();
        ledger.deaths.increment();
        if (bug == Bug.CLOSED_FOR_THE_DEAD) {
            left.view.close();
        }
        long end = System.nanoTime() + patience.toNanos();
        do {
            left.seen.forEach(entry -> ledger.see(entry.value(), entry.index()));
            // Reports are made while somebody waits.
        } while (!domain.synchronize(POLL)
                && reported.getCount() > 0
                && System.nanoTime() - end < 0);
        if (!left.view.isOpen()) {
            ledger.fault("the view of a thread that is gone was closed by somebody");
            return;
        }
        if (reported.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            ledger.deathsReported.increment();
        } else {
            ledger.fault("a thread that is gone with its view open was not reported");
        }
        left.seen.forEach(entry -> ledger.see(entry.value(), entry.index()));
        left.view.close();
    }
}
