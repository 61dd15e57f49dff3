package org.xarray4j;

import org.xarray4j.internal.tree.Finder;

/**
 * Searches of one version of an array that look into its values and end when they have found what they want.
 *
 * <p>A loop over {@link XArrayView#find} would read another version at each step: between two steps a match may appear
 * behind the search and the next one before it, and then the answer was right at no time.
 */
final class OneVersion {
    private OneVersion() {}

    /** Looks at an entry; answers whether the search ends here. */
    @FunctionalInterface
    interface Visitor<T> {
        /** Looks at an entry: where it was met, its first index, its order and its value. */
        boolean visit(long index, long first, int order, T value);
    }

    /** Shows matching entries in ascending order until the visitor ends the search; returns whether it did. */
    static <T> boolean search(
            AbstractView<T> view, long from, long max, Filter filter, Visitor<? super T> visitor) {
        long begun = view.beginLongRead();
        try {
            Finder finder = new Finder(view.root(), filter.number);
            long at = from;
            while (finder.seek(at, max)) {
                if (visitor.visit(
                        finder.index(),
                        finder.first(),
                        finder.order(),
                        view.stored(finder.value()))) {
                    return true;
                }
                if (finder.last() == XArray.MAX_INDEX) {
                    return false;
                }
                at = finder.last() + 1;
            }
            return false;
        } finally {
            view.endLongRead(begun);
        }
    }

    /** Shows matching entries in descending order, each where it ends, until the visitor ends the search. */
    static <T> void searchDown(
            AbstractView<T> view, long from, long min, Filter filter, Visitor<? super T> visitor) {
        long begun = view.beginLongRead();
        try {
            Finder finder = new Finder(view.root(), filter.number);
            long at = from;
            while (finder.seekDown(at, min)) {
                boolean ends = visitor.visit(
                        finder.index(),
                        finder.first(),
                        finder.order(),
                        view.stored(finder.value()));
                if (ends || finder.first() == 0) {
                    return;
                }
                at = finder.first() - 1;
            }
        } finally {
            view.endLongRead(begun);
        }
    }
}
