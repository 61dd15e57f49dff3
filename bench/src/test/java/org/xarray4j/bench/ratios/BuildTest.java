package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
    @TempDir
    private Path root;

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(git.waitFor()).isZero();
    }

    @Test
    void commit_outsideACheckout_isUnknown() throws Exception {
        assertThat(Build.commit(root)).isEqualTo("unknown");
    }

    @Test
    void commit_ofACheckout_tellsWhetherItsSourcesChanged() throws Exception {
        assumeThatCode(() -> git("--version")).doesNotThrowAnyException();
        Path source = root.resolve("src/main/A.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class A {}");
        git("init");
        git("add", ".");
        git("commit", "-m", "a");
        Files.createDirectories(root.resolve("bench/results"));
        Files.writeString(root.resolve("bench/results/report.md"), "of another run");
        assertThat(Build.commit(root)).matches("[0-9a-f]{4,}");
        Files.writeString(source, "class A { }");
        assertThat(Build.commit(root)).matches("[0-9a-f]{4,} and changes");
        git("checkout", "--", ".");
        Files.writeString(root.resolve("src/main/B.java"), "class B {}");
        assertThat(Build.commit(root)).matches("[0-9a-f]{4,} and changes");
    }

    @Test
    void describe_hasTheDigestAsWell() throws Exception {
        Path jar = Files.writeString(root.resolve("a.jar"), "jar");
        assertThat(Build.describe(root, jar)).isEqualTo("unknown, jar " + Results.digest(jar));
    }
}
