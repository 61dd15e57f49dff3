package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    private static final Catalogue CATALOGUE = new Catalogue(2);

    /** Figures that depend on all that they are asked for, so that none can be taken for another. */
    private static final Figures MADE_UP = (round, task, figure) -> OptionalDouble.of(
            1 + Math.floorMod((task.id() + figure).hashCode(), 10_000) / 100.0 + round / 4.0);

    @TempDir
    private Path directory;

    private void keep(List<Comparison> comparisons) throws IOException {
        keep(comparisons, 2);
    }

    private void keep(List<Comparison> comparisons, int cpus) throws IOException {
        KeptFigures.write(
                directory.resolve(KeptFigures.FILE),
                "a \"run\"",
                "machine: a \\ b\nJDK: 17\n",
                true,
                3,
                cpus,
                comparisons,
                MADE_UP);
    }

    @Test
    void again_fromJsonAlone_isTheSameReportWithTheSamePictures() throws Exception {
        List<Comparison> core = CATALOGUE.core();
        keep(core);
        Path first = directory.resolve("first");
        new Publication("a \"run\"", "machine: a \\ b\nJDK: 17\n", core, MADE_UP, 3).write(first);
        Publication.again(directory);
        List<Path> written;
        try (Stream<Path> files = Files.list(first)) {
            written = files.toList();
        }
        assertThat(written).hasSizeGreaterThan(10);
        for (Path file : written) {
            assertThat(directory.resolve(file.getFileName())).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void write_hasAPictureForEachQuestionOfTheCore() throws Exception {
        new Publication("t", "c\n", CATALOGUE.core(), MADE_UP, 3).write(directory);
        String report = Files.readString(directory.resolve("report.md"));
        List<String> questions =
                CATALOGUE.core().stream().map(Comparison::benchmark).distinct().toList();
        assertThat(questions).contains("get", "ip", "footprint", "pin");
        for (String question : questions) {
            assertThat(report).contains("](" + question + "-");
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".png")).toList()) {
                assertThat(report).contains("](" + file.getFileName() + ")");
                assertThat(colours(ImageIO.read(file.toFile())))
                        .describedAs("the subject's colour in %s", file)
                        .contains(0xFF0B6E99);
            }
        }
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours;
    }

    @Test
    void again_ofAnInterruptedRun_hasWhatThereIs() throws Exception {
        Comparison get = CATALOGUE.core().get(0);
        Results results = Results.open(directory, "JDK: 17\n");
        String json = "{\"others\": 0, \"jmh\": [{\"primaryMetric\": {\"scoreUnit\": \"ns/op\","
                + " \"rawData\": [[3]]}, \"secondaryMetrics\": {}}]}";
        results.put(1, get.subject(), json);
        results.put(1, get.rival().orElseThrow(), json.replace("[3]", "[4]"));
        Publication.again(directory);
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("interrupted", "JDK: 17", get.question(), " 0.75 ");
    }

    @Test
    void again_ofADirectoryWithoutARun_isRefused() {
        assertThatThrownBy(() -> Publication.again(directory))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no run");
    }

    @Test
    void again_ofAFile_isRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> Publication.again(file)).isInstanceOf(Refusal.class);
    }

    /** A machine with fewer processors, or more, would itself ask another question. */
    @Test
    void again_onAnotherMachine_hasTheThreadsOfTheOneThatMeasured() throws Exception {
        int cpus = 2 * Machine.cpus() + 2;
        keep(new Catalogue(cpus).core(), cpus);
        Publication.again(directory);
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("scaling, dense 2^16, " + cpus + " threads");
    }

    @Test
    void again_ofADirectoryThatCannotBeWritten_isRefused() throws Exception {
        keep(CATALOGUE.core());
        assumeThat(directory.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(directory)).isFalse();
        assertThatThrownBy(() -> Publication.again(directory))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nothing can be written");
    }

    @Test
    void again_ofAnotherFile_isRefused() throws Exception {
        Files.writeString(directory.resolve(KeptFigures.FILE), "{\"title\": 1}");
        assertThatThrownBy(() -> Publication.again(directory))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has no figures of a run");
    }
}
