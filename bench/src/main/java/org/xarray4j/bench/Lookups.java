package org.xarray4j.bench;

import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.infra.Blackhole;

/** A filled table and the keys to ask it for. */
final class Lookups {
    /** How many reads make one invocation of a benchmark. */
    static final int BATCH = 1024;

    private final Table table;
    private final long[] queries;

    /** What lies among the table's objects, which it would not if nobody referred to it. */
    final List<?> neighbours;

    private Lookups(Table table, long[] queries, List<?> neighbours) {
        this.table = table;
        this.queries = queries;
        this.neighbours = neighbours;
    }

    /**
     * Fills a table.
     *
     * @param queries how many reads there are before they repeat; 0 for as many as suit the size
     */
    static Lookups of(
            Structure structure, Distribution distribution, int size, int queries, Layout layout) {
        return of(structure, distribution.keys(size), queries, layout, 0);
    }

    /** Fills a table with dense keys. */
    static Lookups dense(Structure structure, int size) {
        return of(structure, Distribution.DENSE, size, 0, Layout.COMPACT);
    }

    /** Fills a table with dense keys; asks for those that would follow if it were twice as large. */
    static Lookups pastTheEnd(Structure structure, int size) {
        return of(structure, Distribution.DENSE.keys(size), 0, Layout.COMPACT, size);
    }

    private static Lookups of(
            Structure structure, long[] keys, int queries, Layout layout, long offset) {
        int size = keys.length;
        Table table = structure.create(size);
        List<?> neighbours = layout.fill(table, keys);
        long[] order = Queries.of(keys, queries == 0 ? Queries.countFor(size) : queries);
        Arrays.setAll(order, i -> order[i] + offset);
        // What is measured is a structure that has been there for a while, not the collector's
        // first look at it. The collection moves objects together, but leaves them in their order.
        System.gc();
        return new Lookups(table, order, neighbours);
    }

    Table table() {
        return table;
    }

    long[] queries() {
        return queries;
    }

    /** Reads one batch from a position on; returns the next position. */
    int read(int from, Blackhole blackhole) {
        Table readTable = table;
        long[] order = queries;
        int end = from + BATCH;
        for (int i = from; i < end; i++) {
            blackhole.consume(readTable.get(order[i]));
        }
        return end == order.length ? 0 : end;
    }
}
