package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final int CPUS = 2;
    private static final int MINUTES = 28;

    private static Plan core(int rounds) {
        return new Plan(new Catalogue(CPUS).core(), rounds);
    }

    /** What the README promises: half an hour on two processors, and no goal on fewer than three ratios. */
    @Test
    void core_hasThreeRoundsInHalfAnHour() {
        Plan plan = core(5);
        int rounds = plan.roundsWithin(MINUTES);
        assertThat(rounds).isGreaterThanOrEqualTo(Plan.LEAST_ROUNDS);
        assertThat(plan.minutes(rounds)).isLessThanOrEqualTo(MINUTES);
        assertThat(plan.minutes(Plan.LEAST_ROUNDS)).isLessThan(MINUTES * 0.95);
    }

    @Test
    void roundsWithin_tooFewMinutes_areThoseThatAreNeeded() {
        assertThat(core(5).roundsWithin(1)).isEqualTo(Plan.LEAST_ROUNDS);
        assertThat(core(1).roundsWithin(1)).isEqualTo(1);
    }

    /** Of what is measured in one place and compared in another too, no ratio would be of neighbours. */
    @Test
    void groups_haveEachTaskOnce_withAllThatItIsComparedWith() {
        Catalogue catalogue = new Catalogue(CPUS);
        for (List<Comparison> comparisons : List.of(catalogue.core(), catalogue.all())) {
            List<List<Task>> groups = new Plan(comparisons, 1).groups();
            Map<Task, List<Task>> groupOf = new HashMap<>();
            for (List<Task> group : groups) {
                for (Task task : group) {
                    assertThat(groupOf.put(task, group)).describedAs(task.id()).isNull();
                }
            }
            assertThat(comparisons)
                    .allSatisfy(comparison -> assertThat(groupOf.get(comparison.subject()))
                            .contains(comparison.rival().orElse(comparison.subject())));
        }
    }

    @Test
    void forks_ofALaterRound_areWithoutFootprints() {
        Plan plan = core(3);
        long footprints = plan.groups().stream()
                .flatMap(List::stream)
                .filter(Task::isFootprint)
                .distinct()
                .count();
        assertThat(footprints).isEqualTo(12);
        assertThat(plan.forks(1) - plan.forks(2)).isEqualTo(12);
    }

    @Test
    void minutes_growWithTheEntries() {
        Catalogue catalogue = new Catalogue(CPUS);
        List<Comparison> large = catalogue.all().stream()
                .filter(comparison -> comparison.benchmark().equals("build"))
                .filter(comparison -> comparison.size() == 1 << 24)
                .toList();
        List<Comparison> small = catalogue.all().stream()
                .filter(comparison -> comparison.benchmark().equals("build"))
                .filter(comparison -> comparison.size() == 1 << 10)
                .toList();
        double largeFork = new Plan(large, 1).minutes(1) / new Plan(large, 1).forks(1);
        double smallFork = new Plan(small, 1).minutes(1) / new Plan(small, 1).forks(1);
        assertThat(largeFork).isGreaterThan(3 * smallFork);
    }
}
