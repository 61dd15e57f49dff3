package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Param;

class OptionsTest {
    private static final int CPUS = 2;
    private static final int MEMORY = 16_384;

    private static List<Comparison> select(String... args) throws Refusal {
        return selection(MEMORY, args).comparisons();
    }

    private static Selection selection(int memoryMiB, String... args) throws Refusal {
        return Options.parse(args).select(new Catalogue(CPUS), CPUS, memoryMiB);
    }

    @Test
    void select_withoutOptions_isTheCore() throws Refusal {
        assertThat(select()).containsExactlyElementsOf(new Catalogue(CPUS).core());
    }

    @Test
    void select_withSeveral_isWhatFitsAll() throws Refusal {
        List<Comparison> selected =
                select("--benchmarks", "get", "--sizes", "2^10,65536", "--rivals", "nbhml");
        assertThat(selected)
                .isNotEmpty()
                .allMatch(comparison -> comparison.benchmark().equals("get")
                        && (comparison.size() == 1024 || comparison.size() == 65536)
                        && comparison.rivalName().equals("NBHML"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--benchmarks|nonsense|only get, ",
                "--distributions|clustered|only dense, ",
                "--sizes|2^11|only 2^10, ",
                "--collector|g1,cms|knows no 'cms', only g1, parallel, zgc",
                "--collector||only g1, ",
                "--sizes||only 2^10, ",
                "--rivals|chm,hashmap|only NBHML, ",
                "--threads|3|as many processors, of which there are 2",
                "--heap|64|needs a heap of 512 MiB",
                "--heap|16384|no more than 16384 MiB of memory",
                "--rounds|0|whole number",
                "--minutes|soon|whole number",
                "--turbo|on|no option --turbo",
            })
    void select_ofWhatCannotBe_isRefused(String option, String value, String reason) {
        assertThatThrownBy(() -> select(option, value == null ? "" : value))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    @Test
    void select_withoutOptions_hasTheRealTables() throws Refusal {
        assertThat(select())
                .filteredOn(comparison -> comparison.question().contains(" ranges"))
                .extracting(
                        Comparison::question,
                        Comparison::rivalName,
                        comparison -> comparison.goal().getAsDouble())
                .containsExactly(
                        tuple("ip, IPv4 385602 ranges", "FLOOR_ENTRY", 0.2),
                        tuple("ip, IPv6 269056 ranges", "FLOOR_ENTRY", 0.2),
                        tuple("footprint, IPv4 385602 ranges", "SKIP_LIST", 1.0),
                        tuple("footprint, IPv6 269056 ranges", "SKIP_LIST", 1.0));
    }

    @Test
    void select_byBenchmarkAlone_leavesExtrasOut() throws Refusal {
        assertThat(select("--benchmarks", "get"))
                .isNotEmpty()
                .noneMatch(Comparison::extra)
                .extracting(Comparison::rivalName)
                .doesNotContain("AGRONA");
    }

    @Test
    void select_ofAnExtraSizeOrRival_isThere() throws Refusal {
        assertThat(select("--benchmarks", "get", "--sizes", "2^24"))
                .isNotEmpty()
                .allMatch(comparison -> comparison.size() == 1 << 24);
        for (String rival : List.of("agrona", "fastutil", "trie_map", "int_map")) {
            assertThat(select("--rivals", rival))
                    .describedAs(rival)
                    .extracting(Comparison::benchmark)
                    .contains(
                            "get",
                            "build",
                            "forEach",
                            "overwrite",
                            "writer",
                            "footprint",
                            "scaling");
        }
    }

    /** What a structure cannot answer, or answers as the array itself does, it is not asked. */
    @Test
    void select_ofTheFloorOrTheGuarded_isEachDenseQuestionThatItCanAnswer() throws Refusal {
        assertThat(select("--full", "--collector", "g1", "--rivals", "array"))
                .extracting(Comparison::benchmark)
                .containsOnly("get", "spread", "overwrite", "forEach", "writer", "scaling");
        assertThat(select("--full", "--collector", "g1", "--rivals", "array"))
                .extracting(Options::distribution)
                .containsOnly("dense");
        assertThat(select("--full", "--collector", "g1", "--rivals", "guarded"))
                .extracting(Comparison::benchmark)
                .containsOnly("get", "ip", "guarded", "writer", "scaling");
    }

    @Test
    void select_ofWhatTheCoreHasNothingOf_needsItsNameAlone() throws Refusal {
        assertThat(select("--benchmarks", "spread")).isNotEmpty();
        assertThat(select("--rivals", "chm"))
                .extracting(Comparison::benchmark)
                .doesNotContain("spread");
    }

    /** One extra brings no other: a rival no sizes, a size no rivals. */
    @Test
    void select_byOneProperty_leavesTheExtrasOfOthersOut() throws Refusal {
        assertThat(select("--benchmarks", "get", "--rivals", "chm,nbhml,agrona"))
                .extracting(Comparison::size)
                .containsOnly(1 << 10, 1 << 16, 1 << 20);
        assertThat(select("--benchmarks", "get", "--rivals", "chm,nbhml,agrona"))
                .extracting(Comparison::rivalName)
                .containsOnly("CHM", "NBHML", "AGRONA");
        assertThat(select("--benchmarks", "get", "--sizes", "2^16,2^22"))
                .extracting(Comparison::rivalName)
                .contains("CHM", "ARRAY")
                .doesNotContain("AGRONA", "FASTUTIL", "TRIE_MAP", "INT_MAP");
        assertThat(select("--benchmarks", "get", "--sizes", "2^22", "--rivals", "agrona"))
                .isNotEmpty();
    }

    private static Comparison of(String benchmark, int size, String distribution, boolean extra) {
        Task task = new Task(
                "A", "a", Map.of("distribution", distribution), 1, 1, Task.Probe.NONE, 512);
        return new Comparison(
                benchmark,
                "",
                size,
                task,
                Optional.empty(),
                Figure.TIME,
                OptionalDouble.empty(),
                extra);
    }

    @Test
    void extras_ofADistributionOrABenchmark_needItToBeNamed() {
        Comparison usual = of("get", 1, "DENSE", false);
        Comparison random = of("get", 1, "RANDOM", true);
        Comparison randomAndLarge = of("get", 2, "RANDOM", true);
        Comparison other = of("other", 2, "RANDOM", true);
        List<Comparison> all = List.of(usual, random, randomAndLarge, other);
        Extras benchmarks = new Extras(all, true, false, false, false);
        assertThat(all).filteredOn(benchmarks::areAskedFor).containsExactly(usual, other);
        Extras sizes = new Extras(all, false, true, false, false);
        assertThat(all).filteredOn(sizes::areAskedFor).containsExactly(usual);
        Extras distributions = new Extras(all, false, false, false, true);
        assertThat(all).filteredOn(distributions::areAskedFor).containsExactly(usual, random);
        Extras both = new Extras(all, false, true, false, true);
        assertThat(all)
                .filteredOn(both::areAskedFor)
                .containsExactly(usual, random, randomAndLarge);
    }

    @Test
    void select_withCollectors_repeatsEachWithoutItsGoal() throws Refusal {
        List<Comparison> selected = select("--collector", "g1,zgc");
        List<Comparison> core = new Catalogue(CPUS).core();
        assertThat(selected).hasSize(2 * core.size());
        assertThat(selected)
                .filteredOn(comparison -> comparison.subject().collector() == Collector.ZGC)
                .hasSize(core.size())
                .allSatisfy(comparison -> {
                    assertThat(comparison.goal()).isEmpty();
                    assertThat(comparison.question()).endsWith(", zgc");
                    assertThat(comparison.subject().id()).endsWith(",gc=zgc");
                    assertThat(comparison.rival().stream())
                            .allMatch(rival -> rival.collector() == Collector.ZGC);
                });
    }

    @Test
    void select_ofAll_isEverythingWithEachCollector() throws Refusal {
        Selection selection = selection(1 << 20, "--full");
        assertThat(selection.skipped()).isEmpty();
        assertThat(selection.comparisons())
                .hasSize(3 * new Catalogue(CPUS).all().size());
    }

    @Test
    void select_ofAll_skipsWhatHasNoRoomAndSaysWhy() throws Refusal {
        Selection selection = selection(4096, "--full", "--benchmarks", "get");
        assertThat(selection.comparisons())
                .isNotEmpty()
                .allMatch(comparison -> comparison.subject().heapMiB() <= 4096 - 512);
        assertThat(selection.skipped())
                .doesNotHaveDuplicates()
                .anySatisfy(reason -> assertThat(reason)
                        .startsWith("get, dense 2^24: needs a heap of 6144 MiB")
                        .contains("no more than 4096 MiB of memory"));
    }

    @Test
    void select_ofAll_onOneProcessor_skipsWhatNeedsMore() throws Refusal {
        Selection selection =
                Options.parse(new String[] {"--full"}).select(new Catalogue(1), 1, 1 << 20);
        assertThat(selection.comparisons())
                .isNotEmpty()
                .allMatch(comparison -> comparison.subject().processors() == 1);
        assertThat(selection.skipped())
                .contains("pin, 1 read, 2 threads: needs 2 processors, of which there are 1");
    }

    @Test
    void select_ofAll_refusesWhatIsUnknown() {
        assertThatThrownBy(() -> select("--full", "--rivals", "hashmap"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("knows no 'hashmap'");
    }

    @Test
    void select_ofAll_withoutAnythingPossible_isRefused() {
        assertThatThrownBy(() -> selection(600, "--full"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("can do none of it");
    }

    /** Each question of the README, by the names that it has there. */
    @Test
    void catalogue_answersEachQuestion() {
        assertThat(new Catalogue(CPUS).all())
                .extracting(Comparison::benchmark)
                .contains(
                        "get",
                        "scaling",
                        "writer",
                        "overwrite",
                        "transaction",
                        "build",
                        "forEach",
                        "cursor",
                        "marked",
                        "search",
                        "range",
                        "alloc",
                        "snapshot",
                        "view",
                        "miss",
                        "mark",
                        "erase",
                        "pin",
                        "footprint",
                        "ip",
                        "ids",
                        "longs",
                        "guarded",
                        "reuse",
                        "response");
        assertThat(new Catalogue(CPUS).all())
                .filteredOn(comparison -> comparison.benchmark().equals("writer"))
                .extracting(comparison -> comparison.subject().param("writes"))
                .contains("0.001", "0.01", "0.1", "full");
        assertThat(new Catalogue(CPUS).all())
                .filteredOn(comparison -> comparison.figure() == Figure.GARBAGE)
                .extracting(Comparison::benchmark)
                .contains("overwrite", "transaction");
        assertThat(new Catalogue(8).all())
                .filteredOn(comparison -> comparison.benchmark().equals("scaling"))
                .extracting(comparison -> comparison.subject().threads())
                .contains(1, 2, 4, 8);
    }

    @Test
    void checkQuiet_ofABusyMachine_isRefusedUnlessOverridden() throws Refusal {
        Options options = Options.parse(new String[0]);
        assertThatThrownBy(() -> options.checkQuiet(0.43))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("others use 43% of its processors")
                .hasMessageContaining("--busy");
        Options.parse(new String[] {"--busy"}).checkQuiet(0.43);
        options.checkQuiet(0.2);
        options.checkQuiet(Double.NaN);
    }

    @Test
    void select_ofNothing_isRefused() {
        assertThatThrownBy(() -> select("--benchmarks", "build", "--rivals", "array"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing is measured");
    }

    @Test
    void parse_ofAnOptionGivenTwice_isRefused() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--sizes", "2^10", "--sizes", "2^16"}))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--sizes is given twice");
    }

    @Test
    void parse_ofAReportWithAnotherOption_isRefused() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--report", "there", "--full"}))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no other option");
    }

    @Test
    void parse_ofAnOptionWithoutItsValue_isRefused() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--sizes"}))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("needs a value");
    }

    /** JMH takes a parameter that a benchmark does not have without a word, and measures the default. */
    @Test
    void catalogue_params_areThoseOfTheBenchmarks() {
        assertThat(new Catalogue(CPUS).all())
                .flatExtracting(comparison -> List.of(
                        comparison.subject(), comparison.rival().orElse(comparison.subject())))
                .filteredOn(task -> !task.isFootprint())
                .allSatisfy(task -> {
                    Class<?> benchmark = Class.forName("org.xarray4j.bench." + task.benchmark());
                    Set<String> known = Stream.concat(
                                    Stream.of(benchmark),
                                    Arrays.stream(benchmark.getDeclaredClasses()))
                            .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                            .filter(field -> field.isAnnotationPresent(Param.class))
                            .map(Field::getName)
                            .collect(Collectors.toSet());
                    // Whose subject has no other name does not ask for it.
                    Set<String> given = new HashSet<>(task.params().keySet());
                    if (task.structure().equals("XARRAY")) {
                        given.remove("structure");
                    }
                    assertThat(known).describedAs(task.id()).containsAll(given);
                });
    }

    @Test
    void parse_ofAHeapAsAFlag_isRefused() {
        for (String flag : List.of("-Xmx600m", "-Xms64m", "-Xmn10m", "-XX:MaxHeapSize=1g")) {
            assertThatThrownBy(() -> Options.parse(new String[] {"--flag", flag}))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("--heap", flag);
        }
    }

    @Test
    void catalogue_names_areThoseOfBenchmarkMethods() {
        assertThat(new Catalogue(CPUS).all())
                .flatExtracting(comparison -> List.of(
                        comparison.subject(), comparison.rival().orElse(comparison.subject())))
                .allSatisfy(task -> {
                    Class<?> benchmark = Class.forName("org.xarray4j.bench." + task.benchmark());
                    assertThat(benchmark.getDeclaredMethods())
                            .extracting("name")
                            .contains(task.method());
                });
    }
}
