/**
 * Tables from addresses to countries: their text form, and the structures that answer for them.
 *
 * <p>{@link org.xarray4j.examples.iplookup.table.RangeFile} reads a file into a {@link
 * org.xarray4j.examples.iplookup.table.RangeList}; {@link org.xarray4j.examples.iplookup.table.Ranges} numbers the
 * ranges of both families through. A {@link org.xarray4j.examples.iplookup.table.LiveTable} holds an {@link
 * org.xarray4j.examples.iplookup.table.Announcement} for each range and can change; a {@link
 * org.xarray4j.examples.iplookup.table.LookupPath} is a way to ask it.
 */
@org.jspecify.annotations.NullMarked
package org.xarray4j.examples.iplookup.table;
