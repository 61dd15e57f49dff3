/**
 * A second, naive implementation of the array, and what compares it with the shipped one: random operation sequences,
 * and the shrinking of a sequence on which the two differ.
 */
package org.xarray4j.model;
