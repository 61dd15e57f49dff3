package org.xarray4j.model;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Filter;
import org.xarray4j.Mark;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;

/**
 * Reads of indices that always hold a value, while the nodes on the way to them are replaced and used again: whoever
 * meets a node that waits for its next use finds nothing, which no order of the operations explains.
 */
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
public abstract class LincheckReuse extends LincheckOperations {
    private static final long USED = 70;
    private static final int CHURN = 7;

    LincheckReuse(XArrayEditor<String> editor) {
        super(editor);
        editor.set(USED, "a");
    }

    @Operation
    public @Nullable String get() {
        return editor.get(USED);
    }

    @Operation
    public boolean isMarked() {
        return editor.isMarked(USED, Mark.MARK_2);
    }

    @Operation
    public String find() {
        return String.valueOf(editor.find(0, XArray.MAX_INDEX, Filter.PRESENT));
    }

    @Operation
    public @Nullable String getAndSet(@Param(name = VALUE) int value) {
        return editor.getAndSet(USED, value(value));
    }

    /** Enough for a node that is replaced to wait, to be blanked and to be used again. */
    @Operation
    public void churn() {
        for (int i = 0; i < CHURN; i++) {
            churnOnce();
        }
    }

    /** On the array. */
    public static final class OnArray extends LincheckReuse {
        public OnArray() {
            super(array());
        }
    }

    /** On the model. */
    public static final class OnModel extends LincheckReuse {
        public OnModel() {
            super(new ModelArray<>(false));
        }
    }
}
