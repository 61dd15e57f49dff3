package org.xarray4j.examples.iplookup.table;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Where a table comes from.
 *
 * @param name what messages call it
 * @param bytes its content, plain or gzip
 */
public record TableSource(String name, ByteSource bytes) {
    private static final String BUILT_IN = "/org/xarray4j/examples/iplookup/";

    /**
     * Returns a file given by the user.
     *
     * @param file the file
     * @return the source
     */
    public static TableSource file(Path file) {
        return new TableSource(file.toString(), MoreFiles.asByteSource(file));
    }

    /**
     * Returns the table that comes with the program.
     *
     * @param family which
     * @return the source
     */
    public static TableSource builtIn(Family family) {
        String name = family == Family.V4 ? "ip-country-v4.csv.gz" : "ip-country-v6.csv.gz";
        try {
            // All at once: a resource does not know its size, without which progress has no end.
            byte[] bytes = Resources.toByteArray(
                    Resources.getResource(TableSource.class, BUILT_IN + name));
            return new TableSource(name, ByteSource.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own " + name + " cannot be read", e);
        }
    }
}
