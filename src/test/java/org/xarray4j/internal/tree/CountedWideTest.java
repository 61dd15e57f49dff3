package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which piece of a range store is the last, and who has the value then. */
class CountedWideTest {
    private static final long VERSION = 5;

    @Test
    void dropPiece_ofThree_isTrueForTheLast() {
        CountedWide wide = new CountedWide("value", 2);
        wide.addPiecesVolatile(1);
        assertThat(wide.piecesVolatile()).isEqualTo(3);
        assertThat(wide.dropPieceVolatile(VERSION, false)).isFalse();
        assertThat(wide.dropPieceVolatile(VERSION, false)).isFalse();
        assertThat(wide.dropPieceVolatile(VERSION, false)).isTrue();
        assertThat(wide.piecesVolatile()).isZero();
    }

    /** The piece that decides is the one that went in the newest version, and of these the one that went last. */
    @ParameterizedTest
    @CsvSource({
        "5, false, 5, true, false",
        "5, true, 5, false, true",
        "5, false, 6, true, false",
        "5, true, 6, false, true",
        "6, true, 5, false, false",
        "6, false, 5, true, true"
    })
    void dropPiece_sameObjectStoredOverOne_isTheNewestThatDecides(
            long first, boolean again, long second, boolean secondAgain, boolean released) {
        CountedWide wide = new CountedWide("value", 2);
        assertThat(wide.dropPieceVolatile(first, again)).isFalse();
        assertThat(wide.dropPieceVolatile(second, secondAgain)).isEqualTo(released);
    }

    @Test
    void handOut_onceForEachVersionUntilOneIsPublished() {
        CountedWide wide = new CountedWide("value", 2);
        assertThat(wide.handOutIn(VERSION)).isTrue();
        assertThat(wide.handOutIn(VERSION)).isFalse();
        assertThat(wide.handOutIn(VERSION + 1)).as("the one before was dropped").isTrue();
        wide.handOutVolatile();
        assertThat(wide.handOutIn(VERSION + 2)).isFalse();
        assertThat(wide.dropPieceVolatile(VERSION, false)).isFalse();
        assertThat(wide.dropPieceVolatile(VERSION, false)).as("the caller's").isFalse();
    }

    @Test
    void isWhole_ofOnePieceUntilItIsCut() {
        CountedWide wide = new CountedWide("value", 1);
        assertThat(wide.isWhole()).isTrue();
        wide.cut();
        assertThat(wide.isWhole()).isFalse();
        assertThat(new CountedWide("value", 2).isWhole()).isFalse();
    }
}
