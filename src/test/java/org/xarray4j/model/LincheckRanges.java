package org.xarray4j.model;

import java.util.Arrays;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;

/** Range writes across levels, and reads that must see a range whole or not at all. */
@Param(name = LincheckOperations.SLOT, gen = IntGen.class, conf = "0:3")
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
@Param(name = LincheckRanges.RANGE, gen = IntGen.class, conf = "0:3")
public abstract class LincheckRanges extends LincheckOperations {
    static final String RANGE = "range";

    /** Within a leaf; whole leaves; across leaves; across levels. */
    private static final long[][] RANGES = {{1, 2}, {0, 63}, {2, 70}, {60, 5000}};

    /** Fewer than the entries of a longer range. */
    private static final int EXTRACTED = 5;

    LincheckRanges(XArrayEditor<String> editor) {
        super(editor);
    }

    @Operation
    public void setRange(@Param(name = RANGE) int range, @Param(name = VALUE) int value) {
        editor.setRange(RANGES[range][0], RANGES[range][1], value(value));
    }

    @Operation
    public void eraseRange(@Param(name = RANGE) int range) {
        editor.eraseRange(RANGES[range][0], RANGES[range][1]);
    }

    @Operation
    public @Nullable String getAndSet(
            @Param(name = SLOT) int slot, @Param(name = VALUE) int value) {
        return editor.getAndSet(index(slot), value(value));
    }

    @Operation
    public @Nullable String get(@Param(name = SLOT) int slot) {
        return editor.get(index(slot));
    }

    @Operation
    public int order(@Param(name = SLOT) int slot) {
        return editor.order(index(slot));
    }

    /** A search within one version: it must not stop in the middle of a range that is being stored. */
    @Operation
    public String find(@Param(name = SLOT) int slot) {
        return describe(editor.find(index(slot), XArray.MAX_INDEX, Filter.PRESENT));
    }

    /** The same downwards. */
    @Operation
    public String findBefore(@Param(name = SLOT) int slot) {
        return describe(editor.findBefore(index(slot), 0, Filter.PRESENT));
    }

    private static String describe(@Nullable Entry<String> entry) {
        return entry == null
                ? "none"
                : name(entry.index()) + "/" + entry.order() + "=" + entry.value();
    }

    /** The values of some entries, from one version. */
    @Operation
    public String extract(@Param(name = SLOT) int slot) {
        String[] values = new String[EXTRACTED];
        int count = editor.extract(values, index(slot), XArray.MAX_INDEX, Filter.PRESENT);
        return count + Arrays.toString(values);
    }

    /** All that is there, from one version. */
    @Operation
    public abstract String all();

    /** On the array. */
    public static final class OnArray extends LincheckRanges {
        private final XArray<String> array;

        public OnArray() {
            this(array());
        }

        private OnArray(XArray<String> array) {
            super(array);
            this.array = array;
        }

        @Override
        @Operation
        public String all() {
            return entries(array.snapshot());
        }
    }

    /** On the model. */
    public static final class OnModel extends LincheckRanges {
        public OnModel() {
            super(new ModelArray<>(false));
        }

        @Override
        @Operation
        public String all() {
            return entries(editor);
        }
    }
}
