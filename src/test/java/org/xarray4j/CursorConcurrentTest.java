package org.xarray4j;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Cursors of an array beside a writer that has nodes used again all the time: what a step tells belongs together, entries
 * that stay are met once, and a search advances. Guarantees A and B.
 */
class CursorConcurrentTest {
    private static final int ROOM = 1000;

    private record Stamp(long first, int order, int round) {}

    private static void check(boolean holds, String what, Object seen) {
        if (!holds) {
            throw new AssertionError(what + ": " + seen);
        }
    }

    /** Every third index holds a value that nobody touches; the writer works on the others. */
    private static boolean stays(long index) {
        return index % 3 == 0;
    }

    private static XArray<Stamp> filled() {
        XArray<Stamp> array = XArray.create();
        for (long index = 0; index < ROOM; index++) {
            if (stays(index)) {
                array.set(index, new Stamp(index, 0, 0));
            }
        }
        return array;
    }

    private static void write(XArray<Stamp> array, Random choice, int round) {
        long index = choice.nextInt(ROOM);
        if (stays(index)) {
            index++;
        }
        if (choice.nextInt(3) == 0) {
            array.erase(index);
        } else {
            array.set(index, new Stamp(index, 0, round));
        }
        if (choice.nextInt(50) == 0) {
            array.set(1L << 40, new Stamp(1L << 40, 0, round));
            array.erase(1L << 40);
        }
    }

    @Test
    void find_writerBesideIt_meetsWhatStaysOnceAndInOrder() {
        XArray<Stamp> array = filled();
        Random choice = new Random(11);
        Race.run(round -> write(array, choice, round), random -> {
            Cursor<Stamp> cursor = array.cursor().moveTo(random.nextInt(ROOM));
            long expected = (cursor.index() + 2) / 3 * 3;
            for (Stamp seen = cursor.find(ROOM - 1); seen != null; seen = cursor.find(ROOM - 1)) {
                check(seen.first == cursor.index() && cursor.order() == 0, "found", seen);
                check(seen.first <= expected, "before " + expected, seen);
                if (stays(seen.first)) {
                    expected += 3;
                }
            }
            check(expected == (ROOM + 2) / 3 * 3, "the end", expected);
        });
    }

    @Test
    void steps_writerBesideThem_readTheirIndex() {
        XArray<Stamp> array = filled();
        Random choice = new Random(12);
        Race.run(round -> write(array, choice, round), random -> {
            Cursor<Stamp> cursor = array.cursor().moveTo(random.nextInt(ROOM));
            boolean up = random.nextBoolean();
            for (int i = 0; i < 200; i++) {
                Stamp seen = up ? cursor.next() : cursor.previous();
                long index = cursor.index();
                check(
                        seen == null
                                ? index < 0 || index >= ROOM || !stays(index)
                                : seen.first == index,
                        "at " + index,
                        seen);
            }
        });
    }

    @Test
    void find_writerSplitsAndJoins_tellsOneVersion() {
        XArray<Stamp> array = XArray.create();
        array.setRange(0, 4095, new Stamp(0, 12, 0));
        Race.run(
                round -> {
                    int order = round % 13;
                    if (round % 2 == 0) {
                        array.cursor().moveTo(0, 12).set(new Stamp(0, 12, round));
                    } else {
                        try (Transaction<Stamp> cut = array.begin()) {
                            WritingCursor<Stamp> cursor = cut.cursor().moveTo(0, order);
                            cursor.split();
                            cursor.reset();
                            while (cursor.find(4095) != null) {
                                cursor.set(new Stamp(cursor.first(), order, round));
                            }
                            cut.commit();
                        }
                    }
                },
                random -> {
                    Cursor<Stamp> cursor = array.cursor().moveTo(random.nextInt(4096));
                    long next = cursor.index();
                    Stamp seen = cursor.find(-1L);
                    for (int i = 0; i < 100 && seen != null; i++) {
                        check(seen.order == cursor.order(), "order " + cursor.order(), seen);
                        check(seen.first == cursor.first(), "first " + cursor.first(), seen);
                        check(cursor.index() == next, "index " + cursor.index(), next);
                        next = cursor.last() + 1;
                        seen = cursor.find(-1L);
                    }
                });
    }
}
