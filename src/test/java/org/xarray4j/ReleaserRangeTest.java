package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A range store is one store, however it is cut: its value is released when its last index is gone. Guarantee H. */
class ReleaserRangeTest {
    private final Released<String> released = new Released<>();
    private final XArray<String> array =
            XArray.<String>builder().releaser(released).build();

    private static final int RANGE = 100;

    private void eraseAllBut(long first, long kept) {
        LongStream.range(0, RANGE)
                .map(i -> first + i * 37 % RANGE)
                .filter(index -> index != kept)
                .forEach(index -> array.eraseRange(index, index));
    }

    @Test
    void range_erasedIndexByIndex_isReleasedWithItsLast() {
        for (long first : new long[] {0, 50, 4000, -RANGE}) {
            released.forget(array);
            array.setRange(first, first + RANGE - 1, "range");
            eraseAllBut(first, first + 41);
            assertThat(released.by(array)).isEmpty();
            array.eraseRange(first + 41, first + 41);
            assertThat(released.by(array)).containsExactly("range");
        }
    }

    @Test
    void range_everything_isReleasedWithItsLastIndex() {
        array.setRange(0, -1L, "all");
        for (int order = 63; order >= 0; order--) {
            // What is left is [0, 2^(order+1)-1]; its upper half goes.
            array.eraseRange(1L << order, order == 63 ? -1L : (1L << (order + 1)) - 1);
            assertThat(released.by(array)).isEmpty();
        }
        array.set(0, "new");
        assertThat(released.by(array)).containsExactly("all");
        Internals.validate(array);
    }

    @ParameterizedTest
    @EnumSource
    void range_overwrittenInPieces_isReleasedOnce(Way way) {
        array.setRange(10, 90, "range");
        way.write(array, editor -> {
            editor.setRange(0, 20, "low");
            editor.setRange(60, 99, "high");
            editor.setRange(30, 30, "hole");
        });
        assertThat(released.by(array)).isEmpty();
        way.write(array, editor -> editor.setRange(15, 64, "middle"));
        assertThat(released.by(array)).containsExactlyInAnyOrder("range", "hole");
        array.close();
        assertThat(released.by(array))
                .containsExactlyInAnyOrder("range", "hole", "low", "high", "middle");
    }

    @Test
    void range_splitInRolledBackTransaction_countsAsBefore() {
        array.setRange(0, 127, "range");
        try (Transaction<String> transaction = array.begin()) {
            transaction.eraseRange(30, 60);
            transaction.set(0, "dropped");
            transaction.setRange(100, 200, "dropped");
        }
        assertThat(released.by(array)).isEmpty();
        array.eraseRange(0, 99);
        assertThat(released.by(array)).isEmpty();
        array.eraseRange(100, 127);
        assertThat(released.by(array)).containsExactly("range");
    }

    /** It was one entry, whose value did as well without a count; cut, its pieces are counted wherever they come to stand. */
    @Test
    void range_ofOneBlockThatIsSplit_isReleasedWithItsLastPiece() {
        for (int order = 1; order <= 18; order++) {
            for (int pieces = Math.max(0, order - 5); pieces < order; pieces++) {
                released.forget(array);
                long first = 1L << 30;
                array.setRange(first, first + (1L << order) - 1, "range");
                try (LockedXArray<String> session = array.lock()) {
                    assertThat(session.cursor().moveTo(first, pieces).split()).isTrue();
                }
                // What stands in nodes for nothing becomes a bucket when another range is written.
                array.setRange(1L << 40, (1L << 40) + 5000, "elsewhere");
                array.setRange(1L << 50, (1L << 50) + 5000, "elsewhere, too");
                array.eraseRange(first, first + (1L << pieces) - 1);
                assertThat(released.by(array)).doesNotContain("range");
                array.eraseRange(first, first + (1L << order) - 1);
                assertThat(released.by(array).stream().filter("range"::equals)).hasSize(1);
                Internals.validate(array);
                array.clear();
            }
        }
    }

    @Test
    void range_pieceHandedOut_isTheCallersAndNotReleased() {
        array.setRange(1, 6, "range");
        assertThat(array.remove(1)).isEqualTo("range");
        array.clear();
        assertThat(released.by(array)).isEmpty();
    }

    @Test
    void range_ofOneIndexOverRange_isAnotherStore() {
        array.setRange(0, 63, "range");
        array.setRange(7, 7, "one");
        array.erase(7);
        assertThat(released.by(array)).containsExactly("one");
        array.clear();
        assertThat(released.by(array)).containsExactly("one", "range");
    }
}
