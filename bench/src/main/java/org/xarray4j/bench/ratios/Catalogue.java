package org.xarray4j.bench.ratios;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.xarray4j.bench.Addresses;
import org.xarray4j.bench.Distribution;
import org.xarray4j.bench.ratios.Task.Probe;

/**
 * All comparisons that there are. Those with a goal are the core, and of each question that has none one more, so that the
 * core has a picture of it; some, marked as extra, are measured only when all are or when they are asked for by size or
 * rival.
 */
final class Catalogue {
    /** How keys lie that are compared: not {@code CLUSTERS}, which {@code bench/curves} is for. */
    private static final List<Distribution> COMPARED = List.of(
            Distribution.DENSE,
            Distribution.RUNS64,
            Distribution.RUNS64_UNALIGNED,
            Distribution.RANDOM);

    private static final int K = 1 << 10;
    private static final int M = 1 << 20;
    private static final List<Integer> SIZES = List.of(K, 64 * K, M);

    /** The sizes between and beyond these, for what depends on size most. */
    private static final List<Integer> MORE_SIZES = List.of(4 * K, 16 * K, 256 * K, 4 * M, 16 * M);

    private static final int LARGEST = 16 * M;

    /** Goals of what is not dense, and of bytes, are for no fewer entries: below, a structure's fixed parts count. */
    private static final int LEAST_WITH_GOAL = 64 * K;

    /** What part of NBHML's time a get in runs and one of random keys should take. */
    private static final double RUNS_GOAL = 0.9;

    private static final double RANDOM_GOAL = 1.0;

    private static final List<Distribution> NOT_DENSE =
            List.of(Distribution.RUNS64, Distribution.RUNS64_UNALIGNED, Distribution.RANDOM);

    /** Maps that are not made for this, as one would use them for it. */
    private static final List<String> MORE_RIVALS =
            List.of("AGRONA", "FASTUTIL", "TRIE_MAP", "INT_MAP");

    private final List<Comparison> all = new ArrayList<>();

    /** Those without a goal that are in the core all the same. */
    private final Set<Comparison> pictured = new HashSet<>();

    private final int cpus;

    /** Lists the comparisons for a machine with so many processors. */
    Catalogue(int cpus) {
        this.cpus = cpus;
        get();
        spread();
        view();
        miss();
        addresses();
        guarded();
        overwrite();
        mark();
        build();
        erase();
        iterate();
        search();
        footprint();
        alloc();
        ids();
        longs();
        snapshot();
        range();
        writer();
        reuse();
        scaling();
        pin();
    }

    List<Comparison> all() {
        return all;
    }

    /** Returns the comparisons that have a goal, at the sizes that are not extra, and those that are only pictured. */
    List<Comparison> core() {
        return all.stream()
                .filter(comparison -> (comparison.goal().isPresent() && !comparison.extra())
                        || pictured.contains(comparison))
                .toList();
    }

    // ---------------------------------------------------------------- comparisons and goals

    private void get() {
        for (int size : SIZES) {
            Times dense = new Times("get", "GetBenchmark.hit", Distribution.DENSE, size);
            againstHashTables(dense, size);
            dense.against("SKIP_LIST");
            dense.against("ARRAY");
            if (size == 64 * K) {
                dense.against("NO_REUSE", 1.1);
            } else {
                dense.against("NO_REUSE");
            }
            dense.against("VIEW");
            dense.extra().against("GUARDED").againstAll(MORE_RIVALS);
        }
        for (Distribution runs : List.of(Distribution.RUNS64, Distribution.RUNS64_UNALIGNED)) {
            for (int size : List.of(64 * K, M)) {
                Times times = new Times("get", "GetBenchmark.hit", runs, size);
                times.against("NBHML", RUNS_GOAL).against("CHM").against("SKIP_LIST");
                times.extra().againstAll(MORE_RIVALS);
            }
        }
        for (int size : List.of(64 * K, M)) {
            for (int queries : List.of(64 * K, M)) {
                Times times = new Times("get", "GetBenchmark.hit", Distribution.RANDOM, size)
                        .with("queries", Integer.toString(queries))
                        .where("random %s, " + Comparison.power(queries) + " queries");
                times.against("NBHML", RANDOM_GOAL).against("CHM").against("SKIP_LIST");
                times.extra().againstAll(MORE_RIVALS);
            }
        }
        for (Distribution distribution : COMPARED) {
            for (int size : MORE_SIZES) {
                Times times = new Times("get", "GetBenchmark.hit", distribution, size).extra();
                if (distribution == Distribution.DENSE) {
                    againstHashTables(times, size);
                    times.against("ARRAY").against("GUARDED");
                    if (size == 4 * M) {
                        times.kernel(126);
                    }
                } else if (size < LEAST_WITH_GOAL) {
                    times.against("NBHML").against("CHM");
                } else {
                    boolean isRandom = distribution == Distribution.RANDOM;
                    times.against("NBHML", isRandom ? RANDOM_GOAL : RUNS_GOAL).against("CHM");
                }
                times.against("SKIP_LIST").againstAll(MORE_RIVALS);
            }
        }
    }

    /** From 2^20 entries on, where memory counts most, the goals are lower. */
    private static void againstHashTables(Times dense, int size) {
        dense.against("NBHML", size < M ? 0.6 : 0.33).against("CHM", size < M ? 0.35 : 0.2);
    }

    /** Nodes among other objects, each put there by another write; beside the rivals, the same as it is after a fill. */
    private void spread() {
        for (Distribution distribution : COMPARED) {
            for (int size : List.of(64 * K, M)) {
                Times times = new Times("spread", "GetBenchmark.hit", distribution, size)
                        .with("layout", "SPREAD")
                        .extra()
                        .againstDefault("layout")
                        .against("NBHML")
                        .against("CHM")
                        .against("SKIP_LIST");
                if (distribution == Distribution.DENSE) {
                    times.against("ARRAY");
                }
            }
        }
    }

    /** A read under a pin of its own, as opposed to one that announces nothing; and reads that share a pin. */
    private void view() {
        for (int size : SIZES) {
            Times own = new Times("view", "GetBenchmark.hit", Distribution.DENSE, size)
                    .subject("VIEW")
                    .against("XARRAY");
            if (size == 64 * K) {
                own.pictured();
            }
            double nanoseconds = size == K ? 4.9 : size == M ? 65 : 7.1;
            shared(size).kernel(nanoseconds);
        }
        shared(4 * M).extra().kernel(97);
    }

    private Times shared(int size) {
        return new Times("view", "ViewBenchmark.hit", Distribution.DENSE, size)
                .where("dense %s, 4096 reads each");
    }

    /** Reads past the last entry. */
    private void miss() {
        for (int size : SIZES) {
            Times times = new Times("miss", "MissBenchmark.pastTheEnd", null, size)
                    .where("dense %s, past the end");
            if (size == M) {
                times.kernel(6.3);
            }
            times.against("NBHML").against("CHM").against("SKIP_LIST");
        }
    }

    /** Lookups in the real tables of address ranges. */
    private void addresses() {
        for (Addresses table : Addresses.values()) {
            Times times = new Times("ip", "AddressBenchmark.lookup", null, table.count());
            times.without("size")
                    .with("distribution", table.name())
                    .where(table.label() + " %s ranges")
                    .heap(1024);
            times.against("FLOOR_ENTRY", 0.2);
            times.against("SKIP_LIST").against("VIEW").against("GUARDED");
        }
    }

    private void guarded() {
        for (int threads : List.of(1, 2)) {
            Times times =
                    new Times("guarded", "ReadScalingBenchmark.hit", Distribution.DENSE, 64 * K);
            times.threads(threads).against("GUARDED", threads == 1 ? 0.3 : 0.1);
        }
    }

    private void overwrite() {
        for (int size : SIZES) {
            Times times = new Times("overwrite", "OverwriteBenchmark.single", null, size);
            times.where("dense").probe(Probe.GARBAGE);
            if (size == K) {
                times.against("NBHML");
            } else {
                times.against("NBHML", size == M ? 2.5 : 4);
            }
            times.alone(Figure.GARBAGE, 0);
            if (size == M) {
                times.kernel(166);
            }
            times.against("CHM");
            times.against("RELEASING");
            times.against("CHM", Figure.GARBAGE);
            times.extra().against("SKIP_LIST").against("ARRAY").againstAll(MORE_RIVALS);
            Times wide = new Times("overwrite", "OverwriteBenchmark.wide", null, size);
            wide.where("entries of 64 indices").probe(Probe.GARBAGE);
            wide.alone(Figure.TIME);
            wide.alone(Figure.GARBAGE);
        }
        Times largest = new Times("overwrite", "OverwriteBenchmark.single", null, LARGEST).extra();
        largest.where("dense").probe(Probe.GARBAGE).alone(Figure.GARBAGE, 0);
        largest.against("NBHML", 2.5).against("CHM").against("ARRAY").againstAll(MORE_RIVALS);
        for (Distribution distribution : List.of(Distribution.RUNS64, Distribution.RANDOM)) {
            for (int size : List.of(64 * K, M)) {
                new Times("overwrite", "OverwriteBenchmark.single", distribution, size)
                        .extra()
                        .probe(Probe.GARBAGE)
                        .alone(Figure.GARBAGE)
                        .against("NBHML")
                        .against("CHM")
                        .against("SKIP_LIST");
            }
        }
        for (int size : SIZES) {
            for (int offset : List.of(0, 17)) {
                Times times =
                        new Times("transaction", "OverwriteBenchmark.transaction", null, size);
                times.where("dense %s, 64 neighbours" + (offset == 0 ? "" : " in two leaves"))
                        .with("offset", Integer.toString(offset))
                        .probe(Probe.GARBAGE);
                times.alone(Figure.TIME, 10).alone(Figure.GARBAGE).pictured();
            }
        }
    }

    private void mark() {
        for (int size : List.of(64 * K, M)) {
            Times times = new Times("mark", "MarkBenchmark.setAndClear", null, size)
                    .where("dense %s, set and clear");
            if (size == M) {
                times.kernel(94);
            } else {
                times.alone(Figure.TIME);
            }
        }
    }

    private void build() {
        for (int size : SIZES) {
            Times bulk = new Times("build", "BuildBenchmark.bulk", Distribution.DENSE, size);
            bulk.entries(size).heap(size == M ? 2048 : 512);
            if (size == M) {
                bulk.against("CHM", 0.5);
            } else {
                bulk.against("CHM");
            }
            bulk.against("NBHML");
            bulk.extra().against("SKIP_LIST").againstAll(MORE_RIVALS);
            Times single =
                    new Times("build-single", "BuildBenchmark.single", Distribution.DENSE, size);
            single.entries(size).heap(size == M ? 2048 : 512).against("CHM").against("NBHML");
            if (size == M) {
                single.kernel(27);
            }
            single.extra().againstAll(MORE_RIVALS);
        }
        new Times("build", "BuildBenchmark.bulk", Distribution.DENSE, LARGEST)
                .extra()
                .entries(LARGEST)
                .heap(8192)
                .against("CHM", 0.5)
                .against("NBHML")
                .againstAll(MORE_RIVALS);
        for (Distribution distribution : List.of(Distribution.RUNS64, Distribution.RANDOM)) {
            for (int size : List.of(64 * K, M)) {
                sparse("build", "bulk", distribution, size).against("SKIP_LIST");
                sparse("build-single", "single", distribution, size);
            }
        }
    }

    private Times sparse(String name, String method, Distribution distribution, int size) {
        return new Times(name, "BuildBenchmark." + method, distribution, size)
                .extra()
                .entries(size)
                .heap(size == M ? 2048 : 512)
                .against("CHM")
                .against("NBHML");
    }

    private void erase() {
        for (int size : List.of(64 * K, M)) {
            Times times = new Times("erase", "EraseBenchmark.sequential", Distribution.DENSE, size);
            times.entries(size).against("CHM").against("NBHML");
            if (size == M) {
                times.kernel(30);
            }
            times.extra().against("SKIP_LIST").againstAll(MORE_RIVALS);
        }
    }

    private void iterate() {
        for (int size : SIZES) {
            Times times =
                    new Times("forEach", "IterateBenchmark.forEach", Distribution.DENSE, size);
            times.entries(size).against("CHM", 0.3).against("SKIP_LIST").alone(Figure.TIME, 2);
            times.against("NBHML");
            times.extra().against("ARRAY").againstAll(MORE_RIVALS);
        }
        Times largest =
                new Times("forEach", "IterateBenchmark.forEach", Distribution.DENSE, LARGEST);
        largest.extra().entries(LARGEST).against("CHM", 0.3).alone(Figure.TIME, 2);
        largest.against("NBHML").against("SKIP_LIST").against("ARRAY").againstAll(MORE_RIVALS);
        for (Distribution distribution : NOT_DENSE) {
            for (int size : List.of(K, 64 * K, M, LARGEST)) {
                Times times = new Times("forEach", "IterateBenchmark.forEach", distribution, size);
                times.entries(size);
                if (distribution == Distribution.RANDOM && size == 64 * K) {
                    times.kernel(3900);
                } else if (distribution != Distribution.RUNS64 || size == LARGEST) {
                    times.extra();
                }
                times.against("NBHML").against("CHM").against("SKIP_LIST");
                times.extra().againstAll(MORE_RIVALS);
            }
        }
        for (int size : SIZES) {
            Times times = new Times("cursor", "IterateBenchmark.cursor", Distribution.DENSE, size);
            times.entries(size).alone(Figure.TIME, 2);
            times.against("NBHML").against("CHM").against("SKIP_LIST");
            times.extra().againstAll(MORE_RIVALS);
        }
        for (int size : List.of(64 * K, M)) {
            Times times = new Times("marked", "IterateBenchmark.marked", Distribution.DENSE, size);
            times.entries(size);
            if (size == M) {
                times.against("FILTERED", 0.05);
            } else {
                times.against("FILTERED");
            }
            times.against("NBHML").against("CHM").against("SKIP_LIST");
            times.extra().againstAll(MORE_RIVALS);
        }
    }

    /** What needs an order: the next entry, the next marked one, those of a range. */
    private void search() {
        for (Distribution distribution : List.of(Distribution.DENSE, Distribution.RUNS64)) {
            for (int size : List.of(64 * K, M)) {
                for (String method : List.of("next", "range", "marked")) {
                    Times times =
                            new Times("search", "SearchBenchmark." + method, distribution, size);
                    times.where(shown(distribution) + " %s, " + method).against("SKIP_LIST");
                    if (distribution == Distribution.DENSE
                            && size == 64 * K
                            && method.equals("next")) {
                        times.pictured();
                    }
                }
            }
        }
        for (Distribution distribution :
                List.of(Distribution.RUNS64_UNALIGNED, Distribution.RANDOM)) {
            for (int size : List.of(64 * K, M)) {
                new Times("search", "SearchBenchmark.next", distribution, size)
                        .where(shown(distribution) + " %s, next")
                        .extra()
                        .against("SKIP_LIST");
            }
        }
    }

    private void footprint() {
        for (Distribution distribution : COMPARED) {
            double goal = distribution == Distribution.DENSE
                    ? 5.6
                    : distribution == Distribution.RANDOM ? 25 : 8;
            for (int size : List.of(64 * K, M)) {
                footprints(
                        shown(distribution),
                        size,
                        heapFor(distribution, size),
                        distribution.name(),
                        OptionalDouble.of(goal));
                all.add(new Comparison(
                        "footprint",
                        shown(distribution) + " %s, stored one by one",
                        size,
                        footprint("XARRAY", distribution.name(), size, heapFor(distribution, size))
                                .with("stored", "SINGLY"),
                        Optional.empty(),
                        Figure.FOOTPRINT,
                        OptionalDouble.empty(),
                        true));
            }
            for (int size : MORE_SIZES) {
                footprints(
                        shown(distribution),
                        size,
                        Math.max(2048, heapFor(distribution, size)),
                        distribution.name(),
                        size < LEAST_WITH_GOAL ? OptionalDouble.empty() : OptionalDouble.of(goal));
            }
        }
        for (Addresses table : Addresses.values()) {
            Task subject = footprint("XARRAY", table.name(), table.count(), 1024);
            all.add(new Comparison(
                    "footprint",
                    table.label() + " %s ranges",
                    table.count(),
                    subject,
                    Optional.of(footprint("SKIP_LIST", table.name(), table.count(), 1024)),
                    Figure.FOOTPRINT,
                    OptionalDouble.of(1),
                    false));
        }
    }

    /** Adds the array's footprint at some size, and that of each rival. */
    private void footprints(
            String where, int size, int heapMiB, String distribution, OptionalDouble goal) {
        Task subject = footprint("XARRAY", distribution, size, heapMiB);
        boolean isMore = MORE_SIZES.contains(size);
        all.add(new Comparison(
                "footprint",
                where,
                size,
                subject,
                Optional.empty(),
                Figure.FOOTPRINT,
                goal,
                isMore));
        List<String> rivals = new ArrayList<>(List.of("NBHML", "CHM", "SKIP_LIST"));
        rivals.addAll(MORE_RIVALS);
        for (String rival : rivals) {
            all.add(new Comparison(
                    "footprint",
                    where,
                    size,
                    subject,
                    Optional.of(footprint(rival, distribution, size, heapMiB)),
                    Figure.FOOTPRINT,
                    OptionalDouble.empty(),
                    isMore || MORE_RIVALS.contains(rival)));
        }
    }

    private static Task footprint(String structure, String distribution, int size, int heapMiB) {
        return new Task(
                Task.FOOTPRINT,
                "main",
                Map.of(
                        "structure", structure,
                        "distribution", distribution,
                        "size", Integer.toString(size)),
                1,
                1,
                Probe.NONE,
                heapMiB);
    }

    private void alloc() {
        for (int size : List.of(64 * K, M)) {
            Times sequential = new Times("alloc", "AllocBenchmark.sequential", null, size)
                    .where("%s, ascending")
                    .entries(size)
                    .against("CHM");
            Times steady = new Times("alloc", "AllocBenchmark.steady", null, size)
                    .where("%s, erase and alloc")
                    .against("CHM");
            if (size == M) {
                sequential.against("SET", 2).kernel(38);
                steady.kernel(31);
            } else {
                sequential.against("SET");
            }
        }
    }

    /** Ids without values, and what it costs that they rest. */
    private void ids() {
        for (int size : List.of(64 * K, M)) {
            Times sequential = new Times("ids", "IdBenchmark.sequential", null, size)
                    .subject("IDS")
                    .where("%s, ascending")
                    .entries(size);
            Times steady = new Times("ids", "IdBenchmark.steady", null, size)
                    .subject("IDS")
                    .where("%s, free and alloc");
            Times exists = new Times("ids", "IdBenchmark.exists", null, size)
                    .subject("IDS")
                    .where("%s, exists");
            for (Times times : List.of(sequential, steady, exists)) {
                times.against("BITSET").against("SKIP_LIST").against("XARRAY");
            }
            if (size == 64 * K) {
                exists.pictured();
            }
            steady.against("IDS_GRACE");
            new Times("ids", "IdBenchmark.steady", null, size)
                    .subject("XARRAY_GRACE")
                    .where("%s, erase and alloc in an array, resting")
                    .against("XARRAY");
        }
    }

    /** Integers without boxes. */
    private void longs() {
        for (Distribution distribution : List.of(Distribution.DENSE, Distribution.RUNS64)) {
            for (int size : SIZES) {
                for (String method : List.of("sum", "overwrite", "forEach")) {
                    Times times = new Times("longs", "LongBenchmark." + method, distribution, size)
                            .subject("LONGS")
                            .where(shown(distribution) + " %s, " + method)
                            .heap(2048);
                    if (method.equals("forEach")) {
                        times.entries(size);
                    }
                    times.against("XARRAY");
                    if (distribution == Distribution.DENSE
                            && size == 64 * K
                            && method.equals("overwrite")) {
                        times.pictured();
                    }
                    times.against("NBHML").against("CHM");
                }
            }
        }
    }

    private void snapshot() {
        for (int size : List.of(K, 64 * K)) {
            for (String method : List.of("take", "takeAndWrite")) {
                Times times = new Times("snapshot", "SnapshotBenchmark." + method, null, size)
                        .where("dense %s, " + method)
                        .against("TRIE_MAP");
                if (size == 64 * K && method.equals("takeAndWrite")) {
                    times.pictured();
                }
                times.against("INT_MAP").against("CHM_COPY");
            }
        }
    }

    private void range() {
        for (int width : List.of(64, 4096)) {
            Times times = new Times("range", "RangeBenchmark.setAndErase", null, width)
                    .where("width")
                    .with("width", Integer.toString(width))
                    .without("size")
                    .against("SKIP_LIST");
            if (width == 64) {
                times.pictured();
            }
            times.against("CHM");
        }
    }

    private void writer() {
        for (String writes : List.of("0", "0.001", "0.01", "0.1", "full")) {
            for (int size : List.of(64 * K, M)) {
                Times get = new Times("writer", "ReadWithWriterBenchmark.get", null, size)
                        .where("dense %s, writes " + writes)
                        .with("writes", writes);
                Times timed = new Times("writer", "ReadWithWriterBenchmark.timed", null, size)
                        .where("dense %s, writes " + writes)
                        .with("writes", writes)
                        .probe(Probe.LATENCY);
                for (String rival : List.of("NBHML", "CHM", "SKIP_LIST")) {
                    get.against(rival);
                    if (writes.equals("full") && size == 64 * K && rival.equals("NBHML")) {
                        get.pictured();
                    }
                    timed.againstSlowest(rival);
                    if (!writes.equals("0")) {
                        get.against(rival, Figure.WRITES);
                        timed.against(rival, Figure.WRITES);
                    }
                }
                get.extra().against("ARRAY").against("GUARDED").againstAll(MORE_RIVALS);
                timed.extra().againstSlowest("ARRAY").againstSlowest("GUARDED");
                MORE_RIVALS.forEach(timed::againstSlowest);
            }
        }
    }

    /** What node reuse buys the slowest reads, beside a writer at full speed: by their own time, and by when they were due. */
    private void reuse() {
        for (int size : List.of(64 * K, M)) {
            reuse("reuse", "ReadWithWriterBenchmark.timed", size);
            reuse("response", "ReadWithWriterBenchmark.response", size);
        }
    }

    private void reuse(String name, String benchmark, int size) {
        Times times = new Times(name, benchmark, null, size)
                .where("dense %s, writes full")
                .with("writes", "full")
                .probe(Probe.LATENCY);
        times.against("NO_REUSE", Figure.P99);
        times.against("NO_REUSE", Figure.P99_9);
        times.against("NO_REUSE", Figure.P99_99, 0.5);
    }

    private void scaling() {
        Set<Integer> threads = new LinkedHashSet<>();
        for (int count = 1; count < cpus; count *= 2) {
            threads.add(count);
        }
        threads.add(cpus);
        for (int count : threads) {
            Times times = new Times(
                            "scaling", "ReadScalingBenchmark.hit", Distribution.DENSE, 64 * K)
                    .threads(count)
                    .against("NBHML");
            if (count == cpus) {
                times.pictured();
            }
            times.against("CHM").against("GUARDED");
            times.extra().against("ARRAY").againstAll(MORE_RIVALS);
            for (Distribution distribution : List.of(Distribution.DENSE, Distribution.RANDOM)) {
                new Times("scaling", "ReadScalingBenchmark.hit", distribution, M)
                        .threads(count)
                        .extra()
                        .against("NBHML")
                        .against("CHM")
                        .against("GUARDED");
            }
        }
    }

    private void pin() {
        for (int count : List.of(1, 2)) {
            Times times = new Times("pin", "PinBenchmark.section", null, 1);
            times.without("size").where("%s read").threads(count);
            if (count == 1) {
                times.alone(Figure.TIME, 6).against("FENCE", 2.2);
            } else {
                times.against("FENCE");
            }
            for (String rival : List.of("THREAD_LOCAL", "COUNTERS", "STAMPED", "RW_LOCK")) {
                times.against(rival);
            }
        }
    }

    // ---------------------------------------------------------------- how they are put together

    /** Returns the heap, in MiB, in which entries of some distribution have room beside garbage. */
    private static int heapFor(Distribution distribution, int size) {
        if (size < M) {
            return 512;
        }
        // So much for each entry: its value and key, the order of reads, the table and the garbage
        // of building it.
        int entriesMiB = size / M * 384;
        return distribution == Distribution.RANDOM
                ? Math.max(4096, entriesMiB + entriesMiB / 3)
                : Math.max(1024, entriesMiB);
    }

    private static String shown(Distribution distribution) {
        return distribution.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A benchmark method at one place, to be compared with several rivals. */
    private final class Times {
        private final String name;
        private final String benchmark;
        private final String method;
        private final int size;
        private final Map<String, String> params = new TreeMap<>();
        private String subject = "XARRAY";
        private String where = "";
        private int threads = 1;
        private int entries = 1;
        private int heapMiB;
        private Probe probe = Probe.NONE;
        private boolean extra;

        Times(String name, String method, Distribution distribution, int size) {
            this.name = name;
            this.benchmark = method.substring(0, method.indexOf('.'));
            this.method = method.substring(method.indexOf('.') + 1);
            this.size = size;
            heapMiB = heapFor(distribution == null ? Distribution.DENSE : distribution, size);
            params.put("size", Integer.toString(size));
            if (distribution != null) {
                params.put("distribution", distribution.name());
                where = shown(distribution);
            }
        }

        /** Says what is compared with the others, if that is not the array. */
        Times subject(String structure) {
            subject = structure;
            return this;
        }

        Times where(String shown) {
            where = shown;
            return this;
        }

        Times with(String param, String value) {
            params.put(param, value);
            return this;
        }

        Times without(String param) {
            params.remove(param);
            return this;
        }

        Times threads(int count) {
            threads = count;
            return this;
        }

        Times entries(int count) {
            entries = count;
            return this;
        }

        Times heap(int mebibytes) {
            heapMiB = mebibytes;
            return this;
        }

        Times probe(Probe wanted) {
            probe = wanted;
            return this;
        }

        /** Takes what was added last into the core. */
        Times pictured() {
            pictured.add(all.get(all.size() - 1));
            return this;
        }

        /** Marks whatever is added from now on. */
        Times extra() {
            extra = true;
            return this;
        }

        Times againstAll(List<String> rivals) {
            rivals.forEach(this::against);
            return this;
        }

        /** Compares what single reads take, from the usual ones to the slowest. */
        Times againstSlowest(String rival) {
            for (Figure figure : List.of(Figure.P50, Figure.P99, Figure.P99_9, Figure.P99_99)) {
                against(rival, figure);
            }
            return this;
        }

        Times against(String rival) {
            return add(
                    task(subject), Optional.of(task(rival)), Figure.TIME, OptionalDouble.empty());
        }

        /** Compares with the same where one parameter has the value that it has by itself. */
        Times againstDefault(String param) {
            Map<String, String> rest = new TreeMap<>(params);
            rest.remove(param);
            return add(
                    task(subject),
                    Optional.of(task(subject, rest)),
                    Figure.TIME,
                    OptionalDouble.empty());
        }

        Times against(String rival, double goal) {
            return add(
                    task(subject), Optional.of(task(rival)), Figure.TIME, OptionalDouble.of(goal));
        }

        Times against(String rival, Figure figure) {
            return add(task(subject), Optional.of(task(rival)), figure, OptionalDouble.empty());
        }

        Times against(String rival, Figure figure, double goal) {
            return add(task(subject), Optional.of(task(rival)), figure, OptionalDouble.of(goal));
        }

        Times alone(Figure figure) {
            return add(task(subject), Optional.empty(), figure, OptionalDouble.empty());
        }

        Times alone(Figure figure, double goal) {
            return add(task(subject), Optional.empty(), figure, OptionalDouble.of(goal));
        }

        /** Compares with what the kernel's own XArray takes, on one thread. */
        Times kernel(double nanoseconds) {
            return alone(Figure.TIME, nanoseconds);
        }

        private Task task(String structure) {
            return task(structure, params);
        }

        private Task task(String structure, Map<String, String> values) {
            Map<String, String> chosen = new TreeMap<>(values);
            chosen.put("structure", structure);
            return new Task(benchmark, method, chosen, threads, entries, probe, heapMiB);
        }

        private Times add(Task subject, Optional<Task> rival, Figure figure, OptionalDouble goal) {
            all.add(new Comparison(name, where, size, subject, rival, figure, goal, extra));
            return this;
        }
    }
}
