package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Cyclic allocation through a cursor, alone and shared. */
class CyclicCursorTest {
    private static final Limit ONE_TO_FOUR = new Limit(1, 4);

    private final XArray<String> array = XArray.create(Flag.ALLOC);

    @Test
    void alloc_afterErase_takesTheFreedIndexLast() {
        CyclicCursor<String> cursor = array.cyclic(ONE_TO_FOUR);
        assertThat(cursor.alloc("a")).isEqualTo(1);
        assertThat(cursor.alloc("b")).isEqualTo(2);
        array.erase(1);
        assertThat(cursor.alloc("c")).isEqualTo(3);
        assertThat(cursor.tryAlloc("d")).isEqualTo(new CyclicResult(4, 5, false, false));
        assertThat(cursor.tryAlloc("e")).isEqualTo(new CyclicResult(1, 2, true, false));
        assertThat(cursor.tryAlloc("f")).isEqualTo(new CyclicResult(0, 2, false, true));
        assertThatThrownBy(() -> cursor.alloc("f"))
                .isInstanceOf(NoFreeIndexException.class)
                .hasMessageContaining("[1, 4]");
        assertThat(cursor).hasToString("CyclicCursor[[1, 4], next 2]");
    }

    @Test
    void tryReserve_atTheGreatestIndex_reportsTheWrapOnTheNextSuccess() {
        CyclicCursor<String> cursor = array.cyclic(new Limit(-2L, -1L));
        Reservation<String> first = cursor.tryReserve();
        Reservation<String> second = cursor.tryReserve();
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(second.index()).isEqualTo(-1L);
        assertThat(cursor.next()).isZero();
        assertThat(cursor.tryReserve()).isNull();
        first.close();
        assertThat(cursor.tryAlloc("a")).isEqualTo(new CyclicResult(-2L, -1L, true, false));
    }

    @Test
    void reserveCyclic_leavesAReservedIndexThatAnybodyFills() {
        CyclicResult result = array.reserveCyclic(ONE_TO_FOUR, 3);
        assertThat(result).isEqualTo(new CyclicResult(3, 4, false, false));
        assertThat(array.isReserved(3)).isTrue();
        assertThat(array.insert(3, "refused")).isFalse();
        array.set(3, "filled");
        assertThat(array.get(3)).isEqualTo("filled");
        assertThat(array.unreserve(3)).isFalse();
    }

    @Test
    void rollback_keepsThePosition() {
        CyclicCursor<String> cursor;
        try (Transaction<String> transaction = array.begin()) {
            cursor = transaction.cyclic(ONE_TO_FOUR);
            assertThat(cursor.alloc("a")).isEqualTo(1);
        }
        assertThat(array.isEmpty()).isTrue();
        assertThat(cursor.next()).isEqualTo(2);
        assertThatThrownBy(() -> cursor.alloc("b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutAnAllocatingFlag_isRefused() {
        XArray<String> plain = XArray.create();
        CyclicCursor<String> cursor = plain.cyclic(Limit.ALL);
        assertThatThrownBy(() -> cursor.alloc("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ALLOC");
        assertThatThrownBy(() -> plain.reserveCyclic(Limit.ALL, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sharedByThreads_handsOutEachIndexOnceATurn() throws Exception {
        int threads = 4;
        int each = 500;
        CyclicCursor<String> cursor = array.cyclic(new Limit(10, 9 + threads * each));
        Set<Long> indices = new ConcurrentSkipListSet<>();
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Thread> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread worker = new Thread(() -> {
                try {
                    start.await();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < each; i++) {
                    long index = cursor.alloc("v");
                    indices.add(index);
                    array.erase(index);
                }
            });
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        // Every allocation moved the position on, so none came twice although all were freed at
        // once.
        assertThat(indices).hasSize(threads * each);
        assertThat(new TreeSet<>(indices).first()).isEqualTo(10);
    }
}
