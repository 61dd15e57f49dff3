package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Readers beside a writer: every answer is what some version held between the call and its return.
 *
 * <p>Each value carries the index that it was stored at and the round it was stored in. Guarantees A, B and E.
 */
class ConcurrentReadTest {
    private record Stamp(long index, int round) {}

    /** Neighbours, every power of two, and the greatest. */
    private static final long[] INDICES = Stream.of(
                    LongStream.range(100, 124),
                    LongStream.range(0, 64).map(bit -> 1L << bit),
                    LongStream.of(0, -1L))
            .flatMapToLong(indices -> indices)
            .toArray();

    private static void check(boolean holds, String what, Object seen) {
        if (!holds) {
            throw new AssertionError(what + ": " + seen);
        }
    }

    @Test
    void get_writerStores_answersWhatWasThereDuringTheCall() {
        XArray<Stamp> array = XArray.create();
        for (long index : INDICES) {
            array.set(index, new Stamp(index, 0));
        }
        AtomicIntegerArray begun = new AtomicIntegerArray(INDICES.length);
        AtomicIntegerArray done = new AtomicIntegerArray(INDICES.length);
        Random choice = new Random(7);
        Race.run(
                round -> {
                    int at = choice.nextInt(INDICES.length);
                    begun.set(at, round);
                    array.set(INDICES[at], new Stamp(INDICES[at], round));
                    done.set(at, round);
                },
                random -> {
                    int at = random.nextInt(INDICES.length);
                    int least = done.get(at);
                    Stamp seen = array.get(INDICES[at]);
                    int most = begun.get(at);
                    check(
                            seen != null
                                    && seen.index == INDICES[at]
                                    && least <= seen.round
                                    && seen.round <= most,
                            "between " + least + " and " + most + " at " + INDICES[at],
                            seen);
                });
    }

    @Test
    void reads_heightGrowsAndShrinks_findEverythingInPlace() {
        XArray<Stamp> array = XArray.create();
        array.set(3, new Stamp(3, 0));
        array.setMark(3, Mark.MARK_1);
        Race.run(
                round -> {
                    long high = INDICES[round % INDICES.length];
                    array.set(high, new Stamp(high, round));
                    array.erase(high);
                },
                random -> {
                    check(array.get(3) != null, "value at 3", null);
                    check(
                            array.contains(3) && array.isMarked(3, Mark.MARK_1),
                            "contents of 3",
                            null);
                    check(!array.isEmpty() && array.size() <= 2, "size", array.size());
                    check(
                            array.anyMarked(Mark.MARK_1) && !array.anyMarked(Mark.MARK_2),
                            "marks",
                            null);
                    long high = INDICES[random.nextInt(INDICES.length)];
                    Stamp seen = array.get(high);
                    check(seen == null || seen.index == high, "value at " + high, seen);
                    Entry<Stamp> entry = array.find(3, -1L, Filter.PRESENT);
                    check(
                            entry != null && entry.index() == 3 && entry.value().index == 3,
                            "found at 3",
                            entry);
                    Entry<Stamp> last = array.last(Filter.PRESENT);
                    check(last != null && last.index() == last.value().index, "last", last);
                    Entry<Stamp> marked = array.findBefore(-1L, 0, Filter.MARK_1);
                    check(marked != null && marked.index() == 3, "marked", marked);
                });
    }

    @Test
    void get_writerErasesEverything_isNullOrInPlace() {
        XArray<Stamp> array = XArray.create();
        Race.run(
                round -> {
                    long index = INDICES[round % INDICES.length];
                    array.set(index, new Stamp(index, round));
                    switch (round % 37) {
                        case 10 -> array.clear();
                        case 20 -> array.eraseRange(0, index);
                        case 30 -> array.vacate(index);
                        default -> array.erase(INDICES[round / 2 % INDICES.length]);
                    }
                },
                random -> {
                    long index = INDICES[random.nextInt(INDICES.length)];
                    Stamp seen = array.get(index);
                    check(seen == null || seen.index == index, "value at " + index, seen);
                    for (Entry<Stamp> entry : array) {
                        check(entry.index() == entry.value().index, "iterated", entry);
                    }
                    array.forEach((at, value) -> check(at == value.index, "met", value));
                });
    }

    @Test
    void transaction_manyIndices_isSeenWholeOrNotAtAll() {
        XArray<Stamp> array = XArray.create();
        for (long index : INDICES) {
            array.set(index, new Stamp(index, 0));
        }
        Race.run(
                round -> {
                    try (Transaction<Stamp> transaction = array.begin()) {
                        for (long index : INDICES) {
                            transaction.set(index, new Stamp(index, round % 3 == 0 ? -1 : round));
                        }
                        if (round % 3 != 0) {
                            transaction.commit();
                        }
                    }
                },
                random -> {
                    Snapshot<Stamp> snapshot = array.snapshot();
                    int first = snapshot.get(INDICES[0]).round;
                    check(first >= 0, "a round that was rolled back", first);
                    for (long index : INDICES) {
                        check(
                                snapshot.get(index).round == first,
                                "round " + first,
                                snapshot.get(index));
                    }
                    Stamp[] all = new Stamp[INDICES.length];
                    check(
                            array.extract(all, 0, -1L, Filter.PRESENT) == all.length,
                            "extracted",
                            all.length);
                    for (Stamp each : all) {
                        check(each.round == all[0].round && each.round >= first, "extracted", each);
                    }
                    List<Integer> rounds = new ArrayList<>();
                    array.forEach((index, value) -> rounds.add(value.round));
                    check(rounds.size() == INDICES.length, "met", rounds.size());
                    check(rounds.stream().distinct().count() == 1, "rounds met", rounds);
                });
    }

    @Test
    void setRange_overlappingRanges_areSeenWhole() {
        XArray<Integer> array = XArray.create();
        long first = 100;
        long last = 70_000;
        array.setRange(first, last, 0);
        Race.run(
                round -> {
                    if (round % 4 == 0) {
                        array.eraseRange(first, last);
                    } else if (round % 4 == 1) {
                        array.setRange(first, last, round);
                    } else {
                        // Splits, and puts together again.
                        array.setRange(first + 333, last - 444, round);
                        array.setRange(first, last, round);
                    }
                },
                random -> {
                    Snapshot<Integer> snapshot = array.snapshot();
                    long covered = 0;
                    int most = -1;
                    int least = Integer.MAX_VALUE;
                    for (Entry<Integer> entry : snapshot) {
                        covered += 1L << entry.order();
                        most = Math.max(most, entry.value());
                        least = Math.min(least, entry.value());
                        check(snapshot.get(entry.last()).equals(entry.value()), "last of", entry);
                    }
                    check(covered == 0 || covered == last - first + 1, "indices covered", covered);
                    boolean isPlain = covered == 0 || least == most;
                    boolean isSplit = covered > 0
                            && most % 4 >= 2
                            && snapshot.get(first + 333) == most
                            && snapshot.get(first + 332) == least
                            && snapshot.get(last - 443) == least;
                    check(isPlain || isSplit, "values from " + least + " to " + most, snapshot);
                });
    }

    @Test
    void marks_changedWithTheirValues_belongToOneVersion() {
        XArray<Stamp> array = XArray.create();
        for (long index : INDICES) {
            array.set(index, new Stamp(index, 0));
        }
        Race.run(
                round -> {
                    try (Transaction<Stamp> transaction = array.begin()) {
                        for (int i = 0; i < 5; i++) {
                            long index = INDICES[(round + 17 * i) % INDICES.length];
                            transaction.set(index, new Stamp(index, round));
                            if (round % 2 == 1) {
                                transaction.setMark(index, Mark.MARK_0);
                            } else {
                                transaction.clearMark(index, Mark.MARK_0);
                            }
                        }
                        transaction.commit();
                    }
                },
                random -> {
                    Snapshot<Stamp> snapshot = array.snapshot();
                    int marked = 0;
                    for (long index : INDICES) {
                        boolean isOdd = snapshot.get(index).round % 2 == 1;
                        check(
                                snapshot.isMarked(index, Mark.MARK_0) == isOdd,
                                "mark of",
                                snapshot.get(index));
                        marked += isOdd ? 1 : 0;
                    }
                    check(snapshot.anyMarked(Mark.MARK_0) == marked > 0, "any of", marked);
                    int[] met = new int[1];
                    snapshot.forEach(0, -1L, Filter.MARK_0, (index, value) -> met[0]++);
                    check(met[0] == marked, "met of " + marked, met[0]);
                    array.forEach(
                            0,
                            -1L,
                            Filter.MARK_0,
                            (index, value) -> check(value.round % 2 == 1, "marked", value));
                });
    }

    @Test
    void iterator_othersComeAndGo_returnsWhatStaysOnceInOrder() {
        XArray<Stamp> array = XArray.create();
        for (long index : INDICES) {
            array.set(index, new Stamp(index, 0));
        }
        Race.run(
                round -> {
                    long beside = INDICES[round % INDICES.length] + 200_003 + round % 3;
                    array.set(beside, new Stamp(beside, round));
                    array.erase(INDICES[round / 3 % INDICES.length] + 200_003 + round % 3);
                },
                random -> {
                    long[] met = {0, 0};
                    array.iterator().forEachRemaining(entry -> {
                        check(
                                met[0] == 0 || Long.compareUnsigned(met[1], entry.index()) < 0,
                                "after " + met[1],
                                entry);
                        met[0]++;
                        met[1] = entry.index();
                    });
                    check(met[0] >= INDICES.length, "met", met[0]);
                    long staying = array.stream()
                            .filter(entry -> entry.value().round == 0)
                            .count();
                    check(staying == INDICES.length, "of those that stay, met", staying);
                });
        array.forEach((index, value) -> assertThat(index).isEqualTo(value.index));
        Internals.validate(array);
    }
}
