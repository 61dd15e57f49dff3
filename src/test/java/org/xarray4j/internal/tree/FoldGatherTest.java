package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fold gathers stands in the bucket as it stood in nodes; what no bucket should have stays there. */
class FoldGatherTest {
    private static final long FIRST = 1L << 40;

    /** Near nothing, and beyond any block that is folded, so that whatever was noted is. */
    private static final long ELSEWHERE = 9L << 60;

    private final List<Object> released = new ArrayList<>();
    private TreeWriter writer;
    private Root published = Root.empty();

    @BeforeEach
    void begin() {
        begin(false);
        write(() -> writer.store(-1L, "gives the height", false));
    }

    private void begin(boolean releasing) {
        published = Root.empty();
        writer = new TreeWriter(
                Charge.NONE, AllocationProbe.NONE, ReuseGate.NEVER, releasing, false, null);
    }

    private void write(Runnable... writes) {
        writer.begin(published);
        for (Runnable each : writes) {
            each.run();
        }
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

    /** Has a leaf made, which takes sixteen, and leaves a few in it. */
    private void fillLeaf(long first, int left, Object value) {
        for (int i = 0; i < Node.SLOTS; i++) {
            long index = first + i;
            write(() -> writer.store(index, value, false));
        }
        for (int i = left; i < Node.SLOTS; i++) {
            long index = first + i;
            write(() -> writer.remove(index, false));
        }
    }

    /** Has what was noted folded; all that is below an index is as it was. */
    private void fold() {
        List<String> before = entries();
        write(set(ELSEWHERE, ELSEWHERE, "elsewhere"));
        write(() -> writer.remove(ELSEWHERE, false));
        assertThat(entries()).isEqualTo(before);
    }

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        writer.validate(
                (first, order, marks, value) -> entries.add(first + " " + order + " " + marks),
                published);
        return entries;
    }

    private Bucket bucketAt(long index) {
        return FoldChoiceTest.bucketAt(published, index);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17})
    void leaf_ofFewerThanSixteen_isFolded(int left) {
        fillLeaf(FIRST, left, "one");
        write(() -> writer.store(FIRST + 100, "beside", false), set(FIRST, FIRST, "noted"));
        fold();
        assertThat(bucketAt(FIRST) != null).isEqualTo(left < 16);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Node.SLOTS + 1})
    void arraysOfTheUsers_areValues(int length) {
        Object[] array = new Object[length];
        fillLeaf(FIRST, 5, array);
        write(set(FIRST, FIRST, "noted"));
        fold();
        assertThat(bucketAt(FIRST + 4).value(4)).isSameAs(array);
    }

    @Test
    void leafBelowASkip_isGatheredWithTheRest() {
        fillLeaf(FIRST, 5, "one");
        long beside = FIRST + (1 << 20);
        write(set(beside, beside + 3, "noted"));
        fold();
        assertThat(bucketAt(beside).size()).isEqualTo(6);
    }

    /** In a leaf and above, also where the bucket has a slot that is not its first. */
    @Test
    void marks_ofPieces_areKept() {
        write(() -> writer.vacate(FIRST + (40 << 6)));
        write(set(FIRST + 1, FIRST + 999, "noted"));
        write(
                () -> writer.mark(FIRST + 1, 0, true),
                () -> writer.mark(FIRST + 500, 1, true),
                () -> writer.mark(FIRST + 999, 2, true));
        fold();
        assertThat(bucketAt(FIRST + 500).blockOrder()).isEqualTo(11);
    }

    /** Whether it is one piece, which does without a count, or several, in a leaf and above. */
    @Test
    void pieces_ofOneStore_areReleasedWithTheLast() {
        begin(true);
        write(() -> writer.store(-1L, "gives the height", false));
        write(set(FIRST + 1, FIRST + 999, "pieces"));
        fold();
        Bucket bucket = bucketAt(FIRST + 1);
        assertThat(bucket.element(0)).isInstanceOf(CountedWide.class);
        released.clear();
        for (int at = bucket.size() - 1; at >= 0; at--) {
            assertThat(released).isEmpty();
            long first = bucket.first(at);
            write(() -> writer.remove(first, false));
        }
        assertThat(released).containsExactly("pieces");
        write(set(FIRST, FIRST + 7, "whole in a leaf"), set(FIRST + 64, FIRST + 191, "above"));
        fold();
        bucket = bucketAt(FIRST);
        assertThat(bucket.size()).isEqualTo(3);
        assertThat(bucket.element(0)).isEqualTo("whole in a leaf");
    }

    @Test
    void rangeNearBothEnds_leavesThemInNodes() {
        write(set(FIRST, FIRST + 999, "noted"));
        write(set(FIRST + 1, FIRST + 998, "near"));
        assertThat(bucketAt(FIRST)).isNull();
        assertThat(bucketAt(FIRST + 999)).isNull();
        fold();
        assertThat(bucketAt(FIRST)).isNotNull();
    }

    /** The same slot of two nodes, so that what is used of one looks like what is used of the other. */
    @Test
    void block_oneSlotOfTheNodeAbove_isCountedBesideTheOneBelow() {
        long node = FIRST + (5 << 12);
        write(() -> writer.vacate(FIRST + (6 << 12)), set(node - 4096, node - 1, "beside"));
        long index = node + (5 << 6);
        write(set(index, index + 1, "noted"));
        fold();
        assertThat(bucketAt(index).blockOrder()).isEqualTo(12);
    }
}
