package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * Random sequences of operations on the allocator and on {@link IdModel}: every result must agree, and everything that can be
 * seen now and then.
 *
 * <p>A failure names its seed; {@code -Dxarray4j.seed=...} repeats it.
 */
class IdAllocatorModelTest {
    private static final int STEPS = 4000;
    private static final int LOOK_EVERY = 97;
    private static final long NANOS = Asked.modelNanos(9_600);
    private static final Long SEED = Asked.seed();

    /** One run: both sides, and where in the range of ids it takes place. */
    private static final class Run {
        final Random random;
        final long base;
        final int width;
        final EpochDomain domain = EpochDomain.create("readers");
        final IdAllocator ids;
        final IdModel model;
        final List<Pin> pins = new ArrayList<>();
        final List<IdSnapshot> snapshots = new ArrayList<>();
        final List<List<Long>> contents = new ArrayList<>();
        final Limit circle;
        final IdCursor cursor;
        boolean wrapDue;

        Run(long seed, long base, int width, boolean resting) {
            random = new Random(seed);
            this.base = base;
            this.width = width;
            IdAllocator.Builder builder = IdAllocator.builder();
            ids = (resting ? builder.reuseIdsAfterGracePeriod(domain) : builder).build();
            model = new IdModel(resting);
            circle = new Limit(base + width / 4, base + width / 2);
            cursor = ids.cyclic(circle);
        }

        long id() {
            return base + random.nextInt(width);
        }

        Limit limit() {
            return switch (random.nextInt(5)) {
                case 0 -> new Limit(base, base + width - 1);
                case 1 -> new Limit(id(), base + width - 1);
                case 2 -> {
                    long at = id();
                    yield new Limit(at, at);
                }
                default -> new Limit(id(), id()); // empty now and then
            };
        }

        void step() {
            switch (random.nextInt(40)) {
                case 0 -> {
                    if (random.nextInt(10) == 0) {
                        ids.clear();
                        model.clear();
                    }
                }
                case 1, 2 -> {
                    if (pins.size() < 4) {
                        Pin pin = domain.pin();
                        pins.add(pin);
                        model.open.add(pin);
                    }
                }
                case 3, 4 -> {
                    if (!pins.isEmpty()) {
                        Pin pin = pins.remove(random.nextInt(pins.size()));
                        pin.close();
                        model.open.remove(pin);
                    }
                }
                case 5 -> assertThat(ids.reclaim()).isEqualTo(model.reclaim());
                case 6, 7, 8 -> circle();
                case 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> free();
                case 21 -> burst();
                default -> {
                    Limit limit = limit();
                    assertThat(ids.tryAlloc(limit))
                            .as("tryAlloc " + limit)
                            .isEqualTo(model.tryAlloc(limit.min(), limit.max()));
                }
            }
        }

        void free() {
            long at = id();
            Long taken = random.nextInt(8) == 0 ? null : model.used.ceiling(at);
            long id = taken == null ? at : taken;
            assertThat(ids.tryFree(id)).as("free " + id).isEqualTo(model.tryFree(id));
        }

        /** Fills all of a range, so that there are full chunks. */
        void burst() {
            long from = id();
            Limit limit = new Limit(from, Math.min(from + random.nextInt(1500), base + width - 1));
            while (true) {
                var id = ids.tryAlloc(limit);
                assertThat(id).isEqualTo(model.tryAlloc(limit.min(), limit.max()));
                if (id.isEmpty()) {
                    return;
                }
            }
        }

        void circle() {
            CyclicResult expected = model.tryAlloc(cursor.next(), circle, wrapDue);
            assertThat(cursor.tryAlloc()).isEqualTo(expected);
            if (!expected.full()) {
                wrapDue = expected.next() == 0;
            }
            assertThat(cursor.next()).isEqualTo(expected.next());
        }

        void look() {
            List<Long> expected = List.copyOf(model.used);
            assertThat(all(ids)).isEqualTo(expected);
            assertThat(ids.size()).isEqualTo(expected.size());
            assertThat(ids.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(ids.resting()).isEqualTo(model.resting());
            long from = id();
            long max = id();
            Long first = model.used.ceiling(from);
            assertThat(ids.findFirst(from, max).isPresent())
                    .isEqualTo(first != null
                            && Long.compareUnsigned(from, max) <= 0
                            && Long.compareUnsigned(first, max) <= 0);
            ids.findFirst(from, max).ifPresent(found -> assertThat(found).isEqualTo(first));
            List<Long> some = new ArrayList<>();
            ids.forEach(from, max, some::add);
            assertThat(some)
                    .isEqualTo(
                            Long.compareUnsigned(from, max) > 0
                                    ? List.of()
                                    : List.copyOf(model.used.subSet(from, true, max, true)));
            for (int i = 0; i < 20; i++) {
                long id = id();
                assertThat(ids.exists(id)).isEqualTo(model.used.contains(id));
            }
            for (int i = 0; i < snapshots.size(); i++) {
                assertThat(all(snapshots.get(i))).isEqualTo(contents.get(i));
                assertThat(snapshots.get(i).size()).isEqualTo(contents.get(i).size());
            }
            Internals.validate(ids, snapshots);
            if (snapshots.size() < 5) {
                snapshots.add(ids.snapshot());
                contents.add(expected);
            }
        }

        void end() {
            pins.forEach(Pin::close);
            assertThat(ids.reclaim()).isTrue();
            assertThat(ids.resting()).isZero();
            Internals.validate(ids, snapshots);
            for (long id : List.copyOf(model.used)) {
                ids.free(id);
            }
            assertThat(ids.isEmpty()).isTrue();
            assertThat(ids.reclaim()).isTrue();
            assertThat(ids.chunks().isEmpty()).isTrue();
        }
    }

    private static List<Long> all(IdView view) {
        List<Long> all = new ArrayList<>();
        view.forEach(all::add);
        return all;
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(0, 200, false),
                Arguments.of(0, 5000, false),
                Arguments.of(0, 5000, true),
                Arguments.of(1000, 100, true),
                Arguments.of(9223372036854774000L, 4000, true),
                Arguments.of(-3000, 3000, false),
                Arguments.of(-3000, 3000, true),
                Arguments.of(-70, 70, true));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void allocator_randomSteps_agreesWithModel(long base, int width, boolean resting) {
        long seed = SEED != null ? SEED : System.nanoTime();
        long end = System.nanoTime() + NANOS / kinds().count();
        do {
            Run run = new Run(seed, base, width, resting);
            try {
                for (int step = 1; step <= STEPS; step++) {
                    run.step();
                    if (step % LOOK_EVERY == 0) {
                        run.look();
                    }
                }
                run.end();
            } catch (Throwable failure) {
                throw new AssertionError(
                        "repeat with: ./mvnw -pl src test -Dtest=IdAllocatorModelTest"
                                + " -Dxarray4j.seed=" + seed,
                        failure);
            }
            seed++;
        } while (SEED == null && System.nanoTime() - end < 0);
    }

    @Test
    void model_byHand_isWhatIsMeant() {
        EpochDomain domain = EpochDomain.create("readers");
        IdModel model = new IdModel(true);
        assertThat(model.tryAlloc(1, 2)).hasValue(1);
        Pin pin = domain.pin();
        model.open.add(pin);
        assertThat(model.tryFree(1)).isTrue();
        assertThat(model.tryAlloc(1, 1)).isEmpty();
        pin.close();
        model.open.remove(pin);
        assertThat(model.tryAlloc(1, 1)).hasValue(1);
        assertThat(model.tryAlloc(2, 1)).isEmpty();
    }
}
