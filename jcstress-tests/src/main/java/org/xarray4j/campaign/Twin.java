package org.xarray4j.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A broken twin of the library: the classes that differ, which come first in the class path. */
final class Twin {
    private final String name;
    private final Path directory;
    /** The stress tests of which each must catch it. */
    private final List<String> catchers;

    Twin(String name, Path directory, List<String> catchers) {
        this.name = name;
        this.directory = directory;
        this.catchers = catchers;
    }

    String name() {
        return name;
    }

    Path directory() {
        return directory;
    }

    List<String> catchers() {
        return catchers;
    }

    String classPath() {
        return directory.resolve("classes")
                + System.getProperty("path.separator")
                + System.getProperty("java.class.path");
    }

    /**
     * Compiles what is in {@code src}.
     *
     * @return whether it could be; if not, the compiler has said why
     */
    boolean compile(JavaCompiler compiler, StandardJavaFileManager files) throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.walk(directory.resolve("src"))) {
            sources = all.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toList());
        }
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none"));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        arguments.addAll(List.of("-d", classes.toString()));
        return compiler.getTask(
                        null,
                        files,
                        null,
                        arguments,
                        null,
                        files.getJavaFileObjectsFromPaths(sources))
                .call();
    }

    /** Returns the compiler of the JDK that runs this. */
    static JavaCompiler compiler() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler: a JDK is needed");
        }
        return compiler;
    }
}
