package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xarray4j.Asked;

/** A set of indices says of each whether it was added, as a list, as a tree, and when it ran out of memory between the two. */
class IndexSetTest {
    private static final long SEED = Asked.seed(System.nanoTime());

    private final int[] left = {Integer.MAX_VALUE};
    private final IndexSet set = new IndexSet(Charge.NONE, () -> {
        if (left[0]-- == 0) {
            throw new OutOfMemoryError("planted");
        }
    });
    private final FreeFinder finder = new FreeFinder();

    private boolean has(long index) {
        return !set.seekOther(finder, index, index);
    }

    @Test
    void add_randomRanges_hasThoseAndNoOthers() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            long base = random.nextBoolean() ? 0 : random.nextBoolean() ? -600 : random.nextLong();
            boolean[] members = new boolean[600];
            int adds = random.nextInt(30);
            for (int i = 0; i < adds; i++) {
                int first = random.nextInt(600);
                int last = Math.min(599, first + random.nextInt(random.nextBoolean() ? 1 : 70));
                // From small limits on it fails at ever other allocations; then it is tried again.
                for (left[0] = random.nextInt(6); ; left[0] = Integer.MAX_VALUE) {
                    try {
                        set.add(base + first, base + last);
                        break;
                    } catch (OutOfMemoryError planted) {
                        assertThat(left[0]).isNegative();
                    }
                }
                left[0] = Integer.MAX_VALUE;
                for (int at = first; at <= last; at++) {
                    members[at] = true;
                }
                assertThat(set.isEmpty()).isFalse();
            }
            for (int at = 0; at < 600; at++) {
                assertThat(has(base + at))
                        .as("index %d of round %d, seed %d", at, round, SEED)
                        .isEqualTo(members[at]);
            }
            int from = random.nextInt(600);
            int next = from;
            while (next < 600 && members[next]) {
                next++;
            }
            assertThat(set.seekOther(finder, base + from, base + 599)).isEqualTo(next < 600);
            if (next < 600) {
                assertThat(finder.index()).isEqualTo(base + next);
            }
            set.clear();
            assertThat(set.isEmpty()).isTrue();
            assertThat(has(base)).isFalse();
        }
    }

    @Test
    void add_neighboursInTurn_areOneRangeForEver() {
        for (long i = 0; i < 100_000; i++) {
            left[0] = 0; // the list needs nothing
            set.add(i, i);
        }
        left[0] = Integer.MAX_VALUE;
        assertThat(set.seekOther(finder, 0, -1L)).isTrue();
        assertThat(finder.index()).isEqualTo(100_000);
    }

    @Test
    void add_all_nothingElseIsThere() {
        set.add(0, -1L);
        set.add(0, 0);
        assertThat(has(-1L)).isTrue();
        assertThat(set.seekOther(finder, 0, -1L)).isFalse();
        for (long i = 0; i < 20; i++) {
            set.add(2 * i, 2 * i);
        }
        assertThat(set.seekOther(finder, 0, -1L)).isFalse();
    }

    @Test
    void add_outOfMemoryAtTheFirstTree_listIsKept() {
        for (long i = 0; i < 8; i++) {
            set.add(10 * i, 10 * i);
        }
        left[0] = 0;
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> set.add(1000, 1000));
        left[0] = Integer.MAX_VALUE;
        for (long i = 0; i < 8; i++) {
            assertThat(has(10 * i)).isTrue();
        }
        assertThat(has(1000)).isFalse();
        set.add(1000, 1000);
        assertThat(has(1000)).isTrue();
        assertThat(has(70)).isTrue();
    }

    /** What only an error of the virtual machine does: an edit that was begun and not ended. */
    @Test
    void add_brokenOffHalfWay_everythingIsAMember() {
        for (long i = 0; i < 8; i++) {
            set.add(10 * i, 10 * i);
        }
        set.tree.draft.startEdit();
        left[0] = 0;
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> set.add(1000, 1000));
        left[0] = Integer.MAX_VALUE;
        assertThat(set.isEmpty()).isFalse();
        assertThat(set.seekOther(finder, 0, -1L)).isFalse();
        set.add(5, 5);
        assertThat(has(12_345)).isTrue();
        set.clear();
        assertThat(set.isEmpty()).isTrue();
        assertThat(has(10)).isFalse();
        set.add(10, 10);
        assertThat(has(10)).isTrue();
    }

    @Test
    void trim_afterAFailedAddition_letsGoOfWhatWasPrepared() {
        long[] charged = {0};
        Charge counting = new Charge() {
            @Override
            public void charge(long bytes) {
                charged[0] += bytes;
            }

            @Override
            public void refund(long bytes) {
                charged[0] -= bytes;
            }
        };
        boolean kept = false;
        for (int most = 0; most < 12; most++) {
            IndexSet counted = new IndexSet(counting, () -> {
                if (left[0]-- == 0) {
                    throw new OutOfMemoryError("planted");
                }
            });
            left[0] = Integer.MAX_VALUE;
            for (long i = 0; i < 20; i++) {
                counted.add(97 * i, 97 * i);
            }
            long before = charged[0];
            left[0] = most;
            try {
                counted.add(1L << 40, 1L << 41);
                counted.clear();
            } catch (OutOfMemoryError planted) {
                kept |= charged[0] > before;
                counted.trim();
                assertThat(charged[0]).isEqualTo(before);
                assertThat(counted.seekOther(finder, 97, 97)).isFalse();
                assertThat(counted.seekOther(finder, 98, 98)).isTrue();
                counted.clear();
            }
            assertThat(charged[0]).isZero();
        }
        assertThat(kept).as("something was prepared and not needed").isTrue();
    }
}
