package org.xarray4j.bench.ratios;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one fork measures.
 *
 * @param benchmark the class, or FootprintReport
 * @param method its benchmark method
 * @param params the values of its JMH parameters, by name; those left out have their first default
 * @param threads how many threads measure
 * @param entries how many entries one operation of the method stands for
 * @param probe what is measured besides time
 * @param heapMiB the heap that the fork needs
 * @param collector the garbage collector that it runs with
 */
record Task(
        String benchmark,
        String method,
        Map<String, String> params,
        int threads,
        int entries,
        Probe probe,
        int heapMiB,
        Collector collector) {
    /** The class whose figure is the same in each round, so that one is enough. */
    static final String FOOTPRINT = "FootprintReport";

    /** What is measured besides time. */
    enum Probe {
        NONE,
        GARBAGE,
        LATENCY
    }

    Task {
        params = Map.copyOf(params);
    }

    /** Makes a task that runs with G1. */
    Task(
            String benchmark,
            String method,
            Map<String, String> params,
            int threads,
            int entries,
            Probe probe,
            int heapMiB) {
        this(benchmark, method, params, threads, entries, probe, heapMiB, Collector.G1);
    }

    /** Returns the same with another collector. */
    Task with(Collector other) {
        // ZGC has no compressed references, so that everything takes more.
        int needed = other == Collector.ZGC ? heapMiB + heapMiB / 2 : heapMiB;
        return new Task(benchmark, method, params, threads, entries, probe, needed, other);
    }

    /** Returns the same with one parameter more. */
    Task with(String param, String value) {
        Map<String, String> more = new TreeMap<>(params);
        more.put(param, value);
        return new Task(benchmark, method, more, threads, entries, probe, heapMiB, collector);
    }

    String param(String name) {
        return params.get(name);
    }

    /** Returns the structure that is measured. */
    String structure() {
        return params.getOrDefault("structure", "XARRAY");
    }

    /** Returns how many processors are busy: a writer that the benchmark starts takes one more. */
    int processors() {
        return benchmark.equals("ReadWithWriterBenchmark") ? threads + 1 : threads;
    }

    boolean isFootprint() {
        return benchmark.equals(FOOTPRINT);
    }

    /** Returns a name that no other task has, fit for a file. */
    String id() {
        String listed = new TreeMap<>(params)
                .entrySet().stream()
                        .map(param -> param.getKey() + "=" + param.getValue())
                        .collect(Collectors.joining(","));
        return benchmark + "." + method + "," + listed + ",threads=" + threads
                + (collector == Collector.G1 ? "" : ",gc=" + collector.label());
    }
}
