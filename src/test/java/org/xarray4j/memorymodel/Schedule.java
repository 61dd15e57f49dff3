package org.xarray4j.memorymodel;

import java.util.List;

/**
 * An execution, access by access, in the order in which they were performed.
 *
 * @param lines the accesses
 */
record Schedule(List<Line> lines) {
    /**
     * An access.
     *
     * @param actor by which thread
     * @param told what it did
     * @param mode its mode
     * @param label what it is for
     * @param overtaken the labels of steps that stand before it in the program and come after it here
     */
    record Line(String actor, String told, Mode mode, String label, List<String> overtaken) {
        @Override
        public String toString() {
            String early =
                    overtaken.isEmpty() ? "" : "   <- before " + String.join(", ", overtaken);
            return String.format("%-9s %-34s %-9s%s%s", actor, told, mode, label, early);
        }
    }

    /** Returns how many accesses were performed before one that stands before them. */
    long reorderings() {
        return lines.stream().filter(line -> !line.overtaken().isEmpty()).count();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(String.format("%3d  %s%n", i + 1, lines.get(i)));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
