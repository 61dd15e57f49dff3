package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;

/** The recordings of the kernel's own code; README.md beside them says what a record looks like. */
public final class Traces {
    private static final String FLAGS = "# flags ";

    private Traces() {}

    /** Returns one test for each recording, which replays it on what the function makes for the recorded flags. */
    public static Stream<DynamicTest> tests(Function<Flag[], TraceReplay> replays) {
        return files().map(file -> DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> assertThat(replay(file, replays)).isGreaterThan(1000)));
    }

    private static Stream<Path> files() {
        try (Stream<Path> all =
                Files.list(Path.of(Traces.class.getResource("traces").toURI()))) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".tsv.gz"))
                    .sorted()
                    .toList();
            assertThat(files).hasSize(10);
            return files.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns how many records the file has, all of which agree. */
    private static int replay(Path file, Function<Flag[], TraceReplay> replays) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            TraceReplay replay = null;
            int number = 0;
            int records = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.startsWith(FLAGS)) {
                    replay = replays.apply(flags(line.substring(FLAGS.length())));
                } else if (!line.startsWith("#")) {
                    check(replay, line, file.getFileName() + ":" + number);
                    records++;
                }
            }
            return records;
        }
    }

    private static Flag[] flags(String kind) {
        return kind.equals("NORMAL") ? new Flag[0] : new Flag[] {Flag.valueOf(kind)};
    }

    private static void check(TraceReplay replay, String record, String place) {
        List<String> fields = Arrays.asList(record.split("\t"));
        int equals = fields.indexOf("=");
        List<String> expected = fields.subList(equals + 1, fields.size());
        List<String> actual;
        try {
            actual = replay.call(fields.subList(0, equals));
        } catch (RuntimeException e) {
            throw new AssertionError(place + ": " + record, e);
        }
        if (!actual.equals(expected)) {
            throw new AssertionError(
                    place + ": " + record + "\nbut here: " + String.join("\t", actual));
        }
    }
}
