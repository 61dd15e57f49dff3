package org.xarray4j.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of weakened tags in DESIGN.md against the pages that the explorer and the formal model have written: it is put
 * together by hand. And the model's page against its executions, which are run by themselves.
 */
final class Weakenings {
    private static final String IN_DESIGN = "| tag, step | weakened | explorer | x86-64 | JAM |";
    private static final String OF_THE_EXPLORER =
            "| step | becomes | verdict | x86 | where, or why not |";
    private static final String OF_JAM = "| step | becomes | verdict | where, or why not |";

    private static final int EXPLORER = 2;
    private static final int PROCESSOR = 3;
    private static final int JAM = 4;

    private final Map<String, List<String>> design;
    private final Map<String, List<String>> explorer;
    private final Map<String, List<String>> jam;

    private final Set<String> executions;

    Weakenings(String design, String explorerPage, String jamPage, List<JamStep> executions) {
        this.executions = executions.stream()
                .map(JamStep::weakened)
                .collect(Collectors.toCollection(TreeSet::new));
        this.design = rows(design, IN_DESIGN);
        this.explorer = rows(explorerPage, OF_THE_EXPLORER);
        this.jam = rows(jamPage, OF_JAM);
    }

    /** Returns the cells of a table by step and weakening; a row for several weakenings counts for each. */
    private static Map<String, List<String>> rows(String text, String header) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : text.split("\n", -1)) {
            if (line.equals(header)) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|---")) {
                List<String> cells = Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .collect(Collectors.toList());
                for (String weakening : cells.get(1).split("; ", -1)) {
                    if (rows.put(cells.get(0) + ": " + weakening, cells) != null) {
                        throw new AssertionError("two rows for " + line);
                    }
                }
            }
        }
        if (rows.isEmpty()) {
            throw new AssertionError("no table " + header);
        }
        return rows;
    }

    /** Returns where the table and the pages do not say the same. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        design.forEach((key, row) -> {
            List<String> explored = explorer.get(key);
            if (explored == null) {
                complaints.add(key + " is in DESIGN.md, and the explorer does not weaken it so");
            } else {
                compare(complaints, key, "the explorer", row.get(EXPLORER), explored.get(EXPLORER));
                String processor = row.get(PROCESSOR).equals("-") ? "" : row.get(PROCESSOR);
                if (!processor.equals(explored.get(PROCESSOR))) {
                    complaints.add(key + ": x86-64 does it, DESIGN.md says: " + processor
                            + ", the explorer: " + explored.get(PROCESSOR));
                }
            }
            List<String> modelled = jam.get(key);
            if (modelled != null) {
                compare(complaints, key, "JAM", row.get(JAM), modelled.get(EXPLORER));
            }
        });
        for (String key : explorer.keySet()) {
            if (!design.containsKey(key)) {
                complaints.add(key + " is explored, and not in DESIGN.md");
            }
        }
        for (String key : jam.keySet()) {
            if (!design.containsKey(key)) {
                complaints.add(key + " is modelled, and not in DESIGN.md");
            }
        }
        Set<String> onThePage = jam.keySet().stream()
                .map(key -> key.replaceAll(" -> .*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String step : executions) {
            if (!onThePage.contains(step)) {
                complaints.add(step + " is in an execution of JAM, and not on its page");
            }
        }
        // What stays good is weakened further, from a mode that no execution has.
        Set<String> reached =
                jam.keySet().stream().map(Weakenings::after).collect(Collectors.toSet());
        for (String step : onThePage) {
            if (!executions.contains(step) && !reached.contains(step)) {
                complaints.add(step + " is on the page of JAM, and in none of its executions");
            }
        }
        for (List<String> row : design.values()) {
            boolean modelled = Arrays.stream(row.get(1).split("; ", -1))
                    .anyMatch(weakening -> jam.containsKey(row.get(0) + ": " + weakening));
            if (!modelled && !row.get(JAM).equals("-")) {
                complaints.add(row.get(0) + ": DESIGN.md has a verdict of JAM that is nowhere");
            }
        }
        return complaints;
    }

    /** Returns the step that a weakening leaves, as in {@code [root-1] load: acquire}. */
    private static String after(String weakening) {
        return weakening.replaceAll(": .* -> ", ": ");
    }

    private static void compare(
            List<String> complaints, String key, String by, String said, String found) {
        if (isBad(said) != isBad(found) || isGood(said) != isGood(found)) {
            complaints.add(key + ": by " + by + " DESIGN.md says " + said + ", the page " + found);
        }
    }

    private static boolean isBad(String verdict) {
        return verdict.startsWith("**BAD");
    }

    private static boolean isGood(String verdict) {
        return verdict.startsWith("good");
    }
}
