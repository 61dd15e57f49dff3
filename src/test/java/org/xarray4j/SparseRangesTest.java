package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xarray4j.internal.tree.Validator;

/** Ranges as a table of addresses has them, side by side and of all lengths: they stand in buckets, not in nodes. */
class SparseRangesTest {
    private static final long SEED = Asked.seed(42);
    private static final String REPEAT =
            "repeat with: ./mvnw -pl src test -Dtest=SparseRangesTest -Dxarray4j.seed=" + SEED;

    private static final int RANGES = 3000;

    /** What a bucket takes is rounded up to nodes, of 352 bytes; in nodes alone a range takes more than half of one. */
    private static final long MOST_BYTES = 120;

    /** How many ranges are written between two checks of the whole structure. */
    private static final int STEP = 500;

    private record Range(long first, long last, Object value) {}

    private final Random random = new Random(SEED);
    private final NodeAccount account = NodeAccount.unlimited();
    /** How often each value was released; no two values are equal. */
    private final Map<Object, Integer> released = new HashMap<>();

    /** What must be there, by first index. */
    private final NavigableMap<Long, Range> model = new TreeMap<>(Long::compareUnsigned);

    private int stored;

    @ParameterizedTest(name = "[{index}] base {0}, shift {1}, shuffled {2}, releasing {3}")
    @CsvSource({
        "0, 0, false, false",
        "0, 0, true, true",
        "100000000, 3, false, true",
        "7ffffffffff00000, 7, true, false",
        "ffffff0000000000, 11, true, true",
        "8000000000000000, 40, false, true"
    })
    void table_rangesSideBySide_takesFewBytesAndAnswersAll(
            String base, int shift, boolean shuffled, boolean releasing) {
        XArrayBuilder<Object> builder = XArray.builder().account(account);
        if (releasing) {
            builder = builder.releaser(value -> released.merge(value, 1, Integer::sum));
        }
        XArray<Object> array = builder.build();
        List<Range> ranges = ranges(Long.parseUnsignedLong(base, 16), shift);
        if (shuffled) {
            Collections.shuffle(ranges, random);
        }
        for (Range range : ranges) {
            set(array, range.first, range.last);
        }
        array.trim();
        assertThat(account.used() / RANGES).as("bytes a range, " + REPEAT).isLessThan(MOST_BYTES);
        check(array);

        for (int i = 0; i < RANGES; i++) {
            Range range = ranges.get(random.nextInt(RANGES));
            long first = range.first + below(range.last - range.first);
            long last = first + below((range.last - first) << random.nextInt(3));
            if (random.nextInt(3) == 0) {
                cut(first, last);
                array.eraseRange(first, last);
            } else {
                set(array, first, last);
            }
            if (i % STEP == 0) {
                Validator.validate(array.publishedRoot());
            }
        }
        check(array);
        array.clear();
        array.trim();
        assertThat(account.used()).as("bytes of an empty array, " + REPEAT).isZero();
        if (releasing) {
            array.close();
            assertThat(released).as(REPEAT).hasSize(stored);
            assertThat(released.values()).as(REPEAT).containsOnly(1);
        }
    }

    /** Returns a random number from 0 to another. */
    private long below(long most) {
        return most == -1L
                ? random.nextLong()
                : Long.remainderUnsigned(random.nextLong(), most + 1);
    }

    /** Returns ranges side by side, with gaps here and there. */
    private List<Range> ranges(long base, int shift) {
        List<Range> ranges = new ArrayList<>();
        long at = base;
        while (ranges.size() < RANGES) {
            long length = (1L + random.nextInt(1 << random.nextInt(9))) << shift;
            if (random.nextInt(5) > 0) {
                ranges.add(new Range(at, at + length - 1, "none"));
            }
            at += length;
        }
        return ranges;
    }

    private void set(XArray<Object> array, long first, long last) {
        Object value = "v" + stored++;
        array.setRange(first, last, value);
        cut(first, last);
        model.put(first, new Range(first, last, value));
        if (stored % STEP == 0) {
            Validator.validate(array.publishedRoot());
        }
    }

    /** Takes a range out of the model. */
    private void cut(long first, long last) {
        for (Map.Entry<Long, Range> entry = model.floorEntry(last);
                entry != null && Long.compareUnsigned(entry.getValue().last, first) >= 0;
                entry = model.floorEntry(last)) {
            Range range = entry.getValue();
            model.remove(range.first);
            if (Long.compareUnsigned(range.last, last) > 0) {
                model.put(last + 1, new Range(last + 1, range.last, range.value));
            }
            if (Long.compareUnsigned(range.first, first) < 0) {
                model.put(range.first, new Range(range.first, first - 1, range.value));
            }
        }
    }

    private void check(XArray<Object> array) {
        Validator.validate(array.publishedRoot());
        long[] indices = {0};
        try (LockedXArray<Object> session = array.lock()) {
            for (Range range : model.values()) {
                long middle = range.first + ((range.last - range.first) >>> 1);
                expect(session, range.first, range.value);
                expect(session, middle, range.value);
                expect(session, range.last, range.value);
                indices[0] -= range.last - range.first + 1;
            }
            session.forEach((index, value) -> indices[0] += 1L << session.order(index));
        }
        assertThat(indices[0])
                .as("indices of entries that are too many, " + REPEAT)
                .isZero();
    }

    private static void expect(LockedXArray<Object> session, long index, @Nullable Object value) {
        Object there = session.get(index);
        if (there != value) {
            assertThat(there)
                    .as("at %s, %s", Long.toUnsignedString(index), REPEAT)
                    .isSameAs(value);
        }
    }
}
