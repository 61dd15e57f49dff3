package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The directory of a run: one file for each fork, which is there when the fork has ended well, and one that says with
 * what all of them were made.
 */
final class Results implements Figures {
    private static final String SETTINGS = "settings.txt";

    private final Path directory;

    private Results(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens a directory, to go on with what is in it.
     *
     * @throws Refusal if nothing can be written to it, or if what is in it was made with other settings, so that the
     *     figures could not be compared
     */
    static Results open(Path directory, String settings) throws IOException, Refusal {
        checkWritable(directory);
        Path file = directory.resolve(SETTINGS);
        if (Files.exists(file)) {
            String before = Files.readString(file);
            if (!before.equals(settings)) {
                throw new Refusal(
                        "the results in " + directory + " were made with other settings.\nThen:\n"
                                + before + "Now:\n" + settings + "Choose another --dir.");
            }
        } else {
            Files.writeString(file, settings);
        }
        return new Results(directory);
    }

    /**
     * Makes a directory if it is not there.
     *
     * @throws Refusal if it cannot be made, or nothing can be written to it
     */
    static void checkWritable(Path directory) throws Refusal {
        try {
            Files.createDirectories(directory);
            // What a file system permits it shows only when it is asked to do it.
            Files.delete(Files.createTempFile(directory, "writable", null));
        } catch (IOException e) {
            throw new Refusal("nothing can be written to " + directory + ": " + e);
        }
    }

    /**
     * Opens a directory to report what is in it.
     *
     * @throws Refusal if no run has left anything there
     */
    static Results reopen(Path directory) throws Refusal {
        if (!Files.exists(directory.resolve(SETTINGS))) {
            throw new Refusal("there is no run in " + directory + ": neither " + KeptFigures.FILE
                    + " nor " + SETTINGS);
        }
        return new Results(directory);
    }

    /** Returns with what all of them were made. */
    String settings() throws IOException {
        return Files.readString(directory.resolve(SETTINGS));
    }

    /** Returns how many rounds were begun. */
    int rounds() {
        int rounds = 0;
        while (Files.isDirectory(directory.resolve("round-" + (rounds + 1)))) {
            rounds++;
        }
        return rounds;
    }

    /** Returns a few digits that tell one build from another. */
    static String digest(Path jar) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Path directory() {
        return directory;
    }

    private Path file(int round, Task task) {
        return directory.resolve("round-" + round).resolve(task.id() + ".json");
    }

    /** Returns where a fork's own output goes. */
    Path log(int round, Task task) throws IOException {
        Path log = directory.resolve("round-" + round).resolve(task.id() + ".log");
        Files.createDirectories(log.getParent());
        return log;
    }

    boolean has(int round, Task task) {
        return Files.exists(file(round, task));
    }

    /** Returns whether no fork has ended well yet. */
    boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.noneMatch(file -> file.toString().endsWith(".json"));
        }
    }

    /**
     * Returns what is to be measured of a group that is to be compared with each other: all of it where any is missing, since
     * what was measured before an interruption was measured at another time. What is the same at all times is measured once.
     */
    List<Task> missing(int round, List<Task> group) {
        boolean isWhole = group.stream().allMatch(task -> isDone(round, task));
        return group.stream()
                .filter(task -> !isWhole && !(task.isFootprint() && isDone(round, task)))
                .toList();
    }

    private boolean isDone(int round, Task task) {
        return has(round, task) || (task.isFootprint() && round > 1);
    }

    /** Keeps what a fork has measured; half a file is never seen. */
    void put(int round, Task task, String json) throws IOException {
        Path file = file(round, task);
        Files.createDirectories(file.getParent());
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, json);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public OptionalDouble get(int round, Task task, Figure figure) throws IOException {
        Path file = file(task.isFootprint() ? 1 : round, task);
        if (!Files.exists(file)) {
            return OptionalDouble.empty();
        }
        try {
            Map<?, ?> result = (Map<?, ?>) Json.parse(Files.readString(file));
            return figure(result, task, figure);
        } catch (RuntimeException e) {
            throw new IOException(file + " is no result: delete it and run again", e);
        }
    }

    /** Returns what share of the processors others used while a fork ran; empty when that is unknown. */
    OptionalDouble others(int round, Task task) throws IOException {
        Path file = file(round, task);
        if (!Files.exists(file)) {
            return OptionalDouble.empty();
        }
        Map<?, ?> result = (Map<?, ?>) Json.parse(Files.readString(file));
        return result.get("others") instanceof Double share
                ? OptionalDouble.of(share)
                : OptionalDouble.empty();
    }

    private static OptionalDouble figure(Map<?, ?> result, Task task, Figure figure) {
        if (figure == Figure.FOOTPRINT) {
            return OptionalDouble.of((Double) result.get("bytesPerEntry"));
        }
        Map<?, ?> jmh = (Map<?, ?>) ((List<?>) result.get("jmh")).get(0);
        if (figure == Figure.TIME) {
            return OptionalDouble.of(time((Map<?, ?>) jmh.get("primaryMetric")) / task.entries());
        }
        Map<?, ?> secondary = (Map<?, ?>) jmh.get("secondaryMetrics");
        if (!(secondary.get(figure.secondaryMetric()) instanceof Map<?, ?> metric)) {
            return OptionalDouble.empty();
        }
        if (figure == Figure.GARBAGE) {
            return OptionalDouble.of((Double) metric.get("score") / task.entries());
        }
        if (figure == Figure.WRITES) {
            return OptionalDouble.of((Double) metric.get("score")
                    / (Double) ((Map<?, ?>) secondary.get("read")).get("score"));
        }
        // A percentile is that of all iterations up to this one.
        List<?> soFar = (List<?>) ((List<?>) metric.get("rawData")).get(0);
        return OptionalDouble.of((Double) soFar.get(soFar.size() - 1));
    }

    /** Returns the median of a fork's iterations in nanoseconds. */
    private static double time(Map<?, ?> metric) {
        List<?> iterations = (List<?>) ((List<?>) metric.get("rawData")).get(0);
        double median =
                Spread.median(iterations.stream().map(Double.class::cast).toList());
        String unit = (String) metric.get("scoreUnit");
        return switch (unit) {
            case "ns/op" -> median;
            case "us/op" -> median * 1e3;
            case "ms/op" -> median * 1e6;
            default -> throw new IllegalArgumentException("unit " + unit);
        };
    }
}
