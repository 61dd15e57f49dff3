package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;
import org.xarray4j.internal.chunk.IdChunk;
import org.xarray4j.internal.chunk.LongLeaf;

/** What is checked of leaves of integers and of ids: each kind of damage, done on purpose, is found and named. */
class ContentsValidatorTest {
    private static final Mark MARK = Mark.MARK_1;

    private static Object hidden(Object in, String field) {
        try {
            return field(in, field).get(in);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such field", e);
        }
    }

    private static void hide(Object in, String field, Object value) {
        try {
            field(in, field).set(in, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such field", e);
        }
    }

    private static Field field(Object in, String name) throws ReflectiveOperationException {
        Field found = in.getClass().getDeclaredField(name);
        found.setAccessible(true);
        return found;
    }

    private static <S> Stream<DynamicTest> tests(
            Map<String, Consumer<S>> damages, Supplier<S> made, Consumer<S> validate) {
        return damages.entrySet().stream()
                .map(damage -> DynamicTest.dynamicTest(damage.getKey(), () -> {
                    S subject = made.get();
                    assertThatCode(() -> validate.accept(subject)).doesNotThrowAnyException();
                    damage.getValue().accept(subject);
                    assertThatThrownBy(() -> validate.accept(subject))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageStartingWith(damage.getKey());
                }));
    }

    // ---------------------------------------------------------------- integers

    /** A leaf with two integers and an entry of four slots, which are marked, and a range over whole leaves. */
    private static LongXArray longs() {
        LongXArray array = LongXArray.create("subject");
        array.set(1, 10);
        array.set(3, 30);
        array.setRange(8, 11, 80);
        array.setRange(128, 511, 7);
        array.setMark(8, MARK);
        array.setMark(200, MARK);
        return array;
    }

    private static XArray<long[]> leaves(LongXArray array) {
        return (XArray<long[]>) array.leaves();
    }

    private static long[] leaf(LongXArray array) {
        return leaves(array).get(0);
    }

    private static void put(LongXArray array, long... leaf) {
        leaves(array).set(0, leaf);
    }

    @TestFactory
    Stream<DynamicTest> validate_damageToIntegers_isFoundAndNamed() {
        Map<String, Consumer<LongXArray>> damages = new LinkedHashMap<>();
        damages.put("length of a leaf", s -> put(s, 1, 0, 0));
        damages.put("empty leaf", s -> put(s, 0, 0, 0, 0, 0));
        damages.put("count of integers", s -> leaf(s)[0] |= 1L << 20);
        damages.put("count of integers: [1,", s -> put(s, 1, 0, 0, 0, 0));
        damages.put("tail without an integer", s -> leaf(s)[1] |= 1L << 12);
        damages.put("tail of nothing", s -> put(s, 0b101, 0b100, 0, 0, 0, 7));
        damages.put("tail of nothing: [1,", s -> put(s, 1, 1, 0, 0, 0));
        damages.put("run of slots", s -> put(s, 0b111, 0b110, 0, 0, 0, 7));
        damages.put("run of slots: [6,", s -> put(s, 0b110, 0b100, 0, 0, 0, 7));
        damages.put("run that fills a leaf", s -> put(s, -1L, -2L, 0, 0, 0, 7));
        damages.put("mark of no entry", s -> leaf(s)[3] |= 1L << 9);
        damages.put("mark of a leaf [1", s -> leaves(s).clearMark(0, MARK));
        damages.put("mark of a leaf [0", s -> leaves(s).setMark(0, Mark.MARK_0));
        damages.put("mark of a leaf [2", s -> leaf(s)[4] |= 1L << 1);
        damages.put("order of a leaf", s -> leaves(s).setRange(16, 17, leaf(s)));
        damages.put("no leaf at 0", s -> leaves(s).vacate(0));
        damages.put("leaf beyond the last", s -> leaves(s).set(1L << 58, LongLeaf.wide(7)));
        damages.put("leaf beyond the last [0", s -> leaves(s).setRange(0, -1L, LongLeaf.wide(7)));
        damages.put("size, entries", s -> hide(leaves(s).publishedRoot(), "size", 99L));
        return tests(damages, ContentsValidatorTest::longs, LongXArray::validate);
    }

    @Test
    void validate_versionsThatAreWrittenOrHeld_areCheckedToo() {
        LongXArray array = longs();
        LongSnapshot then = array.snapshot();
        long[] held = leaf(array);
        array.set(1, 11);
        held[3] = 0;
        assertThatCode(() -> Internals.validate(array)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Internals.validate(array, List.of(then)))
                .hasMessageStartingWith("mark of a leaf");
        try (LongTransaction change = array.begin()) {
            change.set(2, 20);
            assertThatCode(() -> Internals.validate(array)).doesNotThrowAnyException();
            change.leaves().clearMark(0, MARK);
            assertThatThrownBy(() -> Internals.validate(array))
                    .hasMessageStartingWith("mark of a leaf");
        }
        assertThatCode(() -> Internals.validate(array)).doesNotThrowAnyException();
    }

    // ---------------------------------------------------------------- ids

    private static XArray<IdChunk> chunks(IdAllocator ids) {
        return (XArray<IdChunk>) ids.chunks();
    }

    private static void put(IdAllocator ids, IdChunk chunk) {
        chunks(ids).set(0, chunk);
    }

    private static IdChunk chunk(long[] used, long[] resting0, long[] resting1) {
        try {
            Constructor<IdChunk> made =
                    IdChunk.class.getDeclaredConstructor(long[].class, long[].class, long[].class);
            made.setAccessible(true);
            return made.newInstance(used, resting0, resting1);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such constructor", e);
        }
    }

    private static long[] words(int count, long word) {
        long[] words = new long[count];
        Arrays.fill(words, word);
        return words;
    }

    private static final long[] NONE = {};

    /** Of six chunks the first two and the fourth are full, the fifth is not there; of the third ids rest in both generations. */
    private static IdAllocator restingIds() {
        EpochDomain domain = EpochDomain.create("readers");
        IdAllocator ids = IdAllocator.builder().reuseIdsAfterGracePeriod(domain).build();
        for (int i = 0; i < 4 << 10; i++) {
            ids.alloc();
        }
        ids.alloc(new Limit(5 << 10, -1L));
        Pin pin = domain.pin();
        ids.free(2100);
        ids.reclaim(); // the young generation grows old
        ids.free(2200);
        assert pin.isOpen() : "as long as ids are to rest";
        return ids;
    }

    @TestFactory
    Stream<DynamicTest> validate_damageToIds_isFoundAndNamed() {
        Map<String, Consumer<IdAllocator>> damages = new LinkedHashMap<>();
        damages.put("the empty chunk is stored", s -> put(s, IdChunk.EMPTY));
        damages.put("used ends with zeros", s -> put(s, chunk(new long[] {1, 0}, NONE, NONE)));
        damages.put(
                "resting ends with zeros",
                s -> put(s, chunk(new long[] {1}, new long[] {2, 0}, NONE)));
        damages.put(
                "resting ends with zeros: in use [1], resting [][2",
                s -> put(s, chunk(new long[] {1}, NONE, new long[] {2, 0})));
        damages.put("empty chunk that is not the common one", s -> put(s, chunk(NONE, NONE, NONE)));
        damages.put("ids beyond the last", s -> put(s, chunk(words(17, 1), NONE, NONE)));
        damages.put(
                "in use and resting",
                s -> put(s, chunk(new long[] {1, 2}, NONE, new long[] {0, 2})));
        damages.put(
                "in use and resting: in use [1], resting [1",
                s -> put(s, chunk(new long[] {1}, new long[] {1}, NONE)));
        damages.put(
                "resting twice", s -> put(s, chunk(NONE, new long[] {0, 6}, new long[] {1, 2})));
        damages.put(
                "full chunk that is not the common one",
                s -> put(s, chunk(words(16, -1), NONE, NONE)));
        damages.put("no chunk at 0", s -> chunks(s).vacate(0));
        damages.put("chunk beyond the last", s -> chunks(s).set(1L << 54, IdChunk.FULL));
        damages.put("chunk beyond the last [-", s -> chunks(s).set(-1L, IdChunk.FULL));
        damages.put("order of a chunk", s -> chunks(s).setRange(0, 1, IdChunk.FULL));
        damages.put("room without a mark [5]", s -> chunks(s).clearMark(5, Mark.MARK_0));
        damages.put("mark of resting [0, 2", s -> chunks(s).clearMark(2, Mark.MARK_1));
        damages.put("mark of resting [1, 2", s -> chunks(s).clearMark(2, Mark.MARK_2));
        damages.put("mark of resting [1, 5", s -> chunks(s).setMark(5, Mark.MARK_2));
        damages.put("resting without a cookie [0, 0", s -> cookies(s, 0, 9));
        damages.put("resting without a cookie [0, 1", s -> cookies(s, 1, 1));
        damages.put("old cookie is newer", s -> cookies(s, 9, 8));
        damages.put("size, entries", s -> hide(chunks(s).publishedRoot(), "size", 99L));
        return tests(damages, ContentsValidatorTest::restingIds, IdAllocator::validate);
    }

    private static void cookies(IdAllocator ids, long old, long young) {
        Object generations = hidden(ids, "generations");
        hide(generations, "oldCookie", old);
        hide(generations, "youngCookie", young);
    }

    /** Of six chunks the second and the last have room, and the fifth is not there. */
    private static IdAllocator plainIds() {
        IdAllocator ids = IdAllocator.create();
        for (int i = 0; i < 4 << 10; i++) {
            ids.alloc();
        }
        ids.alloc(new Limit(5 << 10, -1L));
        ids.alloc(); // what has room is remembered from here
        ids.free(4 << 10);
        ids.free(1500);
        return ids;
    }

    @TestFactory
    Stream<DynamicTest> validate_damageToWhatIsRememberedOfIds_isFoundAndNamed() {
        Map<String, Consumer<IdAllocator>> damages = new LinkedHashMap<>();
        damages.put("resting for nobody", s -> put(s, IdChunk.FULL.rest(7, 1)));
        damages.put("room before [2, 1]", s -> remember(s, 2, 3));
        damages.put("room before [1, 0]", s -> chunks(s).erase(0));
        damages.put("room between [1, 5, 2]", s -> remember(s, 1, 5));
        damages.put("room between [1, 4, 1]", s -> chunks(s).erase(3));
        damages.put("room between [1, 1, 0]", s -> remember(s, 1, 1));
        return tests(damages, ContentsValidatorTest::plainIds, IdAllocator::validate);
    }

    private static void remember(IdAllocator ids, long roomFrom, long nextRoomFrom) {
        hide(ids, "roomFrom", roomFrom);
        hide(ids, "nextRoomFrom", nextRoomFrom);
    }

    // ---------------------------------------------------------------- ids with values

    private static XArray<Object> values(IdMap<String> map) {
        return (XArray<Object>) map.values();
    }

    private static IdMap<String> restingMap() {
        EpochDomain domain = EpochDomain.create("readers");
        IdMap<String> map = IdMap.<String>builder()
                .base(10)
                .reuseIdsAfterGracePeriod(domain)
                .build();
        for (int i = 0; i < 20; i++) {
            map.alloc(i % 2 == 0 ? null : "value " + i);
        }
        Pin pin = domain.pin();
        map.erase(15);
        map.reclaim();
        map.erase(16);
        assert pin.isOpen() : "as long as ids are to rest";
        return map;
    }

    @TestFactory
    Stream<DynamicTest> validate_damageToAMap_isFoundAndNamed() {
        Map<String, Consumer<IdMap<String>>> damages = new LinkedHashMap<>();
        damages.put("reserved id [12]", s -> values(s).vacate(12));
        damages.put("order of an id", s -> values(s).setRange(12, 13, "wide"));
        damages.put("id below the least", s -> values(s).set(9, "below"));
        damages.put("marks of a resting id [0, 15", s -> values(s).clearMark(15, Mark.MARK_0));
        damages.put("marks of a resting id [3, 16", s -> values(s).setMark(16, Mark.MARK_0));
        damages.put("marks of a resting id [4, 15", s -> {
            values(s).clearMark(15, Mark.MARK_0);
            values(s).setMark(15, Mark.MARK_2);
        });
        damages.put("mark on an id that does not rest", s -> values(s).setMark(12, Mark.MARK_1));
        damages.put(
                "resting without a cookie", s -> hide(hidden(s, "generations"), "oldCookie", 0L));
        damages.put("size, entries", s -> hide(values(s).publishedRoot(), "size", 99L));
        return tests(damages, ContentsValidatorTest::restingMap, IdMap::validate);
    }

    @Test
    void validate_restingInAMapWithoutGracePeriods_isFoundAndNamed() {
        IdMap<String> map = IdMap.create();
        map.alloc("value");
        map.validate();
        values(map).set(0, AbstractIdMap.Vacant.RESTING);
        assertThatThrownBy(map::validate).hasMessageStartingWith("resting for nobody [0]");
    }

    @Test
    void validate_snapshotsOfIds_areCheckedToo() {
        IdAllocator ids = plainIds();
        List<IdSnapshot> taken = new ArrayList<>();
        chunks(ids).set(7, chunk(new long[] {1, 0}, NONE, NONE));
        taken.add(ids.snapshot());
        chunks(ids).erase(7);
        assertThatCode(() -> Internals.validate(ids)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Internals.validate(ids, taken))
                .hasMessageStartingWith("used ends with zeros");
        IdMap<String> map = restingMap();
        values(map).set(9, "below");
        IdMapSnapshot<String> below = map.snapshot();
        values(map).erase(9);
        assertThatCode(() -> Internals.validate(map)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Internals.validate(map, List.of(below)))
                .hasMessageStartingWith("id below the least");
    }
}
