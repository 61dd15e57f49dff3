package org.xarray4j.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xarray4j.Asked;
import org.xarray4j.Flag;
import org.xarray4j.Internals;
import org.xarray4j.LockedXArray;
import org.xarray4j.Mark;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;

/**
 * Random writes to an array with a releaser, objects stored again and over themselves among them: at every moment when no lock
 * is held, each store of a value that is neither there nor handed out has been released once, and nothing else has. Guarantee H.
 */
class ReleaserModelTest {
    private static final int STEPS = 250;
    private static final long NANOS = Asked.modelNanos(3_300);
    private static final Long SEED = Asked.seed();

    /** Some writes, in one of the ways to write. */
    private record Batch(
            int way, String code, List<Function<XArrayEditor<String>, @Nullable Object>> writes) {
        private static final int ARRAY = 0;
        private static final int SESSION = 1;
        private static final int COMMIT = 2;
        private static final int ROLLBACK = 3;
    }

    @ParameterizedTest
    @EnumSource
    void releaser_randomWrites_releasesEachValueOnce(Distribution distribution) {
        long end = System.nanoTime() + NANOS / Distribution.values().length;
        long seed = SEED != null ? SEED : System.nanoTime();
        do {
            check(distribution, seed++);
        } while (SEED == null && System.nanoTime() - end < 0);
    }

    private static void check(Distribution distribution, long seed) {
        List<Batch> batches = batches(distribution, new Random(seed));
        if (run(batches) != null) {
            List<Batch> fewest = Shrink.shrink(batches, fewer -> run(fewer) != null);
            StringBuilder code = new StringBuilder();
            fewest.forEach(batch -> code.append(batch.code));
            Throwable failure = run(fewest);
            Assertions.fail(
                    distribution
                            + ", repeat with: ./mvnw -pl src test -Dtest=ReleaserModelTest -Dxarray4j.seed="
                            + seed + "\n" + failure + "\n" + code,
                    failure);
        }
    }

    private static @Nullable Throwable run(List<Batch> batches) {
        Map<String, Integer> released = new ConcurrentHashMap<>();
        XArray<String> array = XArray.<String>builder()
                .flags(Flag.ALLOC)
                .releaser(value -> released.merge(value, 1, Integer::sum))
                .build();
        ModelArray<String> model = new ModelArray<>(false, true);
        Map<String, Integer> expected = new HashMap<>();
        try {
            for (Batch batch : batches) {
                ModelArray<String> draft = model.copy();
                List<String> discarded = write(array, draft, batch);
                if (batch.way != Batch.ROLLBACK) {
                    discarded.forEach(value -> expected.merge(value, 1, Integer::sum));
                    model.become(draft);
                }
                Internals.validate(array);
                Internals.settle(array);
                Compare.same("released", expected, released);
            }
            array.close();
            model.owned().values().forEach(value -> expected.merge(value, 1, Integer::sum));
            Compare.same("released at the end", expected, released);
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    /** Writes to both; returns what the writes have discarded. */
    private static List<String> write(XArray<String> array, ModelArray<String> draft, Batch batch) {
        if (batch.way == Batch.ARRAY) {
            return both(array, draft, batch);
        }
        if (batch.way == Batch.SESSION) {
            try (LockedXArray<String> session = array.lock()) {
                return both(session, draft, batch);
            }
        }
        Transaction<String> transaction = array.begin();
        try (transaction) {
            List<String> discarded = both(transaction, draft, batch);
            if (batch.way == Batch.COMMIT) {
                transaction.commit();
                return discarded;
            }
        }
        List<String> back = new ArrayList<>(draft.given);
        draft.handedOut.forEach(back::remove);
        Compare.same(
                "rolledBack()",
                back.stream().sorted().toList(),
                transaction.rolledBack().stream().sorted().toList());
        return List.of();
    }

    private static List<String> both(
            XArrayEditor<String> editor, ModelArray<String> draft, Batch batch) {
        List<String> discarded = new ArrayList<>();
        for (Function<XArrayEditor<String>, @Nullable Object> write : batch.writes) {
            Map<Long, String> gone = draft.owned();
            int stores = draft.given.size();
            Compare.same(batch.code, write.apply(draft), write.apply(editor));
            gone.keySet().removeAll(draft.owned().keySet());
            gone.keySet().removeAll(draft.taken);
            // What is stored over the last of itself goes on in the new store.
            gone.values().removeAll(draft.given.subList(stores, draft.given.size()));
            discarded.addAll(gone.values());
        }
        return discarded;
    }

    private static List<Batch> batches(Distribution distribution, Random random) {
        Writes writes = new Writes(distribution, random);
        List<Batch> batches = new ArrayList<>();
        while (writes.values < STEPS) {
            int way = random.nextInt(3) > 0 ? Batch.ARRAY : 1 + random.nextInt(3);
            List<Function<XArrayEditor<String>, @Nullable Object>> some = new ArrayList<>();
            StringBuilder code = new StringBuilder();
            for (int i = way == Batch.ARRAY
                            ? 1
                            : 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 6);
                    i > 0;
                    i--) {
                some.add(writes.next(code));
            }
            String name = new String[] {"array", "session", "committed", "rolledBack"}[way];
            batches.add(new Batch(way, code.toString().replace("$", name), some));
        }
        return batches;
    }

    /** Makes random writes, most with a value of their own. */
    private static final class Writes {
        private final Distribution distribution;
        private final Random random;
        private final List<Long> recent = new ArrayList<>();
        private final List<String> stored = new ArrayList<>();
        private int values;

        Writes(Distribution distribution, Random random) {
            this.distribution = distribution;
            this.random = random;
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

        private String value() {
            if (!stored.isEmpty() && random.nextInt(3) == 0) {
                return stored.get(random.nextInt(stored.size()));
            }
            String value = "v" + ++values;
            stored.add(value);
            if (stored.size() > 5) {
                stored.remove(0);
            }
            return value;
        }

        Function<XArrayEditor<String>, @Nullable Object> next(StringBuilder code) {
            long i = index();
            String v = value();
            String at = Generator.literal(i);
            String stored = "(" + at + ", \"" + v + "\");\n";
            switch (random.nextInt(15)) {
                case 0, 1 -> {
                    code.append("$.set").append(stored);
                    return editor -> done(() -> editor.set(i, v));
                }
                case 2 -> {
                    code.append("$.getAndSet").append(stored);
                    return editor -> editor.getAndSet(i, v);
                }
                case 3 -> {
                    code.append("$.insert").append(stored);
                    return editor -> editor.insert(i, v);
                }
                case 4 -> {
                    code.append("$.compareAndSet(").append(at).append(", null, \"" + v + "\");\n");
                    return editor -> editor.compareAndSet(i, null, v);
                }
                case 11 -> {
                    code.append("$.compareAndSet(")
                            .append(at)
                            .append(", \"" + v + "\", \"" + v + "\");\n");
                    return editor -> editor.compareAndSet(i, v, v);
                }
                case 5 -> {
                    code.append("$.remove(").append(at).append(");\n");
                    return editor -> editor.remove(i);
                }
                case 6 -> {
                    code.append("$.vacate(").append(at).append(");\n");
                    return editor -> editor.vacate(i);
                }
                case 7, 8 -> {
                    code.append("$.erase(").append(at).append(");\n");
                    return editor -> editor.erase(i);
                }
                case 9 -> {
                    code.append("$.setMark(").append(at).append(", Mark.MARK_1);\n");
                    return editor -> editor.setMark(i, Mark.MARK_1);
                }
                case 10 -> {
                    if (random.nextInt(10) == 0) {
                        code.append("$.clear();\n");
                        return editor -> done(editor::clear);
                    }
                    code.append("$.tryAlloc(\"" + v + "\", Limit.ALL);\n");
                    return editor -> editor.tryAlloc(v, Generator.limitOf(0, -1L));
                }
                default -> {
                    return range(code, i, v);
                }
            }
        }

        private Function<XArrayEditor<String>, @Nullable Object> range(
                StringBuilder code, long i, String v) {
            long length = distribution.length(random);
            long from = random.nextBoolean() ? i & ~length : i;
            // Up to the greatest index where the sum passes it.
            long last = Long.compareUnsigned(from + length, from) < 0 ? -1L : from + length;
            String range = Generator.literal(from) + ", " + Generator.literal(last);
            if (random.nextInt(3) == 0) {
                code.append("$.eraseRange(").append(range).append(");\n");
                return editor -> done(() -> editor.eraseRange(from, last));
            }
            code.append("$.setRange(").append(range).append(", \"" + v + "\");\n");
            return editor -> done(() -> editor.setRange(from, last, v));
        }

        private static @Nullable Object done(Runnable write) {
            write.run();
            return null;
        }
    }
}
