package org.xarray4j.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of a table of orderings in DESIGN.md: any table whose columns have these names.
 *
 * @param tag the tag
 * @param access the accessors and when they are used
 * @param mode the modes, as in {@code acquire fence, opaque load}
 * @param pairs the tags at the other end
 * @param hazard what happens if it is weaker
 * @param witness the tests that show it
 * @param twins the broken twins in which it is weaker, and how often they were caught
 */
record Row(
        String tag,
        String access,
        String mode,
        List<String> pairs,
        String hazard,
        String witness,
        String twins) {
    private static final String HEADER =
            "| tag | access | mode | pairs with | hazard if weaker | witness | twin, how often it failed |";
    private static final Pattern TAG = Pattern.compile("\\[([a-z]+-[0-9]+)\\]");
    private static final Pattern CODE = Pattern.compile("`([A-Za-z0-9_.]+)`");

    /** Returns the rows of all such tables. */
    static List<Row> of(String design) {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : design.split("\n", -1)) {
            if (line.equals(HEADER)) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|---")) {
                rows.add(of(line, rows));
            }
        }
        return rows;
    }

    private static Row of(String line, List<Row> before) {
        List<String> cells = Arrays.stream(line.split("\\|", -1))
                .map(String::strip)
                .collect(Collectors.toList());
        if (cells.size() != 9) {
            throw new AssertionError("not seven cells: " + line);
        }
        List<String> tag = tags(cells.get(1));
        if (tag.size() != 1) {
            throw new AssertionError("not one tag: " + line);
        }
        String witness = cells.get(6);
        if (witness.equals("as above") && !before.isEmpty()) {
            witness = before.get(before.size() - 1).witness();
        }
        return new Row(
                tag.get(0),
                cells.get(2),
                cells.get(3),
                tags(cells.get(4)),
                cells.get(5),
                witness,
                cells.get(7));
    }

    /** Returns the tags in a text, without brackets. */
    static List<String> tags(String text) {
        return found(TAG, text);
    }

    /** Returns the names in a text that are marked as code. */
    static List<String> code(String text) {
        return found(CODE, text);
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> all = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }
}
