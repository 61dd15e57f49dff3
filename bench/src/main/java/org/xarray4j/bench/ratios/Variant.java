package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The tree compiled once more, with another value of one constant: classes to put before the library on the class path. */
final class Variant {
    private static final String TREE = "src/main/java/org/xarray4j/internal/tree";

    /** The tree's sources name this annotation, and the jar does not have it. */
    private static final JavaFileObject NULLABLE = source("org/jspecify/annotations/Nullable", """
            package org.jspecify.annotations;
            @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
            public @interface Nullable {}
            """);

    private Variant() {}

    /**
     * Compiles the tree.
     *
     * @param root the directory of the project
     * @param jar what has all else
     * @param classes where to
     */
    static void compile(Path root, Path jar, Curve curve, int value, Path classes)
            throws IOException, Refusal {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new Refusal("this Java has no compiler; a JDK has one");
        }
        Files.createDirectories(classes);
        StringWriter printed = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", jar.toString());
            if (!compiler.getTask(printed, files, null, options, null, sources(root, curve, value))
                    .call()) {
                throw new Refusal("the tree does not compile with " + curve.name() + " " + value
                        + ":\n" + printed);
            }
        }
    }

    private static List<JavaFileObject> sources(Path root, Curve curve, int value)
            throws IOException, Refusal {
        List<JavaFileObject> sources = new ArrayList<>(List.of(NULLABLE));
        for (Path file : files(root.resolve(TREE))) {
            String name = file.getFileName().toString();
            String text = Files.readString(file);
            if (name.equals(curve.source() + ".java")) {
                text = curve.with(value, text);
            }
            sources.add(source("org/xarray4j/internal/tree/" + name.replace(".java", ""), text));
        }
        return sources;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static JavaFileObject source(String name, String text) {
        URI uri = URI.create("string:///" + name + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
