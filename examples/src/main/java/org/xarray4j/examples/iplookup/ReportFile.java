package org.xarray4j.examples.iplookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file that the report goes to; known to be writable before there is anything to write. */
final class ReportFile {
    private final Path path;

    /** A report that cannot be written; the message says why. */
    static final class UnwritableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnwritableException(Path path, String reason) {
            super("the report " + path + " cannot be written: " + reason);
        }
    }

    ReportFile(Path path) throws UnwritableException {
        this.path = path;
        Path parent = parent(path);
        if (Files.isDirectory(path)) {
            throw new UnwritableException(path, "it is a directory");
        }
        if (!Files.isDirectory(parent)) {
            throw new UnwritableException(path, "there is no directory " + parent);
        }
        if (!Files.isWritable(Files.exists(path) ? path : parent)) {
            throw new UnwritableException(path, "permission denied");
        }
    }

    private static Path parent(Path path) {
        @Nullable Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }

    void write(String page) throws UnwritableException {
        try {
            Files.writeString(path, page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnwritableException(path, String.valueOf(e.getMessage()));
        }
    }
}
