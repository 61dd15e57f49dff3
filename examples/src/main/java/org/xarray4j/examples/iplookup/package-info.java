/**
 * The country of an IP address, from tables that change while they are read.
 *
 * <p>{@link org.xarray4j.examples.iplookup.Main} runs {@link org.xarray4j.examples.iplookup.IpLookup}, the command. It
 * answers a {@link org.xarray4j.examples.iplookup.Query} or gives the {@link
 * org.xarray4j.examples.iplookup.Demonstration}.
 */
@org.jspecify.annotations.NullMarked
package org.xarray4j.examples.iplookup;
