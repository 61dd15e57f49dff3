package org.xarray4j.examples.iplookup.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.examples.iplookup.slab.UseAfterReleaseException;

/** What the table owns is released once, not before its last reader is done, and in the end all of it. */
class XArrayTableOwnershipTest {
    private static final Ranges RANGES = TableText.ranges(TableText.V4, TableText.V6);

    /** A range of IPv4, and one of IPv6 that lies in three arrays and so owns three records. */
    private static final int PLAIN = 3;

    private static final int CUT = TableText.V4.size() + 5;

    private static XArrayTable load(XArrayTable table) {
        for (Family family : Family.values()) {
            table.load(family, table.originals(family), part -> {});
        }
        return table;
    }

    private static void announce(XArrayTable table, int range, int generation) {
        table.announce(table.announcement(range, RANGES.country(range), generation));
    }

    /** Random changes of all kinds, the books compared now and then and after the close. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void changes_atRandom_balance(long seed) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        XArrayTable table = load(new XArrayTable(RANGES));
        try (table) {
            assertThat(table.ownership().stored()).isGreaterThan(RANGES.size());
            for (int step = 1; step <= 2000; step++) {
                int range = random.nextInt(RANGES.size());
                switch (random.nextInt(3)) {
                    case 0 -> table.withdraw(range);
                    case 1 -> announce(table, range, 2 * step);
                    default ->
                        table.announceTogether(new Announcement[] {
                            table.announcement(PLAIN, 7, 2 * step),
                            table.announcement(PLAIN + 1, 7, 2 * step)
                        });
                }
                if (step % 500 == 0) {
                    assertThat(table.ownership().faults()).as("seed %d", seed).isEmpty();
                }
            }
            assertThat(table.ownership().released()).isGreaterThan(1000);
        }
        Ownership after = table.ownership();
        assertThat(after.closed()).isTrue();
        assertThat(after.faults()).as("seed %d", seed).isEmpty();
        assertThat(after.released()).isEqualTo(after.stored()).isEqualTo(after.retired());
        assertThat(after.pool().live()).isZero();
    }

    @Test
    void close_twice_releasesOnce() throws InterruptedException {
        XArrayTable table = load(new XArrayTable(RANGES));
        table.close();
        table.close();
        assertThat(table.ownership().faults()).isEmpty();
    }

    @Test
    void announce_rangeInThreeArrays_ownsThreeRecords() throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(RANGES))) {
            Ownership before = table.ownership();
            announce(table, CUT, 2);
            Ownership after = table.ownership();
            assertThat(after.stored() - before.stored()).isEqualTo(3);
            assertThat(after.retired() - before.retired()).isEqualTo(3);
            assertThat(after.present()).isEqualTo(before.present());
            table.withdraw(CUT);
            assertThat(table.ownership().present()).isEqualTo(before.present() - 3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void view_open_holdsBackWhatItMayShow(boolean guarded) throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(RANGES))) {
            LookupPath path = guarded ? table.guarded() : table.lockFree();
            Held held;
            try (LookupView view = path.open()) {
                Announcement plain = view.findFirst(RANGES, PLAIN);
                Announcement cut = view.findFirst(RANGES, CUT);
                table.withdraw(PLAIN);
                table.withdraw(CUT);
                assertThat(plain).isNotNull().matches(answer -> answer.range() == PLAIN);
                assertThat(cut).isNotNull().matches(answer -> answer.range() == CUT);
                held = table.held();
            }
            assertThat(held).isEqualTo(new Held(4, 0, 4));
            assertThat(table.ownership().faults()).isEmpty();
            assertThat(table.held()).isEqualTo(new Held(4, 4, 0));
        }
    }

    @Test
    void answer_keptBeyondItsView_isFound() throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(RANGES))) {
            Announcement kept;
            try (LookupView view = table.lockFree().open()) {
                kept = view.findFirst(RANGES, PLAIN);
            }
            assertThat(kept).isNotNull();
            // Nothing has changed, so this goes well; which is why such mistakes are found late.
            assertThat(kept.range()).isEqualTo(PLAIN);
            announce(table, PLAIN, 2);
            assertThat(table.ownership().faults()).isEmpty();
            assertThatThrownBy(kept::range).isInstanceOf(UseAfterReleaseException.class);
            assertThat(table.ownership().faults())
                    .containsExactly("1 reads of values after their release");
        }
    }

    @Test
    void releaser_thatReleasesTwice_isFound() throws InterruptedException {
        XArrayTable table = load(new XArrayTable(RANGES, answer -> {
            answer.release();
            answer.release();
        }));
        table.withdraw(PLAIN);
        assertThat(table.ownership().faults())
                .containsExactly("1 releases of values that had been released");
        table.close();
    }

    @Test
    void releaser_thatForgetsOne_isFound() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        XArrayTable table = load(new XArrayTable(RANGES, answer -> {
            if (calls.incrementAndGet() != 2) {
                answer.release();
            }
        }));
        table.withdraw(PLAIN);
        assertThat(table.ownership().faults()).isEmpty();
        table.close();
        Ownership after = table.ownership();
        assertThat(after.faults())
                .containsExactly(
                        after.stored() + " values were stored, but " + (after.stored() - 1)
                                + " released and 0 present",
                        after.stored() + " values were retired, but " + (after.stored() - 1)
                                + " released",
                        "1 records have an owner, but 0 values are present");
    }

    @Test
    void releaser_thatThrows_isFound() throws InterruptedException {
        XArrayTable table = load(new XArrayTable(RANGES, answer -> {
            answer.release();
            if (answer.toString().contains("record " + PLAIN + " ")) {
                throw new IllegalStateException("planted");
            }
        }));
        table.withdraw(PLAIN);
        assertThat(table.ownership().faults()).containsExactly("1 releases have thrown");
        table.close();
    }

    @Test
    void announcement_thatIsNeverAnnounced_isFound() throws InterruptedException {
        try (XArrayTable table = load(new XArrayTable(RANGES))) {
            Announcement lost = table.announcement(PLAIN, 7, 2);
            assertThat(lost.range()).isEqualTo(PLAIN);
            assertThat(table.ownership().faults())
                    .singleElement()
                    .asString()
                    .contains("records have an owner");
        }
    }
}
