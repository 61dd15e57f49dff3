package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cursor meets, where it stands afterwards, and what it refuses. */
class CursorTest {
    private final XArray<String> array =
            XArray.<String>builder().name("subject").build();

    private static List<String> rest(Cursor<String> cursor) {
        List<String> all = new ArrayList<>();
        for (String value = cursor.find(-1L); value != null; value = cursor.find(-1L)) {
            all.add(Long.toUnsignedString(cursor.index()) + "=" + value);
        }
        return all;
    }

    /** On the way the search has been in the leaf before the entry, which has none of it. */
    @Test
    void next_entryOfAWholeSlotFoundFromTheLeafBefore_readsNoneOfThatLeaf() {
        XArray<String> array = XArray.create();
        for (int i = 0; i < 4; i++) {
            array.set(i, "leaf");
        }
        array.setRange(64, 127, "wide");
        Cursor<String> cursor = array.cursor();
        cursor.moveTo(4);
        assertThat(cursor.find(1000)).isEqualTo("wide");
        assertThat(cursor.index()).isEqualTo(64);
        assertThat(cursor.next()).isEqualTo("wide");
        assertThat(cursor.index()).isEqualTo(65);
        assertThat(cursor.find(1000)).isNull();
    }

    @Test
    void cursor_new_standsAtZeroAndHasMetNothing() {
        array.setRange(0, 7, "range");
        Cursor<String> cursor = array.cursor();
        assertThat(cursor.index()).isZero();
        assertThat(cursor.span()).isZero();
        assertThat(cursor.order()).isZero();
        assertThat(cursor.last()).isZero();
        assertThat(cursor.load()).isEqualTo("range");
        assertThat(cursor.order()).isEqualTo(3);
        assertThat(cursor.last()).isEqualTo(7);
        assertThat(cursor).hasToString("Cursor[0]");
        assertThat(cursor.moveTo(13, 3)).hasToString("Cursor[8 + 2^3]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 7, 62, 63, 64})
    void moveTo_anyOrder_standsAtTheFirstIndexOfTheBlock(int span) {
        for (long index : Boundaries.indices()) {
            long first = span == 64 ? 0 : index >>> span << span;
            assertThat(array.cursor().moveTo(index, span).index()).isEqualTo(first);
        }
    }

    @Test
    void moveTo_noOrder_namesItAndTheIndexAndStays() {
        Cursor<String> cursor = array.cursor().moveTo(3);
        for (int span : new int[] {-1, 65, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cursor.moveTo(-1L, span))
                    .withMessageContaining("18446744073709551615")
                    .withMessageContaining(String.valueOf(span));
        }
        assertThat(cursor.index()).isEqualTo(3);
    }

    @Test
    void find_nothingFurther_staysAndGoesOnWithAGreaterMax() {
        array.set(5, "five");
        array.set(9, "nine");
        Cursor<String> cursor = array.cursor();
        assertThat(cursor.find(4)).isNull();
        assertThat(cursor.index()).isZero();
        assertThat(cursor.find(5)).isEqualTo("five");
        assertThat(cursor.find(8)).isNull();
        assertThat(cursor.index()).isEqualTo(5);
        assertThat(cursor.find(-1L)).isEqualTo("nine");
        assertThat(cursor.find(-1L)).isNull();
        assertThat(cursor.find(-1L)).isNull();
        assertThat(cursor.index()).isEqualTo(9);
    }

    @Test
    void find_withinEntry_isMetWhereTheCursorStands() {
        array.setRange(64, 127, "range");
        array.set(128, "next");
        Cursor<String> cursor = array.cursor().moveTo(100);
        assertThat(rest(cursor)).containsExactly("100=range", "128=next");
        assertThat(rest(array.cursor())).containsExactly("64=range", "128=next");
    }

    @Test
    void find_afterAStepIntoAnEntry_goesOnAfterIt() {
        array.setRange(64, 127, "range");
        array.set(128, "next");
        Cursor<String> cursor = array.cursor().moveTo(70);
        assertThat(cursor.next()).isEqualTo("range");
        assertThat(cursor.next()).isEqualTo("range");
        assertThat(cursor.index()).isEqualTo(71);
        assertThat(rest(cursor)).containsExactly("128=next");
        assertThat(cursor.previous()).isEqualTo("range");
    }

    @Test
    void find_otherFilterThanBefore_goesByTheNewOne() {
        for (int index = 0; index < 10; index++) {
            array.set(index, "v" + index);
        }
        array.setMark(3, Mark.MARK_1);
        array.setMark(7, Mark.MARK_1);
        Cursor<String> cursor = array.cursor();
        assertThat(cursor.find(-1L)).isEqualTo("v0");
        assertThat(cursor.find(-1L, Filter.MARK_1)).isEqualTo("v3");
        assertThat(cursor.find(-1L)).isEqualTo("v4");
        assertThat(cursor.find(-1L, Filter.MARK_1)).isEqualTo("v7");
        assertThat(cursor.find(-1L, Filter.MARK_1)).isNull();
        assertThat(cursor.find(-1L)).isEqualTo("v8");
    }

    @Test
    void find_arrayWrittenBetweenSteps_seesWhatIsThereNow() {
        for (int index = 0; index < 10; index++) {
            array.set(index, "v" + index);
        }
        Cursor<String> cursor = array.cursor();
        assertThat(cursor.find(-1L)).isEqualTo("v0");
        array.erase(1);
        assertThat(cursor.find(-1L)).isEqualTo("v2");
        array.set(3, "other");
        assertThat(cursor.find(-1L)).isEqualTo("other");
        array.setRange(0, 5, "range");
        assertThat(cursor.find(-1L)).isEqualTo("range");
        assertThat(cursor.index()).isEqualTo(4);
        assertThat(cursor.find(-1L)).isEqualTo("v6");
        array.erase(6);
        assertThat(cursor.reload()).isNull();
        assertThat(cursor.index()).isEqualTo(6);
        array.clear();
        assertThat(cursor.find(-1L)).isNull();
    }

    @Test
    void snapshotCursor_arrayWrittenBetweenSteps_staysInItsVersion() {
        for (int index = 0; index < 200; index++) {
            array.set(index, "v" + index);
        }
        Cursor<String> cursor = array.snapshot().cursor();
        for (int index = 0; index < 200; index++) {
            assertThat(cursor.find(-1L)).isEqualTo("v" + index);
            array.erase(index);
            array.set(index + 200L, "later");
        }
        assertThat(cursor.find(-1L)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void cursor_ofAnEditor_seesWhatTheEditorWrites(Way way) {
        way.write(array, editor -> {
            WritingCursor<String> cursor = editor.cursor();
            for (int index = 0; index < 100; index++) {
                editor.set(index, "v" + index);
                assertThat(cursor.next()).isEqualTo("v" + index);
                cursor.set("w" + index);
                assertThat(editor.get(index)).isEqualTo("w" + index);
                assertThat(cursor.reload()).isEqualTo("w" + index);
            }
            assertThat(cursor.next()).isNull();
        });
        assertThat(array.size()).isEqualTo(100);
        Internals.validate(array);
    }

    @Test
    void pause_pastTheGreatestIndex_findsNothingUntilItSteps() {
        array.set(-1L, "last");
        array.set(0, "first");
        Cursor<String> cursor = array.cursor().moveTo(1);
        assertThat(cursor.find(-1L)).isEqualTo("last");
        cursor.pause();
        assertThat(cursor.index()).isEqualTo(-1L);
        assertThat(cursor.find(-1L)).isNull();
        assertThat(cursor.next()).isEqualTo("first");
        cursor.pause();
        assertThat(cursor.index()).isEqualTo(1);
        assertThat(cursor.find(-1L)).isEqualTo("last");
        cursor.reset();
        assertThat(cursor.find(-1L)).isEqualTo("last");
    }

    @Test
    void findConflict_someOverlap_meetsEachOnceAndStays() {
        array.setRange(0, 15, "low");
        array.set(20, "one");
        array.vacate(21);
        array.setRange(24, 27, "four");
        array.set(32, "after");
        WritingCursor<String> cursor = array.cursor().moveTo(9, 5);
        assertThat(cursor.findConflict()).isEqualTo("low");
        assertThat(cursor.order()).isEqualTo(4);
        assertThat(cursor.findConflict()).isEqualTo("one");
        assertThat(cursor.setMark(Mark.MARK_2)).isTrue();
        assertThat(cursor.findConflict()).isEqualTo("four");
        assertThat(cursor.first()).isEqualTo(24);
        assertThat(cursor.last()).isEqualTo(27);
        assertThat(cursor.index()).isZero();
        assertThat(cursor.isMarked(Mark.MARK_2)).isFalse();
        assertThat(cursor.findConflict()).isNull();
        cursor.set("all");
        assertThat(array.stream().map(Entry::toString))
                .containsExactly("0 in [0, 31]=all", "32=after");
        assertThat(array.isMarked(7, Mark.MARK_2)).isTrue();
        assertThat(cursor.findConflict()).isEqualTo("all");
        assertThat(cursor.findConflict()).isNull();
        assertThat(cursor.moveTo(40, 3).findConflict()).isNull();
    }

    @Test
    void findConflict_largerEntry_isMetOnce() {
        array.setRange(0, -1L, "everything");
        Cursor<String> cursor = array.cursor().moveTo(77, 4);
        assertThat(cursor.findConflict()).isEqualTo("everything");
        assertThat(cursor.order()).isEqualTo(64);
        assertThat(cursor.findConflict()).isNull();
    }

    @Test
    void set_withinLargerEntry_changesAllOfItAndKeepsItsMarks() {
        array.setRange(0, 4095, "before");
        array.setMark(5, Mark.MARK_0);
        WritingCursor<String> cursor = array.cursor().moveTo(100, 3);
        cursor.set("after");
        assertThat(array.stream().map(Entry::toString)).containsExactly("0 in [0, 4095]=after");
        assertThat(array.isMarked(4000, Mark.MARK_0)).isTrue();
        assertThat(cursor.order()).isEqualTo(12);
        assertThat(cursor.find(-1L)).isNull();
    }

    @Test
    void getAndSetAndRemove_withASpan_areRefusedAndNothingChanges() {
        array.set(8, "there");
        WritingCursor<String> cursor = array.cursor().moveTo(8, 1);
        for (Runnable call : List.<Runnable>of(() -> cursor.getAndSet("new"), cursor::remove)) {
            assertThatIllegalStateException()
                    .isThrownBy(call::run)
                    .withMessageContainingAll("subject", "index 8", "order 1", "set or erase");
        }
        assertThat(array.get(8)).isEqualTo("there");
        assertThat(cursor.moveTo(8).getAndSet("new")).isEqualTo("there");
        assertThat(cursor.remove()).isEqualTo("new");
        assertThat(cursor.remove()).isNull();
        assertThat(array.isEmpty()).isTrue();
    }

    @Test
    void erase_oneByOne_goesOnAfterEach() {
        array.setRange(0, 300, "range");
        array.set(1000, "one");
        array.set(-1L, "last");
        WritingCursor<String> cursor = array.cursor();
        int erased = 0;
        while (cursor.find(-1L) != null) {
            assertThat(cursor.erase()).isTrue();
            assertThat(cursor.erase()).isFalse();
            erased++;
        }
        assertThat(erased).isGreaterThan(3);
        assertThat(array.isEmpty()).isTrue();
        Internals.validate(array);
    }

    @Test
    void erase_blockLargerThanTheTree_erasesEverything() {
        for (int span : new int[] {7, 20, 63, 64}) {
            array.set(5, "v");
            array.vacate(9);
            WritingCursor<String> cursor = array.cursor().moveTo(77, span);
            assertThat(cursor.erase()).isTrue();
            assertThat(array.isEmpty()).isTrue();
            assertThat(cursor.erase()).isFalse();
        }
        Internals.validate(array);
    }

    @Test
    void split_tooManyEntries_isRefusedAndNothingChanges() {
        array.setRange(0, (1L << 40) - 1, "huge");
        WritingCursor<String> cursor = array.cursor().moveTo(5, 15);
        assertThatIllegalArgumentException()
                .isThrownBy(cursor::split)
                .withMessageContainingAll("subject", "order 40", "2^25", "2^24");
        assertThat(array.stream()).hasSize(1);
        assertThat(cursor.moveTo(5, 16).splitOff()).isTrue();
        assertThat(array.size()).isEqualTo(25);
        Internals.validate(array);
    }

    @Test
    void split_acrossThreeLevels_keepsValueAndMarks() {
        array.setRange(0, (1L << 18) - 1, "v");
        array.setMark(0, Mark.MARK_1);
        assertThat(array.cursor().split()).isTrue();
        assertThat(array.size()).isEqualTo(1 << 18);
        assertThat(array.get((1L << 18) - 1)).isEqualTo("v");
        assertThat(array.order(77)).isZero();
        assertThat(array.isMarked(1L << 17, Mark.MARK_1)).isTrue();
        assertThat(array.findFree(0, -1L)).hasValue(1L << 18);
        assertThat(array.cursor().split()).isFalse();
        Internals.validate(array);
        array.eraseRange(0, (1L << 18) - 2);
        assertThat(array.size()).isEqualTo(1);
        Internals.validate(array);
    }

    @Test
    void split_reservedBlock_staysReserved() {
        array.setRange(0, 8191, "v");
        assertThat(array.vacate(0)).isEqualTo("v");
        array.setMark(0, Mark.MARK_1);
        WritingCursor<String> cursor = array.cursor().moveTo(0, 2);
        assertThat(cursor.split()).isTrue();
        assertThat(cursor.isReserved()).isTrue();
        assertThat(array.order(8000)).isEqualTo(2);
        assertThat(array.size()).isZero();
        assertThat(array.isMarked(8000, Mark.MARK_1)).isTrue();
        Internals.validate(array);
        assertThat(array.unreserve(8000)).isTrue();
        assertThat(array.findFree(0, -1L)).hasValue(8000);
        Internals.validate(array);
    }

    @Test
    void split_withReleaser_releasesWithTheLastPiece() {
        Released<String> released = new Released<>();
        XArray<String> owning = XArray.<String>builder().releaser(released).build();
        for (int whole : new int[] {4, 6, 8, 13}) {
            released.forget(owning);
            long first = 3L << whole;
            for (int order = 0; order < whole; order++) {
                owning.setRange(first, first + (1L << whole) - 1, "v" + order);
                try (LockedXArray<String> session = owning.lock()) {
                    assertThat(session.cursor().moveTo(first, order).split()).isTrue();
                }
                Internals.validate(owning);
                try (Transaction<String> dropped = owning.begin()) {
                    dropped.cursor().moveTo(first, 0).split();
                }
                owning.eraseRange(first, first + (1L << whole) - 2);
                assertThat(released.by(owning)).hasSize(order);
                owning.eraseRange(first, first + (1L << whole) - 1);
                assertThat(released.by(owning)).hasSize(order + 1).endsWith("v" + order);
            }
        }
    }

    @Test
    void cursor_ofAnArrayWithReleaser_isRefused() {
        XArray<String> owning =
                XArray.<String>builder().name("subject").releaser(v -> {}).build();
        assertThatIllegalStateException()
                .isThrownBy(owning::cursor)
                .withMessageContainingAll("subject", "cursor", "lock()");
        try (LockedXArray<String> session = owning.lock()) {
            session.set(4, "v");
            assertThat(session.cursor().find(-1L)).isEqualTo("v");
        }
    }

    @Test
    void cursor_viewClosed_refusesEveryStep() {
        array.set(1, "v");
        LockedXArray<String> session = array.lock();
        WritingCursor<String> cursor = session.cursor();
        assertThat(cursor.find(-1L)).isEqualTo("v");
        session.close();
        for (Runnable call : List.<Runnable>of(
                cursor::load,
                cursor::reload,
                cursor::next,
                cursor::previous,
                () -> cursor.find(-1L),
                () -> cursor.find(0),
                cursor::findConflict,
                () -> cursor.set("w"),
                cursor::erase,
                cursor::split,
                cursor::splitOff,
                cursor::clearMarks,
                () -> cursor.isMarked(Mark.MARK_0),
                cursor::isReserved)) {
            assertThatIllegalStateException().isThrownBy(call::run).withMessageContaining("closed");
            assertThat(cursor.index()).isEqualTo(1);
        }
        Transaction<String> transaction = array.begin();
        Cursor<String> uncommitted = transaction.cursor();
        transaction.commit();
        assertThatIllegalStateException().isThrownBy(uncommitted::load);
    }

    @Test
    void cursor_holdingTheLockElsewhere_isRefusedAsTheArrayIs() {
        WritingCursor<String> cursor = array.cursor();
        try (LockedXArray<String> session = array.lock()) {
            assertThatIllegalStateException().isThrownBy(() -> cursor.set("v"));
            session.set(0, "session's");
            assertThat(cursor.load()).isEqualTo("session's");
        }
        cursor.set("v");
        assertThat(array.get(0)).isEqualTo("v");
    }
}
