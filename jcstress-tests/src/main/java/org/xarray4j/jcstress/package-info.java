/**
 * Stress tests of the shipped library, one question in each file.
 *
 * <p>The names say the group, the order within it and the question. Every outcome that is not listed is forbidden.
 * {@code jcstress-tests/stress} runs them all, checks that they were run, and shows that they can fail: it plants bugs
 * ("broken twins", {@code src/twins}) that they must find.
 *
 * <p>The results in the headers are of single forks of the short form, and show which outcomes are met. On which machine and
 * JDK each was made was not noted, nor whether test and library have changed since. Of the same days, and with their machines
 * noted, are the figures in {@code src/twins/power.tsv}: virtual machines with two processors (x86-64), OpenJDK 17.
 *
 * <p>Two actors in each test, since three are never scheduled on a machine with two processors.
 */
package org.xarray4j.jcstress;
