package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of which something is as large, as high or as much as it can be. What is not prepared is asserted to be. */
class RangeEditTest {
    private static final long FAR = 1L << 40;

    private TreeWriter writer = writer(false);
    private Root published = Root.empty();
    private final List<Object> released = new ArrayList<>();

    private static TreeWriter writer(boolean releasing) {
        return new TreeWriter(
                Charge.NONE, AllocationProbe.NONE, ReuseGate.NEVER, releasing, false, null);
    }

    /** Publishes some writes, each of which counts as an edit. */
    private void write(Runnable... writes) {
        writer.begin(published);
        for (Runnable each : writes) {
            long edits = writer.edits();
            each.run();
            assertThat(writer.edits()).isNotEqualTo(edits);
            assertThat(writer.isTorn()).isFalse();
        }
        publish();
    }

    private void publish() {
        published = writer.seal();
        Discards discards = writer.takeDiscards();
        writer.finish();
        if (discards != null) {
            discards.release(released::add);
        }
        writer.validate(published);
    }

    private Runnable set(long first, long last, Object value) {
        return () -> writer.setRange(first, last, value);
    }

    private Runnable erase(long first, long last) {
        return () -> writer.eraseRange(first, last);
    }

    private void check(long first, long last, Object value) {
        for (long index : new long[] {first, first + ((last - first) >>> 1), last}) {
            assertThat(Walk.get(published, index)).isSameAs(value);
        }
        if (first != 0 && last != -1L) {
            assertThat(Walk.get(published, first - 1)).isNotEqualTo("range");
            assertThat(Walk.get(published, last + 1)).isNotEqualTo("range");
        }
    }

    /** From each level to each, as blocks or a bit more or less, where nothing is, one entry, or one beyond. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void set_fromAnyLevelToAny_hasItsNodesPrepared(boolean releasing) {
        for (int from = 0; from <= Index.MAX_HEIGHT; from++) {
            long first = from == 0 ? 0 : 1L << Math.min(63, Index.shift(from - 1) + 2);
            for (int to = 0; to < Index.MAX_HEIGHT; to++) {
                long length = 1L << Math.min(63, Index.shift(to));
                for (long more : new long[] {-2, -1, 0, 5}) {
                    long last = first + length + more;
                    if (Long.compareUnsigned(last, first) < 0) {
                        continue;
                    }
                    for (long start : new long[] {first, Math.max(first, 1) + 1}) {
                        if (Long.compareUnsigned(start, last) <= 0) {
                            setAndErase(releasing, start, last, null);
                            setAndErase(releasing, start, last, 0L);
                            setAndErase(releasing, start, last, -1L);
                        }
                    }
                }
            }
        }
    }

    private void setAndErase(boolean releasing, long first, long last, Long other) {
        writer = writer(releasing);
        published = Root.empty();
        if (other != null) {
            write(() -> writer.store(other, "other", false));
        }
        write(set(first, last, "range"));
        check(first, last, "range");
        write(erase(first, last));
        check(first, last, null);
        boolean left = other != null
                && (Long.compareUnsigned(other, first) < 0
                        || Long.compareUnsigned(other, last) > 0);
        assertThat(published.size()).isEqualTo(left ? 1 : 0);
        assertThat(published.isEmpty()).isEqualTo(!left);
    }

    @Test
    void erase_allButTheFirstSlotOfTheTop_lowersTheTree() {
        write(set(0, 1000, "range"));
        write(erase(60, 1000));
        assertThat(published.height).isEqualTo(1);
        check(0, 59, "range");
    }

    /** What comes out of the bucket is a leaf, and that is all there is. */
    @Test
    void erase_fromWithinABucketThatIsAllThereIs_lowersTheTreeAndErases() {
        write(() -> writer.store(1L << 20, "gives the height", false));
        write(LongStream.range(0, 5)
                .mapToObj(i -> (Runnable) () -> writer.store(i, "few", false))
                .toArray(Runnable[]::new));
        write(() -> writer.remove(1L << 20, false));
        assertThat(published.height).isGreaterThan(1);
        write(erase(2, -1L));
        assertThat(published.size()).isEqualTo(2);
        check(0, 1, "few");
    }

    @Test
    void cut_ofAnEntryInTheFirstSlotOfTheTop_lowersTheTree() {
        write(set(0, 4095, "range"));
        assertThat(published.height).isEqualTo(3);
        write(set(70, 75, "within"));
        assertThat(published.height).isEqualTo(2);
        write(() -> writer.clear());
        write(set(0, 4095, "range"));
        write(() -> writer.splitOff(64, 6));
        assertThat(published.height).isEqualTo(2);
        check(0, 4095, "range");
    }

    @Test
    void set_overNearlyAllOfOneEntry_hasRoomForItsPieces() {
        writer = writer(true);
        write(set(0, -1L, "all"));
        write(set(1, -2L, "inner"));
        assertThat(released).isEmpty();
        write(erase(1, -2L));
        assertThat(released).containsExactly("inner");
        write(erase(0, 0), erase(-1L, -1L));
        assertThat(released).containsExactly("inner", "all");
    }

    @Test
    void set_overMostOfALeafAndOfABucket_hasRoomForTheirValues() {
        for (long first : new long[] {0, FAR}) {
            for (long step : new long[] {1, 1000}) {
                writer = writer(true);
                published = Root.empty();
                released.clear();
                write(() -> writer.store(-1L, "gives the height", false));
                for (long i = 0; i < 64; i++) {
                    long index = first + i * step;
                    write(() -> writer.store(index, "value " + index, false));
                }
                write(set(first + 1, first + 62 * step, "range"));
                assertThat(released).hasSize(62);
                write(erase(first + 1, first + 1));
                assertThat(published.size()).isGreaterThan(2);
            }
        }
    }

    /** All that has an owner in a leaf goes, and what comes needs one: twice, with what was prepared for once. */
    @Test
    void set_overAllThatHasAnOwnerInTwoLeaves_usesTheOwnersAgain() {
        writer = writer(true);
        write(set(8, 11, "in one leaf"), set(66, 67, "in the next"));
        write(() -> writer.vacate(40), () -> writer.vacate(100));
        write(set(8, 67, "over both"));
        assertThat(released).containsExactlyInAnyOrder("in one leaf", "in the next");
        check(8, 67, "over both");
    }

    /** Whoever stands beside the range in its leaf is kept, and whoever was in it is not. */
    @Test
    void set_whereReservationsHaveTickets_keepsThoseBeside() {
        for (long[] range : new long[][] {{10, 20}, {10, 200}, {70, 150}, {3, 100}}) {
            writer = writer(false);
            published = Root.empty();
            Ticket[] tickets = new Ticket[200];
            for (int index = 0; index < 200; index += 5) {
                int at = index;
                tickets[at] = new Ticket();
                write(() -> writer.reserve(at, tickets[at]));
            }
            write(set(range[0], range[1], "range"));
            writer.begin(published);
            for (int index = 0; index < 200; index += 5) {
                boolean beside = index < range[0] || index > range[1];
                assertThat(writer.cancel(index, tickets[index])).isEqualTo(beside);
            }
            writer.drop();
            write(erase(range[0] + 1, range[1] + 5));
        }
    }

    /** Only one end comes to a leaf that has owners. */
    @ParameterizedTest
    @ValueSource(ints = {12, 195})
    void set_overAReservationWithATicketAtOneEnd_takesItsPlace(int index) {
        Ticket ticket = new Ticket();
        write(() -> writer.reserve(index, ticket));
        write(set(10, 198, "range"));
        writer.begin(published);
        assertThat(writer.cancel(index, ticket)).isFalse();
        writer.drop();
    }

    /** A value at one index is released by itself, also in the leaf that takes a bucket's place. */
    @Test
    void store_sixteenWithAReleaser_makesALeafWithoutOwners() {
        writer = writer(true);
        write(() -> writer.store(1L << 20, "gives the height", false));
        for (long i = 0; i < 16; i++) {
            long index = i;
            write(() -> writer.store(index, "value " + index, false));
        }
        Finder finder = new Finder(published, Finder.PRESENT);
        finder.walkTo(0);
        Object[] leaf = Objects.requireNonNull(finder.leaf());
        assertThat(Node.meta(leaf).owners).isNull();
    }

    @Test
    void set_overArraysOfTheUsers_takesThemForValues() {
        for (int length : new int[] {1, Node.SLOTS + 1}) {
            published = Root.empty();
            writer = writer(false);
            write(() -> writer.store(FAR, "gives the height", false));
            for (long i = 0; i < 20; i++) {
                long index = i;
                write(() -> writer.store(index, new Object[length], false));
            }
            write(set(3, 17, "range"));
            assertThat(published.size()).isEqualTo(21 - 15 + 4);
            write(erase(0, 30));
            assertThat(published.size()).isEqualTo(1);
        }
    }

    /** It could be taken for the only child of a top that has no other. */
    @Test
    void remove_allButAnArrayOfTheUsersAtTheFirstIndex_leavesTheHeight() {
        Object[] value = new Object[Node.SLOTS + 1];
        write(() -> writer.store(0, value, false), () -> writer.store(1, "other", false));
        write(() -> writer.remove(1, false));
        assertThat(published.height).isEqualTo(1);
        assertThat(Walk.get(published, 0)).isSameAs(value);
    }

    /** What any of these leaves sparse is looked at when another range is written; here it stays in nodes. */
    @Test
    void rangeEdit_ofAnyKind_isNotedForTheFold() {
        for (long i = 0; i < 64; i++) {
            long first = FAR + (i << 6);
            write(set(first, first + 63, "value " + i));
            if (i % 2 == 0) {
                write(() -> writer.vacate(first));
            }
        }
        Object fold = ValidatorTest.hidden(ValidatorTest.hidden(writer, "range"), "fold");
        write(set(FAR + 70, FAR + 75, "range"));
        checkNoted(fold, FAR + 70, FAR + 75);
        write(erase(FAR + 200, FAR + 203));
        checkNoted(fold, FAR + 200, FAR + 203);
        write(() -> writer.splitOff(FAR + 320, 2));
        checkNoted(fold, FAR + 320, FAR + 323);
    }

    private static void checkNoted(Object fold, long first, long last) {
        assertThat(ValidatorTest.hidden(fold, "first")).isEqualTo(first);
        assertThat(ValidatorTest.hidden(fold, "last")).isEqualTo(last);
    }
}
