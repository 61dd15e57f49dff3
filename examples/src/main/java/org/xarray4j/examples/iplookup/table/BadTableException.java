package org.xarray4j.examples.iplookup.table;

/** A table that cannot be used; the message names the file, the line if there is one, and the reason. */
public final class BadTableException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception about a table as a whole.
     *
     * @param file the table
     * @param reason why it cannot be used
     */
    public BadTableException(String file, String reason) {
        super(file + ": " + reason);
    }

    BadTableException(String file, int line, String reason) {
        super(file + ", line " + line + ": " + reason);
    }
}
