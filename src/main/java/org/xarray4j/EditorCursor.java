package org.xarray4j;

import org.jspecify.annotations.Nullable;

/** The cursor of an editor, which writes through it. */
final class EditorCursor<T> extends ViewCursor<T> implements WritingCursor<T> {
    private final AbstractEditor<T> editor;

    EditorCursor(AbstractEditor<T> editor) {
        super(editor);
        this.editor = editor;
    }

    @Override
    public WritingCursor<T> moveTo(long index) {
        return moveTo(index, 0);
    }

    @Override
    public WritingCursor<T> moveTo(long index, int span) {
        super.moveTo(index, span);
        return this;
    }

    @Override
    public void set(T value) {
        editor.setBlock(blockFirst(index(), span()), span(), value);
        load();
    }

    @Override
    public @Nullable T getAndSet(T value) {
        checkSpan("getAndSet");
        T before = editor.getAndSet(index(), value);
        load();
        return before;
    }

    @Override
    public boolean erase() {
        boolean erased = editor.eraseBlock(blockFirst(index(), span()), span());
        metBlock();
        return erased;
    }

    @Override
    public @Nullable T remove() {
        checkSpan("remove");
        T before = editor.remove(index());
        metBlock();
        return before;
    }

    private void checkSpan(String method) {
        if (span() != 0) {
            throw new IllegalStateException(editor.array.name() + ": " + method + " at index "
                    + Long.toUnsignedString(index())
                    + " answers one value, and the cursor's span of order "
                    + span() + " may hold several: use set or erase");
        }
    }

    @Override
    public boolean setMark(Mark mark) {
        return editor.setMark(met(), mark);
    }

    @Override
    public boolean clearMark(Mark mark) {
        return editor.clearMark(met(), mark);
    }

    @Override
    public boolean clearMarks() {
        return editor.clearMarks(met());
    }

    @Override
    public boolean split() {
        boolean split = editor.split(blockFirst(index(), span()), span());
        load();
        return split;
    }

    @Override
    public void createRange() {
        long first = blockFirst(index(), span());
        editor.createRange(first, span());
        moveTo(first);
    }

    @Override
    public boolean splitOff() {
        boolean split = editor.splitOff(blockFirst(index(), span()), span());
        load();
        return split;
    }
}
