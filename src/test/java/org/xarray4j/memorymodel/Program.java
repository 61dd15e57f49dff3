package org.xarray4j.memorymodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Threads that run together from an initial memory, and what must never come of it.
 *
 * @param name what it is called
 * @param memory each location with its initial value
 * @param actors the threads
 * @param hazard what must not happen, in words
 * @param bad whether it did
 * @param purpose what must be able to happen, in words: without it the program would be good for nothing
 * @param useful whether it did
 */
record Program(
        String name,
        Map<String, Integer> memory,
        List<Actor> actors,
        String hazard,
        Predicate<Outcome> bad,
        String purpose,
        Predicate<Outcome> useful) {

    static Program program(String name, String memory, Actor... actors) {
        return new Program(name, parse(memory), List.of(actors), "", o -> false, "", o -> true);
    }

    /** Says what must not happen. */
    Program never(String words, Predicate<Outcome> happened) {
        return new Program(name, memory, actors, words, happened, purpose, useful);
    }

    /** Says what must be able to happen. */
    Program sometimes(String words, Predicate<Outcome> happened) {
        return new Program(name, memory, actors, hazard, bad, words, happened);
    }

    /** The same program, asked whether its purpose can be reached. */
    Program askingForItsPurpose() {
        return never(purpose, useful);
    }

    private static Map<String, Integer> parse(String memory) {
        Map<String, Integer> parsed = new LinkedHashMap<>();
        for (String cell : memory.split(" ", -1)) {
            int equals = cell.indexOf('=');
            parsed.put(cell.substring(0, equals), Integer.valueOf(cell.substring(equals + 1)));
        }
        return parsed;
    }

    /** Returns all steps, those within branches too. */
    List<Step> steps() {
        List<Step> all = new ArrayList<>();
        for (Actor actor : actors) {
            collect(actor.steps(), all);
        }
        return all;
    }

    private static void collect(List<Step> steps, List<Step> into) {
        for (Step step : steps) {
            if (step instanceof Step.Branch branch) {
                collect(branch.then(), into);
                collect(branch.otherwise(), into);
            } else {
                into.add(step);
            }
        }
    }

    // ------------------------------------------------------------ programs that are not as they
    // should be

    /** Gives each access of a kind with this label another mode. */
    Program weakened(Class<? extends Step> kind, String label, Mode mode) {
        return mapped(step -> {
            if (step.getClass() != kind || !step.label().equals(label)) {
                return List.of(step);
            }
            if (step instanceof Step.Load load) {
                return List.of(new Step.Load(load.into(), load.from(), mode, label));
            }
            if (step instanceof Step.Store store) {
                return List.of(new Step.Store(store.to(), store.value(), mode, label));
            }
            Step.Update update = (Step.Update) step;
            return List.of(
                    new Step.Update(update.into(), update.of(), update.change(), mode, label));
        });
    }

    /** Leaves out the fences with this label. */
    Program withoutFence(String label) {
        return mapped(step -> step instanceof Step.Fence fence && fence.label().equals(label)
                ? List.of()
                : List.of(step));
    }

    /** Leaves out the steps with this label. */
    Program without(String label) {
        return mapped(step -> step.label().equals(label) ? List.of() : List.of(step));
    }

    /** Has read-modify-writes with this label load, compare and store, each by itself. */
    Program torn(String label) {
        return mapped(step -> {
            if (!(step instanceof Step.Update update) || !step.label().equals(label)) {
                return List.of(step);
            }
            Step load = new Step.Load(update.into(), update.of(), update.mode().ofLoad(), label);
            Change change = update.change();
            Term value = change.kind() == Change.Kind.ADD
                    ? new Term(update.into(), change.operand().more())
                    : change.operand();
            Step store = new Step.Store(update.of(), value, update.mode().ofStore(), label);
            Condition condition = switch (change.kind()) {
                case ADD, EXCHANGE -> null;
                case MAXIMUM ->
                    new Condition(update.into(), Condition.Relation.IS_LESS, change.operand());
                case COMPARE_AND_SET ->
                    new Condition(update.into(), Condition.Relation.IS, change.expected());
            };
            return condition == null
                    ? List.of(load, store)
                    : List.of(load, new Step.Branch(condition, List.of(store), List.of()));
        });
    }

    /** Moves the steps with one label to before the first one, in the same block, with another. */
    Program moved(String label, String before) {
        return changed(steps -> {
            List<Step> moving =
                    steps.stream().filter(step -> step.label().equals(label)).toList();
            List<Step> rest = new ArrayList<>(steps);
            rest.removeAll(moving);
            for (int i = 0; i < rest.size(); i++) {
                if (rest.get(i).label().equals(before)) {
                    rest.addAll(i, moving);
                    return rest;
                }
            }
            return steps;
        });
    }

    /** Gives it another name. */
    Program named(String other) {
        return new Program(other, memory, actors, hazard, bad, purpose, useful);
    }

    private Program mapped(Function<Step, List<Step>> change) {
        return changed(steps -> {
            List<Step> changed = new ArrayList<>();
            steps.forEach(step -> changed.addAll(change.apply(step)));
            return changed;
        });
    }

    private Program changed(Function<List<Step>, List<Step>> change) {
        List<Actor> changed =
                actors.stream().map(actor -> actor.changed(change)).toList();
        if (Objects.equals(changed, actors)) {
            throw new IllegalArgumentException(name + ": there is nothing to change so");
        }
        return new Program(name, memory, changed, hazard, bad, purpose, useful);
    }
}
