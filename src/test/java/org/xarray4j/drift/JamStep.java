package org.xarray4j.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tagged step in the executions of the formal model. They are read, not run: their module is built by itself, and Alloy
 * takes minutes.
 *
 * @param label the tag in brackets, and which step of it
 * @param access what it does, as in {@code volatile load}
 * @param weakened the row of the model's page in which it is weakened, up to the arrow
 */
record JamStep(String label, String access, String weakened) {
    private static final Pattern STEP = Pattern.compile(
            "\\b(read|write|update|fence)\\((?:\"[^\"]*\"|[^()\"])*?\"?(\\w+)\"?,\\s*\"(\\[[^\"]*)\"\\)");
    private static final Pattern LABEL = Pattern.compile("\"\\[");
    private static final Map<String, String> KINDS =
            Map.of("read", "load", "write", "store", "update", "read-modify-write");
    private static final Map<String, List<String>> FENCES = Map.of(
            "AcquireFence", List.of("acquire fence", "acquireFence"),
            "StoreFence", List.of("StoreStore fence", "storeStoreFence"),
            "FullFence", List.of("full fence", "fullFence"));

    String tag() {
        return Row.tags(label).get(0);
    }

    /** Returns all tagged steps in the source of the executions. */
    static List<JamStep> of(String source) {
        List<JamStep> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(source);
        while (matcher.find()) {
            steps.add(of(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        if (steps.size() != LABEL.matcher(source).results().count()) {
            throw new AssertionError("a tagged step is in a form that is not understood here");
        }
        return steps;
    }

    private static JamStep of(String call, String what, String label) {
        if (call.equals("fence")) {
            List<String> fence = FENCES.get(what);
            return new JamStep(label, fence.get(0), label + ": without " + fence.get(1));
        }
        String kind = KINDS.get(call);
        String mode = what.toLowerCase(Locale.ROOT);
        return new JamStep(label, mode + " " + kind, label + " " + kind + ": " + mode);
    }
}
