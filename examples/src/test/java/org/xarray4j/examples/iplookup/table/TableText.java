package org.xarray4j.examples.iplookup.table;

import com.google.common.io.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Small tables for tests, as the lines of their files. */
public final class TableText {
    /** Countries within one /64, across borders of /64s, in whole /64s, and at the last address of all. */
    public static final List<String> V6 = List.of(
            "::,::ff,AA",
            "::100,::ffff:ffff:ffff:ffff,AB",
            "0:0:0:1::,0:0:0:5:ffff:ffff:ffff:ffff,AC",
            "2001:db8::,2001:db8::fff,BA",
            "2001:db8::1000,2001:db8::1000,BB",
            "2001:db8::1001,2001:db8:0:2::ff,BC",
            "2001:db8:0:2::100,2001:db8:0:3:ffff:ffff:ffff:ffff,BD",
            "2001:db8:0:4::,2001:db8:0:4::7,??",
            "2001:db8:1::,2001:db8:1:ffff:ffff:ffff:ffff:ffff,CA",
            "7fff:ffff:ffff:ffff::,8000::,DA",
            "ffff:ffff:ffff:ffff::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffd,EA",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,EB");

    /** Single addresses, powers of two and sizes that are none, gaps, and the last address of all. */
    public static final List<String> V4 = List.of(
            "0,0,AA",
            "1,6,AB",
            "8,8,??",
            "64,127,AC",
            "16777216,16777471,AU",
            "16777472,16778239,CN",
            "2147483647,2147483648,DA",
            "4294967290,4294967294,EA",
            "4294967295,4294967295,EB");

    private TableText() {}

    public static TableSource source(List<String> lines) {
        return new TableSource("made-up", ByteSource.wrap(bytes(lines)));
    }

    public static byte[] bytes(List<String> lines) {
        return lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public static Ranges ranges(List<String> v4, List<String> v6) {
        return new Ranges(list(Family.V4, v4), list(Family.V6, v6));
    }

    private static RangeList list(Family family, List<String> lines) {
        try {
            return lines.isEmpty()
                    ? RangeList.empty(family)
                    : RangeFile.read(source(lines), part -> {});
        } catch (BadTableException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns IPv4 ranges of 256 addresses, one beside the other, in three countries by turns. */
    public static List<String> blocksOfV4(int count) {
        String[] countries = {"AA", "BB", "CC"};
        String[] lines = new String[count];
        Arrays.setAll(
                lines,
                i -> i * 256L + "," + (i * 256L + 255) + "," + countries[i % countries.length]);
        return List.of(lines);
    }

    /** Returns IPv6 ranges of one /64 each, one beside the other. */
    public static List<String> blocksOfV6(int count) {
        String[] lines = new String[count];
        Arrays.setAll(lines, i -> {
            String network = "2001:db8:0:" + Integer.toHexString(i);
            return network + "::," + network + ":ffff:ffff:ffff:ffff," + (i % 2 == 0 ? "AA" : "BB");
        });
        return List.of(lines);
    }
}
