package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xarray4j.internal.tree.AllocationProbe;

/** Ids without values: the least that is free, once each, in all 64 bits. */
class IdAllocatorTest {
    private final IdAllocator ids = IdAllocator.builder().name("subject").build();

    @AfterEach
    void validate() {
        Internals.validate(ids);
    }

    private static List<Long> all(IdView view) {
        List<Long> all = new ArrayList<>();
        view.forEach(all::add);
        return all;
    }

    @Test
    void alloc_fromNothing_countsUp() {
        for (long i = 0; i < 3000; i++) {
            assertThat(ids.alloc()).isEqualTo(i);
        }
        assertThat(ids.size()).isEqualTo(3000);
        assertThat(ids.exists(2999)).isTrue();
        assertThat(ids.exists(3000)).isFalse();
    }

    @Test
    void alloc_afterFree_takesTheLeastFirst() {
        for (int i = 0; i < 5000; i++) {
            ids.alloc();
        }
        ids.free(4096);
        ids.free(1023);
        ids.free(1024);
        ids.free(63);
        assertThat(ids.alloc()).isEqualTo(63);
        assertThat(ids.alloc(new Limit(1024, -1L))).isEqualTo(1024);
        assertThat(ids.alloc()).isEqualTo(1023);
        assertThat(ids.alloc()).isEqualTo(4096);
        assertThat(ids.alloc()).isEqualTo(5000);
    }

    @Test
    void alloc_boundaries_allBelong() {
        for (long id : Boundaries.indices()) {
            assertThat(ids.alloc(new Limit(id, id))).isEqualTo(id);
            assertThat(ids.tryAlloc(new Limit(id, id))).isEmpty();
        }
        assertThat(all(ids))
                .containsExactlyElementsOf(Boundaries.stream().boxed().toList());
        assertThat(ids.first()).hasValue(0);
        assertThat(ids.findFirst(2, -1L)).hasValue(63);
        assertThat(ids.findFirst(-2L, -1L)).hasValue(-1L);
        assertThat(ids.findFirst(-1L, -1L)).hasValue(-1L);
        assertThat(ids.findFirst(Long.MAX_VALUE, Long.MIN_VALUE)).hasValue(Long.MAX_VALUE);
        assertThat(ids.findFirst(65, 4094)).isEmpty();
        assertThat(ids.findFirst(1, 0)).isEmpty();
        for (long id : Boundaries.indices()) {
            assertThat(ids.exists(id)).isTrue();
            ids.free(id);
            assertThat(ids.exists(id)).isFalse();
        }
        assertThat(ids.isEmpty()).isTrue();
        assertThat(ids.chunks().isEmpty()).isTrue();
    }

    @Test
    void alloc_lastIds_worksUpToTheGreatest() {
        Limit last = new Limit(-3L, -1L);
        assertThat(ids.alloc(last)).isEqualTo(-3);
        assertThat(ids.alloc(last)).isEqualTo(-2);
        assertThat(ids.alloc(last)).isEqualTo(-1);
        assertThat(ids.tryAlloc(last)).isEmpty();
        assertThat(ids.alloc()).isZero();
    }

    @Test
    void alloc_noneFree_namesTheLimit() {
        Limit two = new Limit(7, 8);
        ids.alloc(two);
        ids.alloc(two);
        assertThatExceptionOfType(NoFreeIndexException.class)
                .isThrownBy(() -> ids.alloc(two))
                .withMessage("subject: no free index in [7, 8]")
                .satisfies(refusal -> assertThat(refusal.limit()).isEqualTo(two));
        assertThat(ids.tryAlloc(new Limit(8, 7))).isEmpty();
        assertThat(ids.size()).isEqualTo(2);
    }

    @Test
    void free_notAllocated_isRefusedByName() {
        ids.alloc();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ids.free(-2L))
                .withMessage(
                        "subject: id 18446744073709551614 is not allocated, so it cannot be freed");
        assertThat(ids.tryFree(1)).isFalse();
        assertThat(ids.tryFree(0)).isTrue();
        assertThat(ids.tryFree(0)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ids.free(0));
        assertThat(ids.isEmpty()).isTrue();
    }

    @Test
    void nulls_areRefused() {
        assertThatNullPointerException().isThrownBy(() -> ids.alloc(null));
        assertThatNullPointerException().isThrownBy(() -> ids.tryAlloc(null));
        assertThatNullPointerException().isThrownBy(() -> ids.cyclic(null));
        assertThatNullPointerException().isThrownBy(() -> ids.forEach(null));
        assertThatNullPointerException().isThrownBy(() -> IdAllocator.builder().name(null));
        assertThatNullPointerException()
                .isThrownBy(() -> IdAllocator.builder().reuseIdsAfterGracePeriod(null));
        assertThat(ids.isEmpty()).isTrue();
    }

    @Test
    void clear_everything_beginsAgainAtZero() {
        for (int i = 0; i < 4000; i++) {
            ids.alloc();
        }
        ids.clear();
        assertThat(ids.isEmpty()).isTrue();
        assertThat(ids.size()).isZero();
        assertThat(ids.first()).isEmpty();
        assertThat(ids.alloc()).isZero();
    }

    @Test
    void forEach_actionAllocatesAndFrees_meetsWhatWasThere() {
        for (int i = 0; i < 2000; i++) {
            ids.alloc();
        }
        List<Long> met = new ArrayList<>();
        ids.forEach(1000, 1999, id -> {
            met.add(id);
            ids.free(id);
            ids.alloc(new Limit(5000, -1L));
        });
        assertThat(met).hasSize(1000).startsWith(1000L, 1001L).endsWith(1999L);
        assertThat(ids.size()).isEqualTo(2000);
        assertThat(ids.exists(1000)).isFalse();
    }

    @Test
    void forEach_oneIdOrNone_meetsIt() {
        ids.alloc(new Limit(7, 7));
        List<Long> met = new ArrayList<>();
        ids.forEach(7, 7, met::add);
        ids.forEach(8, 8, met::add);
        ids.forEach(8, 7, met::add);
        assertThat(met).containsExactly(7L);
    }

    @Test
    void snapshot_laterChanges_doNotShow() {
        ids.alloc();
        ids.alloc();
        IdSnapshot then = ids.snapshot();
        ids.free(0);
        ids.alloc(new Limit(70, 70));
        assertThat(all(then)).containsExactly(0L, 1L);
        assertThat(then.size()).isEqualTo(2);
        assertThat(then.exists(0)).isTrue();
        assertThat(then.exists(70)).isFalse();
        assertThat(then.findFirst(1, -1L)).hasValue(1);
        assertThat(then.isEmpty()).isFalse();
        assertThat(then).hasToString("IdSnapshot[2 ids]");
        assertThat(ids).hasToString("subject[2 ids]");
        assertThat(ids.name()).isEqualTo("subject");
        assertThat(IdAllocator.create().name()).startsWith("IdAllocator-");
    }

    // ---------------------------------------------------------------- in a circle

    @Test
    void cyclic_freedId_comesLast() {
        IdCursor cursor = ids.cyclic(new Limit(1, 4));
        assertThat(cursor.alloc()).isEqualTo(1);
        assertThat(cursor.alloc()).isEqualTo(2);
        ids.free(1);
        assertThat(cursor.alloc()).isEqualTo(3);
        assertThat(cursor.tryAlloc()).isEqualTo(new CyclicResult(4, 5, false, false));
        assertThat(cursor.tryAlloc()).isEqualTo(new CyclicResult(1, 2, true, false));
        assertThat(cursor.tryAlloc()).isEqualTo(new CyclicResult(0, 2, false, true));
        assertThatExceptionOfType(NoFreeIndexException.class)
                .isThrownBy(cursor::alloc)
                .withMessageContaining("[1, 4]");
        assertThat(cursor).hasToString("IdCursor[[1, 4], next 2]");
    }

    @Test
    void cyclic_greatestId_reportsTheWrapOnTheNextSuccess() {
        IdCursor cursor = ids.cyclic(new Limit(-1L, -1L));
        assertThat(cursor.tryAlloc()).isEqualTo(new CyclicResult(-1L, 0, false, false));
        assertThat(cursor.tryAlloc().full()).isTrue();
        ids.free(-1L);
        assertThat(cursor.tryAlloc()).isEqualTo(new CyclicResult(-1L, 0, true, false));
    }

    @Test
    void cyclic_sharedByThreads_handsOutEachIdOnceATurn() {
        int each = 2000;
        int threads = 4;
        IdCursor cursor = ids.cyclic(new Limit(10, 9 + (long) threads * each));
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        List<OtherThread<Boolean>> others = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            others.add(OtherThread.start(() -> {
                for (int i = 0; i < each; i++) {
                    long id = cursor.alloc();
                    assertThat(seen.add(id)).isTrue();
                    ids.free(id);
                }
                return true;
            }));
        }
        others.forEach(OtherThread::join);
        assertThat(seen).hasSize(threads * each);
        assertThat(ids.isEmpty()).isTrue();
    }

    // ---------------------------------------------------------------- threads

    @Test
    void alloc_manyThreads_noIdTwice() {
        int each = 5000;
        Set<Long> held = ConcurrentHashMap.newKeySet();
        List<OtherThread<Boolean>> others = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            others.add(OtherThread.start(() -> {
                long[] mine = new long[64];
                for (int i = 0; i < each; i++) {
                    int at = i % mine.length;
                    if (i >= mine.length) {
                        assertThat(held.remove(mine[at])).isTrue();
                        ids.free(mine[at]);
                    }
                    mine[at] = ids.alloc();
                    assertThat(held.add(mine[at])).isTrue();
                }
                return true;
            }));
        }
        others.forEach(OtherThread::join);
        assertThat(new ArrayList<>(held)).containsExactlyInAnyOrderElementsOf(all(ids));
        // At most 4 * 64 were held at a time, and the least was taken each time.
        assertThat(ids.findFirst(4 * 64, -1L)).isEmpty();
    }

    @Test
    void reads_besideAWriter_areOfOneVersion() {
        // One id is allocated above before the other is freed below, and the other way round: so at
        // each moment one or both are there. The search begins in a chunk that is always there, and
        // mixing versions it could miss both.
        ids.alloc(new Limit(3, 3));
        ids.alloc(new Limit(5, 5));
        Race.run(
                round -> {
                    ids.alloc(new Limit(500_000, 500_000));
                    ids.free(5);
                    ids.alloc(new Limit(5, 5));
                    ids.free(500_000);
                },
                random -> {
                    assertThat(ids.findFirst(4, -1L)).isPresent();
                    assertThat(ids.isEmpty()).isFalse();
                    assertThat(ids.size()).isBetween(2L, 3L);
                    assertThat(all(ids)).hasSizeBetween(2, 3);
                });
    }

    @Test
    void readsOfOneId_manyCalls_allocateNothing() {
        IdMap<String> map = IdMap.create();
        for (int i = 0; i < 5000; i++) {
            ids.alloc();
            map.alloc(i % 2 == 0 ? null : "value");
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        threads.setThreadAllocatedMemoryEnabled(true);
        long fewest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20 && fewest > 0; attempt++) {
            int found = 0;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (long id = 0; id < 20_000; id++) {
                found += ids.exists(id) && map.exists(id) && map.get(id) != null ? 1 : 0;
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(found).isEqualTo(2500);
        }
        assertThat(fewest).isZero();
    }

    // ---------------------------------------------------------------- failure

    @Test
    void outOfMemory_atEachAllocation_changesNothing() {
        int[] left = {Integer.MAX_VALUE};
        boolean[] thrown = {false};
        AllocationProbe probe = () -> {
            if (left[0]-- == 0) {
                thrown[0] = true;
                throw new OutOfMemoryError("planted");
            }
        };
        int failures = 0;
        for (long size : new long[] {0, 1, 1023, 1024, 70_000}) {
            for (int allocation = 0; ; allocation++) {
                IdAllocator subject = IdAllocator.builder().probe(probe).build();
                left[0] = Integer.MAX_VALUE;
                for (long i = 0; i < size; i++) {
                    subject.alloc();
                }
                subject.tryFree(700);
                long expected = size > 700 ? 700 : size;
                List<Long> before = all(subject);
                left[0] = allocation;
                thrown[0] = false;
                try {
                    subject.alloc();
                } catch (OutOfMemoryError planted) {
                    failures++;
                }
                left[0] = Integer.MAX_VALUE;
                if (!thrown[0]) {
                    break;
                }
                assertThat(all(subject)).isEqualTo(before);
                Internals.validate(subject);
                assertThat(subject.alloc()).isEqualTo(expected);
                subject.free(expected);
                assertThat(all(subject)).isEqualTo(before);
            }
        }
        assertThat(failures).isGreaterThan(5);
    }
}
