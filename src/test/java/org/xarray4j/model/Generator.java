package org.xarray4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Limit;
import org.xarray4j.Mark;
import org.xarray4j.XArrayEditor;

/** Makes random steps. Values are interned strings, so that a literal in printed code is the same object. */
final class Generator {
    private static final int REMEMBERED = 32;
    private static final int RESERVATIONS = 8;
    private static final List<Mark> MARKS = List.of(Mark.values());

    private final Random random;
    private final Distribution distribution;
    private final boolean allocates;
    private final long[] recent = new long[REMEMBERED];
    private int count;
    private int values;
    private int reservations;

    Generator(Random random, Distribution distribution, boolean allocates) {
        this.random = random;
        this.distribution = distribution;
        this.allocates = allocates;
    }

    static String literal(long value) {
        return Integer.MIN_VALUE < value && value <= Integer.MAX_VALUE
                ? Long.toString(value)
                : "0x" + Long.toHexString(value) + "L";
    }

    static Limit limitOf(long min, long max) {
        return new Limit(min, max);
    }

    static String limit(long min, long max) {
        return "new Limit(" + literal(min) + ", " + literal(max) + ")";
    }

    Step next() {
        int die = random.nextInt(1000);
        if (die < 60) {
            return control();
        }
        if (die < 120) {
            return reservation();
        }
        if (allocates && die < 250) {
            return allocation();
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> store();
            case 5, 6, 7 -> take();
            case 8, 9 -> exchange();
            case 10, 11 -> function();
            case 12, 13, 14 -> range();
            case 15 ->
                switch (random.nextInt(20)) {
                    case 0 -> call("$.clear()", a -> done(a::clear));
                    case 1, 2, 3, 4 -> storeMany();
                    default -> unreserve();
                };
            default -> mark();
        };
    }

    private long index() {
        if (count > 0 && random.nextInt(5) < 3) {
            return recent[random.nextInt(Math.min(count, REMEMBERED))] + random.nextInt(3) - 1;
        }
        // Index 0 is one of its own where an array hands out indices.
        long index = allocates && random.nextInt(20) == 0 ? 0 : distribution.index(random);
        recent[count++ % REMEMBERED] = index;
        return index;
    }

    private String value() {
        int number = values == 0 || random.nextInt(12) > 0 ? ++values : 1 + random.nextInt(values);
        return ("v" + number).intern();
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    private static Step call(String code, Function<XArrayEditor<String>, @Nullable Object> action) {
        return new Step.Call(code, action);
    }

    private static @Nullable Object done(Runnable action) {
        action.run();
        return null;
    }

    private Step control() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> Step.Control.BEGIN;
            case 2, 3 -> Step.Control.COMMIT;
            case 4 -> Step.Control.ROLLBACK;
            case 5 -> Step.Control.LOCK;
            case 6, 7 -> Step.Control.UNLOCK;
            case 8, 9 -> Step.Control.SNAPSHOT;
            default -> new Step.Look(index());
        };
    }

    private Step reservation() {
        int number = random.nextInt(RESERVATIONS);
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Step.Fill(number, value());
            case 2 -> new Step.GiveUp(number);
            case 3 -> {
                long from = index();
                yield new Step.Reserve(
                        reservations++ % RESERVATIONS,
                        from,
                        allocates ? from | random.nextInt(100) : from);
            }
            default -> {
                long at = index();
                yield new Step.Reserve(reservations++ % RESERVATIONS, at, at);
            }
        };
    }

    private Step unreserve() {
        long i = index();
        return call("$.unreserve(" + literal(i) + ")", a -> a.unreserve(i));
    }

    /** Stores at so many indices that buckets overflow. */
    private Step storeMany() {
        long[] all = new long[10 + random.nextInt(80)];
        for (int at = 0; at < all.length; at++) {
            all[at] = distribution.index(random);
        }
        String v = value();
        String listed =
                Arrays.stream(all).mapToObj(Generator::literal).collect(Collectors.joining(", "));
        return call("for (long i : new long[] {" + listed + "}) $.set(i, " + quoted(v) + ")", a -> {
            for (long i : all) {
                a.set(i, v);
            }
            return null;
        });
    }

    private Step store() {
        long i = index();
        String v = value();
        String arguments = "(" + literal(i) + ", " + quoted(v) + ")";
        return switch (random.nextInt(4)) {
            case 0 -> call("$.getAndSet" + arguments, a -> a.getAndSet(i, v));
            case 1 -> call("$.insert" + arguments, a -> a.insert(i, v));
            default -> call("$.set" + arguments, a -> done(() -> a.set(i, v)));
        };
    }

    private Step take() {
        long i = index();
        String argument = "(" + literal(i) + ")";
        return switch (random.nextInt(3)) {
            case 0 -> call("$.remove" + argument, a -> a.remove(i));
            case 1 -> call("$.erase" + argument, a -> a.erase(i));
            default -> call("$.vacate" + argument, a -> a.vacate(i));
        };
    }

    private Step exchange() {
        long i = index();
        String v = random.nextInt(3) == 0 ? null : value();
        String other = value();
        String at = "(" + literal(i) + ", ";
        String end = ", " + (v == null ? "null" : quoted(v)) + ")";
        String current = "$.get(" + literal(i) + ")";
        return switch (random.nextInt(6)) {
            case 0 ->
                call(
                        "$.compareAndExchange" + at + "null" + end,
                        a -> a.compareAndExchange(i, null, v));
            case 1 -> call("$.compareAndSet" + at + "null" + end, a -> a.compareAndSet(i, null, v));
            case 2 ->
                call(
                        "$.compareAndExchange" + at + current + end,
                        a -> a.compareAndExchange(i, a.get(i), v));
            case 3 ->
                call(
                        "$.compareAndExchange" + at + quoted(other) + end,
                        a -> a.compareAndExchange(i, other, v));
            case 4 ->
                call(
                        "$.compareAndSet" + at + quoted(other) + end,
                        a -> a.compareAndSet(i, other, v));
            default ->
                call("$.compareAndSet" + at + current + end, a -> a.compareAndSet(i, a.get(i), v));
        };
    }

    private Step function() {
        long i = index();
        String v = value();
        String at = "(" + literal(i) + ", ";
        return switch (random.nextInt(7)) {
            case 0 ->
                call(
                        "$.computeIfAbsent" + at + "i -> null)",
                        a -> a.computeIfAbsent(i, index -> null));
            case 1 ->
                call(
                        "$.computeIfAbsent" + at + "i -> " + quoted(v) + ")",
                        a -> a.computeIfAbsent(i, index -> v));
            case 2 ->
                call(
                        "$.compute" + at + "(i, old) -> null)",
                        a -> a.compute(i, (index, old) -> null));
            case 3 ->
                call("$.compute" + at + "(i, old) -> old)", a -> a.compute(i, (index, old) -> old));
            case 4 ->
                call(
                        "$.compute" + at + "(i, old) -> { throw new Planted(); })",
                        a -> a.compute(i, (index, old) -> {
                            throw new Step.Planted();
                        }));
            default ->
                call(
                        "$.compute" + at + "(i, old) -> " + quoted(v) + ")",
                        a -> a.compute(i, (index, old) -> v));
        };
    }

    private Step range() {
        long first = index();
        long length = distribution.length(random);
        if (random.nextBoolean()) {
            first &= ~length;
        }
        long last = first + length;
        return rangeOf(first, last);
    }

    /** Also calls that are refused, since the sum may have passed 2^64. */
    private Step rangeOf(long first, long last) {
        String from = "(" + literal(first) + ", " + literal(last);
        if (random.nextInt(3) == 0) {
            return call("$.eraseRange" + from + ")", a -> done(() -> a.eraseRange(first, last)));
        }
        String v = value();
        return call(
                "$.setRange" + from + ", " + quoted(v) + ")",
                a -> done(() -> a.setRange(first, last, v)));
    }

    private Step mark() {
        long i = index();
        Mark mark = MARKS.get(random.nextInt(MARKS.size()));
        String arguments = "(" + literal(i) + ", Mark." + mark + ")";
        return random.nextInt(3) == 0
                ? call("$.clearMark" + arguments, a -> a.clearMark(i, mark))
                : call("$.setMark" + arguments, a -> a.setMark(i, mark));
    }

    private Step allocation() {
        long at = index();
        String v = value();
        Limit limit = switch (random.nextInt(7)) {
            case 0 -> Limit.ALL;
            case 1 -> Limit.U16;
            case 2 -> new Limit(at, at - 1);
            case 3 -> new Limit(-1L - random.nextInt(5), -1L);
            case 4 -> new Limit(at, -1L);
            default -> new Limit(at, at | random.nextInt(100));
        };
        String within = quoted(v) + ", " + limit(limit.min(), limit.max());
        return switch (random.nextInt(3)) {
            case 0 -> call("$.alloc(" + within + ")", a -> a.alloc(v, limit));
            case 1 -> call("$.tryAlloc(" + within + ")", a -> a.tryAlloc(v, limit));
            default -> {
                long next = random.nextInt(3) == 0 ? 0 : index();
                if (random.nextInt(3) == 0) {
                    yield call(
                            "$.reserveCyclic(" + limit(limit.min(), limit.max()) + ", "
                                    + literal(next) + ")",
                            a -> a.reserveCyclic(limit, next));
                }
                yield call(
                        "$.allocCyclic(" + within + ", " + literal(next) + ")",
                        a -> a.allocCyclic(v, limit, next));
            }
        };
    }
}
