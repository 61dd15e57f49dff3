package org.xarray4j.examples.iplookup.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines and counts them. Unlike {@link java.io.BufferedReader} it refuses endless ones, so that a file of another
 * kind given by mistake cannot fill the memory.
 */
final class LineReader {
    static final int MAX_LENGTH = 1000;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[MAX_LENGTH];
    private int position;
    private int limit;
    private int number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Returns the number of the line being read, from 1. */
    int number() {
        return number;
    }

    /** Returns the next line without its end, or null after the last. */
    @Nullable String next() throws IOException, LineTooLongException {
        number++;
        int length = 0;
        int next = read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (length == MAX_LENGTH) {
                throw new LineTooLongException();
            }
            line[length++] = (byte) next;
            next = read();
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        // Every byte is a character, so that no input is malformed here; the data is ASCII.
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = in.read(buffer, 0, buffer.length);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }

    /** A line of more than {@link #MAX_LENGTH} bytes. */
    static final class LineTooLongException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
