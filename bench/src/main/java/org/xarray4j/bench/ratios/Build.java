package org.xarray4j.bench.ratios;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which build is measured. */
final class Build {
    /** What goes into the jar: a report that lies beside it is no change. */
    private static final List<String> SOURCES = List.of(
            "src/main",
            "src/pom.xml",
            "bench/src/main",
            "bench/pom.xml",
            "examples/src/main/resources",
            "pom.xml");

    private Build() {}

    /** Names the commit, if there is one, and the jar. */
    static String describe(Path root, Path jar) throws IOException, InterruptedException {
        return commit(root) + ", jar " + Results.digest(jar);
    }

    /** Returns a tree's commit and whether it has changes since; 'unknown' outside a checkout. */
    static String commit(Path root) throws InterruptedException {
        Optional<String> commit = git(root, List.of("rev-parse", "--short", "HEAD"));
        if (commit.isEmpty()) {
            return "unknown";
        }
        List<String> status = new ArrayList<>(List.of("status", "--porcelain", "--"));
        status.addAll(SOURCES);
        return commit.get()
                + git(root, status)
                        .map(changes -> changes.isEmpty() ? "" : " and changes")
                        .orElse(" and perhaps changes");
    }

    /** Returns what git prints; empty if it fails or is not there. */
    private static Optional<String> git(Path root, List<String> arguments)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(arguments);
        try {
            Process git =
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            String printed =
                    new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? Optional.of(printed.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
