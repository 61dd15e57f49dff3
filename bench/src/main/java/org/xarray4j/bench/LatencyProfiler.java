package org.xarray4j.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Shows the percentiles of what {@link ReadWithWriterBenchmark#timed} has recorded: after each iteration those of all reads
 * that were measured so far, so that after the last they are those of the fork. A percentile of each iteration would be
 * decided by the worst of few reads. (What JMH prints at the end is the mean of the iterations.)
 */
public final class LatencyProfiler implements InternalProfiler {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

    /** What was recorded in the iterations that count. */
    private Histogram measured = new Histogram(3);

    @Override
    public String getDescription() {
        return "Percentiles of single reads, from an HdrHistogram";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // The benchmark empties the recorder.
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Histogram recorded = ReadWithWriterBenchmark.LATENCIES.getIntervalHistogram();
        Histogram histogram = recorded;
        if (iteration.getType() == IterationType.MEASUREMENT) {
            measured.add(recorded);
            histogram = measured;
        }
        List<Result<?>> results = new ArrayList<>();
        if (histogram.getTotalCount() == 0) {
            return results;
        }
        for (double percentile : PERCENTILES) {
            results.add(new ScalarResult(
                    name(percentile),
                    histogram.getValueAtPercentile(percentile),
                    "ns",
                    AggregationPolicy.AVG));
        }
        results.add(new ScalarResult(
                "latency.max", histogram.getMaxValue(), "ns", AggregationPolicy.MAX));
        return results;
    }

    /** Returns the name under which a percentile is shown. */
    private static String name(double percentile) {
        String digits = Double.toString(percentile);
        return "latency.p"
                + (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits);
    }
}
