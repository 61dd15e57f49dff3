package org.xarray4j.examples.iplookup.table;

import com.google.common.io.CountingInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.DoubleConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text form of a table: one range a line, {@code first,last,country}, ascending and without overlap, plain or
 * gzip; lines that begin with {@code #} and empty lines mean nothing. IPv4 addresses are decimal integers, IPv6
 * addresses are text; the first range decides which of them the file holds.
 *
 * <p>A file is read to its end before anything is answered, so that no table is ever half of one.
 */
public final class RangeFile {
    private static final int LINES_PER_REPORT = 4096;
    private static final int GZIP_FIRST_BYTE = 0x1F;
    private static final int GZIP_SECOND_BYTE = 0x8B;

    private final String name;
    private RangeList.@Nullable Builder ranges;
    private Address lastFirst = Address.v4(0);
    private Address lastLast = Address.v4(0);
    private int lastLine;

    private RangeFile(String name) {
        this.name = name;
    }

    /**
     * Reads a table.
     *
     * @param source where it comes from
     * @param progress is told now and then which part of it has been read, from 0 to 1
     * @return its ranges, at least one
     * @throws BadTableException if it cannot be read to its end, or a line is not as it should be
     */
    public static RangeList read(TableSource source, DoubleConsumer progress)
            throws BadTableException {
        long size = source.bytes().sizeIfKnown().or(Long.MAX_VALUE);
        RangeFile file = new RangeFile(source.name());
        try (InputStream stream = source.bytes().openStream()) {
            CountingInputStream counted = new CountingInputStream(stream);
            return file.read(counted, () -> progress.accept((double) counted.getCount() / size));
        } catch (NoSuchFileException e) {
            throw new BadTableException(source.name(), "there is no such file");
        } catch (AccessDeniedException e) {
            throw new BadTableException(source.name(), "it may not be read (permission denied)");
        } catch (IOException e) {
            throw new BadTableException(
                    source.name(), "it cannot be read (" + e.getMessage() + ")");
        }
    }

    private RangeList read(InputStream raw, Runnable progress)
            throws IOException, BadTableException {
        LineReader lines = null;
        try {
            lines = new LineReader(plain(raw));
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    accept(line, lines.number());
                }
                if (lines.number() % LINES_PER_REPORT == 0) {
                    progress.run();
                }
            }
        } catch (EOFException e) {
            throw bad(lines, "the gzip data ends here, cut short");
        } catch (ZipException e) {
            throw bad(lines, "the gzip data is damaged (" + e.getMessage() + ")");
        } catch (LineReader.LineTooLongException e) {
            throw bad(lines, "the line is longer than " + LineReader.MAX_LENGTH + " characters");
        }
        if (ranges == null) {
            throw bad(lines, "the file ends without any range");
        }
        return ranges.build();
    }

    /** Returns the text, unpacked when it begins as gzip does. */
    private static InputStream plain(InputStream raw) throws IOException {
        PushbackInputStream start = new PushbackInputStream(raw, 2);
        int first = start.read();
        int second = first < 0 ? -1 : start.read();
        if (second >= 0) {
            start.unread(second);
        }
        if (first >= 0) {
            start.unread(first);
        }
        boolean isGzip = first == GZIP_FIRST_BYTE && second == GZIP_SECOND_BYTE;
        return isGzip ? new GZIPInputStream(start, 1 << 16) : start;
    }

    private void accept(String line, int number) throws BadTableException {
        int firstComma = line.indexOf(',');
        int secondComma = line.indexOf(',', firstComma + 1);
        if (secondComma <= firstComma || line.indexOf(',', secondComma + 1) >= 0) {
            long fields = line.chars().filter(c -> c == ',').count() + 1;
            throw new BadTableException(
                    name, number, "expected first,last,country, but found " + fields(fields));
        }
        if (ranges == null) {
            ranges = new RangeList.Builder(line.indexOf(':') >= 0 ? Family.V6 : Family.V4);
        }
        Address first = address("first", line.substring(0, firstComma), number, ranges.family());
        Address last = address(
                "last", line.substring(firstComma + 1, secondComma), number, ranges.family());
        checkOrder(first, last, number);
        String country = line.substring(secondComma + 1);
        if (!Country.isCountry(country)) {
            throw new BadTableException(
                    name,
                    number,
                    "the country '" + country + "' is neither two letters A to Z nor ??");
        }
        ranges.add(first, last, Country.encode(country));
        lastFirst = first;
        lastLast = last;
        lastLine = number;
    }

    private Address address(String which, String text, int number, Family family)
            throws BadTableException {
        boolean looksV6 = text.indexOf(':') >= 0;
        if (looksV6 && family == Family.V4) {
            throw new BadTableException(
                    name,
                    number,
                    "the " + which + " address '" + text
                            + "' is IPv6, but the file began with IPv4");
        }
        if (!looksV6 && family == Family.V6 && decimalV4(text) >= 0) {
            throw new BadTableException(
                    name,
                    number,
                    "the " + which + " address '" + text
                            + "' is IPv4, but the file began with IPv6");
        }
        if (family == Family.V4) {
            long value = decimalV4(text);
            if (value < 0) {
                throw new BadTableException(
                        name,
                        number,
                        "the " + which + " address '" + text
                                + "' is not a decimal integer of at most 4294967295");
            }
            return Address.v4(value);
        }
        try {
            return Address.parseUnmapped(text);
        } catch (IllegalArgumentException e) {
            throw new BadTableException(
                    name, number, "the " + which + " address " + e.getMessage());
        }
    }

    /** Returns the value of an unsigned 32-bit decimal, or -1 if the text is none. */
    private static long decimalV4(String text) {
        if (text.isEmpty() || text.length() > 10) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value <= 0xFFFF_FFFFL ? value : -1;
    }

    private void checkOrder(Address first, Address last, int number) throws BadTableException {
        if (compare(first, last) > 0) {
            throw new BadTableException(name, number, "the first address is greater than the last");
        }
        if (lastLine == 0 || compare(first, lastLast) > 0) {
            return;
        }
        String reason = compare(last, lastFirst) < 0
                ? "the range lies before that of line " + lastLine
                        + ": the file is not in ascending order"
                : "the range overlaps that of line " + lastLine;
        throw new BadTableException(name, number, reason);
    }

    private static int compare(Address one, Address other) {
        return Address.compare(one.high(), one.low(), other.high(), other.low());
    }

    private BadTableException bad(@Nullable LineReader lines, String reason) {
        return new BadTableException(name, lines == null ? 1 : lines.number(), reason);
    }

    private static String fields(long count) {
        return count == 1 ? "1 field" : count + " fields";
    }
}
