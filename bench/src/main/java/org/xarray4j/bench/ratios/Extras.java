package org.xarray4j.bench.ratios;

import java.util.List;
import java.util.function.Function;

/**
 * Which of the extra comparisons are asked for: an extra size by naming sizes, an extra rival by naming rivals, an extra
 * distribution by naming distributions, and what is several of these by naming all of them. A value is extra for a
 * benchmark that without extras never has it; a benchmark that has nothing but extras needs only to be named itself.
 *
 * @param all all comparisons
 */
record Extras(
        List<Comparison> all,
        boolean namesBenchmarks,
        boolean namesSizes,
        boolean namesRivals,
        boolean namesDistributions) {
    /** Returns whether a comparison is none of the extras, or one that is asked for. */
    boolean areAskedFor(Comparison comparison) {
        if (!comparison.extra()) {
            return true;
        }
        if (isNew(comparison, Comparison::benchmark)) {
            return namesBenchmarks;
        }
        boolean size = isNew(comparison, Comparison::size);
        boolean rival = isNew(comparison, Comparison::rivalName);
        boolean distribution = isNew(comparison, Options::distribution);
        if (!size && !rival && !distribution) {
            // Each is usual, only not with the others.
            return namesSizes || namesRivals || namesDistributions;
        }
        return (namesSizes || !size)
                && (namesRivals || !rival)
                && (namesDistributions || !distribution);
    }

    private boolean isNew(Comparison comparison, Function<Comparison, ?> property) {
        return all.stream()
                .noneMatch(each -> !each.extra()
                        && each.benchmark().equals(comparison.benchmark())
                        && property.apply(each).equals(property.apply(comparison)));
    }
}
