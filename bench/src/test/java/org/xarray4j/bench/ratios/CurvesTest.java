package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The constants that the curves are of are where they look for them, and the tree compiles with each value. */
class CurvesTest {
    private static final Path ROOT = Path.of("..");

    static List<Curve> curves() {
        return Curve.ALL;
    }

    /** Where the library's classes are, that the tree's own are compiled beside. */
    private static final Path LIBRARY = ROOT.resolve("src/target/classes");

    @TempDir
    private Path classes;

    @ParameterizedTest
    @MethodSource("curves")
    void compile_leastAndGreatestValue_makesTheClass(Curve curve) throws Exception {
        for (int at : new int[] {0, curve.values().size() - 1}) {
            Path to = classes.resolve("at" + at);
            Variant.compile(ROOT, LIBRARY, curve, curve.values().get(at), to);
            assertThat(Files.readAllBytes(
                            to.resolve("org/xarray4j/internal/tree/" + curve.source() + ".class")))
                    .isNotEqualTo(Files.readAllBytes(LIBRARY.resolve(
                            "org/xarray4j/internal/tree/" + curve.source() + ".class")));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void values_ascendAndHaveTheShippedOne(Curve curve) {
        assertThat(curve.values()).isSorted().contains(curve.shippedValue());
    }

    @Test
    void with_sourceThatSaysItOtherwise_isRefused() {
        Curve curve = Curve.ALL.get(0);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> curve.with(8, "static final int MOST = 63;"))
                .withMessageContaining("Bucket.java does not say 'static final int MOST = 64;'");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        curve.with(8, "static final int MOST = 64; static final int MOST = 64;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rounds 0",
                "--rounds x",
                "--curve heap",
                "--curve bucket,heap",
                "--fast",
                "--dir"
            })
    void parse_whatThereIsNot_isRefusedByName(String line) {
        String[] args = line.split(" ", -1);
        String wrong = args[args.length - 1].replaceAll(".*,", "");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> CurveOptions.parse(args))
                .withMessageContaining(wrong);
    }

    @Test
    void parse_curvesAndRounds_areTaken() throws Exception {
        CurveOptions options = CurveOptions.parse("--curve", "fold,leaf", "--rounds", "1");
        assertThat(options.curves()).extracting(Curve::name).containsExactly("fold", "leaf");
        assertThat(options.rounds()).isEqualTo(1);
    }
}
