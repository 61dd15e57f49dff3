package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Catalogue CATALOGUE = new Catalogue(2);

    private static List<String> questions(List<Comparison> comparisons) {
        return comparisons.stream().map(Comparison::benchmark).distinct().toList();
    }

    /**
     * A picture is made of what was measured, so without this a core run would have none of some questions. The one that
     * is left out is asked by name.
     */
    @Test
    void core_hasEachQuestionButSpread() {
        List<String> all = new ArrayList<>(questions(CATALOGUE.all()));
        assertThat(all.remove("spread")).isTrue();
        assertThat(questions(CATALOGUE.core())).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void core_hasTheGarbageOfBatches_andOneOfEachQuestionWithoutAGoal() {
        List<Comparison> without = CATALOGUE.core().stream()
                .filter(comparison -> comparison.goal().isEmpty())
                .toList();
        assertThat(without)
                .filteredOn(comparison -> comparison.figure() == Figure.GARBAGE)
                .extracting(Comparison::question)
                .containsExactlyInAnyOrder(
                        "transaction, dense 2^10, 64 neighbours, garbage",
                        "transaction, dense 2^10, 64 neighbours in two leaves, garbage",
                        "transaction, dense 2^16, 64 neighbours, garbage",
                        "transaction, dense 2^16, 64 neighbours in two leaves, garbage",
                        "transaction, dense 2^20, 64 neighbours, garbage",
                        "transaction, dense 2^20, 64 neighbours in two leaves, garbage");
        assertThat(without)
                .filteredOn(comparison -> comparison.figure() != Figure.GARBAGE)
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

    /** What is promised is not changed by the way. */
    @Test
    void core_hasTheseGoals() {
        assertThat(CATALOGUE.core())
                .filteredOn(comparison -> comparison.goal().isPresent())
                .extracting(
                        Comparison::question,
                        Comparison::rivalName,
                        comparison -> comparison.goal().getAsDouble())
                .containsExactlyInAnyOrder(
                        tuple("get, dense 2^10", "NBHML", 0.6),
                        tuple("get, dense 2^10", "CHM", 0.35),
                        tuple("get, dense 2^16", "NBHML", 0.6),
                        tuple("get, dense 2^16", "CHM", 0.35),
                        tuple("get, dense 2^16", "NO_REUSE", 1.1),
                        tuple("get, dense 2^20", "NBHML", 0.33),
                        tuple("get, dense 2^20", "CHM", 0.2),
                        tuple("get, runs64 2^16", "NBHML", 0.9),
                        tuple("get, runs64 2^20", "NBHML", 0.9),
                        tuple("get, runs64 unaligned 2^16", "NBHML", 0.9),
                        tuple("get, runs64 unaligned 2^20", "NBHML", 0.9),
                        tuple("get, random 2^16, 2^16 queries", "NBHML", 1.0),
                        tuple("get, random 2^16, 2^20 queries", "NBHML", 1.0),
                        tuple("get, random 2^20, 2^16 queries", "NBHML", 1.0),
                        tuple("get, random 2^20, 2^20 queries", "NBHML", 1.0),
                        tuple("view, dense 2^10, 4096 reads each", "-", 4.9),
                        tuple("view, dense 2^16, 4096 reads each", "-", 7.1),
                        tuple("view, dense 2^20, 4096 reads each", "-", 65.0),
                        tuple("miss, dense 2^20, past the end", "-", 6.3),
                        tuple("ip, IPv4 385602 ranges", "FLOOR_ENTRY", 0.2),
                        tuple("ip, IPv6 269056 ranges", "FLOOR_ENTRY", 0.2),
                        tuple("guarded, dense 2^16", "GUARDED", 0.3),
                        tuple("guarded, dense 2^16, 2 threads", "GUARDED", 0.1),
                        tuple("overwrite, dense 2^16", "NBHML", 4.0),
                        tuple("overwrite, dense 2^20", "NBHML", 2.5),
                        tuple("overwrite, dense 2^20", "-", 166.0),
                        tuple("overwrite, dense 2^10, garbage", "-", 0.0),
                        tuple("overwrite, dense 2^16, garbage", "-", 0.0),
                        tuple("overwrite, dense 2^20, garbage", "-", 0.0),
                        tuple("transaction, dense 2^10, 64 neighbours", "-", 10.0),
                        tuple("transaction, dense 2^16, 64 neighbours", "-", 10.0),
                        tuple("transaction, dense 2^20, 64 neighbours", "-", 10.0),
                        tuple("transaction, dense 2^10, 64 neighbours in two leaves", "-", 10.0),
                        tuple("transaction, dense 2^16, 64 neighbours in two leaves", "-", 10.0),
                        tuple("transaction, dense 2^20, 64 neighbours in two leaves", "-", 10.0),
                        tuple("mark, dense 2^20, set and clear", "-", 94.0),
                        tuple("build, dense 2^20", "CHM", 0.5),
                        tuple("build-single, dense 2^20", "-", 27.0),
                        tuple("erase, dense 2^20", "-", 30.0),
                        tuple("forEach, dense 2^10", "CHM", 0.3),
                        tuple("forEach, dense 2^16", "CHM", 0.3),
                        tuple("forEach, dense 2^20", "CHM", 0.3),
                        tuple("forEach, dense 2^10", "-", 2.0),
                        tuple("forEach, dense 2^16", "-", 2.0),
                        tuple("forEach, dense 2^20", "-", 2.0),
                        tuple("forEach, random 2^16", "-", 3900.0),
                        tuple("cursor, dense 2^10", "-", 2.0),
                        tuple("cursor, dense 2^16", "-", 2.0),
                        tuple("cursor, dense 2^20", "-", 2.0),
                        tuple("marked, dense 2^20", "FILTERED", 0.05),
                        tuple("footprint, dense 2^16", "-", 5.6),
                        tuple("footprint, dense 2^20", "-", 5.6),
                        tuple("footprint, runs64 2^16", "-", 8.0),
                        tuple("footprint, runs64 2^20", "-", 8.0),
                        tuple("footprint, runs64 unaligned 2^16", "-", 8.0),
                        tuple("footprint, runs64 unaligned 2^20", "-", 8.0),
                        tuple("footprint, random 2^16", "-", 25.0),
                        tuple("footprint, random 2^20", "-", 25.0),
                        tuple("footprint, IPv4 385602 ranges", "SKIP_LIST", 1.0),
                        tuple("footprint, IPv6 269056 ranges", "SKIP_LIST", 1.0),
                        tuple("alloc, 2^20, ascending", "SET", 2.0),
                        tuple("alloc, 2^20, ascending", "-", 38.0),
                        tuple("alloc, 2^20, erase and alloc", "-", 31.0),
                        tuple("reuse, dense 2^16, writes full, p99.99", "NO_REUSE", 0.5),
                        tuple("reuse, dense 2^20, writes full, p99.99", "NO_REUSE", 0.5),
                        tuple("response, dense 2^16, writes full, p99.99", "NO_REUSE", 0.5),
                        tuple("response, dense 2^20, writes full, p99.99", "NO_REUSE", 0.5),
                        tuple("pin, 1 read", "-", 6.0),
                        tuple("pin, 1 read", "FENCE", 2.2));
    }

    @Test
    void core_hasAllGoalsButThoseOfExtraSizes() {
        List<Comparison> core = CATALOGUE.core();
        assertThat(core).doesNotHaveDuplicates().noneMatch(Comparison::extra);
        assertThat(CATALOGUE.all())
                .filteredOn(
                        comparison -> comparison.goal().isPresent() && !core.contains(comparison))
                .extracting(
                        Comparison::question,
                        Comparison::rivalName,
                        comparison -> comparison.goal().getAsDouble())
                .containsExactlyInAnyOrder(
                        tuple("get, dense 2^12", "NBHML", 0.6),
                        tuple("get, dense 2^12", "CHM", 0.35),
                        tuple("get, dense 2^14", "NBHML", 0.6),
                        tuple("get, dense 2^14", "CHM", 0.35),
                        tuple("get, dense 2^18", "NBHML", 0.6),
                        tuple("get, dense 2^18", "CHM", 0.35),
                        tuple("get, dense 2^22", "NBHML", 0.33),
                        tuple("get, dense 2^22", "CHM", 0.2),
                        tuple("get, dense 2^22", "-", 126.0),
                        tuple("get, dense 2^24", "NBHML", 0.33),
                        tuple("get, dense 2^24", "CHM", 0.2),
                        tuple("get, runs64 2^18", "NBHML", 0.9),
                        tuple("get, runs64 2^22", "NBHML", 0.9),
                        tuple("get, runs64 2^24", "NBHML", 0.9),
                        tuple("get, runs64 unaligned 2^18", "NBHML", 0.9),
                        tuple("get, runs64 unaligned 2^22", "NBHML", 0.9),
                        tuple("get, runs64 unaligned 2^24", "NBHML", 0.9),
                        tuple("get, random 2^18", "NBHML", 1.0),
                        tuple("get, random 2^22", "NBHML", 1.0),
                        tuple("get, random 2^24", "NBHML", 1.0),
                        tuple("view, dense 2^22, 4096 reads each", "-", 97.0),
                        tuple("overwrite, dense 2^24", "NBHML", 2.5),
                        tuple("overwrite, dense 2^24, garbage", "-", 0.0),
                        tuple("build, dense 2^24", "CHM", 0.5),
                        tuple("forEach, dense 2^24", "CHM", 0.3),
                        tuple("forEach, dense 2^24", "-", 2.0),
                        tuple("footprint, dense 2^18", "-", 5.6),
                        tuple("footprint, dense 2^22", "-", 5.6),
                        tuple("footprint, dense 2^24", "-", 5.6),
                        tuple("footprint, runs64 2^18", "-", 8.0),
                        tuple("footprint, runs64 2^22", "-", 8.0),
                        tuple("footprint, runs64 2^24", "-", 8.0),
                        tuple("footprint, runs64 unaligned 2^18", "-", 8.0),
                        tuple("footprint, runs64 unaligned 2^22", "-", 8.0),
                        tuple("footprint, runs64 unaligned 2^24", "-", 8.0),
                        tuple("footprint, random 2^18", "-", 25.0),
                        tuple("footprint, random 2^22", "-", 25.0),
                        tuple("footprint, random 2^24", "-", 25.0));
    }

    /** That nodes are used again has nothing to do with how many there are. */
    @Test
    void denseOverwrites_makeNoGarbage_atEachSize() {
        assertThat(CATALOGUE.all())
                .filteredOn(comparison -> comparison.figure() == Figure.GARBAGE
                        && comparison.goal().isPresent())
                .extracting(
                        Comparison::question, comparison -> comparison.goal().getAsDouble())
                .containsExactlyInAnyOrder(
                        tuple("overwrite, dense 2^10, garbage", 0.0),
                        tuple("overwrite, dense 2^16, garbage", 0.0),
                        tuple("overwrite, dense 2^20, garbage", 0.0),
                        tuple("overwrite, dense 2^24, garbage", 0.0));
    }

    @Test
    void spread_isComparedWithTheRivals_andWithWhatLiesTogether() {
        assertThat(CATALOGUE.all())
                .filteredOn(comparison -> comparison.question().equals("spread, dense 2^20"))
                .extracting(
                        Comparison::rivalName,
                        comparison -> comparison.subject().param("layout"),
                        comparison -> comparison.rival().orElseThrow().param("layout"))
                .containsExactly(
                        tuple("XARRAY", "SPREAD", null),
                        tuple("NBHML", "SPREAD", "SPREAD"),
                        tuple("CHM", "SPREAD", "SPREAD"),
                        tuple("SKIP_LIST", "SPREAD", "SPREAD"),
                        tuple("ARRAY", "SPREAD", "SPREAD"));
    }

    @Test
    void writesAndWalks_areOfOtherKeysToo() {
        for (String benchmark :
                List.of("overwrite", "build", "build-single", "forEach", "search")) {
            assertThat(CATALOGUE.all())
                    .filteredOn(comparison -> comparison.benchmark().equals(benchmark))
                    .extracting(Options::distribution)
                    .describedAs(benchmark)
                    .contains("dense", "runs64", "random");
        }
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
