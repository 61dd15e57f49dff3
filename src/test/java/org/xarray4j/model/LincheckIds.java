package org.xarray4j.model;

import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.xarray4j.IdAllocator;
import org.xarray4j.IdCursor;
import org.xarray4j.IdView;
import org.xarray4j.Limit;

/** Ids that are handed out and taken back, on both sides of a chunk's end. */
@Param(name = LincheckIds.ID, gen = IntGen.class, conf = "1022:1025")
public abstract class LincheckIds {
    static final String ID = "id";

    static final Limit LIMIT = new Limit(1022, 1025);

    /** Returns the id, or -1. */
    @Operation
    public abstract long alloc();

    /** Goes through the ids in a circle; returns the id, or -1. */
    @Operation
    public abstract long allocCyclic();

    @Operation
    public abstract boolean free(@Param(name = ID) int id);

    @Operation
    public abstract boolean isAllocated(@Param(name = ID) int id);

    /** The first id that is allocated, from one on. */
    @Operation
    public abstract long first(@Param(name = ID) int from);

    @Operation
    public abstract long size();

    /** All ids, from one version. */
    @Operation
    public abstract String all();

    @Operation
    public abstract void clear();

    /** On the allocator. */
    public static final class OnAllocator extends LincheckIds {
        private final IdAllocator ids = IdAllocator.builder().name("ids").build();
        private final IdCursor circle = ids.cyclic(LIMIT);

        @Override
        @Operation
        public long alloc() {
            return ids.tryAlloc(LIMIT).orElse(-1);
        }

        @Override
        @Operation
        public long allocCyclic() {
            var result = circle.tryAlloc();
            return result.full() ? -1 : result.index();
        }

        @Override
        @Operation
        public boolean free(@Param(name = ID) int id) {
            return ids.tryFree(id);
        }

        @Override
        @Operation
        public boolean isAllocated(@Param(name = ID) int id) {
            return ids.exists(id);
        }

        @Override
        @Operation
        public long first(@Param(name = ID) int from) {
            return ids.findFirst(from, LIMIT.max()).orElse(-1);
        }

        @Override
        @Operation
        public long size() {
            return ids.size();
        }

        @Override
        @Operation
        public String all() {
            StringBuilder all = new StringBuilder();
            IdView version = ids.snapshot();
            version.forEach(id -> all.append(id).append(' '));
            return all.toString();
        }

        @Override
        @Operation
        public void clear() {
            ids.clear();
        }
    }

    /** A set of ids, and where the circle goes on. */
    public static final class OnModel extends LincheckIds {
        private final NavigableSet<Long> used = new TreeSet<>();
        private long next = LIMIT.min();

        private OptionalLong take(long from) {
            for (long id = from; id <= LIMIT.max(); id++) {
                if (used.add(id)) {
                    return OptionalLong.of(id);
                }
            }
            return OptionalLong.empty();
        }

        @Override
        @Operation
        public long alloc() {
            return take(LIMIT.min()).orElse(-1);
        }

        @Override
        @Operation
        public long allocCyclic() {
            OptionalLong id = take(next);
            if (id.isEmpty()) {
                id = take(LIMIT.min());
            }
            if (id.isPresent()) {
                next = id.getAsLong() + 1;
            }
            return id.orElse(-1);
        }

        @Override
        @Operation
        public boolean free(@Param(name = ID) int id) {
            return used.remove((long) id);
        }

        @Override
        @Operation
        public boolean isAllocated(@Param(name = ID) int id) {
            return used.contains((long) id);
        }

        @Override
        @Operation
        public long first(@Param(name = ID) int from) {
            Long first = used.ceiling((long) from);
            return first == null ? -1 : first;
        }

        @Override
        @Operation
        public long size() {
            return used.size();
        }

        @Override
        @Operation
        public String all() {
            StringBuilder all = new StringBuilder();
            used.forEach(id -> all.append(id).append(' '));
            return all.toString();
        }

        @Override
        @Operation
        public void clear() {
            used.clear();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OnModel model && next == model.next && used.equals(model.used);
        }

        @Override
        public int hashCode() {
            return used.hashCode() + Long.hashCode(next);
        }
    }
}
