package org.xarray4j.drift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method that makes a non-plain access, with the comment above it.
 *
 * @param file its class
 * @param name its name
 * @param comment the comment's lines in one, from the last tagged comment above it on
 * @param defines the tags that the comment is about: those at the beginning of a sentence
 * @param accesses what the body does, as in {@code volatile load}
 */
record Accessor(
        String file, String name, String comment, Set<String> defines, Set<String> accesses) {
    private static final Pattern METHOD = Pattern.compile(
            "^    (?:(?:private|public|protected|static|final|synchronized|abstract)\\s+)*"
                    + "(?:@Nullable )?[A-Za-z<>\\[\\], .?]+ ([a-z][A-Za-z0-9]*)\\([^;]*$");
    private static final Pattern CALL = Pattern.compile("\\.([a-zA-Z]+)\\(");
    private static final Pattern DEFINED = Pattern.compile(
            "(?:^|[.] )\\[([a-z]+-[0-9]+)\\] [A-Z]|(?:^|[.] )\\[([a-z]+-[0-9]+)\\] (?:once|By)");

    /** The name with the class before it. */
    String fullName() {
        return file + "." + name;
    }

    /** What the method's name ends with, in lower case, if it is a mode; else empty. */
    String modeInName() {
        for (String mode : List.of("Volatile", "Acquire", "Release", "Opaque")) {
            if (name.endsWith(mode)) {
                return mode.toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** Returns the methods of a source file that make a non-plain access. */
    static List<Accessor> of(String path, String text) {
        String file = path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
        List<Accessor> accessors = new ArrayList<>();
        Set<String> volatiles = fields(text, "volatile [^=;(]*?([a-z][A-Za-z0-9]*)( =|;)");
        Set<String> atomics =
                fields(text, "Atomic[A-Za-z]+(?:<[^=;]*>)? ([a-z][A-Za-z0-9]*)( =|;|,|\\))");
        String comment = "";
        String pending = "";
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            String trimmed = line.strip();
            if (trimmed.startsWith("// ---")) {
                comment = "";
            } else if (line.startsWith("    // ")) {
                pending += (pending.isEmpty() ? "" : " ") + trimmed.substring(3).strip();
            } else {
                Matcher method = METHOD.matcher(line);
                if (method.find() && !trimmed.startsWith("return") && !trimmed.startsWith("new ")) {
                    if (!defined(pending).isEmpty()) {
                        comment = pending;
                    }
                    String body = body(lines, i);
                    Set<String> accesses = accesses(body, volatiles, atomics);
                    if (!accesses.isEmpty()) {
                        accessors.add(new Accessor(
                                file, method.group(1), comment, defined(comment), accesses));
                    }
                }
                if (!trimmed.startsWith("*")
                        && !trimmed.startsWith("/*")
                        && !trimmed.startsWith("@")) {
                    pending = "";
                }
            }
        }
        return accessors;
    }

    private static Set<String> fields(String text, String pattern) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static Set<String> defined(String comment) {
        Set<String> tags = new LinkedHashSet<>();
        Matcher matcher = DEFINED.matcher(comment);
        while (matcher.find()) {
            tags.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return tags;
    }

    private static String body(String[] lines, int from) {
        StringBuilder body = new StringBuilder();
        for (int i = from; i < lines.length; i++) {
            if (i > from || lines[i].contains("{")) {
                int comment = lines[i].indexOf("//");
                String code = comment < 0 ? lines[i] : lines[i].substring(0, comment);
                body.append(i == from ? code.substring(code.indexOf('{') + 1) : code)
                        .append('\n');
            }
            if (lines[i].equals("    }") || lines[i].endsWith("{}")) {
                break;
            }
        }
        return body.toString();
    }

    private static final Map<String, String> CALLS = new LinkedHashMap<>();

    static {
        for (String mode : List.of("Volatile", "Acquire", "Release", "Opaque")) {
            String lower = mode.toLowerCase(Locale.ROOT);
            CALLS.put("get" + mode, lower + " load");
            CALLS.put("set" + mode, lower + " store");
            for (String update : List.of("compareAndExchange", "getAndAdd", "getAndSet")) {
                CALLS.put(update + mode, lower + " read-modify-write");
            }
            CALLS.put("weakCompareAndSet" + mode, lower + " read-modify-write");
        }
        for (String update : List.of(
                "compareAndSet",
                "compareAndExchange",
                "weakCompareAndSet",
                "getAndAdd",
                "getAndSet",
                "addAndGet",
                "incrementAndGet",
                "decrementAndGet",
                "getAndIncrement",
                "getAndDecrement",
                "accumulateAndGet",
                "updateAndGet")) {
            CALLS.put(update, "volatile read-modify-write");
        }
        CALLS.put("lazySet", "release store");
        CALLS.put("weakCompareAndSetPlain", "plain read-modify-write");
        CALLS.put("acquireFence", "acquire fence");
        CALLS.put("releaseFence", "release fence");
        CALLS.put("storeStoreFence", "StoreStore fence");
        CALLS.put("loadLoadFence", "LoadLoad fence");
        CALLS.put("fullFence", "full fence");
    }

    private static Set<String> accesses(String body, Set<String> volatiles, Set<String> atomics) {
        Set<String> accesses = new LinkedHashSet<>();
        Matcher call = CALL.matcher(body);
        while (call.find()) {
            String on = receiver(body, call.start());
            boolean isHandle = on.matches("[A-Z][A-Z_]*|VarHandle") || atomics.contains(on);
            String access = CALLS.get(call.group(1));
            if (isHandle && access != null) {
                accesses.add(access);
            } else if (atomics.contains(on) && call.group(1).equals("get")) {
                accesses.add("volatile load");
            } else if (atomics.contains(on) && call.group(1).equals("set")) {
                accesses.add("volatile store");
            }
        }
        for (String field : volatiles) {
            if (body.matches("(?s).*\\b" + field + " = .*")) {
                accesses.add("volatile store");
            }
            if (body.matches("(?s).*\\b" + field + "\\b(?! = )(?!\\().*")) {
                accesses.add("volatile load");
            }
        }
        return accesses;
    }

    private static String receiver(String body, int dot) {
        int start = dot;
        while (start > 0 && Character.isJavaIdentifierPart(body.charAt(start - 1))) {
            start--;
        }
        return body.substring(start, dot);
    }
}
