package org.xarray4j.bench.ratios;

import java.util.List;

/**
 * What is to be measured.
 *
 * @param comparisons what
 * @param skipped what this machine cannot do, each with the reason; empty unless everything is asked for, since what is
 *     asked for by name is refused instead
 */
record Selection(List<Comparison> comparisons, List<String> skipped) {
    Selection {
        comparisons = List.copyOf(comparisons);
        skipped = List.copyOf(skipped);
    }
}
