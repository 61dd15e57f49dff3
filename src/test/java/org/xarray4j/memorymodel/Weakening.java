package org.xarray4j.memorymodel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A tagged access in the next weaker mode, or a tagged fence left out.
 *
 * @param tag the tag
 * @param name the label and what becomes of it
 * @param program the program so changed
 * @param kind whether it is a load, a store, both or a fence
 * @param label whose steps it changes
 * @param mode their new mode, or null for a fence
 */
record Weakening(
        String tag,
        String name,
        Program program,
        Class<? extends Step> kind,
        String label,
        Mode mode) {

    /** Returns all weakenings of a program by one step. */
    static List<Weakening> allOf(Program program) {
        List<Weakening> all = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        for (Step step : program.steps()) {
            if (step.tag().isEmpty() || !done.add(step.getClass() + step.label())) {
                continue;
            }
            if (step instanceof Step.Fence fence) {
                all.add(new Weakening(
                        step.tag(),
                        step.label() + ": without " + fence.barrier(),
                        program.withoutFence(step.label()),
                        Step.Fence.class,
                        step.label(),
                        null));
            } else {
                all.addAll(of(program, step.getClass(), step.label(), modeOf(step)));
            }
        }
        return all;
    }

    /** Returns the weakenings by one step more. */
    List<Weakening> further() {
        return mode == null ? List.of() : of(program, kind, label, mode);
    }

    private static List<Weakening> of(
            Program program, Class<? extends Step> kind, String label, Mode mode) {
        List<Weakening> all = new ArrayList<>();
        for (Mode weaker : mode.weakerOf(kind)) {
            Program changed = program.weakened(kind, label, weaker);
            String tag = new Step.Fence(Barrier.FULL_FENCE, label).tag();
            all.add(new Weakening(
                    tag,
                    label + " " + called(kind) + ": " + mode + " -> " + weaker,
                    changed,
                    kind,
                    label,
                    weaker));
        }
        return all;
    }

    private static String called(Class<? extends Step> kind) {
        return kind == Step.Update.class
                ? "read-modify-write"
                : kind == Step.Load.class ? "load" : "store";
    }

    private static Mode modeOf(Step step) {
        if (step instanceof Step.Load load) {
            return load.mode();
        }
        return step instanceof Step.Store store ? store.mode() : ((Step.Update) step).mode();
    }
}
