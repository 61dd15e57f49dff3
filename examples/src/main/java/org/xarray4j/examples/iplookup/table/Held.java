package org.xarray4j.examples.iplookup.table;

/**
 * How releases keep pace with changes, at some moment.
 *
 * @param retired how many values were discarded so far
 * @param released how many of them were released so far
 * @param most how many were discarded and not yet released when these were most, since the last time it was asked
 */
public record Held(long retired, long released, long most) {}
