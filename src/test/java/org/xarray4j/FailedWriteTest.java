package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xarray4j.internal.tree.AllocationProbe;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.Validator;

/**
 * A write that runs out of memory, at whichever of its allocations, changes nothing: not the array, not the transaction
 * that it runs in, and not what the same write does the next time. Guarantee J.
 */
class FailedWriteTest {
    private static final long SEED = Asked.seed(42);

    /** What the nodes of an array are charged with, each. */
    private static final long NODE_BYTES = 352;

    /** A write, and what it answers. */
    private interface Write {
        Object apply(XArrayEditor<String> editor);
    }

    /** Throws at the allocation that it was told to, and counts those before. */
    private static final class FailingProbe implements AllocationProbe {
        private int left = Integer.MAX_VALUE;
        private boolean thrown;

        void failAt(int allocation) {
            left = allocation;
            thrown = false;
        }

        void rest() {
            left = Integer.MAX_VALUE;
        }

        @Override
        public void beforeAllocation() {
            if (left-- == 0) {
                thrown = true;
                throw new OutOfMemoryError("planted");
            }
        }
    }

    private static Map<String, Write> writes() {
        Map<String, Write> writes = new LinkedHashMap<>();
        for (long index : new long[] {0, 7, 70, 300, 4096, 5000, 1L << 40, -1L}) {
            String at = Long.toUnsignedString(index);
            writes.put("getAndSet " + at, e -> String.valueOf(e.getAndSet(index, "new")));
            writes.put("insert " + at, e -> e.insert(index, "new"));
            writes.put("remove " + at, e -> String.valueOf(e.remove(index)));
            writes.put("vacate " + at, e -> String.valueOf(e.vacate(index)));
            writes.put(
                    "compareAndSet " + at,
                    e -> e.compareAndSet(index, e.contains(index) ? null : "x", "new"));
            writes.put(
                    "compute " + at,
                    e -> String.valueOf(e.compute(index, (i, old) -> old == null ? "new" : null)));
            writes.put("setMark " + at, e -> e.setMark(index, Mark.MARK_1));
            writes.put("reserveAt " + at, e -> e.reserveAt(index) != null);
            writes.put("unreserve " + at, e -> e.unreserve(index));
        }
        for (long[] range : new long[][] {
            {0, -1L}, {1, -2L}, {5, 68}, {64, 127}, {3, 3}, {100, 5000}, {4097, 1L << 41}
        }) {
            String at = Long.toUnsignedString(range[0]) + " to " + Long.toUnsignedString(range[1]);
            writes.put("setRange " + at, e -> {
                e.setRange(range[0], range[1], "wide");
                return "";
            });
            writes.put("eraseRange " + at, e -> {
                e.eraseRange(range[0], range[1]);
                return "";
            });
        }
        writes.put("alloc", e -> e.alloc("new"));
        writes.put("allocCyclic", e -> e.allocCyclic("new", Limit.ALL, 1L << 20));
        writes.put("reserve", e -> e.reserve(new Limit(1L << 30, -1L)).index());
        writes.put("clear", e -> {
            e.clear();
            return "";
        });
        cursorWrites(writes);
        return writes;
    }

    private static void cursorWrites(Map<String, Write> writes) {
        for (long[] block : new long[][] {
            {0, 0},
            {70, 0},
            {70, 3},
            {64, 6},
            {2048, 11},
            {2050, 4},
            {0, 12},
            {4200, 2},
            {5000, 0},
            {4096, 9},
            {1L << 40, 20},
            {-1L, 63},
            {0, 64}
        }) {
            int span = (int) block[1];
            String at = Long.toUnsignedString(block[0]) + ", order " + span;
            Function<WritingCursor<String>, WritingCursor<String>> moved =
                    cursor -> cursor.moveTo(block[0], span);
            writes.put("cursor set " + at, through(c -> {
                moved.apply(c).set("new");
                return "";
            }));
            writes.put("cursor erase " + at, through(c -> moved.apply(c).erase()));
            writes.put("cursor split " + at, through(c -> moved.apply(c).split()));
            writes.put("cursor splitOff " + at, through(c -> moved.apply(c).splitOff()));
            writes.put("cursor clearMarks " + at, through(c -> moved.apply(c).clearMarks()));
        }
    }

    /** A write through a cursor; one of the array itself by way of a session, since a releaser allows no other. */
    private static Write through(Function<WritingCursor<String>, Object> write) {
        return editor -> {
            if (editor instanceof XArray<String> array) {
                try (LockedXArray<String> session = array.lock()) {
                    return write.apply(session.cursor());
                }
            }
            return write.apply(editor.cursor());
        };
    }

    private static XArray<String> filled(
            FailingProbe probe, NodeAccount account, int shape, boolean releasing) {
        XArrayBuilder<String> builder = XArray.<String>builder()
                .flags(Flag.ALLOC)
                .account(account)
                .probe(probe)
                .name("array");
        XArray<String> array = (releasing ? builder.releaser(v -> {}) : builder).build();
        Random random = new Random(SEED + shape);
        if (shape >= 4) {
            fillSparsely(array, shape);
            return array;
        }
        if (shape >= 1) {
            array.set(0, "zero");
        }
        if (shape >= 2) {
            for (int i = 0; i < 40; i++) {
                array.set(random.nextInt(6000), "v" + i);
            }
            array.reserveAt(7);
            array.setMark(70, Mark.MARK_1);
        }
        if (shape >= 3) {
            array.setRange(60, 5005, "range");
            array.set(1L << 40, "far");
            array.vacate(4200);
            array.reserveAt(-1L);
        }
        return array;
    }

    /** Fills a bucket to the brim, around the far index that is written, or a leaf to which a skip leads. */
    private static void fillSparsely(XArray<String> array, int shape) {
        array.set(300, "one leaf");
        for (int i = 1; i <= 64; i++) {
            array.set((1L << 40) + (shape == 4 ? 97L * i : i % 20), "v" + i);
        }
        array.setMark((1L << 40) + (shape == 4 ? 97 : 1), Mark.MARK_2);
        array.set(5000, "in a bucket");
        for (Mark mark : Mark.values()) {
            array.setMark(5000, mark);
        }
        if (shape == 5) {
            array.set(5001, "in a bucket, too");
            array.set(-1L, "the last");
        }
    }

    private static List<String> dump(XArrayView<String> view) {
        List<String> dump = new ArrayList<>();
        dump.add("size " + view.size() + " empty " + view.isEmpty());
        for (Entry<String> entry : view) {
            dump.add(entry.first() + "/" + entry.order() + "=" + entry.value()
                    + marks(view, entry.last()));
        }
        for (long index : new long[] {0, 7, 70, 300, 4096, 4200, 5000, 1L << 40, -1L}) {
            dump.add(index + " reserved " + view.isReserved(index) + " order " + view.order(index)
                    + marks(view, index));
        }
        dump.add("free " + view.findFree(0, -1L) + " " + view.findFreeBefore(-1L, 0));
        return dump;
    }

    private static String marks(XArrayView<String> view, long index) {
        StringBuilder marks = new StringBuilder(" ");
        for (Mark mark : Mark.values()) {
            marks.append(view.isMarked(index, mark) ? 'x' : '-');
        }
        return marks.toString();
    }

    private static List<String> dumpLocked(XArray<String> array) {
        try (LockedXArray<String> session = array.lock()) {
            return dump(session);
        }
    }

    @TestFactory
    Stream<DynamicTest> write_outOfMemoryAtEachAllocation_changesNothing() {
        return tests(FailedWriteTest::isNewValue, (array, probe, account, write) -> {
            List<String> before = dumpLocked(array);
            Root root = array.publishedRoot();
            array.trim();
            long charged = account.used();
            int failures = 0;
            while (fails(probe, failures, () -> write.apply(array))) {
                assertThat(array.publishedRoot()).as("published root").isSameAs(root);
                assertThat(dumpLocked(array)).isEqualTo(before);
                array.trim();
                assertThat(account.used()).as("charged").isEqualTo(charged);
                failures++;
            }
            Validator.validate(array.publishedRoot());
            return failures;
        });
    }

    @TestFactory
    Stream<DynamicTest> writeInTransaction_outOfMemoryAtEachAllocation_keepsTheOthers() {
        return tests(name -> name.startsWith("setRange 1 "), (array, probe, account, write) -> {
            List<String> before = dumpLocked(array);
            int failures = 0;
            List<String> after;
            try (Transaction<String> transaction = array.begin()) {
                transaction.set(71, "mine");
                transaction.setRange(4000, 4099, "my range");
                transaction.eraseRange(20, 21);
                List<String> mine = dump(transaction);
                while (fails(probe, failures, () -> write.apply(transaction))) {
                    Validator.validate(transaction.root());
                    assertThat(dump(transaction)).isEqualTo(mine);
                    failures++;
                }
                after = dump(transaction);
                // Nor does one that fails later take back what has succeeded.
                assertThat(fails(
                                probe,
                                0,
                                () -> String.valueOf(transaction.getAndSet(1L << 62, "later"))))
                        .isTrue();
                assertThat(dump(transaction)).isEqualTo(after);
                Root published = array.publishedRoot();
                Validator.validate(published);
                if (failures % 2 == 0) {
                    transaction.commit();
                } else {
                    transaction.close();
                    after = before;
                    assertThat(array.publishedRoot()).isSameAs(published);
                }
            }
            assertThat(dumpLocked(array)).isEqualTo(after);
            Validator.validate(array.publishedRoot());
            array.trim();
            assertThat(account.used()).isEqualTo(array.publishedRoot().nodes() * NODE_BYTES);
            return failures;
        });
    }

    @Test
    void write_overTheAccountsLimit_changesNothing() {
        int refused = 0;
        for (Map.Entry<String, Write> write : writes().entrySet()) {
            NodeAccount account = tightest();
            XArray<String> array = filled(new FailingProbe(), account, 3, false);
            List<String> before = dumpLocked(array);
            array.trim();
            long charged = account.used();
            try {
                assertThat(write.getValue().apply(array)).isNotNull();
            } catch (AccountExceededException e) {
                refused++;
                assertThat(e).hasMessageContaining(String.valueOf(account.limit()));
                assertThat(dumpLocked(array)).as(write.getKey()).isEqualTo(before);
                array.trim();
                assertThat(account.used()).as(write.getKey()).isEqualTo(charged);
            }
            Validator.validate(array.publishedRoot());
            array.trim();
            assertThat(account.used()).isEqualTo(array.publishedRoot().nodes() * NODE_BYTES);
        }
        assertThat(refused).as("writes that were refused").isPositive();
    }

    /** Returns the smallest account with which the array can be filled. */
    private static NodeAccount tightest() {
        for (long nodes = 1; ; nodes++) {
            try {
                filled(new FailingProbe(), NodeAccount.limited(nodes * NODE_BYTES), 3, false);
                return NodeAccount.limited(nodes * NODE_BYTES);
            } catch (AccountExceededException e) {
                assertThat(nodes).isLessThan(1000);
            }
        }
    }

    private interface Check {
        int run(XArray<String> array, FailingProbe probe, NodeAccount account, Write write)
                throws Exception;
    }

    private static Stream<DynamicTest> tests(Predicate<String> needsMemory, Check check) {
        return writes().entrySet().stream()
                .map(write -> DynamicTest.dynamicTest(write.getKey(), () -> {
                    int failures = 0;
                    for (int shape = 0; shape <= 5; shape++) {
                        for (boolean releasing : new boolean[] {false, true}) {
                            if (releasing && write.getKey().startsWith("compute")) {
                                continue; // refused on the array itself
                            }
                            FailingProbe probe = new FailingProbe();
                            NodeAccount account = NodeAccount.unlimited();
                            failures += check.run(
                                    filled(probe, account, shape, releasing),
                                    probe,
                                    account,
                                    write.getValue());
                        }
                    }
                    assertThat(failures)
                            .as("allocations that were made to fail")
                            .isGreaterThan(needsMemory.test(write.getKey()) ? 0 : -1);
                }));
    }

    private static boolean isNewValue(String write) {
        return write.startsWith("getAndSet")
                || write.startsWith("setRange")
                || write.startsWith("alloc")
                || write.startsWith("reserve");
    }

    /** Runs a write whose allocation of that number fails; returns whether it came to that. */
    private static boolean fails(FailingProbe probe, int allocation, Supplier<Object> write) {
        probe.failAt(allocation);
        try {
            assertThat(write.get()).isNotNull();
            assertThat(probe.thrown).as("an OutOfMemoryError was swallowed").isFalse();
            return false;
        } catch (OutOfMemoryError e) {
            if (!e.getMessage().equals("planted")) {
                fail("a real one", e);
            }
            return true;
        } finally {
            probe.rest();
        }
    }
}
