package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;

/**
 * Random sequences of operations on the map, and on {@link IdModel} beside a map of boxed ids: every result must agree.
 *
 * <p>A failure names its seed; {@code -Dxarray4j.seed=...} repeats it.
 */
class IdMapModelTest {
    private static final int STEPS = 3000;
    private static final int LOOK_EVERY = 83;
    private static final long NANOS = Asked.modelNanos(6_000);
    private static final Long SEED = Asked.seed();

    private static final class Run {
        final Random random;
        final long base;
        final int width;
        final EpochDomain domain = EpochDomain.create("readers");
        final IdMap<String> map;
        final IdModel model;
        final Map<Long, String> values = new HashMap<>();
        final List<Pin> pins = new ArrayList<>();
        final List<IdMapSnapshot<String>> snapshots = new ArrayList<>();
        final List<Map<Long, String>> contents = new ArrayList<>();
        boolean wrapDue;
        int count;

        Run(long seed, long base, int width, boolean resting) {
            random = new Random(seed);
            this.base = base;
            this.width = width;
            IdMap.Builder<String> builder = IdMap.<String>builder().base(base);
            map = (resting ? builder.reuseIdsAfterGracePeriod(domain) : builder).build();
            model = new IdModel(resting);
        }

        long id() {
            return base + random.nextInt(width);
        }

        /** A limit, which may begin below the map's least id. */
        Limit limit() {
            return switch (random.nextInt(4)) {
                case 0 -> new Limit(0, base + width - 1);
                case 1 -> new Limit(id(), base + width - 1);
                default -> new Limit(id(), id());
            };
        }

        Limit own(Limit limit) {
            return Long.compareUnsigned(limit.min(), base) < 0
                    ? new Limit(base, limit.max())
                    : limit;
        }

        String value() {
            return random.nextInt(4) == 0 ? null : "v" + ++count;
        }

        void step() {
            switch (random.nextInt(30)) {
                case 0 -> {
                    if (random.nextInt(12) == 0) {
                        map.clear();
                        model.clear();
                        values.clear();
                        wrapDue = false;
                        assertThat(map.cursor()).isEqualTo(base);
                    }
                }
                case 1, 2 -> {
                    if (pins.size() < 3) {
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
                case 5 -> assertThat(map.reclaim()).isEqualTo(model.reclaim());
                case 6, 7, 8 -> circle();
                case 9, 10, 11, 12 -> replace();
                case 13, 14, 15, 16, 17, 18, 19 -> free();
                case 20 -> {
                    long at = id();
                    map.cursor(at);
                    wrapDue = false;
                    assertThat(map.cursor()).isEqualTo(at);
                }
                default -> {
                    Limit limit = limit();
                    String value = value();
                    var expected = model.tryAlloc(own(limit).min(), limit.max());
                    assertThat(map.tryAlloc(value, limit)).isEqualTo(expected);
                    expected.ifPresent(id -> values.put(id, value));
                }
            }
        }

        void circle() {
            Limit limit = limit();
            String value = value();
            CyclicResult expected = model.tryAlloc(map.cursor(), own(limit), wrapDue);
            assertThat(map.tryAllocCyclic(value, limit)).isEqualTo(expected);
            if (!expected.full()) {
                wrapDue = expected.next() == 0;
                values.put(expected.index(), value);
            }
        }

        void replace() {
            long id = some();
            String value = value();
            assertThat(map.tryReplace(id, value)).isEqualTo(model.used.contains(id));
            if (model.used.contains(id)) {
                values.put(id, value);
                String next = value();
                assertThat(map.replace(id, next)).isEqualTo(values.put(id, next));
            }
        }

        void free() {
            long id = some();
            boolean taken = model.tryFree(id);
            if (random.nextBoolean()) {
                assertThat(map.erase(id)).isEqualTo(taken);
                values.remove(id);
            } else {
                assertThat(map.remove(id)).isEqualTo(values.remove(id));
            }
        }

        long some() {
            long at = id();
            Long taken = random.nextInt(6) == 0 ? null : model.used.ceiling(at);
            return taken == null ? at : taken;
        }

        void look() {
            assertThat(map.size()).isEqualTo(model.used.size());
            assertThat(map.isEmpty()).isEqualTo(model.used.isEmpty());
            for (int i = 0; i < 20; i++) {
                long id = some();
                assertThat(map.get(id)).isEqualTo(values.get(id));
                assertThat(map.exists(id)).isEqualTo(model.used.contains(id));
            }
            Map<Long, String> all = all(map);
            Map<Long, String> expected = withValues();
            assertThat(all).isEqualTo(expected);
            long from = id();
            Long next = model.used.tailSet(from, true).stream()
                    .filter(id -> values.get(id) != null)
                    .findFirst()
                    .orElse(null);
            Entry<String> found = map.next(from);
            assertThat(found == null ? null : (Object) found.index()).isEqualTo(next);
            Long first = model.used.ceiling(from);
            assertThat(map.findFirst(from, -1L).isPresent()).isEqualTo(first != null);
            map.findFirst(from, -1L).ifPresent(id -> assertThat(id).isEqualTo(first));
            for (int i = 0; i < snapshots.size(); i++) {
                assertThat(all(snapshots.get(i))).isEqualTo(contents.get(i));
            }
            Internals.validate(map, snapshots);
            if (snapshots.size() < 4) {
                snapshots.add(map.snapshot());
                contents.add(expected);
            }
        }

        Map<Long, String> withValues() {
            Map<Long, String> some = new HashMap<>();
            values.forEach((id, value) -> {
                if (value != null) {
                    some.put(id, value);
                }
            });
            return some;
        }

        void end() {
            pins.forEach(Pin::close);
            assertThat(map.reclaim()).isTrue();
            Internals.validate(map, snapshots);
            assertThat(map.values().size()).isEqualTo(model.used.size());
        }
    }

    private static Map<Long, String> all(IdMapView<String> view) {
        Map<Long, String> all = new HashMap<>();
        long[] last = {0};
        view.forEach((id, value) -> {
            assertThat(all.isEmpty() || Long.compareUnsigned(last[0], id) < 0).isTrue();
            last[0] = id;
            all.put(id, value);
        });
        return all;
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(0, 150, false),
                Arguments.of(0, 60, true),
                Arguments.of(4090, 60, true),
                Arguments.of(9223372036854775778L, 60, true),
                Arguments.of(-200, 200, false),
                Arguments.of(-60, 60, true));
    }

    /** Where ids rest there are no more of them than an allocation lets go of, so the model needs to know no bound. */
    @ParameterizedTest
    @MethodSource("kinds")
    void map_randomSteps_agreesWithModel(long base, int width, boolean resting) {
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
                        "repeat with: ./mvnw -pl src test -Dtest=IdMapModelTest -Dxarray4j.seed="
                                + seed,
                        failure);
            }
            seed++;
        } while (SEED == null && System.nanoTime() - end < 0);
    }
}
