package org.xarray4j.examples.iplookup.report;

/**
 * What was held back for readers, in one moment of a round.
 *
 * @param path through which readers looked up
 * @param seconds for how long the XArray was changed until the end of the moment
 * @param retired how many values were discarded until then
 * @param released how many of them were released
 * @param most how many were discarded and not yet released when these were most in this moment
 */
public record HeldPoint(String path, double seconds, long retired, long released, long most) {}
