/**
 * The memory orderings under a formal model of Java's access modes, {@code jam.als}, which Alloy searches for
 * counter-examples: the same protocols as in the explorer of the library's tests, by another method, whose limits are
 * others.
 */
package org.xarray4j.models;
