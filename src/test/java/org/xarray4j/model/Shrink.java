package org.xarray4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Delta debugging: drops steps for as long as what is left still fails. {@code -Dxarray4j.shrink=false} leaves them all, for
 * whoever only asks whether anything fails.
 */
final class Shrink {
    private static final int MAX_RUNS =
            Boolean.parseBoolean(System.getProperty("xarray4j.shrink", "true")) ? 3000 : 0;

    private Shrink() {}

    /** Returns a sublist that still fails, from which no single step can be dropped unless that took too many runs. */
    static <S> List<S> shrink(List<S> steps, Predicate<List<S>> fails) {
        List<S> left = steps;
        int portion = left.size() / 2;
        int runs = 0;
        while (portion > 0 && runs < MAX_RUNS) {
            boolean shrunk = false;
            for (int from = 0; from < left.size() && runs < MAX_RUNS; runs++) {
                List<S> fewer = new ArrayList<>(left.subList(0, from));
                fewer.addAll(left.subList(Math.min(left.size(), from + portion), left.size()));
                if (fails.test(fewer)) {
                    left = fewer;
                    shrunk = true;
                } else {
                    from += portion;
                }
            }
            portion = shrunk && portion == 1 ? 1 : portion / 2;
        }
        return left;
    }
}
