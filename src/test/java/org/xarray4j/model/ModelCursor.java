package org.xarray4j.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Entry;
import org.xarray4j.Filter;
import org.xarray4j.Mark;
import org.xarray4j.WritingCursor;

/** The cursor's contract, said once more over the model: it remembers an entry, and searches anew at each step. */
final class ModelCursor<T> implements WritingCursor<T> {
    private final ModelView<T> view;
    private final @Nullable ModelArray<T> editor;
    private long index;
    private int span;
    private boolean stepped;
    private boolean ended;
    private boolean inConflicts;
    private ModelEntry<T> under = nothingAt(0);
    private long met;

    ModelCursor(ModelView<T> view, @Nullable ModelArray<T> editor) {
        this.view = view;
        this.editor = editor;
    }

    private static <T> ModelEntry<T> nothingAt(long index) {
        return new ModelEntry<>(index, 0, null, 0, 0);
    }

    private ModelArray<T> editor() {
        return Objects.requireNonNull(editor, "only reads");
    }

    private ModelEntry<T> block() {
        long first = span == Long.SIZE ? 0 : index >>> span << span;
        return new ModelEntry<>(first, span, null, 0, 0);
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public int span() {
        return span;
    }

    @Override
    public long first() {
        return under.first();
    }

    @Override
    public long last() {
        return under.last();
    }

    @Override
    public int order() {
        return under.order();
    }

    @Override
    public WritingCursor<T> moveTo(long to) {
        return moveTo(to, 0);
    }

    @Override
    public WritingCursor<T> moveTo(long to, int spanned) {
        index = to;
        span = spanned;
        index = block().first();
        reset();
        return this;
    }

    @Override
    public void reset() {
        stepped = false;
        ended = false;
        inConflicts = false;
        under = nothingAt(index);
        met = index;
    }

    @Override
    public void pause() {
        if (!stepped) {
            return;
        }
        if (under.last() == -1L) {
            ended = true;
            inConflicts = false;
        } else {
            index = under.last() + 1;
            reset();
        }
    }

    @Override
    public @Nullable T load() {
        ModelEntry<T> entry = view.covering(index);
        under = entry == null ? nothingAt(index) : entry;
        met = index;
        stepped = true;
        ended = false;
        inConflicts = false;
        return under.value();
    }

    @Override
    public @Nullable T reload() {
        return view.get(met);
    }

    @Override
    public @Nullable T next() {
        index += stepped ? 1 : 0;
        return load();
    }

    @Override
    public @Nullable T previous() {
        index -= stepped ? 1 : 0;
        return load();
    }

    @Override
    public @Nullable T find(long max) {
        return find(max, Filter.PRESENT);
    }

    @Override
    public @Nullable T find(long max, Filter filter) {
        inConflicts = false;
        if (ended || (stepped && under.last() == -1L)) {
            return null;
        }
        Entry<T> found = view.find(stepped ? under.last() + 1 : index, max, filter);
        if (found == null) {
            return null;
        }
        index = found.index();
        return load();
    }

    @Override
    public @Nullable T findConflict() {
        ModelEntry<T> block = block();
        boolean over = inConflicts && !ModelView.less(under.last(), block.last());
        Entry<T> found = over
                ? null
                : view.find(
                        inConflicts ? under.last() + 1 : block.first(),
                        block.last(),
                        Filter.PRESENT);
        if (found == null) {
            reset();
            return null;
        }
        long stays = index;
        index = found.index();
        load();
        index = stays;
        met = found.index();
        inConflicts = true;
        return found.value();
    }

    @Override
    public boolean isMarked(Mark mark) {
        return view.isMarked(met, mark);
    }

    @Override
    public boolean isReserved() {
        return view.isReserved(met);
    }

    @Override
    public void set(T value) {
        editor().setBlock(block().first(), span, value);
        load();
    }

    @Override
    public @Nullable T getAndSet(T value) {
        checkSpan();
        T before = editor().getAndSet(index, value);
        load();
        return before;
    }

    @Override
    public boolean erase() {
        boolean erased = editor().eraseBlock(block().first(), span);
        erased();
        return erased;
    }

    @Override
    public @Nullable T remove() {
        checkSpan();
        T before = editor().remove(index);
        erased();
        return before;
    }

    private void checkSpan() {
        if (span != 0) {
            throw new IllegalStateException("span");
        }
    }

    private void erased() {
        ModelEntry<T> block = block();
        boolean larger = under.order() >= span && under.covers(block.first());
        ModelEntry<T> gone = larger ? under : block;
        load();
        under = gone;
    }

    @Override
    public boolean setMark(Mark mark) {
        return editor().setMark(met, mark);
    }

    @Override
    public boolean clearMark(Mark mark) {
        return editor().clearMark(met, mark);
    }

    @Override
    public boolean clearMarks() {
        boolean any = false;
        for (Mark mark : Mark.values()) {
            any |= clearMark(mark);
        }
        return any;
    }

    @Override
    public boolean split() {
        boolean split = editor().split(block().first(), span);
        load();
        return split;
    }

    @Override
    public void createRange() {
        moveTo(block().first());
    }

    @Override
    public boolean splitOff() {
        boolean split = editor().splitOff(block().first(), span);
        load();
        return split;
    }

    /** Says all that may matter to what comes after. */
    @Override
    public String toString() {
        return List.of(index, span, stepped, ended, inConflicts, under.first(), under.order(), met)
                .toString();
    }
}
