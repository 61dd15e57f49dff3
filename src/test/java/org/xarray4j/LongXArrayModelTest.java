package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of operations, in and out of sessions and transactions, on the array of integers and on an {@code
 * XArray<Long>}: every result must agree, and everything that can be seen now and then: entries, orders, marks, searches, older
 * snapshots.
 *
 * <p>A failure names its seed; {@code -Dxarray4j.seed=...} repeats it.
 */
class LongXArrayModelTest {
    private static final int STEPS = 400;
    private static final int LOOK_EVERY = 20;
    private static final long NANOS = Asked.modelNanos(9_000);
    private static final Long SEED = Asked.seed();
    private static final Mark[] MARKS = Mark.values();

    /** Both sides. */
    private static final class Run {
        final Random random;
        final long base;
        final int bits;
        final LongXArray longs = LongXArray.create("subject");
        final XArray<Long> boxes = XArray.create();
        final List<LongSnapshot> snapshots = new ArrayList<>();
        final List<List<String>> contents = new ArrayList<>();
        LongReadView view;
        List<String> viewed = List.of();
        final List<Long> recent = new ArrayList<>();

        Run(long seed, long base, int bits) {
            random = new Random(seed);
            this.base = base;
            this.bits = bits;
        }

        long index() {
            if (!recent.isEmpty() && random.nextInt(3) > 0) {
                return recent.get(random.nextInt(recent.size())) + random.nextInt(3) - 1;
            }
            int width = 1 + random.nextInt(bits);
            long index =
                    base + (width == 64 ? random.nextLong() : random.nextLong() >>> (64 - width));
            recent.add(index);
            if (recent.size() > 40) {
                recent.remove(0);
            }
            return index;
        }

        long value() {
            return random.nextInt(3) == 0 ? random.nextInt(3) - 1 : random.nextLong();
        }

        Mark mark() {
            return MARKS[random.nextInt(MARKS.length)];
        }

        void step() {
            if (random.nextInt(10) == 0) {
                try (LockedLongXArray mine = longs.lock();
                        LockedXArray<Long> theirs = boxes.lock()) {
                    // Numbers may have been spent on what was dropped before.
                    long first = index();
                    long fresh = random.nextLong();
                    mine.set(first, fresh);
                    theirs.set(first, fresh);
                    for (int i = 0; i <= random.nextInt(6); i++) {
                        long version = longs.leaves().root().version();
                        step(mine, theirs);
                        assertThat(longs.leaves().root().version() - version)
                                .as("versions that one write has published")
                                .isBetween(0L, 1L);
                        Internals.validate(longs);
                        // Readers see it at once.
                        assertThat(dump(longs)).isEqualTo(dump(theirs));
                    }
                    assertThat(dump(mine)).isEqualTo(dump(theirs));
                    assertThat(iterated(mine)).isEqualTo(iterated(theirs));
                }
            } else if (random.nextInt(8) == 0) {
                boolean commits = random.nextInt(3) > 0;
                try (LongTransaction mine = longs.begin();
                        Transaction<Long> theirs = boxes.begin()) {
                    for (int i = 0; i <= random.nextInt(6); i++) {
                        step(mine, theirs);
                        Internals.validate(longs);
                    }
                    assertThat(dump(mine)).isEqualTo(dump(theirs));
                    assertThat(iterated(mine)).isEqualTo(iterated(theirs));
                    if (commits) {
                        mine.commit();
                        theirs.commit();
                    }
                }
            } else {
                step(longs, boxes);
            }
        }

        void step(LongXArrayEditor mine, XArrayEditor<Long> theirs) {
            long i = index();
            long v = value();
            Long there = theirs.get(i);
            switch (random.nextInt(28)) {
                case 0, 1, 2 -> {
                    mine.set(i, v);
                    theirs.set(i, v);
                }
                case 3, 4 ->
                    assertThat(mine.getAndSet(i, v)).isEqualTo(optional(theirs.getAndSet(i, v)));
                case 5, 6 -> assertThat(mine.insert(i, v)).isEqualTo(theirs.insert(i, v));
                case 7, 8 -> {
                    long expected = there == null || random.nextBoolean() ? value() : there;
                    boolean equal = there != null && there == expected;
                    assertThat(mine.compareAndSet(i, expected, v)).isEqualTo(equal);
                    if (equal) {
                        theirs.set(i, v);
                    }
                }
                case 9, 10 -> assertThat(mine.remove(i)).isEqualTo(optional(theirs.remove(i)));
                case 11 -> assertThat(mine.erase(i)).isEqualTo(theirs.erase(i));
                case 12, 13, 14, 15 -> {
                    long last = last(i);
                    mine.setRange(i, last, v);
                    theirs.setRange(i, last, v);
                }
                case 16, 17 -> {
                    long last = last(i);
                    mine.eraseRange(i, last);
                    theirs.eraseRange(i, last);
                }
                case 18 -> {
                    if (random.nextInt(20) == 0) {
                        mine.clear();
                        theirs.clear();
                    }
                }
                case 20 -> {
                    long expected = there == null || random.nextBoolean() ? value() : there;
                    assertThat(mine.compareAndExchange(i, expected, v)).isEqualTo(optional(there));
                    if (there != null && there == expected) {
                        theirs.set(i, v);
                    }
                }
                case 21 -> {
                    long expected = there == null || random.nextBoolean() ? value() : there;
                    boolean equal = there != null && there == expected;
                    assertThat(mine.compareAndErase(i, expected)).isEqualTo(equal);
                    if (equal) {
                        assertThat(theirs.erase(i)).isTrue();
                    }
                }
                case 22 -> {
                    Long after = random.nextInt(3) == 0 ? null : v;
                    assertThat(mine.compute(i, (at, before) -> {
                                assertThat(at).isEqualTo(i);
                                assertThat(before).isEqualTo(optional(there));
                                return optional(after);
                            }))
                            .isEqualTo(optional(after));
                    assertThat(theirs.compute(i, (at, before) -> after)).isEqualTo(after);
                }
                case 23 ->
                    assertThat(mine.computeIfAbsent(i, at -> at + v))
                            .isEqualTo(theirs.computeIfAbsent(i, at -> at + v));
                case 19 -> {
                    Mark mark = mark();
                    assertThat(mine.clearMark(i, mark)).isEqualTo(theirs.clearMark(i, mark));
                }
                default -> {
                    Mark mark = mark();
                    assertThat(mine.setMark(i, mark)).isEqualTo(theirs.setMark(i, mark));
                }
            }
        }

        /** Short ranges, aligned ones, and ones to the end of what is looked at. */
        long last(long first) {
            long last = switch (random.nextInt(4)) {
                case 0 -> first + random.nextInt(20);
                case 1 -> first | ((1L << random.nextInt(Math.min(bits, 63))) - 1);
                case 2 -> first + random.nextInt(1 << Math.min(bits, 14));
                default -> index();
            };
            return Long.compareUnsigned(last, first) < 0 ? first : last;
        }

        void look() {
            assertThat(dump(longs)).isEqualTo(dump(boxes));
            assertThat(longs.size()).isEqualTo(boxes.size());
            assertThat(longs.isEmpty()).isEqualTo(boxes.isEmpty());
            for (Mark mark : MARKS) {
                assertThat(longs.anyMarked(mark)).isEqualTo(boxes.anyMarked(mark));
            }
            for (int n = 0; n < 30; n++) {
                long i = index();
                long max = random.nextBoolean() ? -1L : index();
                assertThat(longs.get(i)).isEqualTo(optional(boxes.get(i)));
                assertThat(longs.contains(i)).isEqualTo(boxes.contains(i));
                Long value = boxes.get(i);
                assertThat(longs.getOrDefault(i, 77)).isEqualTo(value == null ? 77 : value);
                assertThat(longs.order(i)).isEqualTo(boxes.order(i));
                for (Mark mark : MARKS) {
                    assertThat(longs.isMarked(i, mark)).isEqualTo(boxes.isMarked(i, mark));
                }
                for (Filter filter : Filter.values()) {
                    assertThat(String.valueOf(longs.find(i, max, filter)))
                            .isEqualTo(String.valueOf(boxes.find(i, max, filter)));
                    assertThat(String.valueOf(longs.findAfter(i, max, filter)))
                            .isEqualTo(String.valueOf(boxes.findAfter(i, max, filter)));
                    assertThat(String.valueOf(longs.findBefore(i, max, filter)))
                            .isEqualTo(String.valueOf(boxes.findBefore(i, max, filter)));
                    long min = random.nextBoolean() ? 0 : index();
                    assertThat(String.valueOf(longs.findBefore(i, min, filter)))
                            .isEqualTo(String.valueOf(boxes.findBefore(i, min, filter)));
                    assertThat(extracted(longs, i, max, filter))
                            .isEqualTo(extracted(boxes, i, max, filter));
                    assertThat(some(longs, i, max, filter)).isEqualTo(some(boxes, i, max, filter));
                }
            }
            for (Filter filter : Filter.values()) {
                assertThat(String.valueOf(longs.last(filter)))
                        .isEqualTo(String.valueOf(boxes.last(filter)));
            }
            for (int n = 0; n < 30; n++) {
                long i = index();
                long other = random.nextInt(3) > 0 ? (random.nextBoolean() ? -1L : 0) : index();
                assertThat(longs.findFree(i, other)).isEqualTo(boxes.findFree(i, other));
                assertThat(longs.findFreeBefore(i, other))
                        .isEqualTo(boxes.findFreeBefore(i, other));
            }
            assertThat(iterated(longs)).isEqualTo(iterated(boxes));
            assertThat(longs.stream().map(String::valueOf).toList())
                    .isEqualTo(boxes.stream().map(String::valueOf).toList());
            if (view != null && random.nextBoolean()) {
                assertThat(dump(view)).isEqualTo(viewed);
                view.close();
                view = null;
            }
            if (view == null) {
                view = longs.read();
                viewed = dump(boxes);
            }
            Internals.validate(longs, snapshots);
            for (int n = 0; n < snapshots.size(); n++) {
                assertThat(dump(snapshots.get(n))).isEqualTo(contents.get(n));
            }
            if (snapshots.size() < 4) {
                snapshots.add(longs.snapshot());
                contents.add(dump(longs));
            }
        }
    }

    private static OptionalLong optional(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static List<String> some(LongXArrayView view, long from, long max, Filter filter) {
        List<String> some = new ArrayList<>();
        view.forEach(from, max, filter, (index, value) -> some.add(index + "=" + value));
        return some;
    }

    private static List<String> some(XArrayView<Long> view, long from, long max, Filter filter) {
        List<String> some = new ArrayList<>();
        view.forEach(from, max, filter, (index, value) -> some.add(index + "=" + value));
        return some;
    }

    private static List<Long> extracted(LongXArrayView view, long from, long max, Filter filter) {
        long[] some = new long[5];
        int count = view.extract(some, from, max, filter);
        List<Long> extracted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            extracted.add(some[i]);
        }
        return extracted;
    }

    private static List<Long> extracted(XArrayView<Long> view, long from, long max, Filter filter) {
        Long[] some = new Long[5];
        return List.of(Arrays.copyOf(some, view.extract(some, from, max, filter)));
    }

    private static List<String> iterated(Iterable<?> view) {
        List<String> all = new ArrayList<>();
        for (Object entry : view) {
            all.add(entry.toString());
        }
        return all;
    }

    /** Every entry with its order and marks. */
    private static List<String> dump(LongXArrayView view) {
        List<String> all = new ArrayList<>();
        LongEntry entry = view.first(Filter.PRESENT);
        while (entry != null) {
            StringBuilder line = new StringBuilder().append(entry);
            for (Mark mark : MARKS) {
                line.append(view.isMarked(entry.index(), mark) ? " " + mark : "");
            }
            all.add(line.toString());
            entry = view.findAfter(entry.index(), -1L, Filter.PRESENT);
        }
        return all;
    }

    private static List<String> dump(XArrayView<Long> view) {
        List<String> all = new ArrayList<>();
        Entry<Long> entry = view.first(Filter.PRESENT);
        while (entry != null) {
            StringBuilder line = new StringBuilder().append(entry);
            for (Mark mark : MARKS) {
                line.append(view.isMarked(entry.index(), mark) ? " " + mark : "");
            }
            all.add(line.toString());
            entry = view.findAfter(entry.index(), -1L, Filter.PRESENT);
        }
        return all;
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(0, 8),
                Arguments.of(0, 14),
                Arguments.of(0, 64),
                Arguments.of(9223372036854775700L, 8),
                Arguments.of(-300, 8),
                Arguments.of(-1, 64));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void longs_randomSteps_agreeWithBoxes(long base, int bits) {
        long seed = SEED != null ? SEED : System.nanoTime();
        long end = System.nanoTime() + NANOS / kinds().count();
        do {
            Run run = new Run(seed, base, bits);
            try {
                for (int step = 1; step <= STEPS; step++) {
                    run.step();
                    if (step % LOOK_EVERY == 0) {
                        run.look();
                    }
                }
            } catch (Throwable failure) {
                throw new AssertionError(
                        "repeat with: ./mvnw -pl src test -Dtest=LongXArrayModelTest"
                                + " -Dxarray4j.seed=" + seed,
                        failure);
            }
            seed++;
        } while (SEED == null && System.nanoTime() - end < 0);
    }
}
