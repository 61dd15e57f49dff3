package org.xarray4j.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/** The real tables of IP addresses that come with the example, as ranges of 64-bit keys. */
public enum Addresses {
    /** All IPv4 ranges; an address is a key. */
    IPV4("IPv4", "ip-country-v4.csv.gz", 385_602) {
        @Override
        void add(String first, String last, Ranges ranges) {
            ranges.add(Long.parseLong(first), Long.parseLong(last));
        }
    },

    /**
     * The IPv6 ranges by the upper 64 bits of their addresses. Where a range begins or ends within a /64, which one in 35
     * does, the part of that /64 is left out, and the whole range where it has no other.
     */
    IPV6("IPv6", "ip-country-v6.csv.gz", 269_056) {
        @Override
        void add(String first, String last, Ranges ranges) throws IOException {
            ByteBuffer from = address(first);
            ByteBuffer to = address(last);
            long firstKey = from.getLong(0) + (from.getLong(8) == 0 ? 0 : 1);
            long lastKey = to.getLong(0) - (to.getLong(8) == -1L ? 0 : 1);
            if (Long.compareUnsigned(firstKey, lastKey) <= 0) {
                ranges.add(firstKey, lastKey);
            }
        }

        private static ByteBuffer address(String text) throws IOException {
            // With a colon it is never taken for a name, and never looked up.
            if (text.indexOf(':') < 0) {
                throw new IOException(text + " is no IPv6 address");
            }
            return ByteBuffer.wrap(InetAddress.getByName(text).getAddress());
        }
    };

    private static final String DIRECTORY = "/org/xarray4j/examples/iplookup/";
    private static final long SEED = 0x1b;

    private final String label;
    private final String file;
    private final int count;

    Addresses(String label, String file, int count) {
        this.label = label;
        this.file = file;
        this.count = count;
    }

    /** Returns what people call them. */
    public String label() {
        return label;
    }

    /** Returns how many ranges there are. */
    public int count() {
        return count;
    }

    /** Adds the range that a line of the table stands for. */
    abstract void add(String first, String last, Ranges ranges) throws IOException;

    /** Reads all ranges, ascending. */
    Ranges ranges() {
        Ranges ranges = new Ranges(count);
        try (InputStream resource = Addresses.class.getResourceAsStream(DIRECTORY + file)) {
            if (resource == null) {
                throw new IOException("it is not there");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(resource), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    int comma = line.indexOf(',');
                    int second = line.indexOf(',', comma + 1);
                    add(line.substring(0, comma), line.substring(comma + 1, second), ranges);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + file + " cannot be read", e);
        }
        if (ranges.size != count) {
            throw new IllegalStateException(
                    "the table " + file + " has " + ranges.size + " ranges, not " + count);
        }
        return ranges;
    }

    /** Ranges of keys that do not overlap, ascending. */
    static final class Ranges {
        final long[] firsts;
        final long[] lasts;
        private int size;

        private Ranges(int capacity) {
            firsts = new long[capacity];
            lasts = new long[capacity];
        }

        private void add(long first, long last) {
            if (size < firsts.length) {
                firsts[size] = first;
                lasts[size] = last;
            }
            size++;
        }

        /** Returns keys to ask for: each range is as likely as any other, and within it each key. */
        long[] queries(int queries) {
            SplittableRandom random = new SplittableRandom(SEED);
            long[] keys = new long[queries];
            Arrays.setAll(keys, i -> {
                int range = random.nextInt(firsts.length);
                return firsts[range] + upTo(lasts[range] - firsts[range], random);
            });
            return keys;
        }

        /** Returns a number from 0 to another, unsigned. */
        private static long upTo(long most, SplittableRandom random) {
            long mask = most == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(most);
            long drawn = random.nextLong() & mask;
            while (Long.compareUnsigned(drawn, most) > 0) {
                drawn = random.nextLong() & mask;
            }
            return drawn;
        }
    }
}
