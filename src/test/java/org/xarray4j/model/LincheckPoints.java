package org.xarray4j.model;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Mark;
import org.xarray4j.XArrayEditor;

/** Operations on one index. */
@Param(name = LincheckOperations.SLOT, gen = IntGen.class, conf = "0:3")
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
public abstract class LincheckPoints extends LincheckOperations {
    LincheckPoints(XArrayEditor<String> editor) {
        super(editor);
    }

    @Operation
    public @Nullable String get(@Param(name = SLOT) int slot) {
        return editor.get(index(slot));
    }

    @Operation
    public @Nullable String getAndSet(
            @Param(name = SLOT) int slot, @Param(name = VALUE) int value) {
        return editor.getAndSet(index(slot), value(value));
    }

    @Operation
    public boolean insert(@Param(name = SLOT) int slot, @Param(name = VALUE) int value) {
        return editor.insert(index(slot), value(value));
    }

    @Operation
    public @Nullable String remove(@Param(name = SLOT) int slot) {
        return editor.remove(index(slot));
    }

    @Operation
    public boolean compareAndSet(
            @Param(name = SLOT) int slot,
            @Param(name = VALUE) int expected,
            @Param(name = VALUE) int value) {
        return editor.compareAndSet(index(slot), value(expected), value(value));
    }

    @Operation
    public @Nullable String compareAndExchange(
            @Param(name = SLOT) int slot,
            @Param(name = VALUE) int expected,
            @Param(name = VALUE) int value) {
        return editor.compareAndExchange(index(slot), value(expected), value(value));
    }

    /** Removes a value where it is, and stores it where it is not. */
    @Operation
    public @Nullable String compute(@Param(name = SLOT) int slot, @Param(name = VALUE) int value) {
        return editor.compute(
                index(slot), (at, before) -> value(value).equals(before) ? null : value(value));
    }

    @Operation
    public @Nullable String computeIfAbsent(
            @Param(name = SLOT) int slot, @Param(name = VALUE) int value) {
        return editor.computeIfAbsent(index(slot), at -> value(value));
    }

    @Operation
    public void clear() {
        editor.clear();
    }

    @Operation
    public boolean setMark(@Param(name = SLOT) int slot) {
        return editor.setMark(index(slot), Mark.MARK_0);
    }

    @Operation
    public boolean isMarked(@Param(name = SLOT) int slot) {
        return editor.isMarked(index(slot), Mark.MARK_0);
    }

    @Operation
    public boolean anyMarked() {
        return editor.anyMarked(Mark.MARK_0);
    }

    @Operation
    public long size() {
        return editor.size();
    }

    @Operation
    public void churn() {
        churnOnce();
        churnOnce();
    }

    /** On the array. */
    public static final class OnArray extends LincheckPoints {
        public OnArray() {
            super(array());
        }
    }

    /** On the model. */
    public static final class OnModel extends LincheckPoints {
        public OnModel() {
            super(new ModelArray<>(false));
        }
    }
}
