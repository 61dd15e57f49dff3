package org.xarray4j.examples.iplookup.live;

import org.jspecify.annotations.Nullable;
import org.xarray4j.examples.iplookup.table.Announcement;
import org.xarray4j.examples.iplookup.table.Country;
import org.xarray4j.examples.iplookup.table.Ranges;

/** Decides whether an answer can be right, given what was written meanwhile: see {@link Generations}. */
public final class AnswerCheck {
    private final Ranges ranges;
    private final Blocks blocks;

    /**
     * Makes a check.
     *
     * @param ranges the table as loaded
     * @param blocks the ranges that change country
     */
    public AnswerCheck(Ranges ranges, Blocks blocks) {
        this.ranges = ranges;
        this.blocks = blocks;
    }

    /**
     * Returns whether an answer can be right.
     *
     * @param range the range that was asked for
     * @param committed its generation, committed before the lookup began
     * @param answer what the lookup answered
     * @param begun its generation, begun before the lookup ended
     * @return true when some generation of the two or between them is answered this way
     */
    public boolean accepts(int range, int committed, @Nullable Announcement answer, int begun) {
        if (answer == null) {
            // Of two neighbouring generations one is withdrawn; only blocks skip these.
            return !blocks.contains(range) && (isWithdrawn(committed) || begun > committed);
        }
        int generation = answer.generation();
        return answer.range() == range
                && generation >= committed
                && generation <= begun
                && !isWithdrawn(generation)
                && answer.country() == blocks.country(range, generation);
    }

    /**
     * Says in words why an answer is wrong.
     *
     * @param range the range that was asked for
     * @param committed its generation, committed before the lookup began
     * @param answer the answer that was not accepted
     * @param begun its generation, begun before the lookup ended
     * @return for instance {@code 192.0.2.0-192.0.2.255: nothing was answered, but ...}
     */
    public String explain(int range, int committed, @Nullable Announcement answer, int begun) {
        String asked = ranges.describe(range) + ": ";
        if (answer == null) {
            return asked
                    + "nothing was answered, but the range was announced all the time (generation "
                    + committed + ")";
        }
        if (answer.range() != range) {
            return asked + "the answer was for another range, " + ranges.describe(answer.range());
        }
        int generation = answer.generation();
        String answered = asked + "generation " + generation + " was answered, ";
        if (generation < committed) {
            return answered + "but " + committed + " was committed before the lookup began";
        }
        if (generation > begun) {
            return answered + "but only " + begun + " was begun when the lookup ended";
        }
        if (isWithdrawn(generation)) {
            return answered + "in which the range is withdrawn";
        }
        return answered
                + "with the country "
                + Country.decode(answer.country())
                + " instead of "
                + Country.decode(blocks.country(range, generation));
    }

    static boolean isWithdrawn(int generation) {
        return (generation & 1) == 1;
    }
}
