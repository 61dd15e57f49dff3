package org.xarray4j.model;

import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.xarray4j.WritingCursor;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;

/** Cursors, one for each thread, that live on from step to step beside what the other thread writes. */
@Param(name = LincheckOperations.SLOT, gen = IntGen.class, conf = "0:3")
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
@Param(name = LincheckPrograms.THREAD, gen = IntGen.class, conf = "0:1")
public abstract class LincheckCursors extends LincheckOperations {
    private final List<WritingCursor<String>> cursors;

    LincheckCursors(XArrayEditor<String> editor) {
        super(editor);
        // A range is made of whole nodes: a cursor remembers leaves, not buckets.
        editor.setRange(index(1), index(1), value(0));
        this.cursors = List.of(editor.cursor(), editor.cursor());
    }

    @Operation
    public @Nullable String getAndSet(
            @Param(name = SLOT) int slot, @Param(name = VALUE) int value) {
        return editor.getAndSet(index(slot), value(value));
    }

    @Operation
    public @Nullable String remove(@Param(name = SLOT) int slot) {
        return editor.remove(index(slot));
    }

    @Operation
    public void churn() {
        churnOnce();
        churnOnce();
    }

    @Operation
    public void moveTo(
            @Param(name = LincheckPrograms.THREAD) int thread, @Param(name = SLOT) int slot) {
        cursors.get(thread).moveTo(index(slot));
    }

    @Operation
    public String find(@Param(name = LincheckPrograms.THREAD) int thread) {
        String found = cursors.get(thread).find(XArray.MAX_INDEX);
        return name(cursors.get(thread).index()) + "=" + found;
    }

    @Operation
    public String next(@Param(name = LincheckPrograms.THREAD) int thread) {
        String found = cursors.get(thread).next();
        return name(cursors.get(thread).index()) + "=" + found;
    }

    @Operation
    public @Nullable String load(@Param(name = LincheckPrograms.THREAD) int thread) {
        return cursors.get(thread).load();
    }

    @Operation
    public void set(
            @Param(name = LincheckPrograms.THREAD) int thread, @Param(name = VALUE) int value) {
        cursors.get(thread).set(value(value));
    }

    @Operation
    public boolean erase(@Param(name = LincheckPrograms.THREAD) int thread) {
        return cursors.get(thread).erase();
    }

    @Override
    String state() {
        return super.state() + cursors;
    }

    /** On the array. */
    public static final class OnArray extends LincheckCursors {
        public OnArray() {
            super(array());
        }
    }

    /** On the model. */
    public static final class OnModel extends LincheckCursors {
        public OnModel() {
            super(new ModelArray<>(false));
        }
    }
}
