package org.xarray4j.drift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.xarray4j.memorymodel.Page;

/**
 * What is compared.
 *
 * @param main the library's sources: text by path
 * @param tests the paths of all tests and stress tests, with their text
 * @param design the text of DESIGN.md
 * @param rules the text of docs/RULES.md
 * @param twins the texts of the broken twins by their names
 * @param power what was measured of them
 * @param jam the source of the formal model's executions
 */
record Project(
        Map<String, String> main,
        Map<String, String> tests,
        String design,
        String rules,
        Map<String, String> twins,
        String power,
        String jam) {
    /** Reads the project that this test is part of. */
    static Project read() {
        Path root = Page.project();
        Map<String, String> tests = read(root.resolve("src/test/java"), ".java");
        tests.putAll(read(root.resolve("jcstress-tests/src/main/java"), ".java"));
        Path planted = root.resolve("jcstress-tests/src/twins");
        Map<String, String> twins = new TreeMap<>();
        read(planted, ".twin").forEach((path, text) -> twins.put(path.replace(".twin", ""), text));
        return new Project(
                read(root.resolve("src/main/java"), ".java"),
                tests,
                text(root.resolve("DESIGN.md")),
                text(root.resolve("docs/RULES.md")),
                twins,
                text(planted.resolve("power.tsv")),
                text(root.resolve("models/src/test/java/org/xarray4j/models/JamProtocols.java")));
    }

    private static Map<String, String> read(Path directory, String suffix) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(suffix))
                    .forEach(file -> texts.put(
                            directory.relativize(file).toString().replace('\\', '/'), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same project with one text in a source file replaced by another. */
    Project edited(String file, String from, String to) {
        return new Project(replaced(main, file, from, to), tests, design, rules, twins, power, jam);
    }

    /** The same project with one text in a test replaced by another. */
    Project retested(String file, String from, String to) {
        return new Project(main, replaced(tests, file, from, to), design, rules, twins, power, jam);
    }

    /** The same project with one text in DESIGN.md replaced by another. */
    Project redesigned(String from, String to) {
        return new Project(main, tests, replaced(design, from, to), rules, twins, power, jam);
    }

    /** The same project with one text in docs/RULES.md replaced by another. */
    Project ruled(String from, String to) {
        return new Project(main, tests, design, replaced(rules, from, to), twins, power, jam);
    }

    /** The same project with one text in what was measured replaced by another. */
    Project measured(String from, String to) {
        return new Project(main, tests, design, rules, twins, replaced(power, from, to), jam);
    }

    /** The same project with one text in the formal model's executions replaced by another. */
    Project remodelled(String from, String to) {
        return new Project(main, tests, design, rules, twins, power, replaced(jam, from, to));
    }

    private static Map<String, String> replaced(
            Map<String, String> texts, String file, String from, String to) {
        Map<String, String> edited = new LinkedHashMap<>(texts);
        String path = edited.keySet().stream()
                .filter(each -> each.endsWith("/" + file))
                .findFirst()
                .orElseThrow();
        edited.put(path, replaced(edited.get(path), from, to));
        return edited;
    }

    private static String replaced(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new AssertionError("there is no " + from);
        }
        return text.replace(from, to);
    }
}
