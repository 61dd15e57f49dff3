package org.xarray4j.memorymodel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A memory and the threads of a program, each on one of its paths. Performs one access after the other, any that no
 * earlier one must precede; fences and checks as soon as they can be, since they only let others go.
 *
 * <p>A load may be performed while an earlier store of the same thread to the same location is not: it is given what
 * that will store.
 */
final class Machine {
    /** A register that has no value yet, or of which none was guessed. */
    private static final byte UNKNOWN = Byte.MIN_VALUE;

    /** Ops of a thread whose place in the mask is a bit of an int. */
    private static final int MOST_OPS = 31;

    /** Arrays have indices of one digit. */
    private static final int ELEMENTS = 10;

    /** A move: which op of which thread, and the pointer that was guessed for its address, or UNKNOWN. */
    record Move(int actor, int op, byte guess) {}

    private final Program program;
    private final Order order;
    private final List<List<Op>> threads = new ArrayList<>();
    private final List<String> locations;
    private final Map<String, Integer> numberOf = new LinkedHashMap<>();
    private final Map<String, int[]> elementsOf = new HashMap<>();
    private final List<Map<String, Integer>> registersOf = new ArrayList<>();
    private int registers;

    /** For each op of each thread a mask of the earlier ones that must precede it whatever their locations are. */
    private final List<int[]> before = new ArrayList<>();

    private final int registersAt;
    private final int guessesAt;
    private final int memoryAt;
    private final int reservedAt;
    private final int length;

    Machine(Program program, List<List<Step>> paths, Order order) {
        this.program = program;
        this.order = order;
        locations = List.copyOf(program.memory().keySet());
        for (String location : locations) {
            numberOf.put(location, numberOf.size());
        }
        numberOf.forEach(this::addElement);
        for (int actor = 0; actor < paths.size(); actor++) {
            List<Op> ops = ops(paths.get(actor));
            if (ops.size() > MOST_OPS) {
                throw new IllegalArgumentException(program.name() + ": a path is too long");
            }
            threads.add(ops);
            before.add(before(ops));
            registersOf.add(new HashMap<>());
            for (Op op : ops) {
                addRegister(actor, op);
            }
        }
        registersAt = 4 * threads.size();
        guessesAt = registersAt + registers;
        memoryAt = guessesAt + registers;
        reservedAt = memoryAt + locations.size();
        length = reservedAt + locations.size();
    }

    private static List<Op> ops(List<Step> path) {
        List<Op> ops = new ArrayList<>();
        for (Step step : path) {
            if (step instanceof Step.Load load) {
                ops.add(new Op(Op.Kind.LOAD, step, load.mode(), load.from()));
            } else if (step instanceof Step.Store store) {
                ops.add(new Op(Op.Kind.STORE, step, store.mode(), store.to()));
            } else if (step instanceof Step.Update update) {
                ops.add(new Op(Op.Kind.LOAD, step, update.mode().ofLoad(), update.of()));
                ops.add(new Op(Op.Kind.STORE, step, update.mode().ofStore(), update.of()));
            } else if (step instanceof Step.Fence) {
                ops.add(new Op(Op.Kind.FENCE, step, null, null));
            } else {
                ops.add(new Op(Op.Kind.CHECK, step, null, null));
            }
        }
        return ops;
    }

    private int[] before(List<Op> ops) {
        int[] masks = new int[ops.size()];
        for (int j = 0; j < masks.length; j++) {
            for (int i = 0; i < j; i++) {
                Op first = ops.get(i);
                Op second = ops.get(j);
                boolean sameUpdate = first.isOfUpdate() && first.step() == second.step();
                boolean checked = first.kind() == Op.Kind.CHECK && second.isStore();
                if (sameUpdate || checked || order.keeps(first, second)) {
                    masks[j] |= 1 << i;
                }
            }
        }
        return masks;
    }

    private void addRegister(int actor, Op op) {
        String into = null;
        if (op.step() instanceof Step.Load load) {
            into = load.into();
        } else if (op.step() instanceof Step.Update update && op.isLoad()) {
            into = update.into();
        }
        if (into != null && registersOf.get(actor).put(into, registers++) != null) {
            throw new IllegalArgumentException(program.name() + ": " + into + " is given twice");
        }
    }

    private void addElement(String location, int number) {
        int bracket = location.indexOf('[');
        if (bracket >= 0) {
            int[] elements = elementsOf.computeIfAbsent(
                    location.substring(0, bracket), array -> new int[ELEMENTS]);
            elements[location.charAt(bracket + 1) - '0'] = number + 1;
        }
    }

    // ------------------------------------------------------------ states

    /** Returns the state in which nothing was performed but what waits for nothing, or null if a check fails. */
    byte[] initial() {
        byte[] state = new byte[length];
        for (int i = registersAt; i < memoryAt; i++) {
            state[i] = UNKNOWN;
        }
        for (int i = 0; i < locations.size(); i++) {
            state[memoryAt + i] = program.memory().get(locations.get(i)).byteValue();
        }
        return settle(state) ? state : null;
    }

    private static int mask(byte[] state, int actor) {
        int at = 4 * actor;
        return (state[at] & 255)
                | (state[at + 1] & 255) << 8
                | (state[at + 2] & 255) << 16
                | (state[at + 3] & 255) << 24;
    }

    private static void perform(byte[] state, int actor, int op) {
        state[4 * actor + op / 8] |= (byte) (1 << op % 8);
    }

    private byte known(byte[] state, int actor, String register) {
        return state[registersAt + number(actor, register)];
    }

    private int number(int actor, String register) {
        Integer number = registersOf.get(actor).get(register);
        if (number == null) {
            throw new IllegalArgumentException(program.name() + ": no register " + register);
        }
        return number;
    }

    private boolean isKnown(byte[] state, int actor, Term term) {
        return term == null
                || term.register() == null
                || known(state, actor, term.register()) != UNKNOWN;
    }

    /** Whether every step was performed. */
    boolean isComplete(byte[] state) {
        for (int actor = 0; actor < threads.size(); actor++) {
            if (Integer.bitCount(mask(state, actor)) != threads.get(actor).size()) {
                return false;
            }
        }
        return true;
    }

    Outcome outcome(byte[] state) {
        Map<String, Integer> registers = new HashMap<>();
        for (int actor = 0; actor < threads.size(); actor++) {
            String thread = program.actors().get(actor).name() + ".";
            registersOf
                    .get(actor)
                    .forEach((name, number) ->
                            registers.put(thread + name, (int) state[registersAt + number]));
        }
        Map<String, Integer> memory = new HashMap<>();
        numberOf.forEach((name, number) -> memory.put(name, (int) state[memoryAt + number]));
        return new Outcome(registers, memory);
    }

    // ------------------------------------------------------------ moves

    /** Shows each move that may come next. */
    void moves(byte[] state, Consumer<Move> to) {
        for (int actor = 0; actor < threads.size(); actor++) {
            List<Op> ops = threads.get(actor);
            int done = mask(state, actor);
            for (int op = 0; op < ops.size(); op++) {
                if ((done >>> op & 1) == 0
                        && ops.get(op).isAccess()
                        && (before.get(actor)[op] & ~done) == 0) {
                    addMoves(state, actor, op, to);
                }
            }
        }
    }

    private void addMoves(byte[] state, int actor, int at, Consumer<Move> to) {
        Op op = threads.get(actor).get(at);
        String pointer = op.place().index();
        if (pointer != null && known(state, actor, pointer) == UNKNOWN) {
            if (op.isLoad() && !op.isOfUpdate() && !order.keepsDependencies()) {
                addGuesses(state, actor, at, to);
            }
            return;
        }
        int location = location(state, actor, op, UNKNOWN);
        if (mayGo(state, actor, at, location)) {
            to.accept(new Move(actor, at, UNKNOWN));
        }
    }

    private void addGuesses(byte[] state, int actor, int at, Consumer<Move> to) {
        Op op = threads.get(actor).get(at);
        byte guessed = state[guessesAt + number(actor, op.place().index())];
        int[] elements = elements(op.place());
        for (byte guess = 0; guess < ELEMENTS; guess++) {
            boolean fits = guessed == UNKNOWN || guessed == guess;
            int location = elements[guess] - 1;
            if (fits && location >= 0 && mayGo(state, actor, at, location)) {
                to.accept(new Move(actor, at, guess));
            }
        }
    }

    /** The location of an access, or -1 if its register is not known. */
    private int location(byte[] state, int actor, Op op, byte guess) {
        Place place = op.place();
        if (place.index() == null) {
            Integer number = numberOf.get(place.name());
            if (number == null) {
                throw new IllegalArgumentException(program.name() + ": no location " + place);
            }
            return number;
        }
        byte index = guess != UNKNOWN ? guess : known(state, actor, place.index());
        if (index == UNKNOWN) {
            return -1;
        }
        int number = elements(place)[index] - 1;
        if (number < 0) {
            throw new IllegalArgumentException(program.name() + ": no " + place + " at " + index);
        }
        return number;
    }

    /** The locations of an array, each more by one: 0 where there is none. */
    private int[] elements(Place place) {
        int[] elements = elementsOf.get(place.name());
        if (elements == null) {
            throw new IllegalArgumentException(program.name() + ": no array " + place);
        }
        return elements;
    }

    /** Whether an access may be performed, of which everything else is known, as far as its location goes. */
    private boolean mayGo(byte[] state, int actor, int at, int location) {
        Op op = threads.get(actor).get(at);
        byte holder = state[reservedAt + location];
        boolean reservedByOther = holder != 0 && holder != actor + 1;
        if (reservedByOther && (op.isStore() || op.isOfUpdate())) {
            return false;
        }
        if ((op.isStore() || op.isOfUpdate()) && !isValueKnown(state, actor, op)) {
            return false;
        }
        int done = mask(state, actor);
        for (int i = 0; i < at; i++) {
            Op earlier = threads.get(actor).get(i);
            if ((done >>> i & 1) == 0
                    && earlier.isAccess()
                    && mayBe(state, actor, earlier, location)
                    && !passes(state, actor, earlier, op)) {
                return false;
            }
        }
        return true;
    }

    private boolean isValueKnown(byte[] state, int actor, Op op) {
        if (op.step() instanceof Step.Store store) {
            return isKnown(state, actor, store.value());
        }
        Change change = ((Step.Update) op.step()).change();
        return isKnown(state, actor, change.operand()) && isKnown(state, actor, change.expected());
    }

    /** Whether an access may go to a location: one whose address is not known may go to any of its array. */
    private boolean mayBe(byte[] state, int actor, Op op, int location) {
        int known = location(state, actor, op, UNKNOWN);
        return known == location
                || (known < 0 && locations.get(location).startsWith(op.place().name() + "["));
    }

    /** Whether an access may be performed before an earlier one of the same location. */
    private boolean passes(byte[] state, int actor, Op earlier, Op op) {
        if (op.isStore()) {
            return false;
        }
        if (earlier.isLoad()) {
            return !order.keepsLoads(earlier, op);
        }
        // Given on from a store that is yet to come, if it is known which.
        return !op.isOfUpdate()
                && earlier.step() instanceof Step.Store
                && location(state, actor, earlier, UNKNOWN) >= 0
                && isValueKnown(state, actor, earlier);
    }

    /** Returns the state after a move, or null if the path or a guess turns out to have been wrong. */
    byte[] after(byte[] state, Move move) {
        byte[] next = state.clone();
        int actor = move.actor();
        Op op = threads.get(actor).get(move.op());
        int location = location(state, actor, op, move.guess());
        if (op.isStore()) {
            store(next, actor, op, location);
        } else if (!load(next, move, op, location)) {
            return null;
        }
        perform(next, actor, move.op());
        return settle(next) ? next : null;
    }

    private void store(byte[] state, int actor, Op op, int location) {
        if (op.step() instanceof Step.Store store) {
            state[memoryAt + location] =
                    (byte) store.value().value(name -> known(state, actor, name));
            return;
        }
        Step.Update update = (Step.Update) op.step();
        byte found = known(state, actor, update.into());
        state[memoryAt + location] =
                (byte) update.change().apply(found, name -> known(state, actor, name));
        state[reservedAt + location] = 0;
    }

    private boolean load(byte[] state, Move move, Op op, int location) {
        int actor = move.actor();
        byte value = valueFor(state, move, location);
        String into;
        if (op.step() instanceof Step.Update update) {
            into = update.into();
            if (update.change().stores(value, name -> known(state, actor, name))) {
                state[reservedAt + location] = (byte) (actor + 1);
            } else {
                perform(state, actor, move.op() + 1); // the store that does not happen
            }
        } else {
            into = ((Step.Load) op.step()).into();
        }
        if (move.guess() != UNKNOWN) {
            state[guessesAt + number(actor, op.place().index())] = move.guess();
        }
        int register = number(actor, into);
        byte guessed = state[guessesAt + register];
        state[guessesAt + register] = UNKNOWN;
        state[registersAt + register] = value;
        return guessed == UNKNOWN || guessed == value;
    }

    private byte valueFor(byte[] state, Move move, int location) {
        int actor = move.actor();
        int done = mask(state, actor);
        for (int i = move.op() - 1; i >= 0; i--) {
            Op earlier = threads.get(actor).get(i);
            if ((done >>> i & 1) == 0
                    && earlier.isStore()
                    && location(state, actor, earlier, UNKNOWN) == location) {
                return (byte) ((Step.Store) earlier.step())
                        .value()
                        .value(name -> known(state, actor, name));
            }
        }
        return state[memoryAt + location];
    }

    /** Performs fences and checks as long as there are any that nothing must precede; returns whether all checks hold. */
    private boolean settle(byte[] state) {
        for (int actor = 0; actor < threads.size(); actor++) {
            List<Op> ops = threads.get(actor);
            for (int at = 0; at < ops.size(); at++) {
                Op op = ops.get(at);
                int done = mask(state, actor);
                if (op.isAccess() || (done >>> at & 1) != 0) {
                    continue;
                }
                if (op.step() instanceof Step.Check check) {
                    Condition condition = check.condition();
                    Term left = Term.register(condition.register());
                    if (isKnown(state, actor, left) && isKnown(state, actor, condition.than())) {
                        int of = actor;
                        if (!condition.holds(name -> known(state, of, name))) {
                            return false;
                        }
                        perform(state, actor, at);
                    }
                } else if ((before.get(actor)[at] & ~done) == 0) {
                    perform(state, actor, at);
                }
            }
        }
        return true;
    }

    // ------------------------------------------------------------ what is told of a move

    /** Returns the labels of the earlier steps of the thread that the move overtakes. */
    List<String> overtaken(byte[] state, Move move) {
        List<String> overtaken = new ArrayList<>();
        int done = mask(state, move.actor());
        for (int i = 0; i < move.op(); i++) {
            Op earlier = threads.get(move.actor()).get(i);
            if ((done >>> i & 1) == 0 && earlier.isAccess()) {
                overtaken.add(earlier.step().label());
            }
        }
        return overtaken;
    }

    /** Returns what a move does, with the values; by the state after it. */
    String told(byte[] after, Move move) {
        Op op = threads.get(move.actor()).get(move.op());
        int location = location(after, move.actor(), op, move.guess());
        String name = locations.get(location);
        String guessed = move.guess() != UNKNOWN ? "  (address guessed)" : "";
        if (op.step() instanceof Step.Load load) {
            return load.into() + " = " + name + " -> " + known(after, move.actor(), load.into())
                    + guessed;
        }
        if (op.step() instanceof Step.Store) {
            return name + " = " + after[memoryAt + location];
        }
        Step.Update update = (Step.Update) op.step();
        return op.isLoad()
                ? update.into() + " = " + name + " -> " + known(after, move.actor(), update.into())
                        + "  (" + update.change() + ")"
                : name + " = " + after[memoryAt + location] + "  (" + update.change() + ")";
    }

    /** Returns the op of a move. */
    Op op(Move move) {
        return threads.get(move.actor()).get(move.op());
    }

    /** Returns the name of the thread of a move. */
    String actor(Move move) {
        return program.actors().get(move.actor()).name();
    }
}
