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
 */
record Project(Map<String, String> main, Map<String, String> tests, String design) {
    /** Reads the project that this test is part of. */
    static Project read() {
        Path root = Page.project();
        Map<String, String> tests = read(root.resolve("src/test/java"));
        tests.putAll(read(root.resolve("jcstress-tests/src/main/java")));
        return new Project(
                read(root.resolve("src/main/java")), tests, text(root.resolve("DESIGN.md")));
    }

    private static Map<String, String> read(Path directory) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".java"))
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
        Map<String, String> edited = new LinkedHashMap<>(main);
        String path = edited.keySet().stream()
                .filter(each -> each.endsWith("/" + file))
                .findFirst()
                .orElseThrow();
        edited.put(path, replaced(edited.get(path), from, to));
        return new Project(edited, tests, design);
    }

    /** The same project with one text in DESIGN.md replaced by another. */
    Project redesigned(String from, String to) {
        return new Project(main, tests, replaced(design, from, to));
    }

    private static String replaced(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new AssertionError("there is no " + from);
        }
        return text.replace(from, to);
    }
}
