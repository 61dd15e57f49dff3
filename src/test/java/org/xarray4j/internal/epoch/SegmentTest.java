package org.xarray4j.internal.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run of slots by itself: who finds a place in it, and when it is passed by. Guarantee P. */
class SegmentTest {
    private static final Holder ME = new Holder(Thread.currentThread());

    private static void free(@Nullable Slot slot) {
        assertThat(slot).isNotNull();
        assertThat(slot.close(slot.ticket(), null)).isTrue();
    }

    @Test
    void claimAny_probes_areTheNeighboursFromTheStart() {
        Segment segment = new Segment(16, false);
        List<@Nullable Slot> claimed = new ArrayList<>();
        for (int i = 0; i < Segment.PROBES; i++) {
            claimed.add(segment.claimAny(13, ME));
        }
        assertThat(segment.claimAny(13, ME)).isNull();
        for (int i = 0; i < Segment.PROBES; i++) {
            assertThat(claimed.get(i)).isSameAs(segment.slots[(13 + i) % 16]);
        }
        free(claimed.get(3)); // nobody's again, though its holder lives
        assertThat(segment.claimAny(13, ME)).isSameAs(claimed.get(3));
    }

    @Test
    void claimOwn_probes_areTheNeighboursFromTheStart() {
        Segment segment = new Segment(16, true);
        Thread me = Thread.currentThread();
        for (Slot slot : segment.slots) {
            slot.holder = ME;
        }
        for (int i = 0; i < Segment.PROBES; i++) {
            assertThat(segment.claimOwn(13, me)).isSameAs(segment.slots[(13 + i) % 16]);
        }
        assertThat(segment.claimOwn(13, me)).isNull();
    }

    /** While one pin is open in it the segment is looked at, whichever that is. */
    @Test
    void tend_oneOpenOrAll_isNotPassedBy() {
        for (int last = 0; last < 4; last++) {
            Segment segment = new Segment(4, false);
            assertThat(segment.isEmpty()).isTrue();
            assertThat(segment.tend()).isZero();
            for (int i = 0; i < 4; i++) {
                Slot slot = segment.claimAny(0, ME);
                segment.markUsed();
                assertThat(segment.isEmpty()).isFalse();
                assertThat(slot).isNotNull();
                slot.epoch = 2L + i;
                assertThat(segment.tend()).isEqualTo(i + 1);
                assertThat(segment.isEmpty()).isFalse();
            }
            assertThat(segment.oldest(2)).isEqualTo(2);
            for (int i = 0; i < 4; i++) {
                if (i != last) {
                    free(segment.slots[i]);
                }
            }
            assertThat(segment.tend()).isOne();
            assertThat(segment.isEmpty()).isFalse();
            assertThat(segment.use).isEqualTo(Segment.USED);
            assertThat(segment.oldest(2)).isEqualTo(2 + last);
            free(segment.slots[last]);
            assertThat(segment.isEmpty()).isFalse();
            assertThat(segment.tend()).isZero();
            assertThat(segment.isEmpty()).isTrue();
            assertThat(segment.oldest(2)).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void tend_first_isNeverPassedBy() {
        Segment segment = new Segment(4, true);
        assertThat(segment.isEmpty()).isFalse();
        assertThat(segment.tend()).isZero();
        assertThat(segment.isEmpty()).isFalse();
        segment.slots[2].holder = ME;
        assertThat(segment.tend()).isOne();
    }
}
