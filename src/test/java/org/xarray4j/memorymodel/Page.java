package org.xarray4j.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that a test writes and that is checked in. */
public final class Page {
    /** A system property: with the value {@code true} pages are written and not compared. */
    private static final String WRITE = "pages.write";

    private Page() {}

    /** Returns the directory of the project: the one with DESIGN.md in it. */
    public static Path project() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("DESIGN.md"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new AssertionError("run within the project: there is no DESIGN.md above");
            }
        }
        return directory;
    }

    /** Compares a page with what it should be, or writes it. */
    public static void check(String page, String text) {
        Path file = project().resolve(page);
        try {
            if (Boolean.getBoolean(WRITE)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            String present = Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "";
            assertThat(present)
                    .as(
                            "%s is out of date: run the test with -D%s=true and look at what changed",
                            page, WRITE)
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
