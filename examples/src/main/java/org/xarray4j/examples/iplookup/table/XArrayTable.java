package org.xarray4j.examples.iplookup.table;

import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Filter;
import org.xarray4j.Guard;
import org.xarray4j.Snapshot;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;

/**
 * The table on two arrays: IPv4 addresses are the indices of one, the upper halves of IPv6 addresses those of the
 * other. It is exact to the single address: see {@link UpperHalf}.
 *
 * <p>An IPv6 range that begins or ends inside a /64 lies in up to three arrays, and its change is not one moment for
 * readers: at each address it is one. Every other change is one moment for the whole range.
 */
public final class XArrayTable implements LiveTable {
    private static final int RANGES_PER_REPORT = 4096;

    private final Ranges ranges;
    private final XArray<Announcement> v4 = XArray.create();
    private final XArray<UpperHalf> v6 = XArray.create();
    private final LookupPath lockFree = new LockFree();
    private final LookupPath guarded = new Guarded();

    /**
     * Makes a table in which nothing is announced.
     *
     * @param ranges the ranges that may be
     */
    public XArrayTable(Ranges ranges) {
        this.ranges = ranges;
    }

    /**
     * Returns the way that takes no lock.
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
        return new Announcement(range, country, generation);
    }

    @Override
    public void load(Family family, Announcement[] answers, DoubleConsumer progress) {
        // One transaction: each node is made once, not copied for each of the ranges below it.
        if (family == Family.V4) {
            try (Transaction<Announcement> transaction = v4.begin()) {
                for (int i = 0; i < answers.length; i++) {
                    announceV4(transaction, answers[i]);
                    report(i, answers.length, progress);
                }
                transaction.commit();
            }
        } else {
            try (Transaction<UpperHalf> transaction = v6.begin()) {
                for (int i = 0; i < answers.length; i++) {
                    announceV6(transaction, answers[i]);
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
            announceV4(v4, answer);
        } else {
            announceV6(v6, answer);
        }
    }

    @Override
    public void announceTogether(Announcement[] answers) {
        if (ranges.isV4(answers[0].range())) {
            try (Transaction<Announcement> transaction = v4.begin()) {
                for (Announcement answer : answers) {
                    announceV4(transaction, answer);
                }
                transaction.commit();
            }
        } else {
            try (Transaction<UpperHalf> transaction = v6.begin()) {
                for (Announcement answer : answers) {
                    announceV6(transaction, answer);
                }
                transaction.commit();
            }
        }
    }

    private void announceV4(XArrayEditor<Announcement> editor, Announcement answer) {
        int range = answer.range();
        editor.setRange(ranges.firstLow(range), ranges.lastLow(range), answer);
    }

    private void announceV6(XArrayEditor<UpperHalf> editor, Announcement answer) {
        ranges.cut(answer.range(), new Ranges.PieceVisitor() {
            @Override
            public void whole(long firstHigh, long lastHigh) {
                editor.setRange(firstHigh, lastHigh, answer);
            }

            @Override
            public void part(long high, long firstLow, long lastLow) {
                split(editor, high).setRange(firstLow, lastLow, answer);
            }
        });
    }

    /** Returns the second array of a /64, and makes it when the first of its ranges is announced. */
    private static XArray<Announcement> split(XArrayEditor<UpperHalf> editor, long high) {
        if (editor.get(high) instanceof UpperHalf.Split split) {
            return split.lowerHalves();
        }
        // Hundreds of small arrays that are hardly ever written: none keeps spare nodes.
        XArray<Announcement> lowerHalves =
                XArray.<Announcement>builder().reuseNodes(false).build();
        UpperHalf.Split split = new UpperHalf.Split(lowerHalves);
        if (!editor.insert(high, split)) {
            throw new IllegalStateException("a range that is all of the /64 at "
                    + Address.v6(high, 0) + " overlaps one that is a part of it");
        }
        return split.lowerHalves();
    }

    @Override
    public void withdraw(int range) {
        if (ranges.isV4(range)) {
            v4.eraseRange(ranges.firstLow(range), ranges.lastLow(range));
            return;
        }
        ranges.cut(range, new Ranges.PieceVisitor() {
            @Override
            public void whole(long firstHigh, long lastHigh) {
                v6.eraseRange(firstHigh, lastHigh);
            }

            @Override
            public void part(long high, long firstLow, long lastLow) {
                split(v6, high).eraseRange(firstLow, lastLow);
            }
        });
    }

    @Override
    public IntFunction<@Nullable Announcement> view(Family family) {
        if (family == Family.V4) {
            Snapshot<Announcement> snapshot = v4.snapshot();
            return range -> snapshot.get(ranges.firstLow(range));
        }
        Snapshot<UpperHalf> snapshot = v6.snapshot();
        return range -> (Announcement) snapshot.get(ranges.firstHigh(range));
    }

    @Override
    public long entries(Family family) {
        if (family == Family.V4) {
            return v4.size();
        }
        long[] count = {v6.size()};
        v6.forEach(0, XArray.MAX_INDEX, Filter.PRESENT, (index, half) -> {
            if (half instanceof UpperHalf.Split split) {
                count[0] += split.lowerHalves().size() - 1;
            }
        });
        return count[0];
    }

    @Override
    public void close() {
        v6.forEach((index, half) -> {
            if (half instanceof UpperHalf.Split split) {
                split.lowerHalves().close();
            }
        });
        v6.close();
        v4.close();
    }

    /** Reads as {@link XArray#get} does: never waits, allocates nothing. */
    private final class LockFree implements LookupPath {
        @Override
        public @Nullable Announcement findV4(long address) {
            return v4.get(address);
        }

        @Override
        public @Nullable Announcement findV6(long high, long low) {
            UpperHalf half = v6.get(high);
            return half instanceof UpperHalf.Split split
                    ? split.lowerHalves().get(low)
                    : (Announcement) half;
        }
    }

    /** Reads as {@link XArray#getLocked} does: keeps writers and other guards out meanwhile. */
    private final class Guarded implements LookupPath {
        @Override
        public @Nullable Announcement findV4(long address) {
            try (Guard<Announcement> guard = v4.getLocked(address)) {
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
                        : (Announcement) guard.value();
            }
        }

        private @Nullable Announcement lower(UpperHalf.Split split, long low) {
            try (Guard<Announcement> guard = split.lowerHalves().getLocked(low)) {
                return guard == null ? null : guard.value();
            }
        }
    }
}
