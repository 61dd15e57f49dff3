package org.xarray4j.memorymodel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs a program in every way: all paths, all interleavings, all orders that {@link Order} allows. A state is looked at
 * once. Those that need fewer reorderings come first, so that the schedule that is shown for a bad program has as few as
 * there can be; none at all means that the program is wrong on every machine.
 */
final class Explorer {
    /** A state, how it was reached, and how many reorderings it took. */
    private static final class Node {
        final byte[] state;
        final Node from;
        final Machine.Move by;
        final int hash;

        Node(byte[] state, Node from, Machine.Move by) {
            this.state = state;
            this.from = from;
            this.by = by;
            this.hash = Arrays.hashCode(state);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Node node && Arrays.equals(state, node.state);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Program program;
    private final Order order;
    private int states;

    private Explorer(Program program, Order order) {
        this.program = program;
        this.order = order;
    }

    /** Explores a program. */
    static Verdict explore(Program program, Order order) {
        return new Explorer(program, order).run();
    }

    private Verdict run() {
        Schedule best = null;
        for (List<List<Step>> paths : combinations()) {
            Schedule found = run(new Machine(program, paths, order));
            if (found != null && (best == null || found.reorderings() < best.reorderings())) {
                best = found;
            }
        }
        return new Verdict(program.name(), program.hazard(), best, states);
    }

    private List<List<List<Step>>> combinations() {
        List<List<List<Step>>> combinations = new ArrayList<>();
        combinations.add(List.of());
        for (Actor actor : program.actors()) {
            List<List<List<Step>>> longer = new ArrayList<>();
            for (List<List<Step>> before : combinations) {
                for (List<Step> path : actor.paths()) {
                    List<List<Step>> combination = new ArrayList<>(before);
                    combination.add(path);
                    longer.add(combination);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private Schedule run(Machine machine) {
        byte[] initial = machine.initial();
        if (initial == null) {
            return null;
        }
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        open.add(new Node(initial, null, null));
        while (!open.isEmpty()) {
            Node node = open.poll();
            if (!seen.add(node)) {
                continue;
            }
            states++;
            if (machine.isComplete(node.state)) {
                if (program.bad().test(machine.outcome(node.state))) {
                    return schedule(machine, node);
                }
                continue;
            }
            addNext(machine, node, seen, open);
        }
        return null;
    }

    /** In order first, and of those the thread that went last: so that a schedule is easy to read. */
    private static void addNext(Machine machine, Node node, Set<Node> seen, Deque<Node> open) {
        List<Node> sameThread = new ArrayList<>();
        machine.moves(node.state, move -> {
            byte[] state = machine.after(node.state, move);
            Node next = state == null ? null : new Node(state, node, move);
            if (next == null || seen.contains(next)) {
                return;
            }
            if (!machine.overtaken(node.state, move).isEmpty()) {
                open.addLast(next);
            } else if (node.by != null && node.by.actor() == move.actor()) {
                sameThread.add(next);
            } else {
                open.addFirst(next);
            }
        });
        sameThread.forEach(open::addFirst);
    }

    private static Schedule schedule(Machine machine, Node last) {
        Deque<Schedule.Line> lines = new ArrayDeque<>();
        for (Node node = last; node.from != null; node = node.from) {
            Op op = machine.op(node.by);
            lines.addFirst(new Schedule.Line(
                    machine.actor(node.by),
                    machine.told(node.state, node.by),
                    op.mode(),
                    op.step().label(),
                    machine.overtaken(node.from.state, node.by)));
        }
        return new Schedule(List.copyOf(lines));
    }
}
