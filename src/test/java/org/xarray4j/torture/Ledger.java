package org.xarray4j.torture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What must balance in the end, how old values were when they were seen, and what went wrong. */
final class Ledger {
    private static final int MOST_FAULTS = 20;

    /** By grace periods that were over since a value was discarded: a reader may see 0 or 1, the one under way. */
    private static final int PIPE = 4;

    final LongAdder stored = new LongAdder();
    final LongAdder released = new LongAdder();
    final LongAdder handedOut = new LongAdder();
    final LongAdder piecesHandedOut = new LongAdder();
    final LongAdder rolledBack = new LongAdder();
    final LongAdder outOfMemory = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder refusedByClosed = new LongAdder();
    final LongAdder interrupted = new LongAdder();
    final LongAdder stalls = new LongAdder();
    final LongAdder stallsReported = new LongAdder();
    final LongAdder deaths = new LongAdder();
    final LongAdder deathsReported = new LongAdder();
    final LongAdder shortLived = new LongAdder();
    final LongAdder collections = new LongAdder();
    final LongAdder writes = new LongAdder();

    /** How many grace periods are over. */
    final AtomicLong graces = new AtomicLong();

    private final AtomicLongArray ages = new AtomicLongArray(Long.SIZE);
    private final AtomicLongArray pipe = new AtomicLongArray(PIPE);
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }

    Queue<String> faults() {
        return faults;
    }

    /** Takes note of a value that a reader sees at an index, under a pin or the lock. */
    void see(Item item, long index) {
        if (!item.mayBeAt(index)) {
            fault("met where it may not be, at " + index + ": " + item);
        }
        if (item.isReleased()) {
            fault("released under a reader, at " + index + ": " + item);
        }
        ages.incrementAndGet(Long.SIZE - Long.numberOfLeadingZeros(item.ageNanos() >> 10));
        long discarded = item.discardedAt();
        if (discarded != Item.LIVE) {
            // A period that was under way at the discard may end at any time; the next one begins
            // after the discard, and cannot end before this reader has.
            long since = graces.get() - discarded;
            pipe.incrementAndGet((int) Math.min(since, PIPE - 1));
            if (since > 1) {
                fault("seen " + since + " grace periods after its discard: " + item);
            }
        }
    }

    long seen() {
        long sum = 0;
        for (int i = 0; i < ages.length(); i++) {
            sum += ages.get(i);
        }
        return sum;
    }

    /** How many values were seen after they were discarded, while their reader was there already. */
    long seenLate() {
        return pipe.get(0) + pipe.get(1);
    }

    /** Returns what has not happened yet, so that nothing was tried of it. */
    List<String> missing() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("seen", seen());
        counts.put("seen after its discard", seenLate());
        counts.put("grace period", graces.get());
        counts.put("stored", stored.sum());
        counts.put("released", released.sum());
        counts.put("handed out", handedOut.sum());
        counts.put("piece of a range handed out", piecesHandedOut.sum());
        counts.put("refused by an array that is closed", refusedByClosed.sum());
        counts.put("rolled back", rolledBack.sum());
        counts.put("out of memory", outOfMemory.sum());
        counts.put("interrupted", interrupted.sum());
        counts.put("stall", stalls.sum());
        counts.put("report of a stall", stallsReported.sum());
        counts.put("death", deaths.sum());
        counts.put("report of a death", deathsReported.sum());
        counts.put("short-lived thread", shortLived.sum());
        counts.put("collection", collections.sum());
        counts.values().removeIf(count -> count > 0);
        return List.copyOf(counts.keySet());
    }

    /** Says what must hold when all is quiet and so many stores are still in the array. */
    void balance(long present, String when) {
        long in = stored.sum();
        long out = released.sum() + handedOut.sum() + present;
        if (in != out) {
            fault(when + ": stored " + in + ", but released " + released + ", handed out "
                    + handedOut + ", present " + present);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("writes ").append(writes);
        text.append(", stored ").append(stored).append(", released ").append(released);
        text.append(", handed out ").append(handedOut);
        text.append(", pieces handed out ").append(piecesHandedOut);
        text.append(", rolled back ").append(rolledBack);
        text.append("\nout of memory ").append(outOfMemory).append(", refused ").append(refused);
        text.append(", by a closed array ").append(refusedByClosed);
        text.append(", interrupted ").append(interrupted);
        text.append(", stalls ").append(stalls);
        text.append(", of which reported ").append(stallsReported);
        text.append(", deaths ").append(deaths).append(", of which reported ");
        text.append(deathsReported).append(", short-lived threads ").append(shortLived);
        text.append(", collections ").append(collections);
        text.append("\ngrace periods ").append(graces);
        text.append(", seen that many after the discard: ").append(pipe);
        text.append("\nages at which values were seen, from so many us on:");
        for (int i = 0; i < ages.length(); i++) {
            if (ages.get(i) != 0) {
                text.append(' ').append(i == 0 ? 0 : 1L << (i - 1)).append(':').append(ages.get(i));
            }
        }
        return text.toString();
    }
}
