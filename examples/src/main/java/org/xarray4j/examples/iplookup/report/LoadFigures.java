package org.xarray4j.examples.iplookup.report;

import org.xarray4j.examples.iplookup.table.Family;

/**
 * What loading one family into one structure took.
 *
 * @param structure what was loaded
 * @param family which ranges
 * @param ranges how many
 * @param entries how many entries hold them
 * @param bytes heap that the structure keeps, without the answers in it
 * @param seconds how long it took, without reading the file
 */
public record LoadFigures(
        String structure, Family family, int ranges, long entries, long bytes, double seconds) {
    /**
     * Returns the heap by range.
     *
     * @return bytes
     */
    public double bytesPerRange() {
        return (double) bytes / ranges;
    }
}
