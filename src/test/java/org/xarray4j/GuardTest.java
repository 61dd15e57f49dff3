package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A guard holds one value and the lock. Guarantee F. */
class GuardTest {
    @Test
    void getLocked_nothingThere_isNullAndHoldsNothing() {
        XArray<String> array = XArray.create(Flag.ALLOC1);
        array.vacate(5);
        assertThat(array.getLocked(7)).isNull();
        assertThat(array.getLocked(5)).isNull();
        assertThat(array.getLocked(0)).isNull();
        assertThat(OtherThread.canLock(array)).isTrue();
    }

    @Test
    void getLocked_valueThere_showsIndexAndValue() {
        XArray<String> array = XArray.create();
        array.set(-1L, "last");
        try (Guard<String> guard = array.getLocked(-1L)) {
            assertThat(guard.index()).isEqualTo(-1L);
            assertThat(guard.value()).isEqualTo("last");
            assertThat(guard.toString()).contains("18446744073709551615", array.name());
        }
    }

    @Test
    void getLocked_withinEntry_showsTheIndexAskedFor() {
        XArray<String> array = XArray.create();
        array.setRange(64, 127, "block");
        try (Guard<String> guard = array.getLocked(100)) {
            assertThat(guard.index()).isEqualTo(100);
            assertThat(guard.value()).isEqualTo("block");
        }
    }

    @Test
    void guard_open_otherWriterWaitsForClose() {
        XArray<String> array = XArray.create();
        array.set(1, "guarded");
        OtherThread<String> writer;
        try (Guard<String> guard = array.getLocked(1)) {
            writer = OtherThread.start(() -> array.getAndSet(1, "new")).awaitWaiting();
            assertThat(guard.value()).isEqualTo("guarded");
            assertThat(array.get(1)).isEqualTo("guarded");
        }
        assertThat(writer.join()).isEqualTo("guarded");
        assertThat(array.get(1)).isEqualTo("new");
    }

    @Test
    void guard_open_otherReadersGoOn() {
        XArray<String> array = XArray.create();
        array.set(1, "guarded");
        array.set(2, "beside");
        try (Guard<String> guard = array.getLocked(1)) {
            assertThat(OtherThread.call(() -> array.get(1))).isEqualTo(guard.value());
            assertThat(OtherThread.call(() -> array.snapshot().get(2))).isEqualTo("beside");
            assertThat(OtherThread.call(() -> array.find(2, -1L, Filter.PRESENT).value()))
                    .isEqualTo("beside");
            assertThat(OtherThread.canLock(array)).isFalse();
        }
    }

    @Test
    void guard_closed_lockIsFree() {
        XArray<String> array = XArray.create();
        array.set(1, "guarded");
        array.getLocked(1).close();
        assertThat(OtherThread.canLock(array)).isTrue();
        array.set(1, "new");
        assertThat(array.get(1)).isEqualTo("new");
    }

    @Test
    void getLocked_lockHeldElsewhere_waitsAndSeesWhatWasWritten() {
        XArray<String> array = XArray.create();
        array.set(1, "old");
        OtherThread<String> reader;
        try (LockedXArray<String> session = array.lock()) {
            reader = OtherThread.start(() -> {
                        try (Guard<String> guard = array.getLocked(1)) {
                            return guard.value();
                        }
                    })
                    .awaitWaiting();
            session.set(1, "new");
        }
        assertThat(reader.join()).isEqualTo("new");
    }
}
