package org.xarray4j.internal.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A leaf of integers by itself, against arrays that say of each slot what is there. */
class LongLeafTest {
    private static final int SLOTS = LongLeaf.SLOTS;

    /** What each slot has: the order of its entry, or -1; the integer; the marks, as bits. */
    private static final class Model {
        final int[] orders = new int[SLOTS];
        final long[] values = new long[SLOTS];
        final int[] marks = new int[SLOTS];

        Model() {
            Arrays.fill(orders, -1);
        }

        boolean has(int slot) {
            return orders[slot] >= 0;
        }

        int head(int slot) {
            return has(slot) ? slot >> orders[slot] << orders[slot] : slot;
        }

        int end(int slot) {
            return has(slot) ? head(slot) + (1 << orders[slot]) : slot + 1;
        }

        private void put(int head, int order, long value, int borne) {
            for (int slot = head; slot < head + (1 << order); slot++) {
                orders[slot] = order;
                values[slot] = value;
                marks[slot] = borne;
            }
        }

        /** Halves the entry of a slot until it begins there. */
        private void cutBefore(int slot) {
            while (slot < SLOTS && has(slot) && head(slot) < slot) {
                int head = head(slot);
                int order = orders[slot] - 1;
                put(head, order, values[slot], marks[slot]);
                put(head + (1 << order), order, values[slot], marks[slot]);
            }
        }

        void set(int first, int last, long value) {
            cutBefore(first);
            cutBefore(last + 1);
            set(0, 6, first, last, value);
        }

        private void set(int head, int order, int first, int last, long value) {
            int end = head + (1 << order) - 1;
            if (end < first || head > last) {
                return;
            }
            if (first <= head && end <= last) {
                int borne = 0;
                for (int slot = head; slot <= end; slot++) {
                    borne |= has(slot) ? marks[slot] : 0;
                }
                put(head, order, value, borne);
                return;
            }
            set(head, order - 1, first, last, value);
            set(head + (1 << (order - 1)), order - 1, first, last, value);
        }

        void erase(int first, int last) {
            cutBefore(first);
            cutBefore(last + 1);
            for (int slot = first; slot <= last; slot++) {
                orders[slot] = -1;
                marks[slot] = 0;
            }
        }

        boolean passes(int slot, int filter) {
            return has(slot)
                    && head(slot) == slot
                    && (filter == LongLeaf.PRESENT_FILTER || (marks[slot] >> filter & 1) != 0);
        }

        int first(int from, IntPredicate test) {
            int slot = from;
            while (slot < SLOTS && !test.test(slot)) {
                slot++;
            }
            return slot < SLOTS ? slot : -1;
        }

        int last(int to, IntPredicate test) {
            int slot = to;
            while (slot >= 0 && !test.test(slot)) {
                slot--;
            }
            return slot;
        }

        int allMarks() {
            int all = 0;
            for (int slot = 0; slot < SLOTS; slot++) {
                all |= has(slot) ? marks[slot] : 0;
            }
            return all;
        }
    }

    /** A leaf and what should be in it; a wide entry's marks stand beside it, as in an array of leaves. */
    private static final class Both {
        final Model model = new Model();
        long @Nullable [] leaf;
        int wideMarks;

        void set(int first, int last, long value) {
            LeafEdit edit = new LeafEdit(leaf, wideMarks);
            edit.set(first, last, value);
            model.set(first, last, value);
            end(edit);
        }

        void erase(int first, int last) {
            LeafEdit edit = new LeafEdit(leaf, wideMarks);
            edit.erase(first, last);
            model.erase(first, last);
            end(edit);
        }

        private void end(LeafEdit edit) {
            assertThat(edit.marks()).isEqualTo(model.allMarks());
            leaf = edit.pack();
            wideMarks = edit.marks();
            check();
        }

        void store(int slot, long value) {
            leaf = LongLeaf.with(leaf, slot, value);
            if (model.has(slot)) {
                model.put(model.head(slot), model.orders[slot], value, model.marks[slot]);
            } else {
                model.put(slot, 0, value, 0);
            }
            check();
        }

        void remove(int slot) {
            leaf = LongLeaf.without(leaf, slot);
            model.erase(model.head(slot), model.end(slot) - 1);
            check();
        }

        void mark(int slot, int mark, boolean on) {
            int borne = on ? model.marks[slot] | 1 << mark : model.marks[slot] & ~(1 << mark);
            model.put(model.head(slot), model.orders[slot], model.values[slot], borne);
            if (LongLeaf.isWide(leaf)) {
                wideMarks = borne;
            } else {
                leaf = LongLeaf.mark(leaf, slot, mark, on);
            }
            check();
        }

        void check() {
            long[] stored = leaf;
            if (stored == null) {
                assertThat(model.last(SLOTS - 1, model::has)).isEqualTo(-1);
                return;
            }
            assertThat(LongLeaf.isWide(stored)).isEqualTo(model.orders[0] == 6);
            int entries = 0;
            for (int slot = 0; slot < SLOTS; slot++) {
                assertSame(LongLeaf.has(stored, slot), model.has(slot));
                if (model.has(slot)) {
                    assertSame(LongLeaf.get(stored, slot), model.values[slot]);
                    entries += model.head(slot) == slot ? 1 : 0;
                }
            }
            if (LongLeaf.isWide(stored)) {
                return;
            }
            LongLeaf.validate(stored);
            assertThat(LongLeaf.count(stored)).isEqualTo(entries);
            for (int mark = 0; mark < LongLeaf.MARKS; mark++) {
                assertThat(LongLeaf.anyMarked(stored, mark))
                        .isEqualTo((model.allMarks() >> mark & 1) != 0);
            }
            for (int slot = 0; slot < SLOTS; slot++) {
                checkSlot(stored, slot);
            }
        }

        private void checkSlot(long[] stored, int slot) {
            int head = model.head(slot);
            assertSame(LongLeaf.head(stored, slot), head);
            if (model.has(slot)) {
                assertSame(LongLeaf.order(stored, head), model.orders[slot]);
                assertSame(LongLeaf.lastSlot(stored, head), model.end(slot) - 1);
            }
            IntPredicate free = other -> !model.has(other);
            assertSame(LongLeaf.firstFree(stored, slot), model.first(slot, free));
            assertSame(LongLeaf.lastFree(stored, slot), model.last(slot, free));
            for (int filter = 0; filter <= LongLeaf.PRESENT_FILTER; filter++) {
                int tested = filter;
                IntPredicate passes = other -> model.passes(other, tested);
                assertSame(LongLeaf.firstFrom(stored, slot, filter), model.first(head, passes));
                assertSame(
                        LongLeaf.firstAfter(stored, slot, filter), model.first(slot + 1, passes));
                assertSame(LongLeaf.lastFrom(stored, slot, filter), model.last(slot, passes));
                assertSame(LongLeaf.lastBefore(stored, slot, filter), model.last(head - 1, passes));
            }
            for (int mark = 0; mark < LongLeaf.MARKS; mark++) {
                assertSame(
                        LongLeaf.isMarked(stored, slot, mark),
                        model.has(slot) && (model.marks[slot] >> mark & 1) != 0);
            }
        }

        /** Quicker than what says more, since it is called a million times. */
        private static void assertSame(long actual, long expected) {
            if (actual != expected) {
                throw new AssertionError(actual + " in place of " + expected);
            }
        }

        private static void assertSame(boolean actual, boolean expected) {
            assertSame(actual ? 1 : 0, expected ? 1 : 0);
        }
    }

    @Test
    void leaf_singleSlots_comeAndGoInAnyOrder() {
        Random random = new Random(1);
        Both both = new Both();
        for (int step = 0; step < 300; step++) {
            int slot = random.nextInt(SLOTS);
            if (!both.model.has(slot) || random.nextInt(4) == 0) {
                both.store(slot, random.nextLong());
            } else if (random.nextInt(3) == 0) {
                both.remove(slot);
            } else {
                both.mark(slot, random.nextInt(3), random.nextBoolean());
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            if (both.model.has(slot)) {
                both.remove(slot);
            }
        }
        assertThat(both.leaf).isNull();
    }

    @Test
    void leaf_rangesOfAnyLength_areCutAndKeepTheirMarks() {
        Random random = new Random(2);
        Both both = new Both();
        for (int step = 0; step < 400; step++) {
            int first = random.nextInt(8) == 0 ? 0 : random.nextInt(SLOTS);
            int last = random.nextInt(4) == 0 ? SLOTS - 1 : first + random.nextInt(SLOTS - first);
            switch (random.nextInt(6)) {
                case 0 -> both.erase(first, last);
                case 1, 2 -> both.set(first, last, random.nextLong());
                case 3 -> both.store(first, random.nextLong());
                default -> {
                    if (!both.model.has(first)) {
                        both.set(first, first, step);
                    }
                    both.mark(first, random.nextInt(3), random.nextInt(3) > 0);
                }
            }
            if (step % 20 == 0 && both.leaf != null && !LongLeaf.isWide(both.leaf)) {
                both.remove(both.model.last(SLOTS - 1, both.model::has));
            }
        }
    }

    @Test
    void leaf_allOfIt_isWideAndBearsWhatItsEntriesBore() {
        Both both = new Both();
        both.set(0, SLOTS - 1, 7);
        both.mark(0, 2, true);
        both.mark(20, 0, true);
        both.store(63, 8);
        both.set(0, SLOTS - 1, 9);
        assertThat(both.wideMarks).isEqualTo(0b101);
        both.erase(63, 63); // pieces of 32, 16, 8, 4, 2 and 1 slots
        assertThat(LongLeaf.count(both.leaf)).isEqualTo(6);
        both.remove(0);
        both.erase(0, SLOTS - 1);
        assertThat(both.leaf).isNull();
        both.set(0, SLOTS - 1, 10);
        both.erase(0, SLOTS - 1);
        assertThat(both.leaf).isNull();
    }
}
