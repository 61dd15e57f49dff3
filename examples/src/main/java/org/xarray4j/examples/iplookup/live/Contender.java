package org.xarray4j.examples.iplookup.live;

import org.xarray4j.examples.iplookup.table.LookupPath;

/**
 * One of the ways to look up that are compared.
 *
 * @param name what it is called
 * @param path how it looks up
 * @param feed what changes the table meanwhile
 * @param seesMovesWhole whether its views promise to show all of a move or nothing
 */
public record Contender(String name, LookupPath path, Feed feed, boolean seesMovesWhole) {}
