package org.xarray4j.memorymodel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A thread of a program. */
record Actor(String name, List<Step> steps) {
    static Actor actor(String name, Step... steps) {
        return new Actor(name, List.of(steps));
    }

    /**
     * Returns the ways that the thread can take: its steps, with a check in the place of each branch. Whoever loads ahead
     * of a branch has guessed the way; if it was the wrong one the check fails, and that was no execution.
     */
    List<List<Step>> paths() {
        return paths(steps);
    }

    private static List<List<Step>> paths(List<Step> steps) {
        List<List<Step>> paths = new ArrayList<>();
        paths.add(List.of());
        for (Step step : steps) {
            List<List<Step>> tails = new ArrayList<>();
            if (step instanceof Step.Branch branch) {
                for (List<Step> tail : paths(branch.then())) {
                    tails.add(joined(List.of(new Step.Check(branch.condition())), tail));
                }
                for (List<Step> tail : paths(branch.otherwise())) {
                    tails.add(joined(List.of(new Step.Check(branch.condition().negated())), tail));
                }
            } else {
                tails.add(List.of(step));
            }
            List<List<Step>> longer = new ArrayList<>();
            for (List<Step> path : paths) {
                for (List<Step> tail : tails) {
                    longer.add(joined(path, tail));
                }
            }
            paths = longer;
        }
        return paths;
    }

    private static List<Step> joined(List<Step> first, List<Step> second) {
        List<Step> joined = new ArrayList<>(first);
        joined.addAll(second);
        return List.copyOf(joined);
    }

    /** Returns the thread with each list of steps, those within branches too, replaced by another. */
    Actor changed(Function<List<Step>, List<Step>> change) {
        return new Actor(name, changed(steps, change));
    }

    private static List<Step> changed(List<Step> steps, Function<List<Step>, List<Step>> change) {
        List<Step> inner = new ArrayList<>();
        for (Step step : steps) {
            inner.add(
                    step instanceof Step.Branch branch
                            ? new Step.Branch(
                                    branch.condition(),
                                    changed(branch.then(), change),
                                    changed(branch.otherwise(), change))
                            : step);
        }
        return List.copyOf(change.apply(inner));
    }
}
