/**
 * What {@code bench/run} runs: comparisons of a subject with a rival, by forks that take turns.
 *
 * <p>A machine that others use, or that changes its clock, gives times that cannot be repeated. The ratio of two times
 * that were taken one after the other can. So each round measures the subject and its rivals in forks of their own, one
 * right after the other, the next round in the opposite order; what is reported is the median of the rounds' ratios,
 * with the least and the greatest.
 */
package org.xarray4j.bench.ratios;
