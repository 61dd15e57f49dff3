package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The array as a whole: its name, its kind, its end. */
class XArrayTest {
    @Test
    void create_withoutFlags_isEmptyAndPlain() {
        XArray<String> array = XArray.create();
        assertThat(array.isEmpty()).isTrue();
        assertThat(array.size()).isZero();
        assertThat(array).isEmpty();
        assertThat(array.flags()).isEmpty();
        assertThat(array.findFree(0, -1L)).hasValue(0);
        assertThat(Long.toUnsignedString(XArray.MAX_INDEX)).isEqualTo("18446744073709551615");
    }

    @Test
    void name_given_standsInMessages() {
        XArray<String> array = XArray.<String>builder().name("routes").build();
        array.set(1, "one");
        array.set(2, "two");
        assertThat(array.name()).isEqualTo("routes");
        assertThat(array).hasToString("routes[2 entries]");
        assertThat(array.snapshot()).hasToString("Snapshot[2 entries]");
        try (Guard<String> guard = array.getLocked(2)) {
            assertThat(guard).hasToString("Guard[index 2 of routes]");
        }
        try (LockedXArray<String> session = array.lock()) {
            assertThat(session).hasToString("LockedXArray[routes]");
        }
        try (Transaction<String> transaction = array.begin()) {
            assertThat(transaction).hasToString("Transaction[routes]");
        }
        assertThat(array.reserveAt(-1L))
                .hasToString("Reservation[index 18446744073709551615 of routes]");
    }

    @Test
    void name_notGiven_isAnotherForEachArray() {
        assertThat(XArray.create().name())
                .isNotBlank()
                .isNotEqualTo(XArray.create().name());
    }

    @Test
    void flags_ofArray_cannotBeChanged() {
        XArray<String> array = XArray.create(Flag.ALLOC);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> array.flags().add(Flag.ALLOC1));
        assertThat(array.flags()).containsExactly(Flag.ALLOC);
    }

    @Test
    void builder_usedAgain_buildsAnother() {
        XArrayBuilder<String> builder = XArray.<String>builder().flags(Flag.ALLOC);
        XArray<String> plain = builder.build();
        XArray<String> another = builder.flags(Flag.ALLOC1).build();
        assertThat(plain.alloc("zero")).isZero();
        assertThat(another.alloc("one")).isEqualTo(1);
        assertThat(plain.size()).isEqualTo(1);
        assertThat(plain.flags()).containsExactly(Flag.ALLOC);
    }

    @Test
    void close_lockHeldElsewhere_waitsAndThenEmpties() {
        XArray<String> array = XArray.create();
        OtherThread<Boolean> closing;
        try (LockedXArray<String> session = array.lock()) {
            closing = OtherThread.start(() -> {
                        array.close();
                        return array.isEmpty();
                    })
                    .awaitWaiting();
            session.set(1, "still open");
            assertThat(array.get(1)).isEqualTo("still open");
        }
        assertThat(closing.join()).isTrue();
        assertThat(array.contains(1)).isFalse();
    }

    @Test
    void trim_anyTime_changesNothingThatCanBeSeen() {
        XArray<String> array = XArray.create();
        for (long index = 0; index < 3000; index++) {
            array.set(index, "value");
        }
        Snapshot<String> snapshot = array.snapshot();
        array.eraseRange(10, 2990);
        array.trim();
        assertThat(snapshot.size()).isEqualTo(3000);
        assertThat(snapshot.stream().count()).isEqualTo(3000);
        assertThat(array.size()).isEqualTo(19);
        array.set(5, "goes on");
        assertThat(array.get(5)).isEqualTo("goes on");
        Internals.validate(array);
    }

    @Test
    void values_storedByOneThread_areCompleteForAnother() {
        XArray<int[]> array = XArray.create();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        OtherThread<Integer> reader = OtherThread.start(() -> {
            int last = 0;
            while (last >= 0) {
                int[] seen = array.get(7);
                if (seen != null) {
                    assertThat(seen[0]).isEqualTo(seen[63]);
                    last = seen[0];
                }
            }
            return last;
        });
        int round = 1;
        while (System.nanoTime() - end < 0) {
            array.set(7, filled(round++));
        }
        array.set(7, filled(-1));
        assertThat(reader.join()).isEqualTo(-1);
    }

    private static int[] filled(int round) {
        int[] value = new int[64];
        Arrays.fill(value, round);
        return value;
    }
}
