package org.xarray4j.internal.epoch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks who holds up what waits, and reports each once: held for long, held by a thread that is gone, or held by
 * nobody.
 *
 * <p>A pin does not note the time, which would cost more than the pin. So its age counts from the first look at it, which
 * is soon after something began to wait for it; unless the domain notes where pins come from, and then also when.
 *
 * <p>Whoever waits looks: the reclaimer while anything waits, and a thread in {@code synchronize}. Nobody looks while
 * nobody waits.
 *
 * <p>Lock nesting: nothing is taken or called under {@code looking}; reports are made after it is free.
 */
public final class StallWatch {
    /** What is known of one open pin. */
    private static final class Sighting {
        final Slot slot;
        final Holder holder;
        final long ticket;
        final long since;
        boolean stalled;
        boolean gone;

        Sighting(Slot slot, Holder holder, long ticket, long since) {
            this.slot = slot;
            this.holder = holder;
            this.ticket = ticket;
            this.since = since;
        }
    }

    /**
     * What a look has seen.
     *
     * @param open how many pins are open
     * @param oldestAge for how many nanoseconds the oldest is known to be open; 0 when none is
     */
    public record Pins(long open, long oldestAge) {}

    private record Finding(Sighting pin, Reports.Suspicion suspicion, long age) {}

    private final PinTable table;
    private final @Nullable Leaks leaks;
    private final Reports reports;
    private final Ticker ticker;
    private final long threshold;
    private final ReentrantLock looking = new ReentrantLock();

    /** The pins that were open at the last look. Guarded by: looking. */
    private IdentityHashMap<Slot, Sighting> open = new IdentityHashMap<>();

    /** Guarded by: looking. */
    private long nextLook;

    /**
     * Makes a watch.
     *
     * @param leaks where handles are watched, or null when they are not
     * @param threshold for how many nanoseconds a pin may be open
     */
    public StallWatch(
            PinTable table, @Nullable Leaks leaks, Reports reports, Ticker ticker, long threshold) {
        this.table = table;
        this.leaks = leaks;
        this.reports = reports;
        this.ticker = ticker;
        this.threshold = threshold;
        nextLook = ticker.nanoTime();
    }

    /** Looks if it is time to, unless another thread does. */
    public void look() {
        List<Finding> findings = new ArrayList<>();
        try {
            find(findings);
        } finally {
            // All that were found, though the memory may be full by now: none is found again.
            for (int i = 0; i < findings.size(); i++) {
                Finding finding = findings.get(i);
                Sighting pin = finding.pin;
                reports.suspect(pin.slot, pin.holder, pin.ticket, finding.suspicion, finding.age);
            }
        }
        reportLeaks();
    }

    private void find(List<Finding> findings) {
        if (!looking.tryLock()) {
            return;
        }
        try {
            long now = ticker.nanoTime();
            if (now - nextLook < 0) {
                return;
            }
            nextLook = now + Math.max(threshold / 8, Backoff.LEAST);
            sight(now);
            for (Sighting pin : open.values()) {
                judge(pin, now - pin.since, findings);
            }
        } finally {
            looking.unlock();
        }
    }

    private void judge(Sighting pin, long age, List<Finding> findings) {
        if (!pin.gone && pin.holder.isGone() && !pin.slot.isHandedOff(pin.ticket)) {
            findings.add(new Finding(pin, Reports.Suspicion.HOLDER_GONE, age));
            pin.gone = true;
        }
        if (!pin.stalled && age >= threshold) {
            findings.add(new Finding(pin, Reports.Suspicion.STALLED, age));
            pin.stalled = true;
        }
    }

    private void reportLeaks() {
        if (leaks != null) {
            for (Leaks.Tracked pin = leaks.poll(); pin != null; pin = leaks.poll()) {
                Holder holder = pin.slot.holder(pin.ticket);
                if (holder != null) {
                    reports.suspect(
                            pin.slot, holder, pin.ticket, Reports.Suspicion.UNREACHABLE, age(pin));
                }
            }
        }
    }

    private long age(Leaks.Tracked pin) {
        Slot.Trace trace = pin.slot.trace(pin.ticket);
        return trace == null ? 0 : ticker.nanoTime() - trace.openedAt();
    }

    /** Looks now, and returns what it has seen. */
    public Pins pins() {
        looking.lock();
        try {
            long now = ticker.nanoTime();
            sight(now);
            long oldest = 0;
            for (Sighting pin : open.values()) {
                oldest = Math.max(oldest, now - pin.since);
            }
            return new Pins(open.size(), oldest);
        } finally {
            looking.unlock();
        }
    }

    private void sight(long now) {
        IdentityHashMap<Slot, Sighting> before = open;
        IdentityHashMap<Slot, Sighting> found = new IdentityHashMap<>();
        table.forEachOpen((slot, ticket, epoch) -> {
            if (epoch == 0) {
                return; // just being opened: its slot still tells of the pin before
            }
            Sighting known = before.get(slot);
            if (known == null || known.ticket != ticket) {
                Holder holder = slot.holder(ticket);
                if (holder == null) {
                    return; // closed meanwhile
                }
                Slot.Trace trace = slot.trace(ticket);
                known = new Sighting(slot, holder, ticket, trace == null ? now : trace.openedAt());
            }
            found.put(slot, known);
        });
        open = found;
    }
}
