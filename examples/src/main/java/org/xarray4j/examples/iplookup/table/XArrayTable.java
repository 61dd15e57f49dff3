package org.xarray4j.examples.iplookup.table;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Filter;
import org.xarray4j.Guard;
import org.xarray4j.ReadView;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.EpochStatistics;
import org.xarray4j.epoch.Pin;
import org.xarray4j.examples.iplookup.slab.RecordPool;

/**
 * The table on two arrays: IPv4 addresses are the indices of one, the upper halves of IPv6 addresses those of the
 * other. It is exact to the single address: see {@link UpperHalf}.
 *
 * <p>Each answer in it owns a record outside the heap, and all arrays have one domain. An answer that is replaced or
 * withdrawn is released by the domain, when the last view is closed that may show it.
 *
 * <p>An IPv6 range that begins or ends inside a /64 lies in up to three arrays, in each with a record of its own, and
 * its change is not one moment for readers: at each address it is one. Every other change is one moment for the whole
 * range.
 */
public final class XArrayTable implements LiveTable {
    private static final int RANGES_PER_REPORT = 4096;

    private final Ranges ranges;
    private final Consumer<? super PooledAnnouncement> releaser;
    private final EpochDomain domain = EpochDomain.builder().name("answers").build();
    private final RecordPool pool = new RecordPool();
    private final Ledger ledger = new Ledger(pool);
    private final XArray<PooledAnnouncement> v4;
    private final XArray<UpperHalf> v6;
    private final Queue<UpperHalf.Split> splits = new ConcurrentLinkedQueue<>();
    private final LookupPath lockFree = LockFree::new;
    private final LookupPath guarded = Guarded::new;

    /**
     * Makes a table in which nothing is announced.
     *
     * @param ranges the ranges that may be
     */
    public XArrayTable(Ranges ranges) {
        this(ranges, PooledAnnouncement::release);
    }

    /**
     * Makes a table whose answers are released in a special way.
     *
     * @param ranges the ranges that may be announced
     * @param releaser is given each answer that nobody reads any more, on the domain's thread
     */
    public XArrayTable(Ranges ranges, Consumer<? super PooledAnnouncement> releaser) {
        this.ranges = ranges;
        this.releaser = releaser;
        v4 = XArray.<PooledAnnouncement>builder()
                .name("IPv4")
                .releaser(releaser)
                .domain(domain)
                .build();
        v6 = XArray.<UpperHalf>builder()
                .name("IPv6")
                .releaser(half -> releaser.accept((PooledAnnouncement) half))
                .domain(domain)
                .build();
    }

    /**
     * Returns the way that takes no lock. Its views show one version of each of the two arrays, so that they can also
     * tell whether a move is seen whole.
     *
     * @return the path
     */
    public LookupPath lockFree() {
        return lockFree;
    }

    /**
     * Returns the way that holds the array's lock while it looks at the entry.
     *
     * @return the path
     */
    public LookupPath guarded() {
        return guarded;
    }

    @Override
    public Ranges ranges() {
        return ranges;
    }

    @Override
    public Announcement announcement(int range, int country, int generation) {
        return new PooledAnnouncement(pool, range, country, generation);
    }

    @Override
    public void load(Family family, Announcement[] answers, DoubleConsumer progress) {
        // One transaction: each node is made once, not copied for each of the ranges below it.
        if (family == Family.V4) {
            try (Transaction<PooledAnnouncement> transaction = v4.begin()) {
                for (int i = 0; i < answers.length; i++) {
                    announceV4(transaction, (PooledAnnouncement) answers[i]);
                    report(i, answers.length, progress);
                }
                transaction.commit();
            }
        } else {
            try (Transaction<UpperHalf> transaction = v6.begin()) {
                for (int i = 0; i < answers.length; i++) {
                    announceV6(transaction, (PooledAnnouncement) answers[i]);
                    report(i, answers.length, progress);
                }
                transaction.commit();
            }
        }
        progress.accept(1);
    }

    private static void report(int done, int all, DoubleConsumer progress) {
        if (done % RANGES_PER_REPORT == 0) {
            progress.accept((double) done / all);
        }
    }

    @Override
    public void announce(Announcement answer) {
        if (ranges.isV4(answer.range())) {
            announceV4(v4, (PooledAnnouncement) answer);
        } else {
            announceV6(v6, (PooledAnnouncement) answer);
        }
    }

    @Override
    public void announceTogether(Announcement[] answers) {
        if (ranges.isV4(answers[0].range())) {
            try (Transaction<PooledAnnouncement> transaction = v4.begin()) {
                for (Announcement answer : answers) {
                    announceV4(transaction, (PooledAnnouncement) answer);
                }
                transaction.commit();
            }
        } else {
            try (Transaction<UpperHalf> transaction = v6.begin()) {
                for (Announcement answer : answers) {
                    announceV6(transaction, (PooledAnnouncement) answer);
                }
                transaction.commit();
            }
        }
    }

    private void announceV4(XArrayEditor<PooledAnnouncement> editor, PooledAnnouncement answer) {
        int range = answer.range();
        set(editor, ranges.firstLow(range), ranges.lastLow(range), answer);
    }

    private void announceV6(XArrayEditor<UpperHalf> editor, PooledAnnouncement answer) {
        ranges.cut(answer.range(), new Ranges.PieceVisitor() {
            private boolean isStored;

            @Override
            public void whole(long firstHigh, long lastHigh) {
                set(editor, firstHigh, lastHigh, own());
            }

            @Override
            public void part(long high, long firstLow, long lastLow) {
                set(split(editor, high), firstLow, lastLow, own());
            }

            /** An array releases a value as often as it was stored, so each piece needs one of its own. */
            private PooledAnnouncement own() {
                PooledAnnouncement own = isStored ? answer.copy() : answer;
                isStored = true;
                return own;
            }
        });
    }

    /** Sets a range that is in the array as a whole or not at all, and keeps the books. */
    private <T> void set(XArrayEditor<T> editor, long first, long last, T value) {
        ledger.store(1);
        retireWhatIsAt(editor, first);
        editor.setRange(first, last, value);
    }

    private <T> void erase(XArrayEditor<T> editor, long first, long last) {
        retireWhatIsAt(editor, first);
        editor.eraseRange(first, last);
    }

    private void retireWhatIsAt(XArrayEditor<?> editor, long first) {
        if (editor.contains(first)) {
            ledger.retire(1);
        }
    }

    /** Returns the second array of a /64, and makes it when the first of its ranges is announced. */
    private XArray<PooledAnnouncement> split(XArrayEditor<UpperHalf> editor, long high) {
        UpperHalf.Split known =
                editor == v6 ? v6.read(high, XArrayTable::asSplit) : asSplit(editor.get(high));
        if (known != null) {
            return known.lowerHalves();
        }
        // Hundreds of small arrays that are hardly ever written: none keeps spare nodes.
        XArray<PooledAnnouncement> lowerHalves = XArray.<PooledAnnouncement>builder()
                .name("IPv6 " + Address.v6(high, 0) + "/64")
                .releaser(releaser)
                .domain(domain)
                .reuseNodes(false)
                .build();
        UpperHalf.Split split = new UpperHalf.Split(high, lowerHalves);
        if (!editor.insert(high, split)) {
            throw new IllegalStateException("a range that is all of the /64 at "
                    + Address.v6(high, 0) + " overlaps one that is a part of it");
        }
        splits.add(split);
        return lowerHalves;
    }

    private static UpperHalf.@Nullable Split asSplit(@Nullable UpperHalf half) {
        return half instanceof UpperHalf.Split split ? split : null;
    }

    @Override
    public void withdraw(int range) {
        if (ranges.isV4(range)) {
            erase(v4, ranges.firstLow(range), ranges.lastLow(range));
            return;
        }
        ranges.cut(range, new Ranges.PieceVisitor() {
            @Override
            public void whole(long firstHigh, long lastHigh) {
                erase(v6, firstHigh, lastHigh);
            }

            @Override
            public void part(long high, long firstLow, long lastLow) {
                erase(split(v6, high), firstLow, lastLow);
            }
        });
    }

    @Override
    public LookupView view() {
        return lockFree.open();
    }

    @Override
    public long entries(Family family) {
        if (family == Family.V4) {
            return v4.size();
        }
        long count = v6.size();
        for (UpperHalf.Split split : splits) {
            count += split.lowerHalves().size() - 1;
        }
        return count;
    }

    // ---------------------------------------------------------------- ownership

    /**
     * Returns how releases keep pace with changes. One thread at a time may ask.
     *
     * @return the numbers
     */
    public Held held() {
        // First what comes last, so that never more is released than was retired.
        long released = pool.released();
        return new Held(ledger.retired(), released, ledger.takeMostHeld());
    }

    /**
     * Waits until everything that was discarded before is released.
     *
     * @throws InterruptedException if the thread is or was interrupted
     */
    public void awaitReleases() throws InterruptedException {
        domain.barrier();
    }

    /**
     * Waits until everything discarded is released, and returns what became of the values; also after {@link #close}. To
     * be called while nobody changes the table.
     *
     * @return the numbers
     * @throws InterruptedException if the thread is or was interrupted
     */
    public Ownership ownership() throws InterruptedException {
        awaitReleases();
        EpochStatistics statistics = domain.statistics();
        return new Ownership(
                domain.isClosed(),
                ledger.stored(),
                ledger.retired(),
                present(),
                pool.figures(),
                statistics.pending(),
                statistics.failures(),
                statistics.longestGrace());
    }

    private long present() {
        if (domain.isClosed()) {
            // A closed domain gives no view; but whether anything is left needs none.
            return v4.size()
                    + v6.size()
                    + splits.stream()
                            .mapToLong(split -> split.lowerHalves().size())
                            .sum();
        }
        long count = present(v4) + present(v6) - splits.size();
        for (UpperHalf.Split split : splits) {
            count += present(split.lowerHalves());
        }
        return count;
    }

    /** Counts values, of which each lies in one or more entries that follow each other. */
    private static <T> long present(XArray<T> array) {
        long[] count = {0};
        Object[] last = {null};
        try (ReadView<T> view = array.read()) {
            view.forEach(0, XArray.MAX_INDEX, Filter.PRESENT, (index, value) -> {
                if (value != last[0]) {
                    last[0] = value;
                    count[0]++;
                }
            });
        }
        return count[0];
    }

    /** Retires all answers and waits until they are released. */
    @Override
    public void close() {
        if (domain.isClosed()) {
            return;
        }
        ledger.retire(present());
        for (UpperHalf.Split split : splits) {
            split.lowerHalves().close();
            // Handed out, not retired: it is no answer.
            v6.remove(split.high());
        }
        v6.close();
        v4.close();
        domain.close();
    }

    // ---------------------------------------------------------------- lookups

    /** Reads as {@link ReadView#get} does: never waits, allocates nothing. */
    private final class LockFree implements LookupView {
        private final ReadView<PooledAnnouncement> v4View = v4.read();
        private final ReadView<UpperHalf> v6View = v6.read();

        @Override
        public @Nullable Announcement findV4(long address) {
            return v4View.get(address);
        }

        @Override
        public @Nullable Announcement findV6(long high, long low) {
            UpperHalf half = v6View.get(high);
            // What a second array shows is held back by this view as well, since they have one
            // domain.
            return half instanceof UpperHalf.Split split
                    ? split.lowerHalves().read(low, Function.identity())
                    : (PooledAnnouncement) half;
        }

        @Override
        public void close() {
            v6View.close();
            v4View.close();
        }
    }

    /** Reads as {@link XArray#getLocked} does: keeps writers and other guards out meanwhile. */
    private final class Guarded implements LookupView {
        /** Holds back what a guard has shown after it is closed. */
        private final Pin pin = domain.pin();

        @Override
        public @Nullable Announcement findV4(long address) {
            try (Guard<PooledAnnouncement> guard = v4.getLocked(address)) {
                return guard == null ? null : guard.value();
            }
        }

        @Override
        public @Nullable Announcement findV6(long high, long low) {
            try (Guard<UpperHalf> guard = v6.getLocked(high)) {
                if (guard == null) {
                    return null;
                }
                return guard.value() instanceof UpperHalf.Split split
                        ? lower(split, low)
                        : (PooledAnnouncement) guard.value();
            }
        }

        private static @Nullable PooledAnnouncement lower(UpperHalf.Split split, long low) {
            try (Guard<PooledAnnouncement> guard = split.lowerHalves().getLocked(low)) {
                return guard == null ? null : guard.value();
            }
        }

        @Override
        public void close() {
            pin.close();
        }
    }
}
