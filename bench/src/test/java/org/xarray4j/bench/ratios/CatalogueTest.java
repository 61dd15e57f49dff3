package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Catalogue CATALOGUE = new Catalogue(2);

    private static List<String> questions(List<Comparison> comparisons) {
        return comparisons.stream().map(Comparison::benchmark).distinct().toList();
    }

    /** A picture is made of what was measured, so without this a core run would have none of some questions. */
    @Test
    void core_hasEachQuestion() {
        assertThat(questions(CATALOGUE.core()))
                .containsExactlyInAnyOrderElementsOf(questions(CATALOGUE.all()));
    }

    @Test
    void core_hasOneComparisonWithoutAGoal_ofQuestionsThatHaveFewOrNone() {
        assertThat(CATALOGUE.core())
                .filteredOn(comparison -> comparison.goal().isEmpty())
                .extracting(Comparison::question, Comparison::rivalName)
                .containsExactlyInAnyOrder(
                        tuple("view, dense 2^16", "XARRAY"),
                        tuple("search, dense 2^16, next", "SKIP_LIST"),
                        tuple("ids, 2^16, exists", "XARRAY"),
                        tuple("longs, dense 2^16, overwrite", "XARRAY"),
                        tuple("snapshot, dense 2^16, takeAndWrite", "TRIE_MAP"),
                        tuple("range, width 64", "SKIP_LIST"),
                        tuple("writer, dense 2^16, writes full", "NBHML"),
                        tuple("scaling, dense 2^16, 2 threads", "NBHML"));
    }

    @Test
    void core_hasAllGoalsButThoseOfExtraSizes() {
        List<Comparison> core = CATALOGUE.core();
        assertThat(core).doesNotHaveDuplicates().noneMatch(Comparison::extra);
        assertThat(CATALOGUE.all())
                .filteredOn(
                        comparison -> comparison.goal().isPresent() && !core.contains(comparison))
                .extracting(Comparison::question)
                .containsExactlyInAnyOrder("get, dense 2^22", "view, dense 2^22, 4096 reads each");
    }

    /** The kernel's own code, on one thread. */
    @Test
    void all_haveTheKernelsTimesAsGoals() {
        assertThat(CATALOGUE.all())
                .filteredOn(comparison -> comparison.figure() == Figure.TIME
                        && comparison.rival().isEmpty()
                        && comparison.goal().isPresent())
                .extracting(
                        Comparison::question, comparison -> comparison.goal().getAsDouble())
                .contains(
                        tuple("get, dense 2^22", 126.0),
                        tuple("view, dense 2^10, 4096 reads each", 4.9),
                        tuple("view, dense 2^16, 4096 reads each", 7.1),
                        tuple("view, dense 2^20, 4096 reads each", 65.0),
                        tuple("view, dense 2^22, 4096 reads each", 97.0),
                        tuple("miss, dense 2^20, past the end", 6.3),
                        tuple("overwrite, dense 2^20", 166.0),
                        tuple("mark, dense 2^20, set and clear", 94.0),
                        tuple("build-single, dense 2^20", 27.0),
                        tuple("erase, dense 2^20", 30.0),
                        tuple("forEach, random 2^16", 3900.0),
                        tuple("alloc, 2^20, ascending", 38.0),
                        tuple("alloc, 2^20, erase and alloc", 31.0));
    }

    /** Whatever is too large for a machine is listed as skipped; what is not there at all is not. */
    @Test
    void footprints_areThereAtTheLargestSize() {
        assertThat(CATALOGUE.all())
                .filteredOn(comparison ->
                        comparison.benchmark().equals("footprint") && comparison.size() == 1 << 24)
                .extracting(Comparison::question)
                .contains(
                        "footprint, dense 2^24",
                        "footprint, runs64 2^24",
                        "footprint, runs64 unaligned 2^24",
                        "footprint, random 2^24");
    }
}
