package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.xarray4j.internal.tree.AllocationProbe;
import org.xarray4j.internal.tree.Charge;
import org.xarray4j.internal.tree.Discards;
import org.xarray4j.internal.tree.ReuseGate;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.TreeWriter;

/**
 * Two threads may retire what they have discarded in another order than they have published it: each does so after it has
 * freed the lock. What is released must not depend on that. Guarantee H.
 */
class DiscardOrderTest {
    private static final String VALUE = "value";

    private final TreeWriter writer =
            new TreeWriter(Charge.NONE, AllocationProbe.NONE, ReuseGate.NEVER, true, false, null);
    private final List<Object> released = new ArrayList<>();
    private Root published = Root.empty();

    /** Publishes a version and returns what it has discarded, not released yet. */
    private Discards write(Consumer<TreeWriter> write) {
        writer.begin(published);
        write.accept(writer);
        published = writer.seal();
        Discards discards = writer.takeDiscards();
        writer.finish();
        return discards;
    }

    private void release(Discards first, Discards second) {
        first.release(released::add);
        second.release(released::add);
    }

    @Test
    void rangeEndedByTheSameObject_counted_inAnyOrder_isKept() {
        for (boolean swapped : new boolean[] {false, true}) {
            write(tree -> tree.setRange(5, 6, VALUE));
            Discards erased = write(tree -> tree.eraseRange(6, 6));
            Discards overwritten = write(tree -> tree.setRange(5, 5, VALUE));
            release(swapped ? overwritten : erased, swapped ? erased : overwritten);
            assertThat(released).as("swapped: %s", swapped).isEmpty();
            write(tree -> tree.remove(5, false)).release(released::add);
            assertThat(released).containsExactly(VALUE);
            released.clear();
        }
    }

    @Test
    void rangeEndedByAnErase_counted_inAnyOrder_isReleased() {
        for (boolean swapped : new boolean[] {false, true}) {
            write(tree -> tree.setRange(5, 6, VALUE));
            Discards overwritten = write(tree -> tree.setRange(5, 5, VALUE));
            Discards erased = write(tree -> tree.eraseRange(6, 6));
            release(swapped ? erased : overwritten, swapped ? overwritten : erased);
            assertThat(released).as("swapped: %s", swapped).containsExactly(VALUE);
            write(tree -> tree.remove(5, false)).release(released::add);
            assertThat(released).containsExactly(VALUE, VALUE);
            released.clear();
        }
    }

    @Test
    void rangeEndedByTheSameObject_inATransactionThatErasesToo_isKept() {
        write(tree -> tree.setRange(0, 299, VALUE));
        Discards all = write(tree -> {
            tree.eraseRange(100, 199);
            tree.setRange(0, 99, VALUE);
            tree.setRange(200, 299, VALUE);
        });
        all.release(released::add);
        assertThat(released).isEmpty();
        write(TreeWriter::clear).release(released::add);
        assertThat(released).containsExactly(VALUE, VALUE);
    }
}
