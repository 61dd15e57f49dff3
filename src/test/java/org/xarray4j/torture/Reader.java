package org.xarray4j.torture;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.Guard;
import org.xarray4j.LockedXArray;
import org.xarray4j.ReadView;
import org.xarray4j.Snapshot;
import org.xarray4j.XArray;
import org.xarray4j.XArrayView;
import org.xarray4j.epoch.StallReport;

/** One reader, with everything that reads. Whatever it sees it shows the ledger, early and late in its view. */
final class Reader {
    private static final int GETS = 8;
    private static final int STEPS = 40;
    private static final int STALL_MILLIS = 20;

    /** In how many views a reader stays once until the domain has reported it. */
    private static final int BETWEEN_LONG_STALLS = 128;

    /** How often to look whether all is over. */
    private static final int POLL_MILLIS = 5;

    private final XArray<Item> releasing;
    private final XArray<Item> plain;
    private final Awaited awaited;
    private final Ledger ledger;
    private final Bug bug;
    private final CountDownLatch over;
    private final Random random;
    private int views;

    Reader(
            XArray<Item> releasing,
            XArray<Item> plain,
            Awaited awaited,
            Ledger ledger,
            Bug bug,
            CountDownLatch over,
            Random random) {
        this.releasing = releasing;
        this.plain = plain;
        this.awaited = awaited;
        this.ledger = ledger;
        this.bug = bug;
        this.over = over;
        this.random = random;
    }

    /** Reads once, in one of all ways. */
    void read() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> view();
            case 3 -> pinned();
            case 4 -> guard();
            case 5 -> snapshot();
            case 6 -> search(plain, new ArrayList<>());
            case 7 -> iterate(plain);
            default -> gets(plain, new ArrayList<>());
        }
    }

    /** A read that a thread can do which lives for nothing else. */
    void readBriefly() {
        if (random.nextBoolean()) {
            pinned();
        } else {
            try (ReadView<Item> view = releasing.read()) {
                gets(view, new ArrayList<>());
            }
        }
    }

    private void view() {
        List<Entry<Item>> seen = new ArrayList<>();
        // The first of all views as well, so that it happens in each run.
        boolean stays = bug != Bug.NO_STALLS && views++ % BETWEEN_LONG_STALLS == 0;
        CountDownLatch reported =
                stays ? awaited.report(StallReport.Kind.STALLED, Thread.currentThread()) : null;
        try (ReadView<Item> view = releasing.read()) {
            gets(view, seen);
            search(view, seen);
            extract(view);
            if (random.nextInt(4) == 0) {
                iterate(view);
            }
            if (reported != null) {
                stallUntil(reported);
            } else if (random.nextInt(64) == 0) {
                stall();
            }
            XArrayView<Item> still = bug == Bug.MOVING_VIEW ? plain : view;
            seen.forEach(entry -> {
                ledger.see(entry.value(), entry.index());
                if (still.get(entry.index()) != entry.value()) {
                    ledger.fault("a view changed at " + entry.index());
                }
            });
        }
    }

    /** Stays for a while, which an interrupt ends. */
    private void stall() {
        try {
            if (bug != Bug.NO_STALLS
                    && !over.await(1 + random.nextInt(STALL_MILLIS), TimeUnit.MILLISECONDS)) {
                ledger.stalls.increment();
            }
        } catch (InterruptedException e) {
            ledger.interrupted.increment();
        }
    }

    /** Stays until the domain has reported it, which no interrupt ends: long enough on any machine. */
    private void stallUntil(CountDownLatch reported) {
        while (over.getCount() > 0) {
            try {
                if (reported.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    ledger.stalls.increment();
                    ledger.stallsReported.increment();
                    return;
                }
            } catch (InterruptedException e) {
                ledger.interrupted.increment();
            }
        }
    }

    private void pinned() {
        long at = Where.any(random);
        releasing.read(at, item -> {
            if (item != null) {
                ledger.see(item, at);
                Thread.onSpinWait();
                ledger.see(item, at);
            }
            return item;
        });
    }

    private void guard() {
        long at = Where.any(random);
        try (Guard<Item> guard = releasing.getLocked(at)) {
            if (guard != null) {
                ledger.see(guard.value(), at);
                Thread.onSpinWait();
                ledger.see(guard.value(), at);
            }
        }
        if (random.nextInt(8) == 0) {
            try (LockedXArray<Item> session = releasing.tryLock()) {
                if (session != null) {
                    gets(session, new ArrayList<>());
                }
            }
        }
    }

    private void snapshot() {
        Snapshot<Item> snapshot = plain.snapshot();
        List<Entry<Item>> seen = new ArrayList<>();
        snapshot.forEach(entry -> seen.add(entry));
        long size = bug == Bug.SIZE_OF_NOW ? plain.size() : snapshot.size();
        if (seen.size() != size) {
            ledger.fault("a snapshot of " + size + " has " + seen.size());
        }
        if (random.nextInt(16) == 0) {
            stall();
        }
        Iterator<Entry<Item>> again =
                (bug == Bug.MOVING_VIEW ? plain.snapshot() : snapshot).iterator();
        for (Entry<Item> entry : seen) {
            ledger.see(entry.value(), entry.index());
            if (!again.hasNext() || !again.next().equals(entry)) {
                ledger.fault("a snapshot changed at " + entry);
                return;
            }
        }
    }

    private void gets(XArrayView<Item> in, List<Entry<Item>> seen) {
        for (int i = 0; i < GETS; i++) {
            long at = Where.any(random);
            Item item = in.get(at);
            if (item != null) {
                ledger.see(item, at);
                seen.add(new Entry<>(at, at, 0, item));
            }
        }
    }

    private void search(XArrayView<Item> in, List<Entry<Item>> seen) {
        long from = Where.any(random);
        Filter filter = random.nextInt(4) == 0 ? Filter.MARK_0 : Filter.PRESENT;
        long first = bug == Bug.SEARCHED_FROM_BELOW ? 0 : from;
        Entry<Item> found = in.find(first, XArray.MAX_INDEX, filter);
        if (found != null) {
            if (found.index() < from) {
                ledger.fault("found below " + from + ": " + found);
            }
            ledger.see(found.value(), found.index());
            seen.add(found);
        }
    }

    /** Extracts some values, and looks for each of them. */
    private void extract(XArrayView<Item> in) {
        long from = Where.any(random);
        Item[] items = new Item[GETS];
        long first = bug == Bug.EXTRACTED_FROM_BELOW ? 0 : from;
        int count = in.extract(items, first, XArray.MAX_INDEX, Filter.PRESENT);
        Entry<Item> entry = in.find(from, XArray.MAX_INDEX, Filter.PRESENT);
        for (int i = 0; i < count; i++) {
            if (entry == null || entry.value() != items[i]) {
                ledger.fault("extracted from " + from + ": " + items[i] + ", but found " + entry);
                return;
            }
            ledger.see(entry.value(), entry.index());
            entry = in.findAfter(entry.last(), XArray.MAX_INDEX, Filter.PRESENT);
        }
    }

    private void iterate(XArrayView<Item> in) {
        Iterator<Entry<Item>> entries = in.iterator();
        long before = -1;
        for (int i = 0; i < STEPS && entries.hasNext(); i++) {
            Entry<Item> entry = entries.next();
            ledger.see(entry.value(), entry.index());
            if (entry.index() <= before) {
                ledger.fault("iterated back from " + before + " to " + entry);
            }
            before = entry.index();
            if (bug == Bug.ITERATOR_BEGINS_ANEW && i == STEPS / 2) {
                entries = in.iterator();
            }
        }
    }
}
