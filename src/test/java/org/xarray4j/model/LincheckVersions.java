package org.xarray4j.model;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Guard;
import org.xarray4j.LockedXArray;
import org.xarray4j.ReadView;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;

/** Whole transactions, whole sessions and whole views, each as one operation. */
@Param(name = LincheckOperations.SLOT, gen = IntGen.class, conf = "0:3")
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
public abstract class LincheckVersions extends LincheckOperations {
    LincheckVersions(XArrayEditor<String> editor) {
        super(editor);
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
    public void churn() {
        churnOnce();
    }

    /** Moves a value to another index; nobody may see it at both or at neither. */
    @Operation
    public abstract @Nullable String move(@Param(name = SLOT) int from, @Param(name = SLOT) int to);

    /** Writes in a transaction that is rolled back; nobody may see it. */
    @Operation
    public abstract @Nullable String rollBack(
            @Param(name = SLOT) int slot, @Param(name = VALUE) int value);

    /** Reads and writes one index in a session, during which no other write takes place. */
    @Operation
    public abstract String toggle(@Param(name = SLOT) int slot);

    /** Reads one index twice under a guard, which keeps all writers out. */
    @Operation
    public abstract String readGuarded(@Param(name = SLOT) int slot);

    /** Reads all indices through a view. */
    @Operation
    public abstract String view();

    /** Reads one index under a pin. */
    @Operation
    public abstract String readPinned(@Param(name = SLOT) int slot);

    static @Nullable String moveIn(XArrayEditor<String> in, int from, int to) {
        String value = in.remove(index(from));
        if (value != null) {
            in.set(index(to), value);
        }
        return value;
    }

    static String toggleIn(XArrayEditor<String> in, int slot) {
        String next = value("a".equals(in.get(index(slot))) ? 1 : 0);
        in.set(index(slot), next);
        return next;
    }

    /** On the array. */
    public static final class OnArray extends LincheckVersions {
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
        public @Nullable String move(@Param(name = SLOT) int from, @Param(name = SLOT) int to) {
            try (Transaction<String> transaction = array.begin()) {
                String value = moveIn(transaction, from, to);
                transaction.commit();
                return value;
            }
        }

        @Override
        @Operation
        public @Nullable String rollBack(
                @Param(name = SLOT) int slot, @Param(name = VALUE) int value) {
            try (Transaction<String> transaction = array.begin()) {
                return transaction.getAndSet(index(slot), value(value));
            }
        }

        @Override
        @Operation
        public String toggle(@Param(name = SLOT) int slot) {
            try (LockedXArray<String> session = array.lock()) {
                return toggleIn(session, slot);
            }
        }

        @Override
        @Operation
        public String readGuarded(@Param(name = SLOT) int slot) {
            try (Guard<String> guard = array.getLocked(index(slot))) {
                return guard == null
                        ? "none"
                        : "guarded " + guard.value() + ", still " + array.get(index(slot));
            }
        }

        @Override
        @Operation
        public String view() {
            try (ReadView<String> view = array.read()) {
                return indices(view);
            }
        }

        @Override
        @Operation
        public String readPinned(@Param(name = SLOT) int slot) {
            return array.read(index(slot), value -> "read " + value);
        }
    }

    /** On the model. */
    public static final class OnModel extends LincheckVersions {
        public OnModel() {
            super(new ModelArray<>(false));
        }

        @Override
        @Operation
        public @Nullable String move(@Param(name = SLOT) int from, @Param(name = SLOT) int to) {
            return moveIn(editor, from, to);
        }

        @Override
        @Operation
        public @Nullable String rollBack(
                @Param(name = SLOT) int slot, @Param(name = VALUE) int value) {
            return editor.get(index(slot));
        }

        @Override
        @Operation
        public String toggle(@Param(name = SLOT) int slot) {
            return toggleIn(editor, slot);
        }

        @Override
        @Operation
        public String readGuarded(@Param(name = SLOT) int slot) {
            String value = editor.get(index(slot));
            return value == null ? "none" : "guarded " + value + ", still " + value;
        }

        @Override
        @Operation
        public String view() {
            return indices(editor);
        }

        @Override
        @Operation
        public String readPinned(@Param(name = SLOT) int slot) {
            return "read " + editor.get(index(slot));
        }
    }
}
