package org.xarray4j.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xarray4j.Asked;
import org.xarray4j.Cursor;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.Flag;
import org.xarray4j.Internals;
import org.xarray4j.LockedXArray;
import org.xarray4j.Mark;
import org.xarray4j.Transaction;
import org.xarray4j.WritingCursor;
import org.xarray4j.XArray;
import org.xarray4j.XArrayBuilder;
import org.xarray4j.XArrayEditor;

/**
 * Random steps, searches and writes of cursors, with other writes between them: on the array, whose cursor lives on from
 * batch to batch, in sessions, in transactions and on snapshots. After each call the cursor and its model must agree, and
 * after each batch the contents; with a releaser also what was released, once each. Guarantees D, E and H.
 */
class CursorModelTest {
    private static final int BATCHES = 60;
    private static final long NANOS = Asked.modelNanos(10_000);
    private static final Long SEED = Asked.seed();

    /** How many orders a uniform split may span here; beyond 24 it is refused. */
    private static final int CHEAP_SPLIT = 9;

    private enum How {
        ARRAY,
        SESSION,
        COMMIT,
        ROLLBACK,
        SNAPSHOT
    }

    private record Call(
            String code,
            BiFunction<XArrayEditor<String>, WritingCursor<String>, @Nullable Object> action) {}

    private record Look(String code, Function<Cursor<String>, @Nullable Object> action) {}

    private record Batch(How how, List<Call> calls, List<Look> looks) {
        String code() {
            StringBuilder code = new StringBuilder("// " + how + "\n");
            calls.forEach(call -> code.append(call.code).append(";\n"));
            looks.forEach(look -> code.append(look.code).append(";\n"));
            return code.toString();
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Distribution.values())
                .flatMap(distribution ->
                        Stream.of(false, true).map(each -> Arguments.of(distribution, each)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void cursor_randomCalls_agreesWithModel(Distribution distribution, boolean releasing) {
        long end = System.nanoTime() + NANOS / kinds().count();
        long seed = SEED != null ? SEED : System.nanoTime();
        do {
            check(distribution, releasing, seed++);
        } while (SEED == null && System.nanoTime() - end < 0);
    }

    private static void check(Distribution distribution, boolean releasing, long seed) {
        List<Batch> batches = new Calls(distribution, new Random(seed), releasing).batches();
        if (run(batches, releasing) != null) {
            List<Batch> fewest = Shrink.shrink(batches, fewer -> run(fewer, releasing) != null);
            StringBuilder code = new StringBuilder();
            fewest.forEach(batch -> code.append(batch.code()));
            Throwable failure = run(fewest, releasing);
            Assertions.fail(
                    distribution + ", releasing " + releasing
                            + ", repeat with: ./mvnw -pl src test -Dtest=CursorModelTest -Dxarray4j.seed="
                            + seed + "\n" + failure + "\n" + code,
                    failure);
        }
    }

    private static @Nullable Throwable run(List<Batch> batches, boolean releasing) {
        Map<String, Integer> released = new ConcurrentHashMap<>();
        XArrayBuilder<String> builder = XArray.<String>builder().flags(Flag.ALLOC);
        XArray<String> array = (releasing
                        ? builder.releaser(value -> released.merge(value, 1, Integer::sum))
                        : builder)
                .build();
        ModelArray<String> model = new ModelArray<>(false);
        Set<String> given = new HashSet<>();
        Set<String> handedOut = new HashSet<>();
        Random random = new Random(batches.size());
        try {
            WritingCursor<String> live = releasing ? null : array.cursor();
            WritingCursor<String> liveModel = model.cursor();
            for (Batch batch : batches) {
                if (batch.how == How.SNAPSHOT) {
                    look(batch, model.copy().cursor(), array.snapshot().cursor());
                    continue;
                }
                if (batch.how == How.ARRAY) {
                    calls(batch, model, liveModel, array, live);
                } else {
                    ModelArray<String> draft = model.copy();
                    write(array, draft, batch);
                    if (batch.how != How.ROLLBACK) {
                        given.addAll(draft.given);
                        handedOut.addAll(draft.handedOut);
                        model.become(draft);
                    }
                }
                Internals.validate(array);
                if (releasing) {
                    Internals.settle(array);
                    compareReleased(given, handedOut, model, released);
                } else {
                    Compare.briefly(batch.code(), model, array, random);
                }
            }
            array.close();
            if (releasing) {
                compareReleased(given, handedOut, new ModelArray<>(false), released);
            }
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private static void write(XArray<String> array, ModelArray<String> draft, Batch batch) {
        if (batch.how == How.SESSION) {
            try (LockedXArray<String> session = array.lock()) {
                calls(batch, draft, draft.cursor(), session, session.cursor());
            }
        } else {
            try (Transaction<String> transaction = array.begin()) {
                calls(batch, draft, draft.cursor(), transaction, transaction.cursor());
                if (batch.how == How.COMMIT) {
                    transaction.commit();
                }
            }
        }
    }

    private static void calls(
            Batch batch,
            XArrayEditor<String> model,
            WritingCursor<String> modelCursor,
            XArrayEditor<String> editor,
            WritingCursor<String> cursor) {
        for (Call call : batch.calls) {
            Object expected = outcome(() -> call.action.apply(model, modelCursor));
            Object actual = outcome(() -> call.action.apply(editor, cursor));
            Compare.same(call.code, expected, actual);
            Compare.same("after " + call.code, state(modelCursor), state(cursor));
        }
    }

    private static void look(Batch batch, Cursor<String> model, Cursor<String> cursor) {
        for (Look look : batch.looks) {
            Compare.same(look.code, look.action.apply(model), look.action.apply(cursor));
            Compare.same("after " + look.code, state(model), state(cursor));
        }
    }

    private interface Supplied {
        @Nullable Object get();
    }

    private static @Nullable Object outcome(Supplied call) {
        try {
            return call.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return e.getClass();
        }
    }

    private static String state(Cursor<String> cursor) {
        StringBuilder state = new StringBuilder();
        for (long number : new long[] {cursor.index(), cursor.first(), cursor.last()}) {
            state.append(Long.toUnsignedString(number)).append(' ');
        }
        state.append(cursor.span()).append(' ').append(cursor.order());
        state.append(' ').append(cursor.reload()).append(' ').append(cursor.isReserved());
        for (Mark mark : Mark.values()) {
            state.append(cursor.isMarked(mark) ? 'x' : '-');
        }
        return state.toString();
    }

    private static void compareReleased(
            Set<String> given,
            Set<String> handedOut,
            ModelArray<String> model,
            Map<String, Integer> released) {
        Map<String, Integer> expected = new HashMap<>();
        given.forEach(value -> expected.put(value, 1));
        expected.keySet().removeAll(handedOut);
        for (Entry<String> entry : model) {
            expected.remove(entry.value());
        }
        Compare.same("released", expected, released);
    }

    /** Makes random calls, each store with a value of its own. */
    private static final class Calls {
        private static final Mark[] MARKS = Mark.values();
        private static final Filter[] FILTERS = Filter.values();
        private static final List<How> LOCKING = List.of(How.SESSION, How.COMMIT, How.ROLLBACK);

        private final Distribution distribution;
        private final Random random;
        private final boolean releasing;
        private final List<Long> recent = new ArrayList<>();
        private int values;

        Calls(Distribution distribution, Random random, boolean releasing) {
            this.distribution = distribution;
            this.random = random;
            this.releasing = releasing;
        }

        List<Batch> batches() {
            List<Batch> batches = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                List<How> ways = releasing ? LOCKING : List.of(How.values());
                How how = ways.get(random.nextInt(ways.size()));
                List<Call> calls = new ArrayList<>();
                List<Look> looks = new ArrayList<>();
                for (int n = 1 + random.nextInt(25); n > 0; n--) {
                    if (how == How.SNAPSHOT || random.nextInt(10) < 5) {
                        Look look = look();
                        looks.add(look);
                        calls.add(
                                new Call(look.code, (editor, cursor) -> look.action.apply(cursor)));
                    } else {
                        calls.add(call());
                    }
                }
                batches.add(
                        how == How.SNAPSHOT
                                ? new Batch(how, List.of(), looks)
                                : new Batch(how, calls, List.of()));
            }
            return batches;
        }

        private long index() {
            if (!recent.isEmpty() && random.nextInt(5) < 3) {
                return recent.get(random.nextInt(recent.size())) + random.nextInt(3) - 1;
            }
            long index = distribution.index(random);
            recent.add(index);
            if (recent.size() > 20) {
                recent.remove(0);
            }
            return index;
        }

        private int span() {
            return random.nextInt(4) == 0 ? random.nextInt(Long.SIZE + 1) : random.nextInt(14);
        }

        private Look look() {
            long i = index();
            String at = Generator.literal(i);
            Filter filter = FILTERS[random.nextInt(FILTERS.length)];
            int span = span();
            int times = 1 + random.nextInt(4);
            return switch (random.nextInt(14)) {
                case 0 -> new Look("c.moveTo(" + at + ")", c -> c.moveTo(i).index());
                case 1, 2 ->
                    new Look(
                            "c.moveTo(" + at + ", " + span + ")",
                            c -> c.moveTo(i, span).index());
                case 3 -> new Look("c.load()", Cursor::load);
                case 4 -> new Look(times + " times c.next()", c -> times(times, c::next));
                case 5 -> new Look(times + " times c.previous()", c -> times(times, c::previous));
                case 6, 7 -> new Look("c.findConflict()", Cursor::findConflict);
                case 8 -> new Look("c.pause()", c -> done(c::pause));
                case 9 -> new Look("c.reset()", c -> done(c::reset));
                case 10 -> new Look("c.find(" + at + ")", c -> c.find(i));
                case 11 -> new Look("c.find(-1L)", c -> c.find(-1L));
                default ->
                    new Look(
                            times + " times c.find(-1L, Filter." + filter + ")",
                            c -> times(times, () -> c.find(-1L, filter)));
            };
        }

        private Call call() {
            long i = index();
            String at = Generator.literal(i);
            String v = "v" + ++values;
            Mark mark = MARKS[random.nextInt(MARKS.length)];
            return switch (random.nextInt(20)) {
                case 0, 1, 2, 3 -> new Call("c.set(\"" + v + "\")", (e, c) -> done(() -> c.set(v)));
                case 4 -> new Call("c.getAndSet(\"" + v + "\")", (e, c) -> c.getAndSet(v));
                case 5, 6 -> new Call("c.erase()", (e, c) -> c.erase());
                case 7 -> new Call("c.remove()", (e, c) -> c.remove());
                case 8, 9 -> new Call("c.setMark(Mark." + mark + ")", (e, c) -> c.setMark(mark));
                case 10 -> new Call("c.clearMark(Mark." + mark + ")", (e, c) -> c.clearMark(mark));
                case 11 -> new Call("c.clearMarks()", (e, c) -> c.clearMarks());
                case 12, 13 -> new Call("c.split() unless too large", (e, c) -> splitOf(e, c));
                case 14, 15 -> new Call("c.splitOff()", (e, c) -> c.splitOff());
                case 16 ->
                    new Call("e.set(" + at + ", \"" + v + "\")", (e, c) -> done(() -> e.set(i, v)));
                case 17 ->
                    random.nextBoolean()
                            ? new Call("e.vacate(" + at + ")", (e, c) -> e.vacate(i))
                            : new Call("c.createRange() if it may", (e, c) -> createRange(c));
                default -> range(i, v);
            };
        }

        private Call range(long i, String v) {
            long length = distribution.length(random);
            long from = random.nextBoolean() ? i & ~length : i;
            long last = Long.compareUnsigned(from + length, from) < 0 ? -1L : from + length;
            String range = "(" + Generator.literal(from) + ", " + Generator.literal(last);
            if (random.nextInt(3) == 0) {
                return new Call(
                        "e.eraseRange" + range + ")",
                        (e, c) -> done(() -> e.eraseRange(from, last)));
            }
            return new Call(
                    "e.setRange" + range + ", \"" + v + "\")",
                    (e, c) -> done(() -> e.setRange(from, last, v)));
        }

        private static @Nullable Object splitOf(XArrayEditor<String> e, WritingCursor<String> c) {
            int cuts = e.order(c.index()) - c.span();
            return cuts <= CHEAP_SPLIT || cuts > 24 ? c.split() : "not split";
        }

        /** Prepares a block that is not too large; where a cursor may not, moves as if it had. */
        private static @Nullable Object createRange(WritingCursor<String> c) {
            if (c.span() <= CHEAP_SPLIT) {
                try {
                    c.createRange();
                } catch (IllegalStateException e) {
                    Assertions.assertTrue(e.getMessage().contains("a transaction"), e.getMessage());
                    c.moveTo(c.index(), c.span());
                    c.moveTo(c.index());
                }
            }
            return null;
        }

        private static @Nullable Object done(Runnable call) {
            call.run();
            return null;
        }

        private static List<@Nullable Object> times(int times, Supplied step) {
            List<@Nullable Object> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(step.get());
            }
            return all;
        }
    }
}
