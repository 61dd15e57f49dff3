package org.xarray4j.internal.tree;

/**
 * The value of a multi-index entry, as it stands in interior slots: its own class, so that a walk tells it from a child.
 *
 * <p>One object serves one store. All pieces that a range is cut into, at once or by later splits, share it; where a
 * piece is small enough to lie in a leaf, the leaf holds the bare value. Immutable, and left to the garbage collector.
 */
class Wide {
    final Object value;

    Wide(Object value) {
        this.value = value;
    }
}
