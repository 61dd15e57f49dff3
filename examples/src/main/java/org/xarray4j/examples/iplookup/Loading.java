package org.xarray4j.examples.iplookup;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.xarray4j.examples.iplookup.report.LoadFigures;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.Family;
import org.xarray4j.examples.iplookup.table.LiveTable;
import org.xarray4j.examples.iplookup.table.Ranges;

/**
 * Loads a table and measures it: the time as the middle one of {@value #TIMES}, of which all but the last are
 * rehearsals, and the heap as what a collection leaves after the load less what it left before. The answers, which
 * every structure needs, are made before, so the heap is that of the structure with its keys.
 */
final class Loading<T extends LiveTable> {
    /** How often each table is loaded. */
    static final int TIMES = 3;

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final String structure;
    private final Ranges ranges;
    private final Function<Ranges, T> empty;
    private final Display display;
    private final List<LoadFigures> figures = new ArrayList<>();
    private final ListMultimap<Family, Double> seconds = ArrayListMultimap.create();

    Loading(String structure, Ranges ranges, Function<Ranges, T> empty, Display display) {
        this.structure = structure;
        this.ranges = ranges;
        this.empty = empty;
        this.display = display;
    }

    /** Loads a table for its time alone. */
    void rehearse() {
        try (T table = empty.apply(ranges)) {
            for (Family family : Family.values()) {
                load(table, family, table.originals(family));
            }
        }
    }

    /** Returns the loaded table. */
    T load() {
        T table = empty.apply(ranges);
        for (Family family : Family.values()) {
            Announcement[] answers = table.originals(family);
            long before = usedHeap();
            load(table, family, answers);
            long bytes = usedHeap() - before;
            if (answers.length > 0) {
                figures.add(new LoadFigures(
                        structure,
                        family,
                        answers.length,
                        table.entries(family),
                        bytes,
                        middle(seconds.get(family))));
            }
        }
        return table;
    }

    private static double middle(Collection<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Returns what was measured, one for each family that has ranges. */
    List<LoadFigures> figures() {
        return figures;
    }

    private void load(T table, Family family, Announcement[] answers) {
        Collection<Double> times = seconds.get(family);
        String label = "loading " + family + " into " + structure + " (" + (times.size() + 1)
                + " of " + TIMES + ")";
        long start = System.nanoTime();
        table.load(family, answers, part -> display.progress(label, part));
        times.add((System.nanoTime() - start) / NANOS_PER_SECOND);
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        // The second collection takes what the first one left to cleaners.
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
