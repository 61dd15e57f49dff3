package org.xarray4j.examples.iplookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xarray4j.examples.iplookup.report.Results;
import org.xarray4j.examples.iplookup.slab.PoolFigures;
import org.xarray4j.examples.iplookup.table.Ownership;
import org.xarray4j.examples.iplookup.table.TableText;
import picocli.CommandLine;

/** The command as a user meets it: exit codes, standard output and standard error. */
class IpLookupTest {
    @TempDir
    private Path directory;

    private Path v4;
    private Path v6;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeTables() throws IOException {
        v4 = Files.write(directory.resolve("v4.csv"), TableText.bytes(TableText.V4));
        v6 = Files.write(
                directory.resolve("v6.csv.gz"), TableText.gzip(TableText.bytes(TableText.V6)));
    }

    private int run(String input, String... arguments) {
        CommandLine command = IpLookup.commandLine(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), false);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private int query(String input, String... addresses) {
        String[] arguments = Arrays.copyOf(
                new String[] {"--table", v4.toString(), "--table", v6.toString(), "--query"},
                5 + addresses.length);
        System.arraycopy(addresses, 0, arguments, 5, addresses.length);
        return run(input, arguments);
    }

    @Test
    void query_addresses_areAnsweredInTheirOrder() {
        assertThat(query(
                        "",
                        "1.0.0.7",
                        "0.0.0.8",
                        "0.0.0.9",
                        "2001:DB8:0::1000",
                        "::ffff:255.255.255.255",
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                        "9::"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "1.0.0.7\tAU\t1.0.0.0-1.0.0.255",
                        "0.0.0.8\t??\t0.0.0.8-0.0.0.8",
                        "0.0.0.9\tnone",
                        "2001:db8::1000\tBB\t2001:db8::1000-2001:db8::1000",
                        "255.255.255.255\tEB\t255.255.255.255-255.255.255.255",
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\tEB\tffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
                                + "-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                        "9::\tnone");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void query_standardInput_isAnsweredLineByLine() {
        assertThat(query("1.0.0.7\n\n  2001:db8:: \r\n", "-")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "1.0.0.7\tAU\t1.0.0.0-1.0.0.255",
                        "2001:db8::\tBA\t2001:db8::-2001:db8::fff");
    }

    @Test
    void query_badAddress_isNamedBeforeAnythingIsAnswered() {
        assertThat(query("", "1.0.0.7", "www.example.org")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly("ip-lookup: 'www.example.org' is not an IP address");
    }

    @Test
    void query_badLine_isNamedWithItsNumber() {
        assertThat(query("1.0.0.7\n\n1.2.3.400\n1.0.0.8\n", "-")).isEqualTo(2);
        assertThat(out.toString().lines()).containsExactly("1.0.0.7\tAU\t1.0.0.0-1.0.0.255");
        assertThat(err.toString().lines())
                .containsExactly(
                        "ip-lookup: standard input, line 3: '1.2.3.400' is not an IP address");
    }

    @Test
    void query_familyWithoutATable_isNone() {
        assertThat(run("", "--table", v4.toString(), "--query", "::1", "1.0.0.7"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly("::1\tnone", "1.0.0.7\tAU\t1.0.0.0-1.0.0.255");
    }

    @Test
    void query_builtInTables_knowBothFamilies() {
        assertThat(run("", "--query", "8.8.8.8", "2001:218:2000:d::1")).isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("8.8.8.8\tUS\t"))
                .anyMatch(
                        line -> line.equals(
                                "2001:218:2000:d::1\tNL\t2001:218:2000:d::-2001:218:2000:d:ffff:ffff:ffff:ffff"));
    }

    @Test
    void table_badLine_isNamedAndNothingIsServed() throws IOException {
        Files.writeString(v4, "1,2,DE\n5,4,FR\n");
        assertThat(query("", "0.0.0.1")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly("ip-lookup: " + v4
                        + ", line 2: the first address is greater than the last");
    }

    @Test
    void table_gzipCutShort_isNamedAndNothingIsServed() throws IOException {
        byte[] whole = Files.readAllBytes(v6);
        Files.write(v6, Arrays.copyOf(whole, whole.length - 3));
        assertThat(query("", "0.0.0.1")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly("ip-lookup: " + v6 + ", line " + (TableText.V6.size() + 1)
                        + ": the gzip data ends here, cut short");
    }

    @Test
    void table_missing_isNamed() {
        Path missing = directory.resolve("missing");
        assertThat(run("", "--table", missing.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("ip-lookup: " + missing + ": there is no such file");
    }

    @Test
    void table_twoOfOneFamily_areRefused() {
        assertThat(run(
                        "",
                        "--table",
                        v4.toString(),
                        "--table",
                        v4.toString(),
                        "--query",
                        "0.0.0.1"))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("ip-lookup: " + v4 + ": it holds IPv4 ranges as " + v4
                        + " does; one table of each family");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--readers 0 | --readers must be 1 to 1024, but is 0",
                "--readers 1025 | --readers must be 1 to 1024, but is 1025",
                "--seconds 0 | --seconds must be 1 to 86400, but is 0",
                "--seconds -3 | --seconds must be 1 to 86400, but is -3",
                "--updates -1 | --updates must be 0 or more, but is -1",
                "--seconds many | Invalid value for option '--seconds'",
                "--query | Missing required parameter for option '--query'",
                "--table | Missing required parameter for option '--table'",
                "--nonsense | Unknown option: '--nonsense'",
                "8.8.8.8 | Unmatched argument at index 0: '8.8.8.8'",
                "--query 8.8.8.8 --seconds 3 | --seconds has no meaning with --query: nothing is measured"
            })
    void option_thatCannotBeUsed_isNamed(String arguments, String message) {
        assertThat(run("", arguments.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("ip-lookup: " + message)
                .contains("Try 'ip-lookup --help'.");
    }

    @Test
    void help_describesEveryOption() {
        assertThat(run("", "--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--query",
                        "--table",
                        "--readers",
                        "--seconds",
                        "--updates",
                        "--report",
                        "--version")
                .contains("CC BY-SA 4.0");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void version_isOneLine() {
        assertThat(run("", "--version")).isZero();
        assertThat(out.toString().lines()).hasSize(1).first().asString().startsWith("ip-lookup ");
    }

    @Test
    void report_inAMissingDirectory_isRefusedBeforeMeasuring() {
        Path report = directory.resolve("missing/report.html");
        assertThat(run("", "--report", report.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly("ip-lookup: the report " + report
                        + " cannot be written: there is no directory " + report.getParent());
    }

    @Test
    void demonstration_ofSmallTables_measuresAndReports() throws IOException {
        Files.write(v4, TableText.bytes(TableText.blocksOfV4(300)));
        Path report = directory.resolve("report.html");
        assertThat(run(
                        "",
                        "--table",
                        v4.toString(),
                        "--table",
                        v6.toString(),
                        "--seconds",
                        "1",
                        "--readers",
                        "1",
                        "--report",
                        report.toString()))
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("300 IPv4 ranges", "12 IPv6 ranges", "lock-free", "guarded")
                .contains(
                        "ConcurrentSkipListMap",
                        "skip list",
                        " answers: 0 errors",
                        "each once, none in use",
                        "Report: " + report)
                .doesNotContain("\u001b");
        assertThat(report).content().contains("</html>");
    }

    @Test
    void conclude_wrongAnswers_areNamedAndEndWithOne() {
        PrintWriter writer = new PrintWriter(err, true);
        assertThat(IpLookup.conclude(results(2, List.of("first", "second"), 0), writer))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "ip-lookup: wrong answer: first", "ip-lookup: wrong answer: second");
    }

    @Test
    void conclude_wrongReleases_areNamedOnceAndEndWithOne() {
        PrintWriter writer = new PrintWriter(err, true);
        assertThat(IpLookup.conclude(results(0, List.of(), 3), writer)).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "ip-lookup: wrong release: 3 releases of values that had been released");
    }

    @Test
    void conclude_nothingWrong_endsWithZero() {
        assertThat(IpLookup.conclude(results(0, List.of(), 0), new PrintWriter(err, true)))
                .isZero();
        assertThat(err.toString()).isEmpty();
    }

    private static Results results(long errors, List<String> firstErrors, long releasedTwice) {
        PoolFigures pool = new PoolFigures(0, 0, releasedTwice, 0, 0, 0, 0);
        Ownership ownership = new Ownership(true, 0, 0, 0, pool, 0, 0, Duration.ZERO);
        return new Results(
                "",
                List.of(),
                List.of(),
                0,
                List.of(),
                1,
                0,
                0,
                0,
                List.of(),
                ownership,
                ownership,
                errors,
                firstErrors);
    }
}
