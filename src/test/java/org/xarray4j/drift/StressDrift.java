package org.xarray4j.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What does not fit together of stress tests, their broken twins, what was measured of these and what is written down;
 * each method returns complaints, none if all is well.
 */
final class StressDrift {
    private static final Pattern CAUGHT_BY = Pattern.compile("(?m)^caught_by (.*)$");
    private static final Pattern CHANGE =
            Pattern.compile("(?m)^change (\\S+)[ \\\\\n]+'([^']*)'[ \\\\\n]+'([^']*)'$");
    private static final Pattern CHANGE_BEGINS = Pattern.compile("(?m)^change ");
    private static final Pattern NEEDS_LONGER = Pattern.compile("(?m)^needs hour$");
    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9_.-]+)`");
    private static final Pattern RULE = Pattern.compile("(?m)^\\| R([0-9]+) \\|.*$");
    private static final Pattern TWIN_ROW =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern TWINS_SECTION =
            Pattern.compile("(?s)\n\\| twin \\| planted \\|.*?\n\n");
    private static final Pattern STRESS_TEST =
            Pattern.compile("(?:^|/)([A-Z]\\w*_[0-9]{2}_\\w+)\\.java$");
    private static final Pattern TEST_CLASS =
            Pattern.compile("(?s)@JCStressTest\\b.*?\\bclass (\\w+)");
    private static final Pattern WITHOUT_TWIN =
            Pattern.compile("(?m)^ \\* <p>No twin is for (?:this test\\b|\\{@link (\\w+)\\})");
    private static final Pattern OUTCOME_IDS =
            Pattern.compile("@Outcome\\(\\s*id = (\\{[^}]*\\}|\"[^\"]*\")");
    private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern PASTED =
            Pattern.compile("(?s)<pre>\\s*\\* +RESULT +SAMPLES.*?</pre>");
    private static final Pattern NEXT_LINE = Pattern.compile("\n \\* ");
    private static final Pattern RESTS_ON =
            Pattern.compile("[Rr]ests on ((?:(?:, | and )?\\[[a-z]+-[0-9]+\\])+)");

    private final Project project;
    private final List<Power> measured;

    StressDrift(Project project) {
        this.project = project;
        this.measured = Power.of(project.power());
    }

    /** Each rule is there, in order, and names tests or twins, all of which exist. */
    List<String> rulesAgainstTests(int rules) {
        List<String> complaints = new ArrayList<>();
        int number = 0;
        Matcher rows = RULE.matcher(project.rules());
        while (rows.find()) {
            String rule = "R" + rows.group(1);
            if (!rule.equals("R" + ++number)) {
                complaints.add(rule + " comes where R" + number + " should");
            }
            String shownBy = rows.group().split(" \\| ", -1)[2];
            List<String> names = names(shownBy);
            if (names.isEmpty()) {
                complaints.add(rule + " names no test");
            }
            for (String name : names) {
                boolean exists = name.contains("-")
                        ? project.twins().containsKey(name)
                        : Drift.exists(project, name);
                if (!exists) {
                    complaints.add(rule + " names " + name + ", which does not exist");
                }
            }
        }
        if (number != rules) {
            complaints.add("there are " + number + " rules, not " + rules);
        }
        return complaints;
    }

    /**
     * Each twin names stress tests that exist, of a class that has several each by itself; was run against each of them as
     * often as is asked for, and was caught in this share of the runs at least, unless it is left to the longer forms.
     */
    List<String> twinsAgainstMeasurement(int runs, double share) {
        List<String> complaints = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Set<String> tests = stressTests();
        project.twins().forEach((twin, text) -> {
            List<String> catchers = catchers(text);
            if (catchers.isEmpty()) {
                complaints.add(twin + " is to be caught by no test");
            }
            for (String test : catchers) {
                expected.add(twin + " " + test);
                if (!tests.contains(test)) {
                    complaints.add(
                            twin + " is to be caught by " + test + ", which is not one test");
                }
            }
        });
        for (Power power : measured) {
            String name = power.name();
            if (!expected.remove(name)) {
                complaints.add(name + " was measured and is no twin and its test, or was twice");
                continue;
            }
            if (power.runs() < runs) {
                complaints.add(name + " was run " + power.runs() + " times only");
            }
            boolean rare = power.caught() < share * power.runs();
            if (rare != NEEDS_LONGER.matcher(project.twins().get(power.twin())).find()) {
                complaints.add(name + " was caught in " + power.inRuns() + " and is "
                        + (rare ? "not " : "") + "left to the longer forms");
            }
        }
        expected.forEach(name -> complaints.add(name + " was not measured"));
        return complaints;
    }

    /** What a twin replaces occurs exactly once in the library's sources, in which its replacements before were made. */
    List<String> twinsAgainstSources() {
        List<String> complaints = new ArrayList<>();
        project.twins().forEach((twin, text) -> {
            Map<String, String> sources = new TreeMap<>(project.main());
            Matcher changes = CHANGE.matcher(text);
            long made = 0;
            while (changes.find()) {
                made++;
                String file = changes.group(1);
                String old = changes.group(2);
                String source = sources.getOrDefault(file, "");
                int at = source.indexOf(old);
                if (at < 0 || source.indexOf(old, at + 1) >= 0) {
                    complaints.add(twin + ": not exactly once in " + file + ": " + old);
                } else {
                    sources.put(file, source.replace(old, changes.group(3)));
                }
            }
            if (made == 0 || made != CHANGE_BEGINS.matcher(text).results().count()) {
                complaints.add(twin + " changes nothing, or in a form that is not understood here");
            }
        });
        return complaints;
    }

    /** The tables of orderings, and that of the twins, say what was measured; the latter has every twin. */
    List<String> tablesAgainstMeasurement() {
        List<String> complaints = new ArrayList<>();
        for (Row row : Row.of(project.design())) {
            List<String> twins = names(row.twins());
            String right = twins.isEmpty()
                    ? "-"
                    : twins.stream()
                            .map(twin -> "`" + twin + "` " + inRuns(twin) + ", " + ofSamples(twin))
                            .collect(Collectors.joining("; "));
            if (!row.twins().equals(right)) {
                complaints.add("[" + row.tag() + "]: not " + row.twins() + " but " + right);
            }
        }
        Matcher section = TWINS_SECTION.matcher(project.design());
        Map<String, String> twins = new TreeMap<>(project.twins());
        Matcher rows = TWIN_ROW.matcher(section.find() ? section.group() : "");
        while (rows.find()) {
            String twin = rows.group(1);
            String text = twins.remove(twin);
            if (text == null) {
                complaints.add(twin + " has a row and does not exist, or has two");
                continue;
            }
            String caughtBy = catchers(text).stream()
                    .map(test -> "`" + test + "`")
                    .collect(Collectors.joining(", "));
            if (!rows.group(3).equals(caughtBy)) {
                complaints.add(twin + " is caught by " + caughtBy);
            }
            String right = inRuns(twin) + ", " + ofSamples(twin);
            if (!rows.group(4).equals(right)) {
                complaints.add(twin + ": not " + rows.group(4) + " but " + right);
            }
        }
        twins.keySet().forEach(twin -> complaints.add(twin + " has no row in the table of twins"));
        return complaints;
    }

    /**
     * Each stress test is to catch a twin, which shows that it can fail; or its header says that none is for it, and why; or
     * it is on the list of those whose twin is to come.
     */
    List<String> stressTestsWithoutTwin(Set<String> toCome) {
        Set<String> caught = project.twins().values().stream()
                .flatMap(text -> catchers(text).stream())
                .collect(Collectors.toSet());
        List<String> complaints = new ArrayList<>();
        Set<String> listed = new TreeSet<>(toCome);
        Set<String> without = stressTestsThatSayWhyNoTwin();
        for (String test : stressTests()) {
            boolean says = without.remove(test);
            boolean catches = caught.contains(test);
            boolean isListed = listed.remove(test);
            if (catches && says) {
                complaints.add(test + " says that no twin is for it, and there is one");
            } else if ((catches || says) && isListed) {
                complaints.add(test + " has its twin, or says why not: take it off the list");
            } else if (!catches && !says && !isListed) {
                complaints.add(test + " catches no twin, and does not say why");
            }
        }
        without.forEach(test -> complaints.add("no twin is for " + test + ", which is no test"));
        listed.forEach(test -> complaints.add(test + " is on the list and does not exist"));
        return complaints;
    }

    /** Returns the names of all stress tests: of their class, and within it where it has nested ones. */
    private Set<String> stressTests() {
        return namedInEach(TEST_CLASS);
    }

    private Set<String> stressTestsThatSayWhyNoTwin() {
        return namedInEach(WITHOUT_TWIN);
    }

    /** Returns what a pattern finds in each file: the class of the file, or one within it. */
    private Set<String> namedInEach(Pattern pattern) {
        Set<String> names = new TreeSet<>();
        project.tests().forEach((path, text) -> {
            Matcher file = STRESS_TEST.matcher(path);
            if (file.find()) {
                String outer = file.group(1);
                pattern.matcher(text).results().forEach(found -> {
                    String inner = found.group(1);
                    names.add(inner == null || inner.equals(outer) ? outer : outer + "." + inner);
                });
            }
        });
        return names;
    }

    /** Each stress test has a table of results in its header in which each of its outcomes stands. */
    List<String> stressTestsWithoutResults() {
        List<String> complaints = new ArrayList<>();
        project.tests().forEach((path, text) -> {
            Matcher name = STRESS_TEST.matcher(path);
            if (!name.find()) {
                return;
            }
            String pasted = PASTED.matcher(text)
                    .results()
                    .map(found -> found.group())
                    .collect(Collectors.joining("\n"));
            Matcher outcomes = OUTCOME_IDS.matcher(text);
            boolean any = false;
            while (outcomes.find()) {
                Matcher ids = STRING.matcher(outcomes.group(1));
                while (ids.find()) {
                    any = true;
                    if (!Pattern.compile("\\* +" + Pattern.quote(ids.group(1)) + " +[0-9,]+ ")
                            .matcher(pasted)
                            .find()) {
                        complaints.add(name.group(1) + " has no result of " + ids.group(1));
                    }
                }
            }
            if (!any || pasted.isEmpty()) {
                complaints.add(name.group(1) + " has no outcomes, or no results");
            }
        });
        return complaints;
    }

    /**
     * Each stress test is a witness in the rows of the tags that its header names, and in no other, but for those that it
     * only rests on: which it needs, and whose breach it would not see.
     */
    List<String> headersAgainstRows() {
        Map<String, Row> rows = rowsByTag();
        List<String> complaints = new ArrayList<>();
        project.tests().forEach((path, text) -> {
            Matcher name = STRESS_TEST.matcher(path);
            if (!name.find()) {
                return;
            }
            String test = name.group(1);
            for (String tag : Row.tags(text)) {
                if (!rows.containsKey(tag)) {
                    complaints.add(test + " names [" + tag + "], which has no row");
                }
            }
            List<String> witnessed = witnessed(text);
            rows.forEach((tag, row) -> {
                boolean inRow = Row.code(row.witness()).contains(test);
                if (witnessed.contains(tag) && !inRow) {
                    complaints.add(test + " names [" + tag + "] and is no witness in its row: add"
                            + " it, or say that it rests on it");
                } else if (inRow && !witnessed.contains(tag)) {
                    complaints.add(test + " is a witness of [" + tag + "] and does not say so");
                }
            });
        });
        return complaints;
    }

    /** Returns the tags that a stress test names, but for those that it says it rests on. */
    private static List<String> witnessed(String test) {
        String header = NEXT_LINE.matcher(test).replaceAll(" ");
        return Row.tags(RESTS_ON.matcher(header).replaceAll(""));
    }

    /**
     * The twins that bear a tag are those in the tag's row, and the tests that are to catch them are witnesses there: so
     * that whoever asks for the tag gets them all.
     */
    List<String> twinsAgainstRows() {
        Map<String, Row> rows = rowsByTag();
        Map<String, Set<String>> bearing = new TreeMap<>();
        List<String> complaints = new ArrayList<>();
        Matcher section = TWINS_SECTION.matcher(project.design());
        Matcher twins = TWIN_ROW.matcher(section.find() ? section.group() : "");
        while (twins.find()) {
            for (String tag : Row.tags(twins.group(2))) {
                bearing.computeIfAbsent(tag, none -> new TreeSet<>()).add(twins.group(1));
                Row row = rows.get(tag);
                if (row == null) {
                    complaints.add(twins.group(1) + " bears [" + tag + "], which has no row");
                } else if (!Row.code(row.witness()).containsAll(classesOf(names(twins.group(3))))) {
                    complaints.add(twins.group(1) + " bears [" + tag + "] and is caught by "
                            + twins.group(3) + ", not all of them witnesses in its row: "
                            + row.witness());
                }
            }
        }
        rows.forEach((tag, row) -> {
            Set<String> inTable = bearing.getOrDefault(tag, Set.of());
            Set<String> inRow = new TreeSet<>(names(row.twins()));
            if (!inRow.equals(inTable)) {
                complaints.add("[" + tag + "] has the twins " + inRow + " in its row, and "
                        + inTable + " bear it in the table of twins");
            }
        });
        return complaints;
    }

    /** Each stress test that is a witness in a row is one by which a twin of that row is to be caught. */
    List<String> witnessesAgainstTwins() {
        Set<String> stressTests = Set.copyOf(classesOf(stressTests()));
        List<String> complaints = new ArrayList<>();
        for (Row row : Row.of(project.design())) {
            List<String> catchers = names(row.twins()).stream()
                    .flatMap(twin -> catchers(project.twins().getOrDefault(twin, "")).stream())
                    .collect(Collectors.toList());
            Set<String> unseen = new TreeSet<>(classesOf(Row.code(row.witness())));
            unseen.retainAll(stressTests);
            unseen.removeAll(classesOf(catchers));
            unseen.forEach(test -> complaints.add(test + " is a witness of [" + row.tag()
                    + "], and no twin in its row is caught by it: let its header say that it rests"
                    + " on it"));
        }
        return complaints;
    }

    private static List<String> classesOf(Collection<String> tests) {
        return tests.stream().map(Drift::classOf).collect(Collectors.toList());
    }

    private Map<String, Row> rowsByTag() {
        Map<String, Row> rows = new TreeMap<>();
        Row.of(project.design()).forEach(row -> rows.put(row.tag(), row));
        return rows;
    }

    private String inRuns(String twin) {
        return measuredOf(twin).stream()
                .min(Comparator.comparing(power -> (double) power.caught() / power.runs()))
                .map(Power::inRuns)
                .orElse("never");
    }

    /** Of several tests, the one that sees it most rarely. */
    private String ofSamples(String twin) {
        return measuredOf(twin).stream()
                .min(Comparator.comparing(Power::rate))
                .map(Power::ofSamples)
                .orElse("none");
    }

    private List<Power> measuredOf(String twin) {
        return measured.stream()
                .filter(power -> power.twin().equals(twin))
                .collect(Collectors.toList());
    }

    private static List<String> catchers(String twin) {
        return CAUGHT_BY
                .matcher(twin)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(" ", -1)))
                .collect(Collectors.toList());
    }

    private static List<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
    }
}
