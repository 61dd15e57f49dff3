package org.xarray4j.bench.ratios;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** In which forks comparisons are measured, and about how long that takes. */
final class Plan {
    /** How often each goal is measured at least: of fewer ratios none is the middle one. */
    static final int LEAST_ROUNDS = 3;

    private final List<List<Task>> groups;
    private final int rounds;

    Plan(List<Comparison> comparisons, int rounds) {
        this.groups = groups(comparisons);
        this.rounds = rounds;
    }

    /**
     * Returns each subject with its rivals, which are to be measured one right after the other. A task is in one group alone,
     * with all that it is compared with.
     */
    List<List<Task>> groups() {
        return groups;
    }

    private static List<List<Task>> groups(List<Comparison> comparisons) {
        Map<Task, Set<Task>> groupOf = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            Task subject = comparison.subject();
            Set<Task> group = groupOf.computeIfAbsent(subject, Plan::alone);
            Set<Task> other = groupOf.getOrDefault(comparison.rival().orElse(subject), Set.of());
            if (other != group) {
                comparison.rival().ifPresent(group::add);
                group.addAll(other);
                group.forEach(task -> groupOf.put(task, group));
            }
        }
        return groupOf.values().stream().distinct().map(List::copyOf).toList();
    }

    private static Set<Task> alone(Task task) {
        return new LinkedHashSet<>(Set.of(task));
    }

    /** Returns how many forks a round has; those of footprints, which never change, are in the first one only. */
    int forks(int round) {
        return (int) tasks(round).count();
    }

    private Stream<Task> tasks(int round) {
        return groups.stream()
                .flatMap(List::stream)
                .filter(task -> round == 1 || !task.isFootprint());
    }

    /** Returns about how many minutes some rounds take on a machine that does nothing else. */
    double minutes(int count) {
        double first = seconds(1);
        double next = seconds(2);
        return (first + next * (count - 1)) / 60;
    }

    private double seconds(int round) {
        return tasks(round).mapToDouble(task -> Forks.seconds(task, size(task))).sum();
    }

    private static int size(Task task) {
        String size = task.param("size");
        return size == null ? 0 : Integer.parseInt(size);
    }

    /** Returns how many rounds fit into some minutes: all that are wanted, or fewer, but never less than are needed. */
    int roundsWithin(int minutesThereAre) {
        int fit = rounds;
        while (fit > Math.min(rounds, LEAST_ROUNDS) && minutes(fit) > minutesThereAre) {
            fit--;
        }
        return fit;
    }
}
