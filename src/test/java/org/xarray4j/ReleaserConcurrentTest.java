package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** However many threads write, each value that was stored is released or handed out, once. Guarantee H. */
class ReleaserConcurrentTest {
    private static final int THREADS = 4;
    private static final int STEPS = 4000;
    private static final int INDICES = 200;

    /** A value that counts how often it came back. */
    private static final class Owned {
        final AtomicInteger back = new AtomicInteger();
    }

    @Test
    void manyThreads_allKindsOfWrites_everyValueComesBackOnce() {
        XArray<Owned> array = XArray.<Owned>builder()
                .flags(Flag.ALLOC)
                .releaser(value -> value.back.incrementAndGet())
                .build();
        List<OtherThread<List<Owned>>> others = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            others.add(OtherThread.start(() -> write(array, new Random(seed))));
        }
        List<Owned> stored = new ArrayList<>();
        others.forEach(other -> stored.addAll(other.join()));
        array.close();
        assertThat(stored).hasSizeGreaterThan(THREADS * STEPS / 2);
        assertThat(stored).allMatch(value -> value.back.get() == 1);
    }

    /** Returns all values that it stored. What it was handed out has come back. */
    private static List<Owned> write(XArray<Owned> array, Random random) {
        List<Owned> stored = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            long index = random.nextInt(INDICES);
            Owned value = new Owned();
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    array.set(index, value);
                    stored.add(value);
                }
                case 2 -> {
                    if (array.insert(index, value)) {
                        stored.add(value);
                    }
                }
                case 3 -> array.erase(index);
                case 4 -> {
                    // Above the others, where nothing is ever handed out.
                    array.setRange(INDICES + index, INDICES + index + random.nextInt(90), value);
                    stored.add(value);
                }
                case 5 -> {
                    Owned taken = array.remove(index);
                    if (taken != null) {
                        taken.back.incrementAndGet();
                    }
                }
                default -> transact(array, index, value, random.nextBoolean(), stored);
            }
        }
        return stored;
    }

    private static void transact(
            XArray<Owned> array, long index, Owned value, boolean commits, List<Owned> stored) {
        Transaction<Owned> transaction = array.begin();
        try (transaction) {
            transaction.eraseRange(INDICES + index, INDICES + index + 20);
            transaction.set(index, value);
            if (commits) {
                transaction.commit();
                stored.add(value);
            }
        }
        if (!commits) {
            assertThat(transaction.rolledBack()).containsExactly(value);
            assertThat(value.back).hasValue(0);
        }
    }
}
