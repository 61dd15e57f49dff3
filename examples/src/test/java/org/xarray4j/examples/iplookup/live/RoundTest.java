package org.xarray4j.examples.iplookup.live;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.HeapAnnouncement;
import org.xarray4j.examples.iplookup.table.LiveTable;
import org.xarray4j.examples.iplookup.table.LookupPath;
import org.xarray4j.examples.iplookup.table.Ownership;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.SkipListTable;
import org.xarray4j.examples.iplookup.table.TableText;
import org.xarray4j.examples.iplookup.table.XArrayTable;

/** Rounds on tables that are right and on tables with a planted fault: the check must tell them apart. */
class RoundTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Ranges ranges = TableText.ranges(TableText.blocksOfV4(300), TableText.V6);
    private final Blocks blocks = new Blocks(ranges);
    private final ErrorLog errors = new ErrorLog();

    private <T extends LiveTable> T load(T table) {
        for (Family family : Family.values()) {
            table.load(family, table.originals(family), part -> {});
        }
        return table;
    }

    /**
     * Runs short rounds, each on what the last one left, until all of them together have done what the test is about;
     * if they never do, the test's time limit says so.
     */
    private void runUntil(Enough enough, LiveTable table, LookupPath path, boolean seesMovesWhole)
            throws InterruptedException {
        Blocks moving = new Blocks(table.ranges());
        Feed feed = new Feed(table.ranges(), table, moving, 1);
        Contender contender = new Contender("path", path, feed, seesMovesWhole);
        Round round = new Round(table.ranges(), moving, 2, 0, errors);
        SplittableRandom random = new SplittableRandom(1);
        List<RoundResult> results = new ArrayList<>();
        do {
            results.add(
                    round.run(contender, SHORT, random.split(), (seconds, lookups, updates) -> {}));
            feed.checkSettled("path", path, errors);
        } while (!enough.test(new PathFigures("path", seesMovesWhole, results)));
    }

    private interface Enough {
        boolean test(PathFigures figures) throws InterruptedException;
    }

    private static boolean hasDoneAll(PathFigures figures) {
        return figures.lookups() > 0
                && figures.updateLatency().getTotalCount() > 0
                && figures.moves() > 0
                && figures.blocksRead() > 0;
    }

    private void assertNoErrors() {
        assertThat(errors.first()).isEmpty();
        assertThat(errors.count()).isZero();
    }

    @Test
    void run_lockFree_hasNoErrors() throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(ranges))) {
            runUntil(RoundTest::hasDoneAll, table, table.lockFree(), true);
        }
        assertNoErrors();
    }

    @Test
    void run_guarded_hasNoErrors() throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(ranges))) {
            runUntil(RoundTest::hasDoneAll, table, table.guarded(), true);
        }
        assertNoErrors();
    }

    @Test
    void run_skipList_hasNoErrors() throws InterruptedException {
        try (SkipListTable table = load(new SkipListTable(ranges))) {
            runUntil(RoundTest::hasDoneAll, table, table, false);
        }
        assertNoErrors();
    }

    @Test
    void run_smallTableWithoutBlocks_hasNoErrors() throws InterruptedException {
        Ranges small = TableText.ranges(List.of("5,9,DE"), List.of());
        try (XArrayTable table = load(new XArrayTable(small))) {
            runUntil(
                    figures -> figures.lookups() > 0 && figures.updateLatency().getTotalCount() > 0,
                    table,
                    table.lockFree(),
                    true);
        }
        assertNoErrors();
    }

    /** Answers what it has answered before, as a cache does that nobody tells of changes. */
    @Test
    void run_pathThatAnswersStale_isFound() throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(ranges))) {
            LookupPath stale = new CachingPath(
                    table.lockFree(),
                    answer -> new HeapAnnouncement(
                            answer.range(), answer.country(), answer.generation()));
            runUntil(figures -> errors.count() > 0, table, stale, true);
        }
        assertThat(errors.count()).isPositive();
        assertThat(errors.first())
                .anyMatch(error -> error.contains("was committed before the lookup began"));
    }

    /** Keeps the answers themselves beyond their views, so that they are released under it. */
    @Test
    void run_pathThatKeepsAnswersBeyondTheirViews_isFound() throws InterruptedException {
        Ownership ownership;
        try (XArrayTable table = load(new XArrayTable(ranges))) {
            LookupPath keeping = new CachingPath(table.lockFree(), answer -> answer);
            runUntil(
                    figures -> table.ownership().pool().usedAfterRelease() > 0,
                    table,
                    keeping,
                    true);
            ownership = table.ownership();
        }
        // Each is an error; and so is an answer that is out of date, before it is released.
        assertThat(errors.count()).isGreaterThanOrEqualTo(ownership.pool().usedAfterRelease());
        assertThat(ownership.faults())
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains("reads of values after their release");
    }

    @Test
    void run_bothPaths_releaseEachValueOnceAndLeaveNone() throws InterruptedException {
        XArrayTable table = load(new XArrayTable(ranges));
        try (table) {
            runUntil(RoundTest::hasDoneAll, table, table.lockFree(), true);
            Ownership between = table.ownership();
            assertThat(between.faults()).isEmpty();
            assertThat(between.retired()).isPositive();
            assertThat(between.present()).isPositive();
        }
        assertThat(table.ownership().faults()).isEmpty();
        assertThat(table.ownership().pool().live()).isZero();
        assertNoErrors();
    }

    /** Drops every thousandth withdrawal, so that a range stays announced that should be gone. */
    @Test
    void run_tableThatLosesAnUpdate_isFound() throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(ranges))) {
            LiveTable losing = new ForwardingTable(table) {
                private int withdrawals;

                @Override
                public void withdraw(int range) {
                    withdrawals++;
                    if (withdrawals % 1000 != 0) {
                        super.withdraw(range);
                    }
                }
            };
            runUntil(figures -> errors.count() > 0, losing, table.lockFree(), true);
        }
        assertThat(errors.first()).isNotEmpty();
    }

    @Test
    void run_tableThatMovesBlocksOneByOne_isFound() throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(ranges))) {
            LiveTable halving = new ForwardingTable(table) {
                @Override
                public void announceTogether(Announcement[] answers) {
                    for (Announcement answer : answers) {
                        announce(answer);
                    }
                }
            };
            runUntil(figures -> figures.blocksTorn() > 0, halving, table.lockFree(), true);
        }
        assertThat(errors.first()).anyMatch(error -> error.contains("half moved"));
    }

    @Test
    void run_pathThatThrows_endsTheRoundAndIsAnError() throws InterruptedException {
        LookupPath broken = () -> {
            throw new IllegalStateException("planted");
        };
        try (XArrayTable table = load(new XArrayTable(ranges))) {
            Feed feed = new Feed(ranges, table, blocks, 1);
            Contender contender = new Contender("path", broken, feed, true);
            new Round(ranges, blocks, 2, 100, errors)
                    .run(
                            contender,
                            Duration.ofMinutes(10),
                            new SplittableRandom(1),
                            (seconds, lookups, updates) -> {});
        }
        // The other reader may see that the round is over before it has asked for anything.
        assertThat(errors.count()).isBetween(1L, 2L);
        assertThat(errors.first())
                .allMatch(error -> error.contains("a reader failed") && error.contains("planted"));
    }
}
