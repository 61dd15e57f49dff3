package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a search shows of a leaf to a reader that has yet to validate. */
class FinderTest {
    /** As a walk may meet it that comes from a node in use again to one that was made just now. */
    @Test
    void leafWithoutMetadata_walkedTo_isTakenForBlank() {
        Object[] leaf = Node.blank();
        leaf[7] = "value";
        leaf[Node.SLOTS] = null;
        Root root = Root.blank();
        root.top = leaf;
        Finder finder = new Finder(root, Finder.PRESENT);
        assertThat(finder.walkTo(7)).isEqualTo("value");
        Object[] reached = Objects.requireNonNull(finder.leaf());
        assertThat(finder.heads(reached)).isZero();
        assertThat(Finder.tails(reached)).isZero();
    }
}
