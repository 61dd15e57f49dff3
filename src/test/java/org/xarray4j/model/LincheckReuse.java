package org.xarray4j.model;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.Mark;
import org.xarray4j.ReadView;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;
import org.xarray4j.XArrayView;

/**
 * Reads of indices that always hold a value, while the nodes on the way to them are replaced and used again.
 *
 * <p>The array has two leaves, both with enough entries to be leaves and no buckets, and different in every slot. Each
 * write of the one is followed by so many of the other that what it has replaced becomes a copy of the other: whoever
 * meets a leaf that is used again finds what never stood at the index, which no order of the operations explains.
 */
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
public abstract class LincheckReuse extends LincheckOperations {
    /** The first indices of the leaves, and how many entries each has. */
    private static final long OTHER = 0;

    private static final long LEAF = 64;
    private static final int ENTRIES = 16;

    /** What is read stands here, at the place of something else in the other leaf. */
    private static final long USED = LEAF + 6;

    private static final long AT_ITS_PLACE = OTHER + 6;

    /** Copies of leaves after which the first of them is used again, and one more. */
    private static final int CHURN = 6;

    LincheckReuse(XArrayEditor<String> editor) {
        super(editor);
        for (int i = 0; i < ENTRIES; i++) {
            editor.set(OTHER + i, "of another leaf");
        }
        for (int i = 0; i < ENTRIES; i++) {
            editor.set(LEAF + i, "beside");
        }
        editor.set(USED, "a");
        editor.setMark(AT_ITS_PLACE, Mark.MARK_1);
        // Limbo and pool are in their steady state from the beginning.
        churn();
    }

    @Operation
    public @Nullable String get() {
        return editor.get(USED);
    }

    @Operation
    public boolean isMarked() {
        return editor.isMarked(USED, Mark.MARK_1);
    }

    @Operation
    public String find() {
        return findIn(editor);
    }

    static String findIn(XArrayView<String> in) {
        Entry<String> entry = in.find(USED, XArray.MAX_INDEX, Filter.PRESENT);
        return entry == null ? "none" : name(entry.index()) + "=" + entry.value();
    }

    /** The same from a version that is pinned, or kept for ever. */
    @Operation
    public abstract String view();

    @Operation
    public abstract String snapshot();

    /** Replaces the leaf that others read, and then writes what nobody can see until it is used again. */
    @Operation
    public @Nullable String getAndSet(@Param(name = VALUE) int value) {
        String before = editor.getAndSet(USED, value(value));
        churn();
        return before;
    }

    /** Copies the other leaf, into which soon the one is made that was replaced. */
    private void churn() {
        for (int i = 0; i < CHURN; i++) {
            if (!editor.setMark(OTHER, Mark.MARK_2)) {
                editor.clearMark(OTHER, Mark.MARK_2);
            }
        }
    }

    /** On the array. */
    public static final class OnArray extends LincheckReuse {
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
        public String view() {
            try (ReadView<String> view = array.read()) {
                return findIn(view);
            }
        }

        @Override
        @Operation
        public String snapshot() {
            return findIn(array.snapshot());
        }
    }

    /** On the model. */
    public static final class OnModel extends LincheckReuse {
        public OnModel() {
            super(new ModelArray<>(false));
        }

        @Override
        @Operation
        public String view() {
            return findIn(editor);
        }

        @Override
        @Operation
        public String snapshot() {
            return findIn(editor);
        }
    }
}
