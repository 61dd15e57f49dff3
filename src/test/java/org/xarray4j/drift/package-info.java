/**
 * Keeps the ordering tags, the tables of DESIGN.md, the accessors and the explorer's programs from drifting apart, by
 * reading the sources.
 */
package org.xarray4j.drift;
