package org.xarray4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.Mark;
import org.xarray4j.XArrayView;

/** What tells a view from its model. */
final class Compare {
    private static final Mark[] MARKS = Mark.values();
    private static final Filter[] FILTERS = Filter.values();
    private static final int PROBES = 5;

    private Compare() {}

    static void same(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + ": expected " + expected + " but got " + actual);
        }
    }

    /** Compares all entries and, from a few random places, the rest of what can be asked. */
    static void briefly(
            String what, ModelView<String> expected, XArrayView<String> actual, Random random) {
        same(what + ", entries", entries(expected), entries(actual));
        same(what + ", isEmpty", expected.isEmpty(), actual.isEmpty());
        List<ModelEntry<String>> all = List.copyOf(expected.entries.values());
        for (int i = 0; i < PROBES; i++) {
            place(what, expected, actual, spot(all, random));
        }
        probe(what, expected, actual, random, spot(all, random), spot(all, random));
    }

    /** Compares all entries, their marks, and what every method says of a few random places. */
    static void views(
            String what, ModelView<String> expected, XArrayView<String> actual, Random random) {
        same(what + ", entries", entries(expected), entries(actual));
        same(what + ", size", expected.size(), actual.size());
        same(what + ", isEmpty", expected.isEmpty(), actual.isEmpty());
        for (Mark mark : MARKS) {
            same(what + ", anyMarked " + mark, expected.anyMarked(mark), actual.anyMarked(mark));
        }
        List<ModelEntry<String>> all = List.copyOf(expected.entries.values());
        for (ModelEntry<String> entry : all) {
            place(what, expected, actual, entry.first());
            place(what, expected, actual, entry.last());
        }
        for (Filter filter : FILTERS) {
            same(
                    what + ", walk by findAfter, " + filter,
                    walked(expected, filter),
                    walked(actual, filter));
        }
        for (int i = 0; i < PROBES; i++) {
            probe(what, expected, actual, random, spot(all, random), spot(all, random));
        }
    }

    private static List<Entry<String>> entries(XArrayView<String> view) {
        List<Entry<String>> all = new ArrayList<>();
        view.iterator().forEachRemaining(all::add);
        return all;
    }

    /** Picks an index: an edge of an entry or beside it, something within it, or anything. */
    private static long spot(List<ModelEntry<String>> all, Random random) {
        if (all.isEmpty() || random.nextInt(8) == 0) {
            return random.nextLong() >>> random.nextInt(Long.SIZE);
        }
        ModelEntry<String> entry = all.get(random.nextInt(all.size()));
        long edge = random.nextBoolean() ? entry.first() : entry.last();
        return switch (random.nextInt(4)) {
            case 0 -> edge - 1;
            case 1 -> edge + 1;
            case 2 -> entry.first() + (random.nextLong() & (entry.last() - entry.first()));
            default -> edge;
        };
    }

    private static void place(
            String what, ModelView<String> expected, XArrayView<String> actual, long index) {
        String at = what + " at " + Long.toUnsignedString(index) + ", ";
        same(at + "get", expected.get(index), actual.get(index));
        same(at + "contains", expected.contains(index), actual.contains(index));
        same(at + "isReserved", expected.isReserved(index), actual.isReserved(index));
        same(at + "order", expected.order(index), actual.order(index));
        for (Mark mark : MARKS) {
            same(at + mark, expected.isMarked(index, mark), actual.isMarked(index, mark));
        }
    }

    private static void probe(
            String what,
            ModelView<String> expected,
            XArrayView<String> actual,
            Random random,
            long a,
            long b) {
        Filter filter = FILTERS[random.nextInt(FILTERS.length)];
        place(what, expected, actual, a);
        String at = what + " from " + Long.toUnsignedString(a) + " to " + Long.toUnsignedString(b)
                + ", " + filter + ", ";
        same(at + "find", expected.find(a, b, filter), actual.find(a, b, filter));
        same(at + "findAfter", expected.findAfter(a, b, filter), actual.findAfter(a, b, filter));
        same(at + "findBefore", expected.findBefore(a, b, filter), actual.findBefore(a, b, filter));
        same(at + "first", expected.first(filter), actual.first(filter));
        same(at + "last", expected.last(filter), actual.last(filter));
        same(at + "findFree", expected.findFree(a, b), actual.findFree(a, b));
        same(at + "findFreeBefore", expected.findFreeBefore(a, b), actual.findFreeBefore(a, b));
        same(at + "forEach", visited(expected, a, b, filter), visited(actual, a, b, filter));
        int room = random.nextInt(20);
        same(
                at + "extract",
                extracted(expected, room, a, b, filter),
                extracted(actual, room, a, b, filter));
    }

    private static List<String> visited(XArrayView<String> view, long a, long b, Filter filter) {
        List<String> seen = new ArrayList<>();
        view.forEach(
                a,
                b,
                filter,
                (index, value) -> seen.add(Long.toUnsignedString(index) + "=" + value));
        return seen;
    }

    private static List<String> extracted(
            XArrayView<String> view, int room, long a, long b, Filter filter) {
        String[] destination = new String[room];
        List<String> all = new ArrayList<>();
        all.add(view.extract(destination, a, b, filter) + " values");
        for (String value : destination) {
            all.add(String.valueOf(value));
        }
        return all;
    }

    /** Walks as a user would; ends also when the search does not advance. */
    private static List<Entry<String>> walked(XArrayView<String> view, Filter filter) {
        List<Entry<String>> seen = new ArrayList<>();
        long bound = view.size();
        Entry<String> entry = view.first(filter);
        while (entry != null && seen.size() <= bound) {
            seen.add(entry);
            entry = view.findAfter(entry.index(), -1L, filter);
        }
        return seen;
    }
}
