/**
 * The benchmarks: one class for each question, named in README.md of this module.
 *
 * <p>A structure takes part in a benchmark through an interface for its role, of which a fork loads exactly one
 * implementation: the calls in a measured loop have one target and are inlined.
 */
package org.xarray4j.bench;
