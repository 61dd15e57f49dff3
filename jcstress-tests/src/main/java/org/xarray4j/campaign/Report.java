package org.xarray4j.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.collectors.TestResultCollector;
import org.openjdk.jcstress.infra.grading.HTMLReportPrinter;
import org.openjdk.jcstress.infra.grading.ReportUtils;
import org.openjdk.jcstress.util.Environment;

/** The results of some tests: printed to a log as they come, and made a page of in the end. */
final class Report implements TestResultCollector, AutoCloseable {
    private final InProcessCollector results = new InProcessCollector();
    private final Options options;
    private final PrintWriter log;

    /** Writes into the directory that the options name. */
    Report(Options options) throws IOException {
        this.options = options;
        Path directory = Files.createDirectories(Path.of(options.getResultDest()));
        log = new PrintWriter(Files.newBufferedWriter(directory.resolve("jcstress.log")));
    }

    @Override
    public synchronized void add(TestResult result) {
        result.setEnv(Environment.getInstance());
        results.add(result);
        ReportUtils.printResult(log, result, false);
        log.flush();
    }

    Collection<TestResult> results() {
        return results.getTestResults();
    }

    /** Adds the line that jcstress itself ends with, from which a reader learns whether all went well. */
    void printSummary(int planned) {
        long passed = 0;
        long failed = 0;
        long skipped = 0;
        long broken = 0;
        for (TestResult result : results()) {
            if (result.status() == Status.API_MISMATCH) {
                skipped++;
            } else if (result.status() != Status.NORMAL) {
                broken++;
            } else if (result.grading().isPassed) {
                passed++;
            } else {
                failed++;
            }
        }
        log.printf(
                "(Results: %d planned; %d passed, %d failed, %d soft errs, %d hard errs)%n",
                planned, passed, failed, skipped, broken);
    }

    @Override
    public void close() throws IOException {
        log.close();
        new HTMLReportPrinter(options, results, System.out).work();
    }
}
