package org.xarray4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What a view shows, in words, for comparing what was with what is. */
final class Dump {
    private static final int SMALL = 300;

    private Dump() {}

    /**
     * Returns one line for each entry and each reserved index, with their marks; then the free indices from 0 on and
     * from 2^64-1 down, and the size. Reserved ones are looked for among the small indices and the boundaries.
     */
    static List<String> of(XArrayView<?> view) {
        List<String> lines = new ArrayList<>();
        for (Entry<?> entry : view) {
            lines.add(Long.toUnsignedString(entry.first()) + "/" + entry.order() + "="
                    + entry.value() + marks(view, entry.first()));
        }
        LongStream.concat(LongStream.range(0, SMALL), Boundaries.stream())
                .distinct()
                .filter(view::isReserved)
                .forEach(index ->
                        lines.add(Long.toUnsignedString(index) + " reserved" + marks(view, index)));
        lines.add("free " + view.findFree(0, -1L) + " " + view.findFreeBefore(-1L, 0));
        lines.add(view.size() + " entries" + (view.isEmpty() ? ", empty" : ""));
        return lines;
    }

    private static String marks(XArrayView<?> view, long index) {
        StringBuilder marks = new StringBuilder();
        for (Mark mark : Mark.values()) {
            if (view.isMarked(index, mark)) {
                marks.append(' ').append(mark);
            }
        }
        return marks.toString();
    }
}
