package org.xarray4j.internal.tree;

import org.jspecify.annotations.Nullable;

/**
 * Is shown every entry of a version that is validated: what the values promise is not the tree's business, but whoever knows
 * it needs the tree's own account of where each stands and which marks it bears.
 */
@FunctionalInterface
public interface EntryCheck {
    /** Promises nothing. */
    EntryCheck NONE = (first, order, marks, value) -> {};

    /**
     * Checks an entry; throws an {@link IllegalStateException} that names the first promise that is not kept.
     *
     * @param first its first index
     * @param order the binary logarithm of how many indices it takes
     * @param marks the marks that it bears, as bits
     * @param value the value, null for a reservation
     */
    void check(long first, int order, int marks, @Nullable Object value);
}
