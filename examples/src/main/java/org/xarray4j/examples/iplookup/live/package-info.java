/**
 * Lookups under live updates, each answer checked.
 *
 * <p>An {@link org.xarray4j.examples.iplookup.live.Announcer} withdraws ranges and announces them again, a {@link
 * org.xarray4j.examples.iplookup.live.Mover} moves blocks of ranges between two countries, and {@link
 * org.xarray4j.examples.iplookup.live.Reader readers} look up random addresses meanwhile. {@link
 * org.xarray4j.examples.iplookup.live.Generations} says what they may be answered.
 */
@org.jspecify.annotations.NullMarked
package org.xarray4j.examples.iplookup.live;
