package org.xarray4j.model;

import java.util.Map;
import java.util.TreeMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.xarray4j.IdMap;
import org.xarray4j.Limit;
import org.xarray4j.epoch.EpochDomain;

/**
 * Values that get ids, on both sides of a leaf's end. The map lets freed ids rest for a grace period; nobody is pinned, so each
 * is over at once.
 */
@Param(name = LincheckIdMap.ID, gen = IntGen.class, conf = "62:65")
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
public abstract class LincheckIdMap {
    static final String ID = "id";

    static final Limit LIMIT = new Limit(62, 65);

    /** Returns the id, or -1. */
    @Operation
    public abstract long alloc(@Param(name = LincheckOperations.VALUE) int value);

    /** Goes through the ids in a circle; returns the id, or -1. */
    @Operation
    public abstract long allocCyclic(@Param(name = LincheckOperations.VALUE) int value);

    @Operation
    public abstract @Nullable String get(@Param(name = ID) int id);

    @Operation
    public abstract boolean exists(@Param(name = ID) int id);

    @Operation
    public abstract boolean replace(
            @Param(name = ID) int id, @Param(name = LincheckOperations.VALUE) int value);

    @Operation
    public abstract @Nullable String remove(@Param(name = ID) int id);

    @Operation
    public abstract long size();

    /** All ids and values, from one version. */
    @Operation
    public abstract String all();

    @Operation
    public abstract void clear();

    private static void say(StringBuilder all, long id, @Nullable String value) {
        all.append(id).append('=').append(value).append(' ');
    }

    /** On the map. */
    public static final class OnMap extends LincheckIdMap {
        private final EpochDomain domain = EpochDomain.create("readers");
        private final IdMap<String> map = IdMap.<String>builder()
                .name("map")
                .reuseIdsAfterGracePeriod(domain)
                .build();

        @Override
        @Operation
        public long alloc(@Param(name = LincheckOperations.VALUE) int value) {
            return map.tryAlloc(LincheckOperations.value(value), LIMIT).orElse(-1);
        }

        @Override
        @Operation
        public long allocCyclic(@Param(name = LincheckOperations.VALUE) int value) {
            var result = map.tryAllocCyclic(LincheckOperations.value(value), LIMIT);
            return result.full() ? -1 : result.index();
        }

        @Override
        @Operation
        public @Nullable String get(@Param(name = ID) int id) {
            return map.get(id);
        }

        @Override
        @Operation
        public boolean exists(@Param(name = ID) int id) {
            return map.exists(id);
        }

        @Override
        @Operation
        public boolean replace(
                @Param(name = ID) int id, @Param(name = LincheckOperations.VALUE) int value) {
            return map.tryReplace(id, LincheckOperations.value(value));
        }

        @Override
        @Operation
        public @Nullable String remove(@Param(name = ID) int id) {
            return map.remove(id);
        }

        @Override
        @Operation
        public long size() {
            return map.size();
        }

        @Override
        @Operation
        public String all() {
            StringBuilder all = new StringBuilder();
            map.snapshot().forEach((id, value) -> say(all, id, value));
            return all.toString();
        }

        @Override
        @Operation
        public void clear() {
            map.clear();
        }
    }

    /** A sorted map, and where the circle goes on. */
    public static final class OnModel extends LincheckIdMap {
        private final Map<Long, String> values = new TreeMap<>();
        private long next;

        private long give(String value, long from) {
            for (long id = from; id <= LIMIT.max(); id++) {
                if (values.putIfAbsent(id, value) == null) {
                    return id;
                }
            }
            return -1;
        }

        @Override
        @Operation
        public long alloc(@Param(name = LincheckOperations.VALUE) int value) {
            return give(LincheckOperations.value(value), LIMIT.min());
        }

        @Override
        @Operation
        public long allocCyclic(@Param(name = LincheckOperations.VALUE) int value) {
            String given = LincheckOperations.value(value);
            long id = give(given, Math.max(next, LIMIT.min()));
            if (id < 0) {
                id = give(given, LIMIT.min());
            }
            if (id >= 0) {
                next = id + 1;
            }
            return id;
        }

        @Override
        @Operation
        public @Nullable String get(@Param(name = ID) int id) {
            return values.get((long) id);
        }

        @Override
        @Operation
        public boolean exists(@Param(name = ID) int id) {
            return values.containsKey((long) id);
        }

        @Override
        @Operation
        public boolean replace(
                @Param(name = ID) int id, @Param(name = LincheckOperations.VALUE) int value) {
            return values.replace((long) id, LincheckOperations.value(value)) != null;
        }

        @Override
        @Operation
        public @Nullable String remove(@Param(name = ID) int id) {
            return values.remove((long) id);
        }

        @Override
        @Operation
        public long size() {
            return values.size();
        }

        @Override
        @Operation
        public String all() {
            StringBuilder all = new StringBuilder();
            values.forEach((id, value) -> say(all, id, value));
            return all.toString();
        }

        @Override
        @Operation
        public void clear() {
            values.clear();
            next = 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OnModel model
                    && next == model.next
                    && values.equals(model.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode() + Long.hashCode(next);
        }
    }
}
