package org.xarray4j.drift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What does not fit together; each method returns complaints, none if all is well. */
final class Drift {
    private static final Pattern WITNESS =
            Pattern.compile("Witness: ([A-Za-z0-9_.]+(?:, [A-Za-z0-9_.]+)*)");

    /** Named as the witness where no test of the library can see it on x86-64. */
    private static final String EXPLORER = "explorer";

    private static final Pattern PAIRS =
            Pattern.compile("[Pp]airs? with ((?:(?:, | and | and with )?\\[[a-z]+-[0-9]+\\])+)");
    private static final Pattern OUT_OF_PLACE =
            Pattern.compile("\\bvolatile [^=;(]*?\\b([A-Za-z][A-Za-z0-9_]*)\\s*(?:=|;)"
                    + "|\\b(?:Atomic[A-Za-z]+|VarHandle|LongAdder|[A-Za-z]*Atomic[A-Za-z]*Queue)(?:<[^=;(]*>)? ([A-Za-z][A-Za-z0-9_]*)\\s*(?:=|;)"
                    + "|VarHandle\\.([a-zA-Z]+Fence)\\(");

    private final Project project;
    private final List<Row> rows;
    private final List<Accessor> accessors = new ArrayList<>();

    Drift(Project project) {
        this.project = project;
        this.rows = Row.of(project.design());
        project.main().forEach((path, text) -> accessors.addAll(Accessor.of(path, text)));
    }

    /** Returns the tags that comments of the sources mention, each with the files that do. */
    Map<String, Set<String>> tagsInSources() {
        Map<String, Set<String>> tags = new TreeMap<>();
        project.main().forEach((path, text) -> {
            for (String tag : Row.tags(text)) {
                tags.computeIfAbsent(tag, none -> new TreeSet<>()).add(path);
            }
        });
        return tags;
    }

    /** Returns the tags of all table rows. */
    Set<String> tagsInTables() {
        return rows.stream().map(Row::tag).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> definedTags() {
        Set<String> tags = new TreeSet<>();
        accessors.forEach(accessor -> tags.addAll(accessor.defines()));
        return tags;
    }

    private String commentsOf(String tag) {
        return accessors.stream()
                .filter(accessor -> accessor.defines().contains(tag))
                .map(Accessor::comment)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Every tag of the sources has a row, but for families that have no table; and every row a tag in the sources. */
    List<String> tagsWithoutRow(Set<String> familiesWithoutTable) {
        List<String> complaints = new ArrayList<>();
        Set<String> inTables = tagsInTables();
        tagsInSources().forEach((tag, files) -> {
            if (familiesWithoutTable.contains(family(tag)) == inTables.contains(tag)) {
                complaints.add("[" + tag + "] in " + files
                        + (inTables.contains(tag)
                                ? " has a row now: take its family off the list"
                                : " has no row in DESIGN.md"));
            }
        });
        for (String tag : inTables) {
            if (!tagsInSources().containsKey(tag)) {
                complaints.add("[" + tag + "] has a row in DESIGN.md and is in no source");
            }
        }
        for (String family : familiesWithoutTable) {
            if (tagsInSources().keySet().stream().noneMatch(tag -> family(tag).equals(family))) {
                complaints.add(family + " is on the list and no tag has that name");
            }
        }
        return complaints;
    }

    private static String family(String tag) {
        return tag.substring(0, tag.indexOf('-'));
    }

    /** Each tag is explained above an accessor, and its pair mentions it there. */
    List<String> pairsWithOneEnd() {
        List<String> complaints = new ArrayList<>();
        Set<String> defined = definedTags();
        for (String tag : tagsInSources().keySet()) {
            if (!defined.contains(tag)) {
                complaints.add("[" + tag + "] is explained above no accessor");
            }
        }
        Map<String, Set<String>> pairs = new TreeMap<>();
        for (Row row : rows) {
            pairs.computeIfAbsent(row.tag(), none -> new TreeSet<>()).addAll(row.pairs());
            if (row.pairs().isEmpty()) {
                complaints.add("[" + row.tag() + "] pairs with nothing in DESIGN.md");
            }
        }
        for (String tag : defined) {
            Matcher matcher = PAIRS.matcher(commentsOf(tag));
            while (matcher.find()) {
                if (!commentDefinesSeveral(tag)) {
                    pairs.computeIfAbsent(tag, none -> new TreeSet<>())
                            .addAll(Row.tags(matcher.group(1)));
                }
            }
            if (!pairs.containsKey(tag)) {
                complaints.add("[" + tag + "] pairs with nothing");
            }
        }
        pairs.forEach((tag, others) -> {
            for (String other : others) {
                if (!commentsOf(tag).contains("[" + other + "]")) {
                    complaints.add("[" + tag + "] does not mention [" + other + "] in the source");
                }
                if (!commentsOf(other).contains("[" + tag + "]")) {
                    complaints.add("[" + other + "] does not mention [" + tag + "] in the source");
                }
            }
        });
        return complaints;
    }

    private boolean commentDefinesSeveral(String tag) {
        return accessors.stream()
                .filter(accessor -> accessor.defines().contains(tag))
                .anyMatch(accessor -> accessor.defines().size() > 1);
    }

    /**
     * The accessors of each row exist; and they, the others below the tag's comment, and one that is listed for it do
     * what its mode column says.
     */
    List<String> rowsAgainstAccessors(Map<String, String> accessorsBesides) {
        List<String> complaints = new ArrayList<>();
        for (Row row : rows) {
            List<String> names = Row.code(row.access());
            if (names.isEmpty()) {
                complaints.add("[" + row.tag() + "] names no accessor");
            }
            Set<String> done = accessesOf(row.tag(), accessorsBesides);
            for (String name : names) {
                List<Accessor> found = accessors.stream()
                        .filter(accessor -> name.equals(accessor.fullName())
                                || (name.equals(accessor.name())
                                        && accessor.file().endsWith("Orderings")))
                        .collect(Collectors.toList());
                if (found.isEmpty()) {
                    complaints.add("[" + row.tag() + "]: there is no accessor " + name);
                }
                found.forEach(accessor -> done.addAll(accessor.accesses()));
            }
            for (String access : accesses(row.mode())) {
                if (!done.contains(access)) {
                    complaints.add(
                            "[" + row.tag() + "]: " + names + " do " + done + ", not " + access);
                }
            }
        }
        return complaints;
    }

    private Set<String> accessesOf(String tag, Map<String, String> accessorsBesides) {
        Set<String> made = new TreeSet<>();
        accessors.stream()
                .filter(accessor -> accessor.defines().contains(tag)
                        || accessor.fullName().equals(accessorsBesides.get(tag)))
                .forEach(accessor -> made.addAll(accessor.accesses()));
        return made;
    }

    private Set<String> accessesInRow(String tag) {
        return rows.stream()
                .filter(row -> row.tag().equals(tag))
                .flatMap(row -> accesses(row.mode()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a mode column means: {@code volatile store or compare-and-set} is a volatile store and read-modify-write. */
    private static List<String> accesses(String column) {
        List<String> accesses = new ArrayList<>();
        String mode = "";
        for (String phrase : column.split(",| and | or ", -1)) {
            String access = phrase.strip()
                    .replaceAll(
                            "compare-and-set|compare-and-exchange|exchange", "read-modify-write")
                    .replaceAll("(load|store)s$", "$1");
            int space = access.indexOf(' ');
            mode = space < 0 ? mode : access.substring(0, space);
            accesses.add(space < 0 ? mode + " " + access : access);
        }
        return accesses;
    }

    /**
     * What an accessor does is what its name says, but for those listed with all that they do; and in the classes of
     * orderings every method that makes a non-plain access says so in its name.
     */
    List<String> accessorsAgainstNames(Map<String, Set<String>> others) {
        List<String> complaints = new ArrayList<>();
        Set<String> used = new TreeSet<>();
        for (Accessor accessor : accessors) {
            String name = accessor.fullName();
            String mode = accessor.modeInName();
            if (others.containsKey(name)) {
                used.add(name);
                if (!others.get(name).equals(accessor.accesses())) {
                    complaints.add(name + " does " + accessor.accesses());
                }
            } else if (!mode.isEmpty()) {
                if (!accessor.accesses().stream().allMatch(access -> access.startsWith(mode))) {
                    complaints.add(name + " does " + accessor.accesses());
                }
            } else if (accessor.file().endsWith("Orderings")) {
                complaints.add(
                        name + " does " + accessor.accesses() + ", and its name does not say so");
            }
        }
        for (String name : others.keySet()) {
            if (!used.contains(name)) {
                complaints.add(name + " is on the list and is no accessor");
            }
        }
        return complaints;
    }

    /** Volatile fields, atomics, handles and fences are in classes of orderings, or listed with a reason. */
    List<String> accessesOutOfPlace(Map<String, String> places) {
        Set<String> found = new TreeSet<>();
        project.main().forEach((path, text) -> {
            String file = path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
            if (!file.endsWith("Orderings")) {
                Matcher matcher = OUT_OF_PLACE.matcher(withoutComments(text));
                while (matcher.find()) {
                    for (int group = 1; group <= 3; group++) {
                        if (matcher.group(group) != null) {
                            found.add(file + "." + matcher.group(group));
                        }
                    }
                }
            }
        });
        List<String> complaints = new ArrayList<>();
        for (String place : found) {
            if (!places.containsKey(place)) {
                complaints.add(place + " is neither in a class of orderings nor on the list");
            }
        }
        for (String place : places.keySet()) {
            if (!found.contains(place)) {
                complaints.add(place + " is on the list and does not exist");
            }
        }
        return complaints;
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
    }

    /**
     * Each tag is in a program, or listed with a reason; and each access in a program is one that the code makes: in an
     * accessor below the tag's comment, or in one that is listed for it.
     */
    List<String> programsAgainstSources(
            Map<String, Set<String>> accessesInPrograms,
            Map<String, String> accessorsBesides,
            Map<String, String> notModelled) {
        List<String> complaints = new ArrayList<>();
        Set<String> inSources = tagsInSources().keySet();
        for (String tag : inSources) {
            if (accessesInPrograms.containsKey(tag) == notModelled.containsKey(tag)) {
                complaints.add("[" + tag
                        + "] is in no program of the explorer, or also listed as not modelled");
            }
        }
        accessesInPrograms.forEach((tag, accesses) -> {
            Set<String> made = accessesOf(tag, accessorsBesides);
            for (String access : accesses) {
                if (!made.contains(access)) {
                    complaints.add(
                            "[" + tag + "] is a " + access + " in a program, and in the sources "
                                    + (inSources.contains(tag) ? made : "nowhere"));
                }
            }
        });
        accessorsBesides.forEach((tag, name) -> {
            if (accessors.stream().noneMatch(accessor -> accessor.fullName().equals(name))) {
                complaints.add(name + " is listed for [" + tag + "] and is no accessor");
            }
        });
        for (String tag : notModelled.keySet()) {
            if (!inSources.contains(tag)) {
                complaints.add("[" + tag + "] is listed as not modelled, and is in no source");
            }
        }
        return complaints;
    }

    /** What an execution of the formal model has for a tag, its row in DESIGN.md has, and so have its accessors. */
    List<String> executionsAgainstSources(Map<String, String> accessorsBesides) {
        List<String> complaints = new ArrayList<>();
        for (JamStep step : JamStep.of(project.jam())) {
            Set<String> inRow = accessesInRow(step.tag());
            Set<String> made = accessesOf(step.tag(), accessorsBesides);
            if (!inRow.contains(step.access()) || !made.contains(step.access())) {
                complaints.add(step.label() + ": " + step.access() + " in an execution of JAM, "
                        + inRow + " in DESIGN.md and " + made + " in the sources");
            }
        }
        return complaints;
    }

    /**
     * Each witness is a stress test or a test, but for those that are still to come; and each row has one, if only the
     * explorer, which every tag has.
     */
    List<String> missingWitnesses(Set<String> toCome) {
        Map<String, String> named = new LinkedHashMap<>();
        for (Row row : rows) {
            List<String> names = Row.code(row.witness());
            if (names.isEmpty() && !row.witness().equals(EXPLORER)) {
                named.put("(none)", "the row of [" + row.tag() + "]");
            }
            names.forEach(name -> named.put(name, "the row of [" + row.tag() + "]"));
        }
        for (Accessor accessor : accessors) {
            Matcher matcher = WITNESS.matcher(accessor.comment());
            while (matcher.find()) {
                for (String name : matcher.group(1).split(", ", -1)) {
                    if (!name.equals(EXPLORER)) {
                        named.put(
                                name.replaceAll("\\.$", ""),
                                "the comment above " + accessor.fullName());
                    }
                }
            }
        }
        List<String> complaints = new ArrayList<>();
        named.forEach((name, where) -> {
            if (exists(name) == toCome.contains(name)) {
                complaints.add(name + ", named in " + where
                        + (exists(name)
                                ? ", is there now: take it off the list"
                                : ", does not exist"));
            }
        });
        for (String name : toCome) {
            if (!named.containsKey(name)) {
                complaints.add(name + " is on the list and named nowhere");
            }
        }
        return complaints;
    }

    /** Each row names the same witnesses as the comments in the sources. */
    List<String> witnessesThatDiffer() {
        List<String> complaints = new ArrayList<>();
        for (Row row : rows) {
            Set<String> inRow = new TreeSet<>();
            Row.code(row.witness()).forEach(name -> inRow.add(classOf(name)));
            if (inRow.isEmpty()) {
                inRow.add(row.witness());
            }
            Set<String> inSources = witnessesInSources(row.tag());
            if (inSources.isEmpty()) {
                row.pairs().forEach(pair -> inSources.addAll(witnessesInSources(pair)));
            }
            if (!inRow.equals(inSources)) {
                complaints.add("[" + row.tag() + "] has the witness " + inRow + " in DESIGN.md and "
                        + inSources + " in the sources");
            }
        }
        return complaints;
    }

    private Set<String> witnessesInSources(String tag) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = WITNESS.matcher(commentsOf(tag));
        while (matcher.find()) {
            for (String name : matcher.group(1).split(", ", -1)) {
                names.add(classOf(name));
            }
        }
        return names;
    }

    /** Returns the class of a test, or of a method or nested test of it. */
    static String classOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private boolean exists(String name) {
        return exists(project, name);
    }

    /** Returns whether there is such a test, or stress test, or such a method of one. */
    static boolean exists(Project project, String name) {
        int dot = name.indexOf('.');
        String file = (dot < 0 ? name : name.substring(0, dot)) + ".java";
        return project.tests().entrySet().stream()
                .anyMatch(each -> each.getKey().endsWith("/" + file)
                        && (dot < 0
                                || each.getValue().contains(" " + name.substring(dot + 1) + "(")));
    }

    /** As {@link Accessor} words it. */
    static String wording(String mode, String kind) {
        return mode.toLowerCase(Locale.ROOT) + " " + kind;
    }
}
