package org.xarray4j.examples.iplookup.live;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What all rounds of one contender measured.
 *
 * @param name the contender
 * @param seesMovesWhole whether its views promise to show all of a move or nothing
 * @param rounds its rounds, in their order
 */
public record PathFigures(String name, boolean seesMovesWhole, List<RoundResult> rounds) {
    /** Makes a defensive copy. */
    public PathFigures {
        rounds = List.copyOf(rounds);
    }

    /**
     * Returns the throughput of the round in the middle.
     *
     * @return lookups by the second, of all readers
     */
    public double medianLookupsPerSecond() {
        double[] sorted = rounds.stream()
                .mapToDouble(RoundResult::lookupsPerSecond)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Returns the latencies of all rounds together.
     *
     * @return single lookups, in nanoseconds
     */
    public Histogram latency() {
        Histogram all = new Histogram(3);
        rounds.forEach(round -> all.add(round.latency()));
        return all;
    }

    /**
     * Returns the latencies of the updates of all rounds together.
     *
     * @return single withdrawals and announcements, in nanoseconds
     */
    public Histogram updateLatency() {
        Histogram all = new Histogram(3);
        rounds.forEach(round -> all.add(round.updateLatency()));
        return all;
    }

    /**
     * Returns how fast the table changed.
     *
     * @return withdrawals and announcements by the second
     */
    public double updatesPerSecond() {
        double seconds = rounds.stream().mapToDouble(RoundResult::seconds).sum();
        return updateLatency().getTotalCount() / seconds;
    }

    /**
     * Returns how many answers were checked.
     *
     * @return the number
     */
    public long lookups() {
        return rounds.stream().mapToLong(RoundResult::lookups).sum();
    }

    /**
     * Returns how many blocks were moved.
     *
     * @return the number
     */
    public long moves() {
        return rounds.stream().mapToLong(RoundResult::moves).sum();
    }

    /**
     * Returns how many blocks were read through a view.
     *
     * @return the number
     */
    public long blocksRead() {
        return rounds.stream().mapToLong(RoundResult::blocksRead).sum();
    }

    /**
     * Returns how many blocks were met half moved.
     *
     * @return the number
     */
    public long blocksTorn() {
        return rounds.stream().mapToLong(RoundResult::blocksTorn).sum();
    }
}
