package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Single entries, marks and reservations in a tree without an array around it, against a sorted map: buckets that fill, are
 * cut, become leaves and make way; skips that are led past. What is charged is what is there.
 */
class SparseTreeTest {
    private static final long SEED = Long.getLong("xarray4j.seed", System.nanoTime());

    private static final int STEPS = 400;
    private static final int VALIDATE_EVERY = 4;
    private static final int COMPARE_EVERY = 50;

    /** How the indices lie. */
    private enum Spread {
        /** Anywhere. */
        UNIFORM {
            @Override
            LongStream indices(Random random) {
                return random.longs(300);
            }
        },

        /** Some together, as leaves are worth it, far from the others. */
        CLUSTERED {
            @Override
            LongStream indices(Random random) {
                return LongStream.range(0, 260).map(i -> (i / 26) * 0x3_0000_4321L + i % 26);
            }
        },

        /** More than a bucket takes, below a few slots. */
        NARROW {
            @Override
            LongStream indices(Random random) {
                return LongStream.range(0, 300).map(i -> (1L << 30) + 37 * i);
            }
        },

        /** Dense at the beginning, and some far away. */
        DENSE_AND_FAR {
            @Override
            LongStream indices(Random random) {
                return LongStream.concat(
                        LongStream.range(0, 150), random.longs(100, 1L << 20, 1L << 45));
            }
        };

        abstract LongStream indices(Random random);
    }

    private record Held(Object value, int marks) {}

    private final Random random = new Random(SEED);
    private final TreeMap<Long, Held> model = new TreeMap<>(Long::compareUnsigned);
    private long charged;
    private final Charge charge = new Charge() {
        @Override
        public void charge(long bytes) {
            charged += bytes;
        }

        @Override
        public void refund(long bytes) {
            charged -= bytes;
        }
    };
    private final TreeWriter writer =
            new TreeWriter(charge, AllocationProbe.NONE, ReuseGate.NEVER, false, false, null);
    private Root published = Root.empty();

    @ParameterizedTest
    @EnumSource
    void tree_randomEdits_saysWhatASortedMapSays(Spread spread) {
        long[] indices = spread.indices(random).toArray();
        try {
            for (int step = 1; step <= STEPS; step++) {
                write(indices[random.nextInt(indices.length)], step);
                if (step % VALIDATE_EVERY == 0) {
                    writer.validate(published);
                }
                if (step % COMPARE_EVERY == 0) {
                    compare(indices);
                }
            }
            for (Long index : model.keySet().toArray(new Long[0])) {
                begin();
                remove(index);
                publish();
            }
            compare(indices);
            assertThat(published.isEmpty()).isTrue();
            assertThat(published.height).isEqualTo(1);
            writer.trim();
            assertThat(charged).as("charged for an empty tree").isZero();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "repeat with -Dtest=SparseTreeTest -Dxarray4j.seed=" + SEED + ": " + e, e);
        }
    }

    private void begin() {
        writer.begin(published);
    }

    private void publish() {
        Root next = writer.seal();
        published = next == null ? published : next;
        writer.finish();
    }

    private void write(long index, int step) {
        begin();
        // Some versions have several edits: what is their own they edit in place.
        for (int edits = random.nextInt(4) == 0 ? 6 : 1; edits > 0; edits--) {
            edit(index + (edits == 1 ? 0 : random.nextInt(3)), step);
        }
        if (random.nextInt(10) == 0) {
            int size = model.size();
            long other = index ^ 1L << random.nextInt(64);
            if (!model.containsKey(other)) {
                Ticket ticket = new Ticket();
                assertThat(writer.reserve(other, ticket)).isTrue();
                assertThat(writer.cancel(other, ticket)).isTrue();
            }
            assertThat(writer.root().size).isEqualTo(size);
        }
        publish();
    }

    private void edit(long index, int step) {
        Held held = model.get(index);
        int dice = random.nextInt(10);
        if (held == null || dice < 2) {
            Object value = "value " + step;
            assertThat(writer.store(index, value, false)).isSameAs(valueOf(held));
            model.put(index, new Held(value, held == null ? 0 : held.marks()));
        } else if (dice < 6) {
            int mark = random.nextInt(3);
            boolean on = random.nextInt(4) != 0;
            int marks = on ? held.marks() | 1 << mark : held.marks() & ~(1 << mark);
            assertThat(writer.mark(index, mark, on)).isEqualTo(marks != held.marks());
            model.put(index, new Held(held.value(), marks));
        } else if (dice < 9 && random.nextInt(STEPS) < step) {
            remove(index);
        }
    }

    private void remove(long index) {
        assertThat(writer.remove(index, true)).isSameAs(model.remove(index).value());
    }

    private static Object valueOf(Held held) {
        return held == null ? null : held.value();
    }

    private void compare(long[] indices) {
        assertThat(published.size).isEqualTo(model.size());
        for (Map.Entry<Long, Held> each : model.entrySet()) {
            look(each.getKey());
        }
        for (long index : indices) {
            look(index);
            look(index ^ 1L << random.nextInt(64));
        }
    }

    private void look(long index) {
        Held held = model.get(index);
        boolean right = Walk.get(published, index) == valueOf(held)
                && !Walk.isReserved(published, index)
                && Walk.order(published, index) == 0;
        for (int mark = 0; mark < 3; mark++) {
            right &= Walk.isMarked(published, index, mark)
                    == (held != null && (held.marks() >>> mark & 1) != 0);
        }
        if (!right) {
            Assertions.fail("index " + Long.toHexString(index) + ": " + held + ", not "
                    + Walk.get(published, index));
        }
    }
}
