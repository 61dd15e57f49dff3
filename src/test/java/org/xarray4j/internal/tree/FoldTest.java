package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a range write left sparse becomes buckets with the next one; a fold for which there is no room is left out. */
class FoldTest {
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final int ALL = Integer.MAX_VALUE;

    /** A range that leaves nodes on the ways to its ends, and another one that is not near. */
    private static final long FIRST = 1L << 40;

    private static final long LAST = FIRST + 999;
    private static final long NEXT_FIRST = FIRST + 5000;
    private static final long NEXT_LAST = NEXT_FIRST + 2003;

    /** How many charges are granted, and how many refused then. */
    private int granted;

    private int refused;

    private TreeWriter writer;
    private Root published;

    @BeforeEach
    void begin() {
        granted = ALL;
        Charge charge = new Charge() {
            @Override
            public void charge(long bytes) {
                if (granted > 0) {
                    granted--;
                } else if (refused > 0) {
                    refused--;
                    throw new Refusal();
                }
            }

            @Override
            public void refund(long bytes) {
                // nobody adds them up here
            }
        };
        writer = new TreeWriter(charge, AllocationProbe.NONE, ReuseGate.NEVER, false, false, null);
        published = Root.empty();
    }

    private void setRange(long first, long last, Object value) {
        writer.begin(published);
        writer.setRange(first, last, value);
        published = writer.seal();
        writer.finish();
        writer.validate(published);
    }

    /** Writes both ranges, the second with some charges granted and some refused; returns how many nodes there are then. */
    private long writeBoth(int grant, int refuse) {
        begin();
        setRange(FIRST, LAST, "first");
        granted = grant;
        refused = refuse;
        setRange(NEXT_FIRST, NEXT_LAST, "next");
        check(published, true);
        return published.nodes();
    }

    private static void check(Root root, boolean both) {
        assertThat(Walk.get(root, FIRST - 1)).isNull();
        for (long index = FIRST; index <= LAST; index++) {
            assertThat(Walk.get(root, index)).isEqualTo("first");
        }
        assertThat(Walk.get(root, LAST + 1)).isNull();
        assertThat(Walk.get(root, NEXT_FIRST - 1)).isNull();
        assertThat(Walk.get(root, NEXT_FIRST)).isEqualTo(both ? "next" : null);
        assertThat(Walk.get(root, NEXT_LAST)).isEqualTo(both ? "next" : null);
        assertThat(Walk.get(root, NEXT_LAST + 1)).isNull();
    }

    /** The folds come first, so the first charges are for them. */
    @Test
    void folds_refused_areLeftOutAndTheRangeIsWritten() {
        long folded = writeBoth(ALL, 0);
        int refusals = 1;
        while (writeBoth(0, refusals) == folded) {
            assertThat(refused).as("refusals that nothing met").isZero();
            refusals++;
        }
        assertThat(published.nodes()).as("nodes, nothing folded").isGreaterThan(folded);
    }

    /** Whichever charge is refused, and however often: either all is written, or nothing has changed. */
    @Test
    void charge_anyRefused_writesAllOrNothing() {
        for (int refusals = 1; refusals <= 2; refusals++) {
            int thrown = 0;
            int grant = 0;
            for (refused = 0; refused == 0; grant++) {
                try {
                    writeBoth(grant, refusals);
                } catch (Refusal refusal) {
                    writer.drop();
                    writer.validate(published);
                    check(published, false);
                    thrown++;
                }
            }
            assertThat(thrown).as("the range itself was refused").isPositive();
            assertThat(thrown).as("a fold was, and the range written").isLessThan(grant - 1);
        }
    }
}
