package org.xarray4j.examples.iplookup;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.xarray4j.examples.iplookup.report.HtmlReport;
import org.xarray4j.examples.iplookup.report.Results;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.BadTableException;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.TableSource;
import org.xarray4j.examples.iplookup.table.XArrayTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "ip-lookup",
        mixinStandardHelpOptions = true,
        versionProvider = IpLookup.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Looks up the country of IP addresses in an XArray, exact to the single address.",
            "",
            "Without --query it shows what such a table can bear: it loads the ranges of the whole"
                    + " Internet, checks them, and looks up random addresses while the table changes, on the"
                    + " lock-free path of the XArray, on its guarded path, and in a ConcurrentSkipListMap. Every"
                    + " answer is checked; those of the XArray own memory outside the heap, and every release of"
                    + " it is checked too.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything was answered, every answer was right, and every value was released once, after its last"
                    + " reader.",
            "1:An answer was wrong, or a value was released too early, twice or never.",
            "2:An option, an address or a table cannot be used; standard error says which and why."
        },
        footerHeading = "%n",
        footer = {
            "The built-in tables are those of the IPFire Project, generated on 2026-06-25,",
            "licence CC BY-SA 4.0, https://location.ipfire.org/."
        })
public final class IpLookup implements Callable<Integer> {
    private static final int WRONG = 1;
    private static final int MAX_READERS = 1024;
    private static final int MAX_SECONDS = 86_400;

    private final InputStream in;
    private final boolean terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--query",
            arity = "1..*",
            paramLabel = "ADDRESS",
            description = {
                "Only answer for these addresses, or with - for those on standard input, one a line.",
                "Each answer is a line: the address, its country (?? when the table does not know it, none when"
                        + " the address is in no range) and the range, separated by tabs."
            })
    private List<String> query = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = {
                "Use this table instead of the built-in ones; one for IPv4 and one for IPv6 may be given.",
                "Plain or gzip; lines first,last,country in ascending order, IPv4 addresses as decimal integers."
            })
    private List<Path> tables = new ArrayList<>();

    @Option(
            names = "--readers",
            paramLabel = "N",
            description =
                    "How many threads look up (default: one less than there are processors, at least 2).")
    private int readers = Math.max(2, Runtime.getRuntime().availableProcessors() - 1);

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "How long each of the three paths is measured, in five rounds (default: ${DEFAULT-VALUE}).")
    private int seconds = 5;

    @Option(
            names = "--updates",
            paramLabel = "N",
            description = {
                "How many ranges are withdrawn or announced each second, 0 for as many as possible (default:"
                        + " ${DEFAULT-VALUE}). Blocks of 64 ranges move at a hundredth of that."
            })
    private int updates = 10_000;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where to write the report with pictures (default: ${DEFAULT-VALUE}).")
    private Path report = Path.of("report.html");

    private IpLookup(InputStream in, boolean terminal) {
        this.in = in;
        this.terminal = terminal;
    }

    /**
     * Returns the command.
     *
     * @param in its standard input
     * @param terminal whether it may write over lines of its output
     * @return the command, to be executed with its arguments
     */
    public static CommandLine commandLine(InputStream in, boolean terminal) {
        CommandLine commandLine = new CommandLine(new IpLookup(in, terminal));
        commandLine.setParameterExceptionHandler((e, arguments) -> {
            PrintWriter err = e.getCommandLine().getErr();
            err.println("ip-lookup: " + e.getMessage());
            err.println("Try 'ip-lookup --help'.");
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine;
    }

    /**
     * Runs the command.
     *
     * @return its exit code
     * @throws Exception if something failed that the user cannot help
     */
    @Override
    public Integer call() throws Exception {
        checkOptions();
        try {
            return query.isEmpty() ? demonstrate() : answer();
        } catch (BadTableException | Query.BadAddressException | ReportFile.UnwritableException e) {
            spec.commandLine().getErr().println("ip-lookup: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private int demonstrate()
            throws BadTableException, ReportFile.UnwritableException, InterruptedException {
        ReportFile file = new ReportFile(report);
        Display display = display(spec.commandLine().getOut());
        LoadedTables loaded = LoadedTables.read(sources(), display);
        Results results = new Demonstration(
                        loaded,
                        display,
                        readers,
                        Duration.ofSeconds(seconds),
                        updates,
                        XArrayTable::new)
                .run();
        new Summary(results).print(display);
        file.write(HtmlReport.render(results));
        display.line("");
        display.line("Report: " + report.toAbsolutePath().normalize());
        return conclude(results, spec.commandLine().getErr());
    }

    /** Says which answers were wrong and what was released wrongly, and returns the exit code. */
    static int conclude(Results results, PrintWriter err) {
        results.firstErrors().forEach(error -> err.println("ip-lookup: wrong answer: " + error));
        results.faults().forEach(fault -> err.println("ip-lookup: wrong release: " + fault));
        return results.isRight() ? CommandLine.ExitCode.OK : WRONG;
    }

    private int answer() throws BadTableException, Query.BadAddressException, IOException {
        Query parsed = new Query(query);
        // Standard output is for answers alone.
        Display display = terminal ? display(spec.commandLine().getErr()) : Display.silent();
        Ranges ranges = LoadedTables.read(sources(), display).ranges();
        try (XArrayTable table = new XArrayTable(ranges)) {
            for (Family family : Family.values()) {
                Announcement[] answers = table.originals(family);
                table.load(family, answers, part -> display.progress("loading " + family, part));
            }
            display.endOpenLine();
            parsed.run(ranges, table.lockFree(), in, spec.commandLine().getOut());
        }
        return CommandLine.ExitCode.OK;
    }

    private Display display(PrintWriter to) {
        Display display = Display.of(to, terminal);
        if (terminal) {
            display.endLineAtExit();
        }
        return display;
    }

    private List<TableSource> sources() {
        return tables.isEmpty()
                ? List.of(TableSource.builtIn(Family.V4), TableSource.builtIn(Family.V6))
                : tables.stream().map(TableSource::file).toList();
    }

    private void checkOptions() {
        checkBetween("--readers", readers, 1, MAX_READERS);
        checkBetween("--seconds", seconds, 1, MAX_SECONDS);
        checkBetween("--updates", updates, 0, Integer.MAX_VALUE);
        if (!query.isEmpty()) {
            for (String measuring : List.of("--readers", "--seconds", "--updates", "--report")) {
                if (spec.commandLine().getParseResult().hasMatchedOption(measuring)) {
                    throw new ParameterException(
                            spec.commandLine(),
                            measuring + " has no meaning with --query: nothing is measured");
                }
            }
        }
    }

    private void checkBetween(String option, int value, int min, int max) {
        if (value < min || value > max) {
            String bounds = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
            throw new ParameterException(
                    spec.commandLine(), option + " must be " + bounds + ", but is " + value);
        }
    }

    /** Says the version that the build has put into the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = IpLookup.class.getPackage().getImplementationVersion();
            return new String[] {"ip-lookup " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
