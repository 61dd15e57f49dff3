package org.xarray4j.examples.iplookup.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.Country;
import org.xarray4j.examples.iplookup.table.HeapAnnouncement;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.TableText;

class AnswerCheckTest {
    private static final Ranges RANGES = TableText.ranges(TableText.blocksOfV4(256), TableText.V6);
    private static final Blocks BLOCKS = new Blocks(RANGES);

    /** A range that is withdrawn and announced, and one that moves. */
    private static final int PLAIN = 100;

    private static final int MOVING = 3;

    private final AnswerCheck check = new AnswerCheck(RANGES, BLOCKS);

    private static Announcement answer(int range, int generation) {
        return new HeapAnnouncement(range, BLOCKS.country(range, generation), generation);
    }

    private void assertWrong(
            int range, int committed, @Nullable Announcement answer, int begun, String why) {
        assertThat(check.accepts(range, committed, answer, begun)).isFalse();
        assertThat(check.explain(range, committed, answer, begun))
                .isEqualTo(RANGES.describe(range) + ": " + why);
    }

    @Test
    void accepts_generationCommittedBeforeAndBegunAfter_andThoseBetween() {
        assertThat(check.accepts(PLAIN, 0, answer(PLAIN, 0), 0)).isTrue();
        assertThat(check.accepts(PLAIN, 4, answer(PLAIN, 4), 6)).isTrue();
        assertThat(check.accepts(PLAIN, 3, answer(PLAIN, 4), 5)).isTrue();
        assertThat(check.accepts(PLAIN, 4, answer(PLAIN, 6), 6)).isTrue();
    }

    @Test
    void accepts_staleAnswer_isRefused() {
        assertWrong(
                PLAIN,
                6,
                answer(PLAIN, 4),
                8,
                "generation 4 was answered, but 6 was committed before the lookup began");
    }

    @Test
    void accepts_staleAnswerOfAWithdrawnRange_isRefused() {
        assertWrong(
                PLAIN,
                5,
                answer(PLAIN, 4),
                5,
                "generation 4 was answered, but 5 was committed before the lookup began");
    }

    @Test
    void accepts_answerThatWasNotWrittenYet_isRefused() {
        assertWrong(
                PLAIN,
                2,
                answer(PLAIN, 4),
                3,
                "generation 4 was answered, but only 3 was begun when the lookup ended");
    }

    @Test
    void accepts_answerOfAWithdrawnGeneration_isRefused() {
        assertWrong(
                PLAIN,
                2,
                answer(PLAIN, 3),
                4,
                "generation 3 was answered, in which the range is withdrawn");
    }

    @Test
    void accepts_nothing_onlyWhileWithdrawn() {
        assertThat(check.accepts(PLAIN, 1, null, 1)).isTrue();
        assertThat(check.accepts(PLAIN, 0, null, 1)).isTrue();
        assertThat(check.accepts(PLAIN, 1, null, 2)).isTrue();
        assertThat(check.accepts(PLAIN, 2, null, 4)).isTrue();
        assertWrong(
                PLAIN,
                2,
                null,
                2,
                "nothing was answered, but the range was announced all the time (generation 2)");
    }

    @Test
    void accepts_nothingForARangeThatMoves_isRefused() {
        assertWrong(
                MOVING,
                2,
                null,
                4,
                "nothing was answered, but the range was announced all the time (generation 2)");
    }

    @Test
    void accepts_answerForAnotherRange_isRefused() {
        assertWrong(
                PLAIN,
                0,
                answer(PLAIN + 1, 0),
                0,
                "the answer was for another range, " + RANGES.describe(PLAIN + 1));
    }

    @Test
    void accepts_wrongCountry_isRefused() {
        assertWrong(
                PLAIN,
                0,
                new HeapAnnouncement(PLAIN, Country.encode("ZZ"), 0),
                0,
                "generation 0 was answered, with the country ZZ instead of "
                        + Country.decode(RANGES.country(PLAIN)));
    }

    @Test
    void accepts_countryOfTheGenerationBefore_isRefused() {
        int before = BLOCKS.country(MOVING, 2);
        assertThat(BLOCKS.country(MOVING, 4)).isNotEqualTo(before);
        assertThat(check.accepts(MOVING, 2, answer(MOVING, 4), 4)).isTrue();
        assertThat(check.accepts(MOVING, 2, new HeapAnnouncement(MOVING, before, 4), 4))
                .isFalse();
    }
}
