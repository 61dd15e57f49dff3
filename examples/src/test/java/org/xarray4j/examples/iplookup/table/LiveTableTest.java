package org.xarray4j.examples.iplookup.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every table by every path against a plain search through the ranges. */
class LiveTableTest {
    private static final Ranges RANGES = TableText.ranges(TableText.V4, TableText.V6);

    /** Each path with its table, loaded. */
    static Stream<Arguments> paths() {
        XArrayTable lockFree = load(new XArrayTable(RANGES));
        XArrayTable guarded = load(new XArrayTable(RANGES));
        SkipListTable skipList = load(new SkipListTable(RANGES));
        return Stream.of(
                Arguments.of(Named.of("lock-free", lockFree), lockFree.lockFree()),
                Arguments.of(Named.of("guarded", guarded), guarded.guarded()),
                Arguments.of(Named.of("skip list", skipList), skipList));
    }

    private static <T extends LiveTable> T load(T table) {
        for (Family family : Family.values()) {
            table.load(family, table.originals(family), part -> {});
        }
        return table;
    }

    @ParameterizedTest
    @MethodSource("paths")
    void find_everyBorder_isExact(LiveTable table, LookupPath path) {
        assertThat(table.entries(Family.V4)).isGreaterThanOrEqualTo(RANGES.size(Family.V4));
        assertThat(table.entries(Family.V6)).isGreaterThanOrEqualTo(RANGES.size(Family.V6));
        assertExact(path, List.of());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void withdraw_eachRange_leavesTheOthers(LiveTable table, LookupPath path) {
        for (int range = 0; range < RANGES.size(); range++) {
            table.withdraw(range);
            assertExact(path, List.of(range));
            table.announce(table.announcement(range, RANGES.country(range), 2));
            assertExact(path, List.of());
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void withdraw_allRanges_leavesNothing(LiveTable table, LookupPath path) {
        List<Integer> withdrawn = new ArrayList<>();
        for (int range = 0; range < RANGES.size(); range++) {
            table.withdraw(range);
            withdrawn.add(range);
            assertExact(path, withdrawn);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void announceTogether_severalRanges_changesThemAll(LiveTable table, LookupPath path) {
        Announcement[] answers = {table.announcement(0, 7, 2), table.announcement(2, 8, 4)};
        table.announceTogether(answers);
        try (LookupView view = path.open()) {
            assertThat(view.findV4(0)).isSameAs(answers[0]);
            assertThat(view.findV4(8)).isSameAs(answers[1]);
        }
        assertExact(path, List.of());
    }

    @Test
    void view_ofAnXArray_staysAsItWas() {
        Ranges ranges = TableText.ranges(TableText.blocksOfV4(3), TableText.blocksOfV6(3));
        XArrayTable table = new XArrayTable(ranges);
        load(table);
        for (Family family : Family.values()) {
            int start = ranges.start(family);
            try (LookupView before = table.view()) {
                table.announceTogether(new Announcement[] {
                    table.announcement(start, 7, 2), table.announcement(start + 1, 7, 2)
                });
                table.withdraw(start + 2);
                for (int range = start; range < start + 3; range++) {
                    assertThat(before.findFirst(ranges, range))
                            .isNotNull()
                            .matches(answer -> answer.generation() == 0);
                }
            }
            try (LookupView after = table.view()) {
                assertThat(after.findFirst(ranges, start))
                        .isNotNull()
                        .matches(answer -> answer.generation() == 2);
                assertThat(after.findFirst(ranges, start + 1))
                        .isNotNull()
                        .matches(answer -> answer.generation() == 2);
                assertThat(after.findFirst(ranges, start + 2)).isNull();
            }
        }
    }

    /** Asks for each first and last address, and those beside them. */
    private static void assertExact(LookupPath path, List<Integer> withdrawn) {
        for (Family family : Family.values()) {
            for (BigInteger number : borders(family)) {
                int expected = search(family, number);
                try (LookupView view = path.open()) {
                    Announcement answer = family == Family.V4
                            ? view.findV4(number.longValue())
                            : view.findV6(
                                    number.shiftRight(Long.SIZE).longValue(), number.longValue());
                    if (expected < 0 || withdrawn.contains(expected)) {
                        assertThat(answer).as("%s %x", family, number).isNull();
                    } else {
                        assertThat(answer)
                                .as("%s %x", family, number)
                                .isNotNull()
                                .matches(found -> found.range() == expected);
                    }
                }
            }
        }
    }

    private static Set<BigInteger> borders(Family family) {
        BigInteger end =
                BigInteger.ONE.shiftLeft(family == Family.V4 ? Integer.SIZE : 2 * Long.SIZE);
        Set<BigInteger> borders = new TreeSet<>();
        for (int range = RANGES.start(family);
                range < RANGES.start(family) + RANGES.size(family);
                range++) {
            for (BigInteger border : List.of(first(range), last(range))) {
                for (int beside = -1; beside <= 1; beside++) {
                    BigInteger number = border.add(BigInteger.valueOf(beside));
                    if (number.signum() >= 0 && number.compareTo(end) < 0) {
                        borders.add(number);
                    }
                }
            }
            borders.add(first(range).add(last(range)).shiftRight(1));
        }
        return borders;
    }

    private static int search(Family family, BigInteger number) {
        for (int range = RANGES.start(family);
                range < RANGES.start(family) + RANGES.size(family);
                range++) {
            if (first(range).compareTo(number) <= 0 && number.compareTo(last(range)) <= 0) {
                return range;
            }
        }
        return -1;
    }

    private static BigInteger first(int range) {
        return number(RANGES.firstHigh(range), RANGES.firstLow(range));
    }

    private static BigInteger last(int range) {
        return number(RANGES.lastHigh(range), RANGES.lastLow(range));
    }

    private static BigInteger number(long high, long low) {
        return new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(low)));
    }
}
