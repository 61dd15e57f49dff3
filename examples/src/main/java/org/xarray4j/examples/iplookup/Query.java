package org.xarray4j.examples.iplookup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xarray4j.examples.iplookup.table.Address;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.Country;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.LookupPath;
import org.xarray4j.examples.iplookup.table.LookupView;
import org.xarray4j.examples.iplookup.table.Ranges;

/** Answers for addresses, one line each: the address, its country, and the range it lies in, separated by tabs. */
final class Query {
    /** What stands for standard input among the addresses. */
    static final String STANDARD_INPUT = "-";

    /** What is printed instead of a country when an address lies in no range. */
    private static final String NONE = "none";

    private static final int LINES_PER_CHECK = 1024;

    /** An address that is none; the message says which. */
    static final class BadAddressException extends Exception {
        private static final long serialVersionUID = 1L;

        BadAddressException(String message) {
            super(message);
        }
    }

    /** One argument: an address, or standard input. */
    private final List<@Nullable Address> arguments = new ArrayList<>();

    /**
     * Reads the arguments, before any table is loaded.
     *
     * @throws BadAddressException if one is neither an address nor {@link #STANDARD_INPUT}
     */
    Query(List<String> texts) throws BadAddressException {
        for (String text : texts) {
            try {
                arguments.add(text.equals(STANDARD_INPUT) ? null : Address.parse(text));
            } catch (IllegalArgumentException e) {
                throw new BadAddressException(String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * Answers.
     *
     * @throws BadAddressException if a line of the input is not an address; the lines before have been answered
     * @throws IOException if the input cannot be read
     */
    void run(Ranges ranges, LookupPath path, InputStream in, PrintWriter out)
            throws BadAddressException, IOException {
        for (Address address : arguments) {
            if (address == null) {
                answerLines(ranges, path, in, out);
            } else {
                out.println(answer(ranges, path, address));
            }
        }
        out.flush();
    }

    private static void answerLines(Ranges ranges, LookupPath path, InputStream in, PrintWriter out)
            throws BadAddressException, IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line.strip();
            if (text.isEmpty()) {
                continue;
            }
            try {
                out.println(answer(ranges, path, Address.parse(text)));
            } catch (IllegalArgumentException e) {
                out.flush();
                throw new BadAddressException(
                        "standard input, line " + number + ": " + e.getMessage());
            }
            // Whoever waits for an answer before asking on gets it; whoever has enough ends this.
            if ((number % LINES_PER_CHECK == 0 || !lines.ready()) && out.checkError()) {
                return;
            }
        }
    }

    private static String answer(Ranges ranges, LookupPath path, Address address) {
        try (LookupView view = path.open()) {
            Announcement answer = address.family() == Family.V4
                    ? view.findV4(address.low())
                    : view.findV6(address.high(), address.low());
            return answer == null
                    ? address + "\t" + NONE
                    : address + "\t" + Country.decode(answer.country()) + "\t"
                            + ranges.describe(answer.range());
        }
    }
}
