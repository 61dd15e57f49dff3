/**
 * Keeps the ordering tags, the tables of DESIGN.md, the accessors and the explorer's programs from drifting apart, by
 * reading the sources; and holds the command that runs the stress tests to what it promises.
 */
package org.xarray4j.drift;
