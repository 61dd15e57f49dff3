package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** The figures of a run in one file of JSON, from which its tables and pictures can be made again. */
final class KeptFigures implements Figures {
    /** The name of such a file. */
    static final String FILE = "figures.json";

    private final String title;
    private final String conditions;
    private final boolean isCore;
    private final int rounds;
    private final int cpus;
    private final Map<?, ?> tasks;

    private KeptFigures(Map<?, ?> kept) {
        title = (String) kept.get("title");
        conditions = (String) kept.get("conditions");
        isCore = (Boolean) kept.get("core");
        rounds = ((Double) kept.get("rounds")).intValue();
        // Older files do not say it.
        cpus = kept.get("processors") instanceof Double processors
                ? processors.intValue()
                : Machine.cpus();
        tasks = (Map<?, ?>) kept.get("tasks");
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws Refusal if the file is another
     */
    static KeptFigures read(Path file) throws IOException, Refusal {
        try {
            return new KeptFigures((Map<?, ?>) Json.parse(Files.readString(file)));
        } catch (RuntimeException e) {
            throw new Refusal(file + " has no figures of a run: " + e.getMessage());
        }
    }

    /**
     * Writes the figures of some comparisons.
     *
     * @param title of what run
     * @param conditions under which they were measured, as a report says it
     * @param isCore whether the comparisons are those with a goal
     * @param cpus how many processors the machine has that has measured them
     */
    static void write(
            Path file,
            String title,
            String conditions,
            boolean isCore,
            int rounds,
            int cpus,
            List<Comparison> comparisons,
            Figures figures)
            throws IOException {
        Map<Task, Set<Figure>> wanted = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            List<Task> both = new ArrayList<>(List.of(comparison.subject()));
            comparison.rival().ifPresent(both::add);
            for (Task task : both) {
                wanted.computeIfAbsent(task, any -> new LinkedHashSet<>()).add(comparison.figure());
            }
        }
        Map<String, String> lines = new TreeMap<>();
        for (Map.Entry<Task, Set<Figure>> entry : wanted.entrySet()) {
            List<String> fields = new ArrayList<>();
            fields.add(quoted("heapMiB") + ": " + entry.getKey().heapMiB());
            for (Figure figure : entry.getValue()) {
                fields.add(quoted(figure.name()) + ": "
                        + numbers(entry.getKey(), figure, rounds, figures));
            }
            lines.put(entry.getKey().id(), "{" + String.join(", ", fields) + "}");
        }
        List<String> tasks = new ArrayList<>();
        lines.forEach((id, fields) -> tasks.add("    " + quoted(id) + ": " + fields));
        Files.writeString(
                file,
                "{\n  \"title\": " + quoted(title) + ",\n  \"conditions\": " + quoted(conditions)
                        + ",\n  \"core\": " + isCore + ",\n  \"rounds\": " + rounds
                        + ",\n  \"processors\": " + cpus + ",\n  \"tasks\": {\n"
                        + String.join(",\n", tasks) + "\n  }\n}\n");
    }

    private static List<String> numbers(Task task, Figure figure, int rounds, Figures figures)
            throws IOException {
        List<String> numbers = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            OptionalDouble number = figures.get(round, task, figure);
            // All digits, so that what is made of them again is the same.
            numbers.add(number.isPresent() ? Double.toString(number.getAsDouble()) : "null");
        }
        return numbers;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    String title() {
        return title;
    }

    String conditions() {
        return conditions;
    }

    boolean isCore() {
        return isCore;
    }

    int rounds() {
        return rounds;
    }

    int cpus() {
        return cpus;
    }

    @Override
    public OptionalDouble get(int round, Task task, Figure figure) {
        if (!(tasks.get(task.id()) instanceof Map<?, ?> figures)
                || !(figures.get(figure.name()) instanceof List<?> numbers)
                || round > numbers.size()
                || !(numbers.get(round - 1) instanceof Double number)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(number);
    }
}
