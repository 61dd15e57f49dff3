package org.xarray4j.examples.iplookup.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.io.ByteSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RangeFileTest {
    private static RangeList read(byte[] bytes) throws BadTableException {
        return RangeFile.read(new TableSource("made-up", ByteSource.wrap(bytes)), part -> {});
    }

    private static void assertBad(byte[] bytes, String message) {
        assertThatExceptionOfType(BadTableException.class)
                .isThrownBy(() -> read(bytes))
                .withMessage(message);
    }

    @Test
    void read_v4_answersColumns() throws BadTableException {
        RangeList list = read(
                TableText.bytes(List.of("# a comment", "", "1,2,DE", "4294967295,4294967295,??")));
        assertThat(list.family()).isEqualTo(Family.V4);
        assertThat(list.size()).isEqualTo(2);
        assertThat(list.firstLow(0)).isEqualTo(1);
        assertThat(list.lastLow(0)).isEqualTo(2);
        assertThat(list.country(0)).isEqualTo(Country.encode("DE"));
        assertThat(list.firstLow(1)).isEqualTo(0xFFFF_FFFFL);
        assertThat(list.country(1)).isEqualTo(Country.UNKNOWN);
    }

    @Test
    void read_v6_answersBothHalves() throws BadTableException {
        RangeList list = read(TableText.bytes(List.of("2001:db8::1,8000::ffff,DE")));
        assertThat(list.family()).isEqualTo(Family.V6);
        assertThat(list.firstHigh(0)).isEqualTo(0x2001_0db8_0000_0000L);
        assertThat(list.firstLow(0)).isEqualTo(1);
        assertThat(list.lastHigh(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(list.lastLow(0)).isEqualTo(0xFFFF);
    }

    @Test
    void read_windowsLineEndsAndNoEndAtTheLastLine_areAccepted() throws BadTableException {
        assertThat(read("1,2,DE\r\n3,4,FR\r\n5,6,IT".getBytes(StandardCharsets.UTF_8))
                        .size())
                .isEqualTo(3);
    }

    @Test
    void read_gzip_isUnpacked() throws BadTableException {
        List<String> lines = TableText.blocksOfV4(3000);
        assertThat(read(TableText.gzip(TableText.bytes(lines))).size()).isEqualTo(3000);
    }

    @Test
    void read_progress_goesUpToOne() throws BadTableException {
        List<Double> parts = new ArrayList<>();
        RangeFile.read(TableText.source(TableText.blocksOfV4(20_000)), parts::add);
        assertThat(parts).isSorted().isNotEmpty().allMatch(part -> part > 0 && part <= 1);
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                arguments("1,2", "expected first,last,country, but found 2 fields"),
                arguments("nonsense", "expected first,last,country, but found 1 field"),
                arguments("1,2,DE,FR", "expected first,last,country, but found 4 fields"),
                arguments(
                        "x,2,DE",
                        "the first address 'x' is not a decimal integer of at most 4294967295"),
                arguments(
                        ",2,DE",
                        "the first address '' is not a decimal integer of at most 4294967295"),
                arguments(
                        "1000,-2,DE",
                        "the last address '-2' is not a decimal integer of at most 4294967295"),
                arguments(
                        "1000, 2000,DE",
                        "the last address ' 2000' is not a decimal integer of at most 4294967295"),
                arguments(
                        "1000,4294967296,DE",
                        "the last address '4294967296' is not a decimal integer of at most 4294967295"),
                arguments(
                        "1000,99999999999999999999,DE",
                        "the last address '99999999999999999999' is not a decimal integer of at most 4294967295"),
                arguments(
                        "10.0.0.0,11.0.0.0,DE",
                        "the first address '10.0.0.0' is not a decimal integer of at most"
                                + " 4294967295"),
                arguments("2000,1000,DE", "the first address is greater than the last"),
                arguments("100,200,DE", "the range overlaps that of line 3"),
                arguments("150,160,DE", "the range overlaps that of line 3"),
                arguments("50,100,DE", "the range overlaps that of line 3"),
                arguments("50,3000,DE", "the range overlaps that of line 3"),
                arguments("200,3000,DE", "the range overlaps that of line 3"),
                arguments(
                        "50,60,DE",
                        "the range lies before that of line 3: the file is not in ascending order"),
                arguments("1000,2000,de", "the country 'de' is neither two letters A to Z nor ??"),
                arguments(
                        "1000,2000,DEU", "the country 'DEU' is neither two letters A to Z nor ??"),
                arguments("1000,2000,", "the country '' is neither two letters A to Z nor ??"),
                arguments("1000,2000,?D", "the country '?D' is neither two letters A to Z nor ??"),
                arguments(
                        "1000,2000,D\u00c9",
                        "the country 'D\u00c3\u0089' is neither two letters A to Z nor ??"),
                arguments(
                        "2001:db8::,2001:db8::1,DE",
                        "the first address '2001:db8::' is IPv6, but the file began"
                                + " with IPv4"),
                arguments("x".repeat(1001), "the line is longer than 1000 characters"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void read_badLine_namesFileLineAndReason(String line, String reason) {
        byte[] bytes = TableText.bytes(
                List.of("# header", "1,2,DE", "100,200,FR", "# comment", line, "5000,6000,IT"));
        assertBad(bytes, "made-up, line 5: " + reason);
        assertBad(TableText.gzip(bytes), "made-up, line 5: " + reason);
    }

    static Stream<Arguments> badV6Lines() {
        return Stream.of(
                arguments(
                        "2001:db8::x,2001:db8::ffff,DE",
                        "the first address '2001:db8::x' is not an IP address"),
                arguments(
                        "host.example,2001:db8::ffff,DE",
                        "the first address 'host.example' is not an IP address"),
                arguments(
                        "2001:db8::2,2001:db8::1,DE", "the first address is greater than the last"),
                arguments(
                        "2001:db8::,1000,DE",
                        "the last address '1000' is IPv4, but the file began with IPv6"),
                arguments("::5,::6,DE", "the range overlaps that of line 1"),
                arguments(
                        "::ffff:ffff:ffff:ffff,0:0:0:1::,DE", "the range overlaps that of line 1"),
                arguments(
                        "::,::4,DE",
                        "the range lies before that of line 1: the file is not in ascending order"));
    }

    @ParameterizedTest
    @MethodSource("badV6Lines")
    void read_badV6Line_namesFileLineAndReason(String line, String reason) {
        assertBad(
                TableText.bytes(List.of("::5,::ffff:ffff:ffff:ffff,FR", line)),
                "made-up, line 2: " + reason);
    }

    @Test
    void read_gzipCutShort_namesTheLineThatIsMissing() {
        byte[] whole = TableText.gzip(TableText.bytes(List.of("1,2,DE", "3,4,FR")));
        // Without the last of the 8 bytes after the data all lines can be read, and yet it is not
        // whole.
        assertBad(
                Arrays.copyOf(whole, whole.length - 1),
                "made-up, line 3: the gzip data ends here, cut short");
        assertBad(Arrays.copyOf(whole, 5), "made-up, line 1: the gzip data ends here, cut short");
    }

    @Test
    void read_gzipCutShortInTheMiddle_namesALine() {
        byte[] whole = TableText.gzip(TableText.bytes(TableText.blocksOfV4(3000)));
        assertThatExceptionOfType(BadTableException.class)
                .isThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
                .withMessageMatching("made-up, line \\d+: the gzip data ends here, cut short");
    }

    @Test
    void read_gzipWithAWrongChecksum_isRefused() {
        byte[] bytes = TableText.gzip(TableText.bytes(List.of("1,2,DE")));
        bytes[bytes.length - 8] ^= 1;
        assertThatExceptionOfType(BadTableException.class)
                .isThrownBy(() -> read(bytes))
                .withMessageMatching("made-up, line \\d+: the gzip data is damaged \\(.+\\)");
    }

    @Test
    void read_noRange_isRefused() {
        assertBad(new byte[0], "made-up, line 1: the file ends without any range");
        assertBad(
                TableText.bytes(List.of("# header", "#")),
                "made-up, line 3: the file ends without any range");
    }

    @Test
    void read_endlessLine_isRefusedEarly() {
        assertBad(new byte[1 << 20], "made-up, line 1: the line is longer than 1000 characters");
    }

    @Test
    void read_missingFile_isNamed(@TempDir Path directory) {
        Path missing = directory.resolve("missing.csv");
        assertThatExceptionOfType(BadTableException.class)
                .isThrownBy(() -> RangeFile.read(TableSource.file(missing), part -> {}))
                .withMessage(missing + ": there is no such file");
    }

    @Test
    void read_directory_isNamed(@TempDir Path directory) throws IOException {
        assertThatExceptionOfType(BadTableException.class)
                .isThrownBy(() -> RangeFile.read(TableSource.file(directory), part -> {}))
                .withMessageStartingWith(directory + ": it cannot be read (");
        assertThat(Files.exists(directory)).isTrue();
    }

    @Test
    void builtIn_bothFamilies_areComplete() throws BadTableException {
        assertThat(RangeFile.read(TableSource.builtIn(Family.V4), part -> {}).size())
                .isEqualTo(385_602);
        assertThat(RangeFile.read(TableSource.builtIn(Family.V6), part -> {}).size())
                .isEqualTo(276_626);
    }
}
