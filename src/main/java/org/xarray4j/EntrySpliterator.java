package org.xarray4j;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sorted by unsigned index; splits in batches, or not at all. */
final class EntrySpliterator<E> extends Spliterators.AbstractSpliterator<E> {
    private final Iterator<E> entries;
    private final Comparator<E> byIndex;
    private final boolean splits;

    EntrySpliterator(Iterator<E> entries, Comparator<E> byIndex, int consistency, boolean splits) {
        super(Long.MAX_VALUE, consistency | DISTINCT | NONNULL | ORDERED | SORTED);
        this.entries = entries;
        this.byIndex = byIndex;
        this.splits = splits;
    }

    @Override
    public @Nullable Spliterator<E> trySplit() {
        return splits ? super.trySplit() : null;
    }

    @Override
    public boolean tryAdvance(Consumer<? super E> action) {
        if (!entries.hasNext()) {
            return false;
        }
        action.accept(entries.next());
        return true;
    }

    @Override
    public Comparator<? super E> getComparator() {
        return byIndex;
    }
}
