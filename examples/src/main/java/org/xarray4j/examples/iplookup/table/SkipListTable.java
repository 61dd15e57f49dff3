package org.xarray4j.examples.iplookup.table;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The table as it is written today with what the JDK has: a map from each range's first address to its answer, asked
 * with {@code floorEntry}. It has neither transactions nor snapshots, and its answers are plain objects.
 */
public final class SkipListTable implements LiveTable, LookupPath {
    private static final int RANGES_PER_REPORT = 4096;

    private final Ranges ranges;
    private final ConcurrentSkipListMap<Long, BoundedAnnouncement> v4 =
            new ConcurrentSkipListMap<>(Long::compareUnsigned);
    private final ConcurrentSkipListMap<Key, BoundedAnnouncement> v6 =
            new ConcurrentSkipListMap<>();
    private final LookupView view = new View();

    /**
     * Makes a table in which nothing is announced.
     *
     * @param ranges the ranges that may be
     */
    public SkipListTable(Ranges ranges) {
        this.ranges = ranges;
    }

    @Override
    public Ranges ranges() {
        return ranges;
    }

    @Override
    public Announcement announcement(int range, int country, int generation) {
        return new BoundedAnnouncement(
                range, country, generation, ranges.lastHigh(range), ranges.lastLow(range));
    }

    @Override
    public void load(Family family, Announcement[] answers, DoubleConsumer progress) {
        for (int i = 0; i < answers.length; i++) {
            announce(answers[i]);
            if (i % RANGES_PER_REPORT == 0) {
                progress.accept((double) i / answers.length);
            }
        }
        progress.accept(1);
    }

    @Override
    public void announce(Announcement answer) {
        int range = answer.range();
        if (ranges.isV4(range)) {
            v4.put(ranges.firstLow(range), (BoundedAnnouncement) answer);
        } else {
            v6.put(new Key(ranges.firstHigh(range), ranges.firstLow(range)), (BoundedAnnouncement)
                    answer);
        }
    }

    @Override
    public void announceTogether(Announcement[] answers) {
        for (Announcement answer : answers) {
            announce(answer);
        }
    }

    @Override
    public void withdraw(int range) {
        if (ranges.isV4(range)) {
            v4.remove(ranges.firstLow(range));
        } else {
            v6.remove(new Key(ranges.firstHigh(range), ranges.firstLow(range)));
        }
    }

    @Override
    public LookupView open() {
        return view;
    }

    @Override
    public LookupView view() {
        return view;
    }

    @Override
    public long entries(Family family) {
        return family == Family.V4 ? v4.size() : v6.size();
    }

    @Override
    public void close() {
        v4.clear();
        v6.clear();
    }

    /** What the maps hold at the moment of each lookup. */
    private final class View implements LookupView {
        @Override
        public @Nullable Announcement findV4(long address) {
            Map.Entry<Long, BoundedAnnouncement> floor = v4.floorEntry(address);
            return floor != null && floor.getValue().reaches(0, address) ? floor.getValue() : null;
        }

        @Override
        public @Nullable Announcement findV6(long high, long low) {
            Map.Entry<Key, BoundedAnnouncement> floor = v6.floorEntry(new Key(high, low));
            return floor != null && floor.getValue().reaches(high, low) ? floor.getValue() : null;
        }

        @Override
        public void close() {
            // The answers own nothing, so nothing is held back.
        }
    }

    /** An IPv6 address as a key. */
    private record Key(long high, long low) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Address.compare(high, low, other.high, other.low);
        }
    }

    /** An answer that also knows where its range ends, since a map of first addresses does not. */
    static final class BoundedAnnouncement extends HeapAnnouncement {
        private final long lastHigh;
        private final long lastLow;

        BoundedAnnouncement(int range, int country, int generation, long lastHigh, long lastLow) {
            super(range, country, generation);
            this.lastHigh = lastHigh;
            this.lastLow = lastLow;
        }

        boolean reaches(long high, long low) {
            return Address.compare(high, low, lastHigh, lastLow) <= 0;
        }
    }
}
