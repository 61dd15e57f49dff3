package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.internal.tree.AllocationProbe;

/** A block whose nodes were made beforehand is filled without an allocation, whatever was there, and nobody sees them. */
class CreateRangeTest {
    private static final long SEED = Asked.seed(42);
    private static final long NODE_BYTES = 352;
    private static final int SHAPES = 6;

    /** Counts allocations, or lets one fail. */
    private static final class Counting implements AllocationProbe {
        private long count;
        private long failing = -1;

        @Override
        public void beforeAllocation() {
            if (count++ == failing) {
                throw new OutOfMemoryError("planted");
            }
        }

        void failAt(long allocation) {
            count = 0;
            failing = allocation;
        }
    }

    private final Counting probe = new Counting();
    private final NodeAccount account = NodeAccount.unlimited();

    private XArray<String> filled(int shape, long near, boolean reusing, boolean releasing) {
        XArrayBuilder<String> builder = XArray.<String>builder()
                .name("array")
                .account(account)
                .reuseNodes(reusing)
                .probe(probe);
        XArray<String> array = (releasing ? builder.releaser(v -> {}) : builder).build();
        Random random = new Random(SEED + shape);
        switch (shape) {
            case 0 -> {}
            case 1 -> array.set(0, "zero");
            case 2 -> array.set(near ^ 1L << 20, "far, in a bucket that covers the block");
            case 3 -> {
                for (int i = 0; i < 50; i++) {
                    array.set(near + random.nextInt(9000) - 4500, "in a bucket or not");
                }
            }
            case 4 -> {
                for (int i = 0; i < 20; i++) {
                    array.set((near ^ 1L << 13) + i, "in a leaf that a skip leads to");
                }
            }
            default -> {
                array.setRange(near & -16L, near | 15, "range");
                array.reserveAt(near ^ 64);
                array.setMark(near, Mark.MARK_1);
                array.set(-1L, "last");
            }
        }
        for (int i = 0; i < 100; i++) { // so that nodes wait and are used again
            array.set(near ^ 1L << 30, "busy " + i % 2);
        }
        return array;
    }

    @TestFactory
    Stream<DynamicTest> stores_afterCreateRange_allocateNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        for (long near : new long[] {0, 70, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1L}) {
            for (int order : new int[] {0, 1, 5, 6, 7, 11, 12, 13}) {
                tests.add(DynamicTest.dynamicTest(
                        Long.toUnsignedString(near) + ", order " + order, () -> {
                            for (int shape = 0; shape < SHAPES; shape++) {
                                fill(near, order, shape, true, false);
                                fill(near, order, shape, false, false);
                                fill(near, order, shape, true, true);
                            }
                        }));
            }
        }
        return tests.stream();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 13, 20, 37, 61})
    void stores_afterCreateRangeBeyondTheTree_allocateNothing(int shift) {
        long first = 1L << shift;
        for (int entries : new int[] {0, 1, 64, 100}) {
            for (int stores : new int[] {128, 1}) {
                XArray<String> array =
                        XArray.<String>builder().name("array").probe(probe).build();
                for (int i = 0; i < entries; i++) {
                    array.set(i, "near");
                }
                try (Transaction<String> transaction = array.begin()) {
                    transaction.cursor().moveTo(first, 7).createRange();
                    probe.failAt(-1);
                    for (long i = stores - 1L; i >= 0; i--) {
                        transaction.set(first + i, "far");
                    }
                    assertThat(probe.count).isZero();
                    array.validate();
                    probe.failAt(0);
                    assertThatExceptionOfType(OutOfMemoryError.class)
                            .isThrownBy(() -> transaction.set(-1L, "fails"));
                    probe.failAt(-1);
                    assertThat(transaction.size()).isEqualTo(entries + stores);
                    transaction.commit();
                }
                assertThat(array.get(first)).isEqualTo("far");
                assertThat(array.get(0)).isEqualTo(entries > 0 ? "near" : null);
                array.validate();
            }
        }
    }

    private void fill(long near, int order, int shape, boolean reusing, boolean releasing) {
        XArray<String> array = filled(shape, near, reusing, releasing);
        long first = near & -1L << order;
        TreeMap<Long, String> expected = new TreeMap<>(Long::compareUnsigned);
        List<String> before = entries(array);
        try (Transaction<String> transaction = array.begin()) {
            WritingCursor<String> cursor = transaction.cursor().moveTo(near, order);
            cursor.createRange();
            assertThat(cursor.index()).isEqualTo(first);
            assertThat(cursor.span()).isZero();
            assertThat(entries(transaction)).isEqualTo(before);
            array.validate();
            List<Long> indices = new ArrayList<>();
            for (long i = 0; i < 1L << order; i++) {
                if (!transaction.contains(first + i) && !transaction.isReserved(first + i)) {
                    indices.add(first + i);
                }
            }
            Collections.shuffle(indices, new Random(SEED));
            probe.failAt(-1);
            for (long index : indices) {
                if (indices.size() % 2 == 0) {
                    transaction.set(index, "filled");
                } else {
                    assertThat(transaction.insert(index, "filled")).isTrue();
                }
                expected.put(index, "filled");
            }
            assertThat(probe.count)
                    .as("allocations of " + indices.size() + " stores, shape " + shape)
                    .isZero();
            array.validate();
            expected.forEach(
                    (index, value) -> assertThat(transaction.get(index)).isEqualTo(value));
            assertThat(transaction.size()).isEqualTo(before.size() + indices.size());
            if (order % 2 == 0) {
                transaction.commit();
            }
        }
        try (LockedXArray<String> session = array.lock()) {
            assertThat(session.size())
                    .isEqualTo(before.size() + (order % 2 == 0 ? expected.size() : 0));
        }
        array.validate();
        array.trim();
        assertThat(account.used()).isEqualTo(array.publishedRoot().nodes() * NODE_BYTES);
        array.clear();
        array.trim();
        assertThat(account.used()).isZero();
    }

    private static List<String> entries(XArray<String> array) {
        try (LockedXArray<String> session = array.lock()) {
            return entries((XArrayView<String>) session);
        }
    }

    private static List<String> entries(XArrayView<String> view) {
        List<String> entries = new ArrayList<>();
        for (Entry<String> entry : view) {
            entries.add(entry + " " + entry.order() + view.isMarked(entry.first(), Mark.MARK_1));
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void createRange_outOfMemoryAtEachAllocation_changesNothing(int shape) {
        XArray<String> array = filled(shape, 1L << 40, true, false);
        try (Transaction<String> transaction = array.begin()) {
            transaction.set(3, "mine");
            List<String> before = entries(transaction);
            WritingCursor<String> cursor = transaction.cursor().moveTo(1L << 40, 8);
            int failures = 0;
            boolean failed = true;
            while (failed) {
                probe.failAt(failures);
                try {
                    cursor.createRange();
                    failed = false;
                } catch (OutOfMemoryError e) {
                    failures++;
                    assertThat(cursor.span()).isEqualTo(8);
                }
                probe.failAt(-1);
                assertThat(entries(transaction)).isEqualTo(before);
                array.validate();
            }
            assertThat(failures).isGreaterThan(4);
            transaction.commit();
        }
        array.trim();
        assertThat(account.used()).isEqualTo(array.publishedRoot().nodes() * NODE_BYTES);
    }

    /** What others take of the account in between is not what the block was promised. */
    @Test
    void createRange_accountFullAfterwards_blockIsFilled() {
        NodeAccount shared = NodeAccount.limited(60 * NODE_BYTES);
        XArray<String> array = XArray.<String>builder().account(shared).build();
        XArray<String> other = XArray.<String>builder().account(shared).build();
        try (Transaction<String> transaction = array.begin()) {
            WritingCursor<String> cursor = transaction.cursor().moveTo(0, 12);
            assertThatExceptionOfType(AccountExceededException.class)
                    .isThrownBy(cursor::createRange);
            assertThat(transaction.isEmpty()).isTrue();
            cursor.moveTo(0, 10).createRange();
            assertThatExceptionOfType(AccountExceededException.class).isThrownBy(() -> {
                for (int i = 0; i < 10_000; i++) {
                    other.set(64L * i, "greedy");
                }
            });
            for (int i = 0; i < 1 << 10; i++) {
                transaction.set(i, "filled");
            }
            transaction.commit();
        }
        assertThat(array.size()).isEqualTo(1 << 10);
    }

    @Test
    void createRange_notNeeded_givesEverythingBack() {
        XArray<String> array = filled(3, 5000, true, false);
        array.trim();
        long charged = account.used();
        try (Transaction<String> transaction = array.begin()) {
            transaction.cursor().moveTo(0, 16).createRange();
            assertThat(account.used()).isGreaterThan(charged + 1024 * NODE_BYTES);
            assertThat(transaction.findFree(0, -1L)).hasValue(0);
        }
        array.trim();
        assertThat(account.used()).isEqualTo(charged);
    }

    @Test
    void createRange_whereEachStoreIsPublished_refusedAndTellsWhy() {
        XArray<String> array = filled(1, 0, true, false);
        assertThatIllegalStateException()
                .isThrownBy(() -> array.cursor().createRange())
                .withMessageContaining("array")
                .withMessageContaining("transaction");
        try (LockedXArray<String> session = array.lock()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.cursor().createRange())
                    .withMessageContaining("transaction");
        }
    }

    @Test
    void createRange_moreThanRoomFor_namesIndexAndOrder() {
        XArray<String> array = filled(1, 0, true, false);
        try (Transaction<String> transaction = array.begin()) {
            WritingCursor<String> cursor = transaction.cursor().moveTo(-1L, 25);
            assertThatIllegalArgumentException()
                    .isThrownBy(cursor::createRange)
                    .withMessageContaining("2^25")
                    .withMessageContaining("18446744073675997184");
            assertThat(cursor.span()).isEqualTo(25);
        }
        XArray<String> closed = filled(1, 0, true, false);
        Transaction<String> ended = closed.begin();
        WritingCursor<String> cursor = ended.cursor();
        ended.commit();
        assertThatIllegalStateException().isThrownBy(cursor::createRange);
    }
}
