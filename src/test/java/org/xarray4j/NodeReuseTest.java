package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.internal.tree.Validator;

/** Nodes that a write has replaced are used again, in bounds, and never under anybody who can still see them. */
class NodeReuseTest {
    private static final long NODE_BYTES = 352;

    /** What limbo and pool may hold: three batches, and what the pool keeps beside them. */
    private static final long MOST_KEPT = 96 + 3 * 11;

    private static final Object VALUE = new Object();
    private static final Object OTHER = new Object();

    private static XArray<Object> dense(int entries, NodeAccount account) {
        XArray<Object> array = XArray.builder().account(account).build();
        for (int i = 0; i < entries; i++) {
            array.set(i, VALUE);
        }
        return array;
    }

    private static long bytesOf(int times, LongConsumer write) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            write.accept(i);
        }
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < times; i++) {
            write.accept(i);
        }
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 1 << 10, 1 << 16})
    void steadyStateWrites_allocateNothing(int entries) {
        XArray<Object> array = dense(entries, NodeAccount.unlimited());
        int spread = 7919;
        // A handful of bytes is what a compilation in between may cost; one node would be 352 each
        // time.
        long slack = 10_000;
        int times = 10_000;

        assertThat(bytesOf(
                        times, i -> array.set(i * spread % entries, (i & 1) == 0 ? OTHER : VALUE)))
                .as("set")
                .isLessThan(slack);
        assertThat(bytesOf(
                        times,
                        i -> array.getAndSet(i * spread % entries, (i & 1) == 0 ? OTHER : VALUE)))
                .as("getAndSet")
                .isLessThan(slack);
        assertThat(bytesOf(times, i -> {
                    array.remove(i * spread % entries);
                    array.insert(i * spread % entries, VALUE);
                }))
                .as("remove and insert")
                .isLessThan(slack);
        assertThat(bytesOf(times, i -> {
                    array.setMark(i * spread % entries, Mark.MARK_2);
                    array.clearMark(i * spread % entries, Mark.MARK_2);
                }))
                .as("setMark and clearMark")
                .isLessThan(slack);
        Validator.validate(array.publishedRoot());
    }

    /** No node is replaced by which it would be noticed that there are old versions: their roots come back all the same. */
    @Test
    void versionsThatReplaceNoNode_reuseTheirRoots() {
        XArray<Object> array = XArray.create();
        for (long i = 0; i < 8; i++) {
            array.set(i << 20, VALUE);
        }
        long before = array.publishedRoot().version();
        for (int i = 0; i < 1_000; i++) {
            array.eraseRange((1 << 20) + 1, (1 << 20) + 100); // nothing is there
        }
        assertThat(array.publishedRoot().version()).isGreaterThanOrEqualTo(before + 1_000);
        assertThat(array.size()).isEqualTo(8);
        Internals.validate(array);
    }

    @Test
    void growingAndShrinking_reusesNodes_staysValid() {
        XArray<Object> array = dense(3, NodeAccount.unlimited());
        for (int i = 0; i < 2_000; i++) {
            long far = 1L << (i % 64);
            array.set(far, VALUE);
            Validator.validate(array.publishedRoot());
            assertThat(array.get(far)).isSameAs(VALUE);
            array.set(0, OTHER);
            if (far > 2 || far < 0) {
                array.erase(far);
            }
            Validator.validate(array.publishedRoot());
            assertThat(array.get(0)).isSameAs(OTHER);
        }
    }

    @Test
    void snapshot_whileNodesAreUsedAgain_neverChanges() {
        XArray<Object> array = XArray.create();
        List<Snapshot<Object>> snapshots = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < 50; i++) {
                array.set((i * 131L) % 500, round);
            }
            array.set(1000, round);
            snapshots.add(array.snapshot());
        }
        for (int round = 0; round < snapshots.size(); round++) {
            Snapshot<Object> snapshot = snapshots.get(round);
            assertThat(snapshot.get(1000)).isEqualTo(round);
            int expected = round;
            snapshot.forEach((index, value) -> assertThat(value).isEqualTo(expected));
            assertThat(snapshot.size()).isEqualTo(51);
        }
    }

    @Test
    void stalledReader_underABusyWriter_costsABoundedNumberOfNodes() throws InterruptedException {
        NodeAccount account = NodeAccount.unlimited();
        XArray<Object> array = dense(5_000, account);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<Object> seen = new ArrayList<>();
        Thread reader = new Thread(() -> array.forEach((index, value) -> {
            if (index == 0) {
                inside.countDown();
                awaitUninterruptibly(leave);
            }
            seen.add(value);
        }));
        reader.start();
        inside.await();
        for (int i = 0; i < 100_000; i++) {
            array.set(i % 5_000, OTHER);
            array.set(i % 5_000, VALUE);
            assertThat(account.used())
                    .isLessThanOrEqualTo((array.publishedRoot().nodes() + MOST_KEPT) * NODE_BYTES);
        }
        array.setRange(0, 9_999, OTHER);
        leave.countDown();
        reader.join();
        assertThat(seen).hasSize(5_000).containsOnly(VALUE);
    }

    @Test
    void forEachOfASession_whoseActionWrites_meetsItsOwnVersion() {
        XArray<Object> array = dense(500, NodeAccount.unlimited());
        try (LockedXArray<Object> session = array.lock()) {
            session.forEach((index, value) -> {
                assertThat(value).isSameAs(VALUE);
                for (int i = 0; i < 20; i++) {
                    session.set((index + i) % 500, new Object());
                }
            });
        }
        Validator.validate(array.publishedRoot());
    }

    @Test
    void erasedValue_afterTrim_isNotKeptAlive() {
        XArray<Object> array = dense(500, NodeAccount.unlimited());
        WeakReference<Object> erased = new WeakReference<>(replaceBy(array, 77));
        array.erase(77);
        array.trim();
        assertThat(isCollected(erased)).isTrue();
        assertThat(array.size()).isEqualTo(499);
    }

    @Test
    void erasedValue_afterFurtherWrites_isNotKeptAlive() {
        XArray<Object> array = dense(500, NodeAccount.unlimited());
        WeakReference<Object> erased = new WeakReference<>(replaceBy(array, 77));
        array.erase(77);
        for (int i = 0; i < 200; i++) {
            array.set(i % 70, i % 2 == 0 ? OTHER : VALUE);
        }
        assertThat(isCollected(erased)).isTrue();
        assertThat(array.size()).isEqualTo(499);
    }

    /** Stores a value of its own and answers it, so that no caller's frame keeps it. */
    private static Object replaceBy(XArray<Object> array, long index) {
        Object value = new Object();
        array.set(index, value);
        return value;
    }

    /** Asks for collections until a reference is cleared, up to ten seconds. */
    private static boolean isCollected(WeakReference<Object> reference) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (reference.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }
        return reference.get() == null;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
