package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;
import org.xarray4j.internal.tree.AllocationProbe;

/** Objects by id: what the kernel's IDR does, in 64 bits. */
class IdMapTest {
    private final IdMap<String> map = IdMap.<String>builder().name("subject").build();

    @AfterEach
    void validate() {
        Internals.validate(map);
    }

    @Test
    void alloc_leastFirst_findsAndRemoves() {
        assertThat(map.alloc("a")).isZero();
        assertThat(map.alloc("b")).isEqualTo(1);
        assertThat(map.alloc("c", new Limit(-1L, -1L))).isEqualTo(-1L);
        assertThat(map.get(1)).isEqualTo("b");
        assertThat(map.get(-1L)).isEqualTo("c");
        assertThat(map.remove(0)).isEqualTo("a");
        assertThat(map.remove(0)).isNull();
        assertThat(map.exists(0)).isFalse();
        assertThat(map.alloc("d")).isZero();
        assertThat(map.size()).isEqualTo(3);
        assertThat(map).hasToString("subject[3 ids]");
        assertThat(map.snapshot()).hasToString("IdMapSnapshot[3 ids]");
    }

    @Test
    void base_idsBelow_areNeverGiven() {
        IdMap<String> based = IdMap.<String>builder().base(5).build();
        assertThat(based.alloc("a")).isEqualTo(5);
        assertThat(based.alloc("b", new Limit(0, 10))).isEqualTo(6);
        assertThat(based.tryAlloc("c", new Limit(0, 4))).isEmpty();
        assertThat(based.tryAlloc("c", new Limit(0, 6))).isEmpty();
        assertThat(based.cursor()).isEqualTo(5);
        assertThat(based.allocCyclic("c", Limit.ALL)).isEqualTo(7);
        based.cursor(0);
        assertThat(based.tryAllocCyclic("d", new Limit(0, 8)).index()).isEqualTo(8);
    }

    @Test
    void nullValue_idIsTaken_findsNothing() {
        long id = map.alloc(null);
        assertThat(map.get(id)).isNull();
        assertThat(map.exists(id)).isTrue();
        assertThat(map.isEmpty()).isFalse();
        assertThat(map.size()).isOne();
        assertThat(map.alloc("next")).isEqualTo(id + 1);
        assertThat(map.next(0)).isEqualTo(new Entry<>(1, 1, 0, "next"));
        assertThat(map.findFirst(0, -1L)).hasValue(0);
        assertThat(map.replace(id, "value")).isNull();
        assertThat(map.replace(id, null)).isEqualTo("value");
        assertThat(map.exists(id)).isTrue();
        assertThat(map.remove(id)).isNull();
        assertThat(map.exists(id)).isFalse();
        assertThat(map.erase(1)).isTrue();
        assertThat(map.erase(1)).isFalse();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void replace_notAllocated_isRefusedByName() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> map.replace(-1L, "value"))
                .withMessage("subject: id 18446744073709551615 is not allocated, so its value"
                        + " cannot be replaced");
        assertThat(map.tryReplace(3, "value")).isFalse();
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void alloc_noneFree_changesNothing() {
        Limit one = new Limit(3, 3);
        map.alloc("a", one);
        assertThatExceptionOfType(NoFreeIndexException.class)
                .isThrownBy(() -> map.alloc("b", one))
                .withMessageContaining("subject: no free index in [3, 3]");
        assertThatExceptionOfType(NoFreeIndexException.class)
                .isThrownBy(() -> map.allocCyclic("b", one));
        assertThat(map.cursor()).isZero();
        assertThat(map.tryAlloc("b", new Limit(4, 3))).isEmpty();
        assertThat(map.get(3)).isEqualTo("a");
        assertThatNullPointerException().isThrownBy(() -> map.tryAlloc("b", null));
        assertThatNullPointerException().isThrownBy(() -> map.forEachWhile(0, 1, null));
        assertThatNullPointerException().isThrownBy(() -> map.forEach(null));
    }

    @Test
    void allocCyclic_position_goesRoundAndIsRemembered() {
        Limit limit = new Limit(1, 3);
        assertThat(map.allocCyclic("a", limit)).isEqualTo(1);
        assertThat(map.allocCyclic("b", limit)).isEqualTo(2);
        map.remove(1);
        assertThat(map.tryAllocCyclic("c", limit)).isEqualTo(new CyclicResult(3, 4, false, false));
        assertThat(map.tryAllocCyclic("d", limit)).isEqualTo(new CyclicResult(1, 2, true, false));
        assertThat(map.cursor()).isEqualTo(2);
        map.cursor(3);
        map.remove(3);
        assertThat(map.allocCyclic("e", limit)).isEqualTo(3);
        map.clear();
        assertThat(map.cursor()).isZero();
    }

    @Test
    void forEachWhile_actionSaysNo_stopsThere() {
        for (int i = 0; i < 100; i++) {
            map.alloc(i % 3 == 0 ? null : "v" + i);
        }
        List<Long> met = new ArrayList<>();
        assertThat(map.forEachWhile(10, -1L, (id, value) -> {
                    met.add(id);
                    return id < 14;
                }))
                .isFalse();
        assertThat(met).containsExactly(10L, 11L, 13L, 14L);
        assertThat(map.forEachWhile(0, -1L, (id, value) -> true)).isTrue();
        assertThat(map.forEachWhile(1, 0, (id, value) -> false)).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> map.forEachWhile(0, 9, (id, value) -> {
                    throw new IllegalStateException(value);
                }))
                .withMessage("v1");
        map.forEach((id, value) -> map.remove(id));
        assertThat(map.first()).isNull();
        assertThat(map.size()).isEqualTo(34);
    }

    @Test
    void forEachWhile_actionWrites_meetsTheVersionOfTheCall() {
        for (int i = 0; i < 3; i++) {
            map.alloc("v" + i, new Limit(i * 1000L, -1L));
        }
        List<String> met = new ArrayList<>();
        assertThat(map.forEachWhile(0, -1L, (id, value) -> {
                    if (met.isEmpty()) {
                        map.remove(1000);
                        map.alloc("new", new Limit(1500, 1500));
                        map.replace(2000, "other");
                    }
                    return met.add(value);
                }))
                .isTrue();
        assertThat(met).containsExactly("v0", "v1", "v2");
        assertThat(map.next(1)).isEqualTo(new Entry<>(1500, 1500, 0, "new"));
    }

    @Test
    void snapshot_laterChanges_doNotShow() {
        map.alloc("a");
        map.alloc(null);
        IdMapSnapshot<String> then = map.snapshot();
        map.clear();
        assertThat(then.get(0)).isEqualTo("a");
        assertThat(then.exists(1)).isTrue();
        assertThat(then.size()).isEqualTo(2);
        assertThat(then.first()).isEqualTo(new Entry<>(0, 0, 0, "a"));
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void removedId_readerPinned_comesOnlyAfterItsPin() {
        EpochDomain domain = EpochDomain.create("readers");
        IdMap<String> resting =
                IdMap.<String>builder().base(1).reuseIdsAfterGracePeriod(domain).build();
        Limit two = new Limit(1, 2);
        resting.alloc("a", two);
        Pin pin = domain.pin();
        assertThat(resting.remove(1)).isEqualTo("a");
        assertThat(resting.get(1)).isNull();
        assertThat(resting.exists(1)).isFalse();
        assertThat(resting.remove(1)).isNull();
        assertThat(resting.tryReplace(1, "stranger")).isFalse();
        assertThat(resting.isEmpty()).isTrue();
        assertThat(resting.size()).isZero();
        assertThat(resting.first()).isNull();
        assertThat(resting.alloc("b", two)).isEqualTo(2);
        assertThat(resting.tryAlloc("c", two)).isEmpty();
        assertThat(resting.tryAllocCyclic("c", two).full()).isTrue();
        assertThat(resting.reclaim()).isFalse();
        pin.close();
        assertThat(resting.alloc("c", two)).isEqualTo(1);
        assertThat(resting.reclaim()).isTrue();
        Pin again = domain.pin();
        resting.clear();
        assertThat(resting.isEmpty()).isTrue();
        assertThat(resting.tryAlloc("d", two)).isEmpty();
        again.close();
        assertThat(resting.tryAllocCyclic("d", two))
                .isEqualTo(new CyclicResult(1, 2, false, false));
    }

    @Test
    void writers_manyThreads_loseAndDoubleNothing() {
        EpochDomain domain = EpochDomain.create("readers");
        IdMap<Long> shared =
                IdMap.<Long>builder().reuseIdsAfterGracePeriod(domain).build();
        Set<Long> held = ConcurrentHashMap.newKeySet();
        AtomicLong values = new AtomicLong();
        List<OtherThread<Boolean>> others = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            others.add(OtherThread.start(() -> {
                for (int i = 0; i < 1500; i++) {
                    Long value = values.incrementAndGet();
                    long id = shared.alloc(value);
                    assertThat(held.add(id)).isTrue();
                    assertThat(shared.get(id)).isSameAs(value);
                    Long other = values.incrementAndGet();
                    assertThat(shared.replace(id, other)).isSameAs(value);
                    assertThat(held.remove(id)).isTrue();
                    assertThat(shared.remove(id)).isSameAs(other);
                }
                return true;
            }));
        }
        others.forEach(OtherThread::join);
        assertThat(shared.isEmpty()).isTrue();
        assertThat(shared.reclaim()).isTrue();
        assertThat(shared.values().isEmpty()).isTrue();
    }

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
        for (boolean freeing : new boolean[] {false, true}) {
            for (int allocation = 0; ; allocation++) {
                IdMap<String> subject = IdMap.<String>builder()
                        .probe(probe)
                        .reuseIdsAfterGracePeriod(EpochDomain.create("readers"))
                        .build();
                left[0] = Integer.MAX_VALUE;
                for (int i = 0; i < 64; i++) {
                    subject.alloc("v" + i);
                }
                left[0] = allocation;
                thrown[0] = false;
                try {
                    if (freeing) {
                        subject.remove(7);
                    } else {
                        subject.alloc("new");
                    }
                } catch (OutOfMemoryError planted) {
                    failures++;
                }
                left[0] = Integer.MAX_VALUE;
                if (!thrown[0]) {
                    break;
                }
                Internals.validate(subject);
                assertThat(subject.size()).isEqualTo(64);
                assertThat(subject.get(7)).isEqualTo("v7");
                assertThat(subject.reclaim()).isTrue();
                assertThat(subject.alloc("next")).isEqualTo(64);
            }
        }
        assertThat(failures).isGreaterThan(1);
    }
}
