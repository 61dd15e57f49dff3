package org.xarray4j.examples.iplookup.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gives each contender the same rounds in turn, so that what else the machine does meets them all. One round of each
 * comes before, in which the JVM compiles: its answers are checked, but its figures are dropped.
 */
public final class LiveComparison {
    /** How many lookups share a view. */
    public static final int LOOKUPS_PER_VIEW = Reader.BATCH;

    /** How many rounds of each contender count. */
    public static final int ROUNDS = 5;

    private final List<Contender> contenders;
    private final Round round;
    private final Duration roundDuration;
    private final SplittableRandom random;

    /**
     * Plans the rounds.
     *
     * @param contenders what is compared
     * @param round what each round is like
     * @param perContender how long all counted rounds of a contender are together
     * @param seed decides which addresses are asked for
     */
    public LiveComparison(
            List<Contender> contenders, Round round, Duration perContender, long seed) {
        this.contenders = List.copyOf(contenders);
        this.round = round;
        roundDuration = perContender.dividedBy(ROUNDS);
        random = new SplittableRandom(seed);
    }

    /** Is told how the rounds go. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes note, several times a second.
         *
         * @param contender whose turn it is
         * @param number the number of its round; 0 for the one that does not count
         * @param seconds how long the last moment was
         * @param lookupsPerSecond answers checked in the last moment, by the second
         * @param updatesPerSecond withdrawals and announcements in the last moment, by the second
         */
        void update(
                String contender,
                int number,
                double seconds,
                double lookupsPerSecond,
                double updatesPerSecond);
    }

    /**
     * Runs all rounds.
     *
     * @param listener told how they go
     * @return the figures of each contender, in their order
     * @throws InterruptedException if this thread was interrupted
     */
    public List<PathFigures> run(Listener listener) throws InterruptedException {
        List<List<RoundResult>> results = new ArrayList<>();
        contenders.forEach(contender -> results.add(new ArrayList<>()));
        for (int number = 0; number <= ROUNDS; number++) {
            for (int i = 0; i < contenders.size(); i++) {
                Contender contender = contenders.get(i);
                int shown = number;
                RoundResult result = round.run(
                        contender,
                        roundDuration,
                        random.split(),
                        (seconds, lookups, updates) -> listener.update(
                                contender.name(), shown, seconds, lookups, updates));
                if (number > 0) {
                    results.get(i).add(result);
                }
            }
        }
        List<PathFigures> figures = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Contender contender = contenders.get(i);
            figures.add(
                    new PathFigures(contender.name(), contender.seesMovesWhole(), results.get(i)));
        }
        return figures;
    }
}
