package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final int CPUS = 2;
    private static final int MEMORY = 16_384;

    private static List<Comparison> select(String... args) throws Refusal {
        return Options.parse(args).select(new Catalogue(CPUS), CPUS, MEMORY);
    }

    @Test
    void select_withoutOptions_isEverythingWithAGoal() throws Refusal {
        assertThat(select())
                .isNotEmpty()
                .allMatch(comparison -> comparison.goal().isPresent());
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
    void select_ofNothing_isRefused() {
        assertThatThrownBy(() -> select("--benchmarks", "build", "--rivals", "array"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing is measured");
    }

    @Test
    void parse_ofAnOptionWithoutItsValue_isRefused() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--sizes"}))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("needs a value");
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
