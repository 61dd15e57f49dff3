package org.xarray4j.examples.iplookup.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts wrong answers and keeps the first few in words. */
public final class ErrorLog {
    private static final int KEPT = 5;

    private final LongAdder count = new LongAdder();
    private final List<String> first = new ArrayList<>();

    /**
     * Notes an error.
     *
     * @param description says what went wrong; asked only while descriptions are still kept
     */
    public void add(Supplier<String> description) {
        count.increment();
        synchronized (first) {
            if (first.size() < KEPT) {
                first.add(description.get());
            }
        }
    }

    /**
     * Returns how many errors there were.
     *
     * @return the number
     */
    public long count() {
        return count.sum();
    }

    /**
     * Returns the first errors in words.
     *
     * @return a few descriptions
     */
    public List<String> first() {
        synchronized (first) {
            return List.copyOf(first);
        }
    }
}
