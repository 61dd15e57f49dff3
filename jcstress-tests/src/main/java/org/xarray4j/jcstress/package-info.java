/**
 * Stress tests of the shipped library, one question in each file.
 *
 * <p>The names say the group, the order within it and the question. Every outcome that is not listed is forbidden.
 * {@code jcstress-tests/stress} runs them all, checks that they were run, and shows that they can fail: it plants bugs
 * ("broken twins", {@code src/twins}) that they must find.
 *
 * <p>Two actors in each test, since three are never scheduled on a machine with two processors.
 */
package org.xarray4j.jcstress;
