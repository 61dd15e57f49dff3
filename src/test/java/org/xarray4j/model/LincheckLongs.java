package org.xarray4j.model;

import java.util.List;
import java.util.OptionalLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.xarray4j.LongXArray;
import org.xarray4j.Mark;

/**
 * Integers as values, at indices of which two share a leaf: whoever writes the one writes the other anew, and a mark that is set
 * meanwhile must not be lost.
 */
@Param(name = LincheckOperations.SLOT, gen = IntGen.class, conf = "0:3")
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
@Param(name = LincheckLongs.RANGE, gen = IntGen.class, conf = "0:1")
public abstract class LincheckLongs {
    static final String RANGE = "range";
    private static final List<Long> INDICES = List.of(1L, 2L, 70L, 5000L);

    /** Within a leaf; across leaves. */
    private static final long[][] RANGES = {{1, 2}, {2, 70}};

    static long index(int slot) {
        return INDICES.get(slot);
    }

    static long first(int range) {
        return RANGES[range][0];
    }

    static long last(int range) {
        return RANGES[range][1];
    }

    static String said(Object value) {
        return String.valueOf(value);
    }

    @Operation
    public abstract String get(@Param(name = LincheckOperations.SLOT) int slot);

    @Operation
    public abstract void set(
            @Param(name = LincheckOperations.SLOT) int slot,
            @Param(name = LincheckOperations.VALUE) int value);

    @Operation
    public abstract String getAndSet(
            @Param(name = LincheckOperations.SLOT) int slot,
            @Param(name = LincheckOperations.VALUE) int value);

    @Operation
    public abstract boolean insert(
            @Param(name = LincheckOperations.SLOT) int slot,
            @Param(name = LincheckOperations.VALUE) int value);

    @Operation
    public abstract boolean compareAndSet(
            @Param(name = LincheckOperations.SLOT) int slot,
            @Param(name = LincheckOperations.VALUE) int expected,
            @Param(name = LincheckOperations.VALUE) int value);

    @Operation
    public abstract String compareAndExchange(
            @Param(name = LincheckOperations.SLOT) int slot,
            @Param(name = LincheckOperations.VALUE) int expected,
            @Param(name = LincheckOperations.VALUE) int value);

    @Operation
    public abstract String remove(@Param(name = LincheckOperations.SLOT) int slot);

    @Operation
    public abstract boolean setMark(@Param(name = LincheckOperations.SLOT) int slot);

    @Operation
    public abstract boolean isMarked(@Param(name = LincheckOperations.SLOT) int slot);

    @Operation
    public abstract void setRange(
            @Param(name = RANGE) int range, @Param(name = LincheckOperations.VALUE) int value);

    @Operation
    public abstract void eraseRange(@Param(name = RANGE) int range);

    @Operation
    public abstract long size();

    /** All values and marks, from one version. */
    @Operation
    public abstract String all();

    private static void say(StringBuilder all, long index, int order, long value, boolean marked) {
        all.append(index).append('/').append(order).append('=').append(value);
        all.append(marked ? "! " : " ");
    }

    /** On the array. */
    public static final class OnArray extends LincheckLongs {
        private final LongXArray array = LongXArray.create("longs");

        private static String said(OptionalLong value) {
            return value.isEmpty() ? "null" : Long.toString(value.getAsLong());
        }

        @Override
        @Operation
        public String get(@Param(name = LincheckOperations.SLOT) int slot) {
            return said(array.get(index(slot)));
        }

        @Override
        @Operation
        public void set(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int value) {
            array.set(index(slot), value);
        }

        @Override
        @Operation
        public String getAndSet(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int value) {
            return said(array.getAndSet(index(slot), value));
        }

        @Override
        @Operation
        public boolean insert(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int value) {
            return array.insert(index(slot), value);
        }

        @Override
        @Operation
        public boolean compareAndSet(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int expected,
                @Param(name = LincheckOperations.VALUE) int value) {
            return array.compareAndSet(index(slot), expected, value);
        }

        @Override
        @Operation
        public String compareAndExchange(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int expected,
                @Param(name = LincheckOperations.VALUE) int value) {
            return said(array.compareAndExchange(index(slot), expected, value));
        }

        @Override
        @Operation
        public String remove(@Param(name = LincheckOperations.SLOT) int slot) {
            return said(array.remove(index(slot)));
        }

        @Override
        @Operation
        public boolean setMark(@Param(name = LincheckOperations.SLOT) int slot) {
            return array.setMark(index(slot), Mark.MARK_0);
        }

        @Override
        @Operation
        public boolean isMarked(@Param(name = LincheckOperations.SLOT) int slot) {
            return array.isMarked(index(slot), Mark.MARK_0);
        }

        @Override
        @Operation
        public void setRange(
                @Param(name = RANGE) int range, @Param(name = LincheckOperations.VALUE) int value) {
            array.setRange(first(range), last(range), value);
        }

        @Override
        @Operation
        public void eraseRange(@Param(name = RANGE) int range) {
            array.eraseRange(first(range), last(range));
        }

        @Override
        @Operation
        public long size() {
            return array.size();
        }

        @Override
        @Operation
        public String all() {
            StringBuilder all = new StringBuilder();
            var version = array.snapshot();
            version.iterator()
                    .forEachRemaining(entry -> say(
                            all,
                            entry.index(),
                            entry.order(),
                            entry.value(),
                            version.isMarked(entry.index(), Mark.MARK_0)));
            return all.toString();
        }
    }

    /** On the model of arrays, with boxes of which there is one for each small integer. */
    public static final class OnModel extends LincheckLongs {
        private final ModelArray<Long> model = new ModelArray<>(false);

        private static Long boxed(int value) {
            return (long) value;
        }

        @Override
        @Operation
        public String get(@Param(name = LincheckOperations.SLOT) int slot) {
            return said(model.get(index(slot)));
        }

        @Override
        @Operation
        public void set(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int value) {
            model.set(index(slot), boxed(value));
        }

        @Override
        @Operation
        public String getAndSet(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int value) {
            return said(model.getAndSet(index(slot), boxed(value)));
        }

        @Override
        @Operation
        public boolean insert(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int value) {
            return model.insert(index(slot), boxed(value));
        }

        @Override
        @Operation
        public boolean compareAndSet(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int expected,
                @Param(name = LincheckOperations.VALUE) int value) {
            return model.compareAndSet(index(slot), boxed(expected), boxed(value));
        }

        @Override
        @Operation
        public String compareAndExchange(
                @Param(name = LincheckOperations.SLOT) int slot,
                @Param(name = LincheckOperations.VALUE) int expected,
                @Param(name = LincheckOperations.VALUE) int value) {
            return said(model.compareAndExchange(index(slot), boxed(expected), boxed(value)));
        }

        @Override
        @Operation
        public String remove(@Param(name = LincheckOperations.SLOT) int slot) {
            return said(model.remove(index(slot)));
        }

        @Override
        @Operation
        public boolean setMark(@Param(name = LincheckOperations.SLOT) int slot) {
            return model.setMark(index(slot), Mark.MARK_0);
        }

        @Override
        @Operation
        public boolean isMarked(@Param(name = LincheckOperations.SLOT) int slot) {
            return model.isMarked(index(slot), Mark.MARK_0);
        }

        @Override
        @Operation
        public void setRange(
                @Param(name = RANGE) int range, @Param(name = LincheckOperations.VALUE) int value) {
            model.setRange(first(range), last(range), boxed(value));
        }

        @Override
        @Operation
        public void eraseRange(@Param(name = RANGE) int range) {
            model.eraseRange(first(range), last(range));
        }

        @Override
        @Operation
        public long size() {
            return model.size();
        }

        @Override
        @Operation
        public String all() {
            StringBuilder all = new StringBuilder();
            model.iterator()
                    .forEachRemaining(entry -> say(
                            all,
                            entry.index(),
                            entry.order(),
                            entry.value(),
                            model.isMarked(entry.index(), Mark.MARK_0)));
            return all.toString();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OnModel that && model.toString().equals(that.model.toString());
        }

        @Override
        public int hashCode() {
            return model.toString().hashCode();
        }
    }
}
