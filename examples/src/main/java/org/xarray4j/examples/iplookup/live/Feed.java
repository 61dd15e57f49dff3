package org.xarray4j.examples.iplookup.live;

import org.jspecify.annotations.Nullable;
import org.xarray4j.examples.iplookup.slab.UseAfterReleaseException;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.LiveTable;
import org.xarray4j.examples.iplookup.table.LookupPath;
import org.xarray4j.examples.iplookup.table.LookupView;
import org.xarray4j.examples.iplookup.table.Ranges;

/** A table with its two writers and the book they keep of what they have written. */
public final class Feed {
    private final Ranges ranges;
    private final LiveTable table;
    private final Blocks blocks;
    private final Generations generations;
    private final Announcer announcer;
    private final Mover mover;

    /**
     * Takes over a table.
     *
     * @param ranges its ranges
     * @param table the table with every range in generation 0; nothing else writes it from now on
     * @param blocks which ranges move; the others are withdrawn and announced
     * @param seed decides what is written
     */
    public Feed(Ranges ranges, LiveTable table, Blocks blocks, long seed) {
        this.ranges = ranges;
        this.table = table;
        this.blocks = blocks;
        generations = new Generations(ranges.size());
        announcer = new Announcer(ranges, table, blocks, generations, seed);
        mover = new Mover(table, blocks, generations, seed);
    }

    LiveTable table() {
        return table;
    }

    Generations generations() {
        return generations;
    }

    Announcer announcer() {
        return announcer;
    }

    Mover mover() {
        return mover;
    }

    /**
     * Checks, when no writer runs, that each range answers exactly what was written last.
     *
     * @param name what descriptions call the path
     * @param path a path into the table
     * @param errors told of each wrong answer
     * @return how many answers were checked
     */
    public long checkSettled(String name, LookupPath path, ErrorLog errors) {
        AnswerCheck check = new AnswerCheck(ranges, blocks);
        for (int range = 0; range < ranges.size(); range++) {
            try (LookupView view = path.open()) {
                checkSettled(name, check, range, view.findFirst(ranges, range), errors);
                checkSettled(name, check, range, last(view, range), errors);
            }
        }
        return 2L * ranges.size();
    }

    private void checkSettled(
            String name,
            AnswerCheck check,
            int range,
            @Nullable Announcement answer,
            ErrorLog errors) {
        int generation = generations.committed(range);
        try {
            if (!check.accepts(range, generation, answer, generation)) {
                errors.add(() -> name + ", after the updates: "
                        + check.explain(range, generation, answer, generation));
            }
        } catch (UseAfterReleaseException e) {
            errors.add(() -> name + ", after the updates: " + e.getMessage());
        }
    }

    private @Nullable Announcement last(LookupView view, int range) {
        return view.find(ranges, range, ranges.lastHigh(range), ranges.lastLow(range));
    }
}
