/**
 * Runs stress tests, and their broken twins, in one launch of jcstress.
 *
 * <p>jcstress probes the machine and the JVM anew at each launch, which takes longer than most twins need to be caught; on
 * JDK 17 it runs everything twice, with biased locking and without, which the library does not use; and it runs a test for
 * as long as it was told, also when a forbidden outcome was seen at once. So the parts of jcstress are put together
 * differently here. {@code jcstress-tests/stress} calls it.
 */
package org.xarray4j.campaign;
